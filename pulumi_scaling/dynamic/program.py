"""What the resources of one program have to know of each other.

Four things the engine cannot see. Two layers must not claim one rank, and two resources not one
name. A policy has to go before
the schedules its layers target, and a schedule before the people on its layers: the layers go along
with their parent in one request, so the parent takes over what they refer to. And somebody named by
e-mail is the Member that is declared with it.
"""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final, TypeVar, cast
from weakref import WeakKeyDictionary

import pulumi
from pulumi.runtime import get_root_resource
from pulumi.runtime.settings import get_monitor

__all__ = ["Program", "current", "leaves", "may_name_people"]

T = TypeVar("T")
PLAIN: Final = (str, int, float, type(None))


class Program:
    """The resources declared so far."""

    def __init__(self) -> None:
        self._taken: dict[tuple[Any, str, str, str | int], str] = {}
        self._owners: dict[int, pulumi.CustomResource] = {}
        self._claims: list[tuple[Any, str, str, Any, str]] = []
        self._looked_at = 0
        self._kept: list[object] = []
        self._whole: dict[int, str] = {}
        self._apart: dict[int, str] = {}
        self._emails: dict[str, pulumi.CustomResource] = {}
        self._mentioned: dict[int, list[Any]] = {}
        self._waits_for: dict[int, list[pulumi.CustomResource] | None] = {}
        self._asked = False

    def once(self, ask: Callable[[], Mapping[str, Any]]) -> Mapping[str, Any]:
        """What is said by the first resource, for all of them."""
        asked, self._asked = self._asked, True
        return {} if asked else ask()

    def claims(
        self,
        parent: Any,
        kind: str,
        fields: Sequence[str],
        inputs: Mapping[str, Any],
        resource_name: str,
    ) -> None:
        """Refuse a second one at a place or of a name that only one can have."""
        for field in fields:
            self.claim(parent, kind, field, inputs.get(field), resource_name)

    def claim(self, parent: Any, kind: str, field: str, value: Any, resource_name: str) -> None:
        """Refuse a second layer at one rank of one parent, or a second one of a name, by both.

        A parent is the same however it is named: as the resource, by its id, or as text. Where the
        parent or the value is known late, it is looked at when it becomes known.
        """
        if value is None:
            return
        holder: Any = self._owners.get(id(parent), parent)
        self._kept.append(parent)
        if isinstance(holder, (str, pulumi.Resource, type(None))) and isinstance(value, (int, str)):
            where = holder if isinstance(holder, str) else id(holder)
            self._alone((where, kind, field, value), resource_name)
        self._claims.append((parent, kind, field, value, resource_name))
        # In an up the provider refuses the second one, and a program that fails beside it only
        # makes Pulumi say more.
        late = isinstance(value, pulumi.Output) or isinstance(parent, (str, pulumi.Output))
        if late and pulumi.runtime.is_dry_run():
            # From now on text and outputs have to be compared, and so have all that came before.
            for claim in self._claims[self._looked_at :]:
                self._once_known(*claim)
            self._looked_at = len(self._claims)

    def whole(self, parent: pulumi.Resource, kind: str, field: str, resource_name: str) -> None:
        """Note a resource that says itself what lies in it."""
        self._whole[id(parent)] = f"{kind} '{resource_name}' says its {field} itself"
        self._kept.append(parent)
        if self._apart.get(id(parent)):
            raise pulumi.RunError(_both(self._whole[id(parent)], self._apart[id(parent)]))

    def apart(self, parent: Any, kind: str, resource_name: str) -> None:
        """Refuse one that is said by itself, and would be removed again by what it lies in."""
        holder = self._owners.get(id(parent), parent)
        self._apart.setdefault(id(holder), f"{kind} '{resource_name}'")
        self._kept.append(holder)
        if id(holder) in self._whole:
            raise pulumi.RunError(_both(self._whole[id(holder)], f"{kind} '{resource_name}'"))

    def _once_known(
        self, parent: Any, kind: str, field: str, value: Any, resource_name: str
    ) -> None:
        own = parent.id if isinstance(parent, pulumi.CustomResource) else parent

        def look(known: Mapping[str, Any]) -> None:
            said = known["value"]
            said = int(said) if isinstance(said, float) else said
            if isinstance(known["own"], (str, type(None))) and isinstance(said, (int, str)):
                self._alone((f"id {known['own']}", kind, field, said), resource_name)

        pulumi.Output.all(own=own, value=value).apply(look)

    def _alone(self, place: tuple[Any, str, str, str | int], resource_name: str) -> None:
        other = self._taken.setdefault(place, resource_name)
        if other != resource_name:
            _, kind, field, value = place
            told = (
                f"claim position {value} of the same parent; give each a position of its own"
                if field == "position"
                else f"have the {field} {value!r}, which only one can have; give each its own"
            )
            raise pulumi.RunError(f"{kind} '{other}' and {kind} '{resource_name}' both {told}")

    def declare(
        self,
        resource: pulumi.CustomResource,
        inputs: Mapping[str, Any],
        parent: Any,
        opts: pulumi.ResourceOptions,
    ) -> None:
        """Note a resource, whom its outputs belong to, and what it mentions for its parent."""
        said = list(leaves(inputs))
        self._waits_for[id(resource)] = self._all_owned(said, opts)
        outputs = [value for value in vars(resource).values() if _is_output(value)]
        for own in (resource, *outputs):
            self._owners[id(own)] = resource
            self._kept.append(own)
        if isinstance(inputs.get("email"), str):
            self._emails[inputs["email"].casefold()] = resource
        for holder in (resource, parent):
            if isinstance(holder, pulumi.Resource):
                self._mentioned.setdefault(id(holder), []).extend(said)

    def needed_by(self, me: pulumi.CustomResource) -> list[pulumi.Input[pulumi.Resource]]:
        """What a resource and its children refer to, once the program has said it all.

        One output that brings the others along as its resources: a list that is known by itself is
        merged with the options of the program without another output at each step.
        """

        async def once_declared() -> set[pulumi.Resource]:
            # The program runs to its end before the event loop gets here.
            await asyncio.sleep(0)
            # Two that wait for each other would wait forever.
            return {other for other in self._referred_to(me) if not self._may_wait(other, me)}

        return [cast("Any", pulumi.Output(once_declared(), _always(None), _always(True)))]

    def _referred_to(self, me: pulumi.CustomResource) -> Iterator[pulumi.CustomResource]:
        for leaf in self._mentioned.get(id(me), ()):
            named = isinstance(leaf, str)
            other = self._emails.get(leaf.casefold()) if named else self._owners.get(id(leaf))
            if other is not None and other is not me and self._waits_for[id(other)] is not None:
                yield other

    def _may_wait(self, one: pulumi.CustomResource, other: pulumi.CustomResource) -> bool:
        """Follow whatever one resource waits for, as far as the program shows it."""
        ahead, seen = [one], {id(one)}
        while ahead:
            met = ahead.pop()
            known = self._waits_for.get(id(met))
            if met is other or known is None:
                return True
            for following in (*known, *self._referred_to(met)):
                if id(following) not in seen:
                    seen.add(id(following))
                    ahead.append(following)
        return False

    def _all_owned(
        self, said: Sequence[Any], opts: pulumi.ResourceOptions
    ) -> list[pulumi.CustomResource] | None:
        """What a resource waits for by itself; nothing where the program does not show it all."""
        above = None if isinstance(opts.parent, pulumi.ComponentResource) else opts.parent
        asked = [opts.depends_on, opts.deleted_with, opts.replace_with, opts.id, above]
        found = list[pulumi.CustomResource]()
        for leaf in (*said, *leaves(asked)):
            if isinstance(leaf, PLAIN):
                continue
            owner = self._owners.get(id(leaf))
            if owner is None:
                return None
            found.append(owner)
        return found


def _both(whole: str, apart: str) -> str:
    return f"{whole}, and {apart} is one of them, said by itself: say all of them in one way"


async def _always(value: T) -> T:
    return value


def may_name_people(inputs: Mapping[str, Any]) -> bool:
    """Tell whether an e-mail is among what the program said."""
    return any(isinstance(leaf, str) and "@" in leaf for leaf in leaves(inputs))


def _is_output(value: object) -> bool:
    return isinstance(value, pulumi.Output)


def leaves(value: Any) -> Iterator[Any]:
    """All that is inside a value, however it is nested."""
    parts: Any = None
    if isinstance(value, Mapping):
        parts = cast("Mapping[str, Any]", value).values()
    elif isinstance(value, (list, tuple)):
        parts = cast("Sequence[Any]", value)
    if parts is None:
        yield value
        return
    for part in parts:
        yield from leaves(part)


_programs: WeakKeyDictionary[pulumi.Resource, tuple[object, Program]] = WeakKeyDictionary()


def current() -> Program:
    """The program that runs now; one process may run several, one after the other.

    Tests with Pulumi's mocks keep the root of the first for all; each has a monitor of its own.
    """
    _imports_are_done()
    root, monitor = get_root_resource(), get_monitor()
    if root is None:
        return Program()
    known = _programs.get(root)
    if known is None or known[0] is not monitor:
        known = _programs[root] = (monitor, Program())
    return known[1]


@cache
def _imports_are_done() -> None:
    # What Pulumi has imported stays to the end. A program makes so many futures that the collector
    # comes by often, and would walk through all of that each time: a twentieth of a large preview.
    gc.freeze()
