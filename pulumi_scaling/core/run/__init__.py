"""One run: whose account it is, what it did and saw, and where things are in it.

`Account` is asked for objects, `Run` for what happened, `Place` says where something is, `Siblings`
in which order, and `ServerHabits` how this server differs from others. Decides nothing.
"""

from .account import NOT_ACCEPTED, TEAM, USERS, Account
from .farewell import farewell
from .foreseen import Taken
from .going import mark_of
from .habits import ServerHabits, generation_in, no_such_verb, refuses_place
from .ledger import Run
from .place import Place, addressable
from .ranks import arranged, siblings_of, standing
from .rotas import Sides, Zones, told_of
from .settings import (
    API_KEY,
    BASE_URL,
    FORCE_VARIABLE,
    ORGANIZATION,
    PENDING_PEOPLE,
    TAKE_OVER_VARIABLE,
    Settings,
)
from .siblings import Siblings
from .snapshots import SECONDS as SNAPSHOT_SECONDS

__all__ = [
    "API_KEY",
    "BASE_URL",
    "FORCE_VARIABLE",
    "NOT_ACCEPTED",
    "ORGANIZATION",
    "PENDING_PEOPLE",
    "SNAPSHOT_SECONDS",
    "TAKE_OVER_VARIABLE",
    "TEAM",
    "USERS",
    "Account",
    "Place",
    "Run",
    "ServerHabits",
    "Settings",
    "Siblings",
    "Sides",
    "Taken",
    "Zones",
    "addressable",
    "arranged",
    "farewell",
    "generation_in",
    "mark_of",
    "no_such_verb",
    "refuses_place",
    "siblings_of",
    "standing",
    "told_of",
]
