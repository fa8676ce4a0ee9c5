"""Reading an account: its lists, and one request for each object that they do not show whole.

Nothing is ever written. What there is to read, and what it refers to, the declarations tell.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from pulumi_scaling.core import Account
from pulumi_scaling.resources import by_name

from .everybody import can_name_people, people
from .fetching import Reader
from .found import Found, Key, called
from .inventory import LISTED, Inventory
from .selection import Selection
from .sequence import in_order

__all__ = ["Survey", "survey"]


@dataclass
class Survey:
    """What there is, each after what it refers to, and parents before what lives in them."""

    found: list[Found] = field(default_factory=list[Found])
    elsewhere: dict[Key, str] = field(default_factory=dict[Key, str])
    """What is referred to and not wanted here, by the name it is looked up by."""
    left_out: list[str] = field(default_factory=list[str])
    """What no program could say, and why."""
    moved: list[str] = field(default_factory=list[str])
    """What changed while it was read."""


def survey(
    account: Account,
    wanted: Selection,
    *,
    members: bool,
    say: Callable[[str], None],
    separate: bool = False,
) -> Survey:
    """Read what is wanted of an account.

    `separate` has layers one by one, instead of said with what they lie in.
    """
    done = Survey()
    inventory = Inventory(account, done.left_out)
    wanted.insist(list(inventory))
    can_name_people(account, say)
    reader = Reader(account, inventory, done.left_out, say, separate=separate)
    chosen = _chosen(wanted, inventory, reader)
    ranks = {kind.name: rank for rank, kind in enumerate(LISTED)}

    def listed(key: Key) -> tuple[int, str, str]:
        return ranks[key[0]], called(*inventory.of(key)), key[1]

    families = [family for key in sorted(chosen, key=listed) if (family := list(reader.take(key)))]
    families = in_order(
        families, lambda family: family[0].key, lambda family: _needs(family, chosen)
    )
    done.found = [one for family in families for one in family]
    done.elsewhere = _elsewhere(done.found, inventory, reader)
    if members:
        done.found[:0] = people(account, done.found, wanted, done.left_out, say)
    done.moved += inventory.moves()
    return done


def _chosen(wanted: Selection, inventory: Inventory, reader: Reader) -> set[Key]:
    """What is meant by name, and what that brings along; all of it has been fetched."""
    ahead = {key for key in inventory.rows if wanted.means(*inventory.of(key))}
    follow = {key for key in ahead if wanted.with_all_of(*inventory.of(key))}
    chosen, followed = set[Key](), set[Key]()
    while ahead or follow:
        reader.fetch(ahead)
        chosen |= ahead
        followed |= follow
        led = {to for key in follow for to in reader.leads_to(key)} & inventory.rows.keys()
        ahead, follow = led - chosen, led - followed
    return chosen


def _needs(family: list[Found], among: set[Key]) -> list[Key]:
    return sorted(key for one in family for key in one.needs if key in among)


def _elsewhere(found: list[Found], inventory: Inventory, reader: Reader) -> dict[Key, str]:
    """What is there, referred to, and not taken: a program can look it up, if by its name."""
    kept = {one.key for one in found}
    names: dict[Key, str] = {}
    for key in sorted({key for one in found for key in one.needs} - kept - reader.gone):
        kind = by_name[key[0]]
        if key in inventory.rows and kind.natural_key in kind.looked_up:
            name = inventory.name(key)
            if name:
                names[key] = name
    return names
