"""Who is on call for what: the one file that people edit.

A name that is no `Person`, a team without people, a rotation that does not exist: a type-checker
marks it while it is typed, long before a preview.
"""

from dataclasses import dataclass
from typing import Literal

Person = Literal[
    "ana@example.com",
    "bo@example.com",
    "cy@example.com",
    "dee@example.com",
    "eli@example.com",
]


@dataclass(frozen=True, kw_only=True)
class Team:
    """A team, as far as being woken is concerned."""

    name: str
    people: tuple[Person, ...]
    """In the order of their turns."""
    backup: Person
    """Paged when nobody acknowledged in time."""
    timezone: str = "Europe/Paris"
    rotation: Literal["daily", "weekly"] = "weekly"
    minutes: int = 5
    """How long a page may go unanswered."""


TEAMS = (
    Team(name="Checkout", people=("bo@example.com", "cy@example.com"), backup="ana@example.com"),
    Team(name="Payments", people=("cy@example.com", "bo@example.com"), backup="ana@example.com"),
    Team(name="Ledger", people=("bo@example.com",), backup="cy@example.com", minutes=15),
    Team(name="Fraud", people=("dee@example.com", "eli@example.com"), backup="ana@example.com"),
    Team(
        name="Search",
        people=("eli@example.com", "dee@example.com"),
        backup="bo@example.com",
        timezone="Asia/Tokyo",
    ),
    Team(name="Catalog", people=("dee@example.com",), backup="eli@example.com", minutes=15),
    Team(
        name="Shipping",
        people=("cy@example.com", "dee@example.com", "eli@example.com"),
        backup="ana@example.com",
        rotation="daily",
    ),
    Team(name="Returns", people=("eli@example.com", "cy@example.com"), backup="dee@example.com"),
    Team(name="Identity", people=("ana@example.com", "bo@example.com"), backup="dee@example.com"),
    Team(
        name="Network",
        people=("bo@example.com", "eli@example.com"),
        backup="ana@example.com",
        timezone="America/New_York",
        minutes=3,
    ),
    Team(
        name="Storage",
        people=("ana@example.com", "cy@example.com"),
        backup="bo@example.com",
        rotation="daily",
    ),
    Team(name="Data", people=("dee@example.com", "bo@example.com"), backup="eli@example.com"),
)
