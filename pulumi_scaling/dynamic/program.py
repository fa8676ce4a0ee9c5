"""What the resources of one program have to know of each other.

Three things the engine cannot see. Two layers must not claim one rank. A policy has to go before
the schedules its layers target, and a schedule before the people on its layers: the layers go along
with their parent in one request, so the parent takes over what they refer to. And somebody named by
e-mail is the Member that is declared with it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast
from weakref import WeakKeyDictionary

import pulumi
from pulumi.runtime import get_root_resource

__all__ = ["Program", "current"]


class Program:
    """The resources declared so far."""

    def __init__(self) -> None:
        self._ranks: dict[tuple[Any, str, int], str] = {}
        self._owners: dict[int, pulumi.CustomResource] = {}
        self._kept: list[object] = []
        self._emails: dict[str, pulumi.CustomResource] = {}
        self._mentioned: dict[int, list[Any]] = {}

    def claim(self, parent: Any, kind: str, position: Any, resource_name: str) -> None:
        """Refuse a second layer at one rank of one parent, by both names."""
        if not isinstance(position, int) or isinstance(position, pulumi.Output):
            return
        held_by = parent if isinstance(parent, str) else id(parent)
        self._kept.append(parent)
        other = self._ranks.setdefault((held_by, kind, position), resource_name)
        if other != resource_name:
            raise pulumi.RunError(
                f"{kind} '{other}' and {kind} '{resource_name}' both claim position {position} of "
                "the same parent; give each a position of its own"
            )

    def declare(
        self,
        resource: pulumi.CustomResource,
        inputs: Mapping[str, Any],
        parent: Any,
        *,
        plain: bool,
    ) -> None:
        """Note a resource, whom its outputs belong to, and what it mentions for its parent."""
        if plain:
            # One that waits for others itself could wait for us, and both would wait forever.
            values: list[object] = [*vars(resource).values()]
            for value in values:
                if _is_output(value):
                    self._owners[id(value)] = resource
                    self._kept.append(value)
            if isinstance(inputs.get("email"), str):
                self._emails[inputs["email"].casefold()] = resource
        for holder in (resource, parent):
            if isinstance(holder, pulumi.Resource):
                self._mentioned.setdefault(id(holder), []).extend(_leaves(inputs))

    def needed_by(self, me: pulumi.Resource) -> pulumi.Output[list[pulumi.Resource]]:
        """What a resource and its children refer to, once the program has said it all."""

        async def once_declared() -> list[pulumi.Resource]:
            # The program runs to its end before the event loop gets here.
            await asyncio.sleep(0)
            found: dict[int, pulumi.Resource] = {}
            for leaf in self._mentioned.get(id(me), ()):
                other = self._owners.get(id(leaf))
                if isinstance(leaf, str):
                    other = self._emails.get(leaf.casefold())
                if other is not None and other is not me:
                    found[id(other)] = other
            return list(found.values())

        return pulumi.Output.from_input(once_declared())


def _is_output(value: object) -> bool:
    return isinstance(value, pulumi.Output)


def _leaves(value: Any) -> Iterator[Any]:
    parts: Any = None
    if isinstance(value, Mapping):
        parts = cast("Mapping[str, Any]", value).values()
    elif isinstance(value, (list, tuple)):
        parts = cast("Sequence[Any]", value)
    if parts is None:
        yield value
        return
    for part in parts:
        yield from _leaves(part)


_programs: WeakKeyDictionary[pulumi.Resource, Program] = WeakKeyDictionary()


def current() -> Program:
    """The program that runs now; one process may run several, one after the other."""
    root = get_root_resource()
    if root is None:
        return Program()
    return _programs.setdefault(root, Program())


def waits_for_nothing(inputs: Mapping[str, Any], opts: pulumi.ResourceOptions | None) -> bool:
    """Tell whether a resource can be made at once, whatever the rest of the program does."""
    if any(not isinstance(leaf, (str, int, float, type(None))) for leaf in _leaves(inputs)):
        return False
    return opts is None or (
        opts.depends_on is None
        and (opts.parent is None or isinstance(opts.parent, pulumi.ComponentResource))
    )
