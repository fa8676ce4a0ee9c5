"""One run: whose account it is, what it did and saw, and where things are in it.

`Account` is asked for objects, `Run` for what happened, `Place` says where something is, `Siblings`
in which order, and `ServerHabits` how this server differs from others. Decides nothing.
"""

from .account import TEAM, USERS, Account
from .habits import ServerHabits, generation_in, no_such_verb, refuses_place
from .ledger import Run
from .leftovers import Leftover
from .place import Place, addressable
from .ranks import arranged, siblings_of, standing
from .rotas import Sides, told_of
from .settings import (
    API_KEY,
    BASE_URL,
    FORCE_VARIABLE,
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
    "PENDING_PEOPLE",
    "SNAPSHOT_SECONDS",
    "TAKE_OVER_VARIABLE",
    "TEAM",
    "USERS",
    "Account",
    "Leftover",
    "Place",
    "Run",
    "ServerHabits",
    "Settings",
    "Siblings",
    "Sides",
    "addressable",
    "arranged",
    "generation_in",
    "no_such_verb",
    "refuses_place",
    "siblings_of",
    "standing",
    "told_of",
]
