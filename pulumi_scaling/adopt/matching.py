"""Finding in the account what a program would create, by what makes each kind itself.

A name; a name within its schedule; an e-mail; and for the links of a chain, which have no name,
the content and the place: first both, then the content alone, then the place alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from pulumi_scaling.core import Account, Place, changes, read, siblings_of
from pulumi_scaling.errors import NotFound, ScalingError
from pulumi_scaling.model import UNKNOWN, WAITING, Leaf, holds_unknown, rows_in

from .found import Found, called
from .planned import Planned

__all__ = ["Matches", "matches"]


class Matches:
    """What was found for which resource of the program."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self.found: dict[str, Found] = {}
        """By URN."""
        self.inputs: dict[str, Mapping[str, Any]] = {}
        """What the program says, with the ids of what was found in it."""
        self._taken: set[tuple[str, str]] = set()

    def resolve(self, one: Planned) -> None:
        """Put in ids that the preview could not know and the account can tell."""

        def told(leaf: Leaf) -> Any:
            if leaf.value is not UNKNOWN or leaf.shape.ref is None:
                return leaf.value
            known = {
                self.found[urn].id
                for urn in one.depends.get(str(leaf.place[0]), ())
                if urn in self.found and self.found[urn].kind.name == leaf.shape.ref.kind
            }
            return known.pop() if len(known) == 1 else leaf.value

        said = one.kind.shape.spelled(one.inputs, told)
        # Who is left out until they accept is no field, and in the state of whoever made it.
        out = {name: value for name, value in one.inputs.items() if name == WAITING and value}
        self.inputs[one.urn] = {**said, **out}

    def take(self, one: Planned, candidate: Found) -> None:
        """Note that it is this one; nothing is two resources at once."""
        key = (candidate.kind.name, candidate.id)
        if key not in self._taken:
            self._taken.add(key)
            self.found[one.urn] = candidate

    def candidate(self, one: Planned, id_: str) -> Found | None:
        """One object, in the program's spelling where it means the same."""
        said = self.inputs[one.urn]
        given = {
            name: value
            for name, value in said.items()
            if not holds_unknown(value) and not (one.kind.order and name == "position")
        }
        if one.kind.inline and said.get(one.kind.inline.field) is not None:
            # What refers to something unknown is found by what is there.
            given.setdefault(one.kind.inline.field, [])
        if one.kind.remembers:
            given["adopted"] = True
        state = read(self._account, one.kind, id_, given)
        if state is None:
            return None
        if one.kind.order and "position" in said:
            state["position"] = state.get("rank", state.get("position"))
        if one.kind.remembers and state.get("status") == "active":
            state["role_before"] = state["role"]
        return Found(one.kind, id_, state)

    def differing(self, one: Planned, candidate: Found) -> tuple[str, ...]:
        """The fields that the program would change."""
        said = self.inputs[one.urn]
        return changes(one.kind, candidate.state, said, self._account.people).fields


def matches(
    account: Account, planned: Sequence[Planned], ids: Mapping[str, str], say: Callable[[str], None]
) -> Matches:
    """Find each; `ids` are those somebody has filled in by hand, by URN."""
    done = Matches(account)
    waiting: list[tuple[Planned, list[Found]]] = []
    for one in planned:
        done.resolve(one)
        try:
            wanted = [ids[one.urn]] if one.urn in ids else _ids(account, done, one)
            found = [each for id_ in wanted if (each := done.candidate(one, id_))]
        except NotFound:
            continue
        except ScalingError as error:
            say(f"warning: {one.title} was not looked for: {error}")
            continue
        if one.kind.natural_key or one.urn in ids:
            for each in found[:1]:
                done.take(one, each)
        else:
            waiting.append((one, found))
    _fit(done, waiting)
    return done


def _fit(done: Matches, waiting: Iterable[tuple[Planned, list[Found]]]) -> None:
    """Give those without a name what fits best, the surest first."""

    def there(one: Planned, each: Found) -> bool:
        return bool(each.state.get("position") == one.inputs.get("position"))

    def alike(one: Planned, each: Found) -> bool:
        return set(done.differing(one, each)) <= {"position"}

    def both(one: Planned, each: Found) -> bool:
        return there(one, each) and alike(one, each)

    rows = list(waiting)
    for test in (both, alike, there):
        for one, candidates in rows:
            for each in candidates:
                if one.urn not in done.found and test(one, each):
                    done.take(one, each)


def _ids(account: Account, done: Matches, one: Planned) -> list[str]:
    """The objects it may be."""
    kind, said = one.kind, done.inputs[one.urn]
    if kind.natural_key == "email":
        return [one.name.casefold()] if one.name else []
    if not kind.parent:
        # What says no name of its own, and is found all the same, says its id.
        return [
            str(row["id"])
            for row in account.listed(kind.path)
            if (called(kind, row) == one.name if one.name else row["id"] in said.values())
        ]
    if holds_unknown(said.get(kind.parent)):
        return []  # Its parent is made by this program, so it cannot be there.
    whole = account.read(Place.of(account, kind, said).above)
    rows = [row for row in rows_in(whole, kind.found_in) if row.get("id")]
    if kind.natural_key:
        rows = [row for row in rows if row.get(kind.natural_key) == one.name]
    return [Place.of(account, kind, said, layer.id).id for layer in siblings_of(rows)]
