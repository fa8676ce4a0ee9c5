"""What a program registers, found out once by running it through Pulumi's own SDK.

The program is an ordinary one: a function, or a text as it stands in a file, that makes resources
of `pulumi_scaling`. It runs under a monitor of ours, which answers with marks instead of ids and
outputs; wherever such a mark ends up, the value belongs there that the engine comes to know. So one
run of the program serves any number of lives. Resources appear in the order of the program, with
all that the SDK says of them: dependencies, `deleted_with`, aliases and other options.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from textwrap import dedent
from types import SimpleNamespace
from typing import Any, Final, cast

import pulumi
from google.protobuf import json_format, struct_pb2
from pulumi import runtime
from pulumi.runtime import Mocks, rpc, set_all_config, set_mocks
from pulumi.runtime.mocks import MockMonitor
from pulumi.runtime.proto import resource_pb2

import pulumi_scaling as scaling
from pulumi_scaling.previews import TYPE_PREFIX
from pulumi_scaling.resources import by_name

from .asking import ADDRESS
from .process import UNKNOWN

__all__ = ["PROJECT", "Goal", "Program", "filled", "short"]

PROJECT: Final = "lives"
ROOT: Final = "::pulumi:pulumi:Stack::"
"""In the name of what everything lies in, which is left out here."""
MARK: Final = re.compile("\ue000([^\ue001]*)\ue002([^\ue001]*)\ue001")


@dataclass
class Goal:
    """One resource as the program wants it."""

    urn: str
    type: str
    props: dict[str, Any]
    parent: str
    dependencies: list[str]
    property_dependencies: dict[str, list[str]]
    deleted_with: str
    delete_before_replace: bool | None
    protect: bool
    retain: bool
    ignore_changes: list[str]
    aliases: list[str]
    marked: frozenset[str] = frozenset()
    """The properties that hold a mark."""
    waits_for: frozenset[str] = field(default_factory=frozenset)
    """The resources that must be there before it is registered."""


def short(urn: str) -> str:
    """The name of a resource in its program."""
    return urn.rpartition("::")[2]


def mark(urn: str, name: str) -> str:
    return f"\ue000{urn}\ue002{name}\ue001"


def _has_mark(value: Any) -> bool:
    if isinstance(value, str):
        return "\ue000" in value
    if isinstance(value, Mapping):
        return any(map(_has_mark, value.values()))
    return isinstance(value, list) and any(map(_has_mark, value))


def filled(value: Any, known: Callable[[str, str], Any]) -> Any:
    """The value with what is known in place of its marks."""
    if isinstance(value, str):
        return _filled_text(value, known) if "\ue000" in value else value
    if isinstance(value, Mapping):
        return {name: filled(part, known) for name, part in value.items()}
    if isinstance(value, list):
        return [filled(part, known) for part in value]
    return value


def _filled_text(text: str, known: Callable[[str, str], Any]) -> Any:
    if whole := MARK.fullmatch(text):
        return known(whole[1], whole[2])
    parts = {found[0]: known(found[1], found[2]) for found in MARK.finditer(text)}
    if UNKNOWN in parts.values():
        return UNKNOWN
    for part, told in parts.items():
        text = text.replace(part, str(told))
    return text


class _AtOnce(ThreadPoolExecutor):
    """Does what it is given where it is given it, so that resources come in one order always."""

    def submit(self, call: Any, /, *words: Any, **named: Any) -> Future[Any]:
        done: Future[Any] = Future()
        try:
            done.set_result(call(*words, **named))
        except Exception as error:  # noqa: BLE001 - for whoever asks for the result
            done.set_exception(error)
        return done


@cache
def _loop() -> asyncio.AbstractEventLoop:
    loop = asyncio.new_event_loop()
    loop.set_default_executor(_AtOnce(1))
    return loop


class _Mocks(Mocks):
    def new_resource(self, args: Any) -> Any:
        raise NotImplementedError

    def call(self, args: Any) -> Any:
        return {}


class _Monitor(MockMonitor):
    """Notes what is registered."""

    def __init__(self, stack: str) -> None:
        super().__init__(_Mocks())
        self._stack = stack
        self.goals: list[Goal] = []
        channel = SimpleNamespace(target=ADDRESS.encode)
        self.Invoke = SimpleNamespace(_channel=channel)  # type: ignore[assignment, method-assign]

    def make_urn(self, parent: str, type_: str, name: str) -> str:
        if parent and ROOT not in parent:
            type_ = f"{parent.split('::')[2]}${type_}"
        return f"urn:pulumi:{self._stack}::{PROJECT}::{type_}::{name}"

    def RegisterResource(self, request: Any) -> Any:  # noqa: N802 - as gRPC names it
        urn = self.make_urn(request.parent, request.type, request.name)
        if request.type == "pulumi:pulumi:Stack":
            return resource_pb2.RegisterResourceResponse(urn=urn)
        props = plain(rpc.deserialize_properties(request.object, keep_unknowns=True))
        dependencies = sorted(request.dependencies)
        goal = Goal(
            urn=urn,
            type=request.type,
            props=props,
            parent="" if ROOT in request.parent else request.parent,
            dependencies=dependencies,
            property_dependencies={
                name: sorted(said.urns)
                for name, said in request.propertyDependencies.items()
                if said.urns
            },
            deleted_with=request.deletedWith,
            delete_before_replace=(
                request.deleteBeforeReplace if request.deleteBeforeReplaceDefined else None
            ),
            protect=request.protect,
            retain=request.retainOnDelete,
            ignore_changes=list(request.ignoreChanges),
            aliases=[*request.aliasURNs, *(self._alias(each, request) for each in request.aliases)],
            marked=frozenset(name for name, value in props.items() if _has_mark(value)),
            waits_for=frozenset(
                each
                for each in (*dependencies, request.parent, request.deletedWith)
                if each and ROOT not in each
            ),
        )
        self.goals.append(goal)
        kind = by_name.get(request.type.removeprefix(TYPE_PREFIX))
        outputs = {name: mark(urn, name) for name in (kind.outputs if kind else ())}
        answer = json_format.ParseDict({**props, **outputs}, struct_pb2.Struct())
        own = mark(urn, "id")
        return resource_pb2.RegisterResourceResponse(urn=urn, id=own, object=answer)

    def _alias(self, alias: Any, request: Any) -> str:
        if alias.urn:
            return str(alias.urn)
        spec = alias.spec
        parent = "" if spec.noParent else spec.parentUrn or request.parent
        return self.make_urn(parent, spec.type or request.type, spec.name or request.name)


def plain(value: Any) -> Any:
    """Without what marks a secret: the engine hands them over as they are."""
    if rpc.is_rpc_secret(value):
        return plain(rpc.unwrap_rpc_secret(value))
    if isinstance(value, Mapping):
        return {name: plain(part) for name, part in sorted(value.items()) if part is not None}
    if isinstance(value, list):
        return [plain(part) for part in value]
    return value


class Program:
    """A program, and what it registers in a run and in a preview."""

    _known: Final[dict[tuple[object, ...], list[Goal]]] = {}

    def __init__(self, said: Callable[[], object] | str) -> None:
        self.said = dedent(said) if isinstance(said, str) else said

    def goals(self, *, stack: str, preview: bool, config: Mapping[str, str]) -> list[Goal]:
        """In the order of the program."""
        key = (self.said, stack, preview, tuple(sorted(config.items())))
        if key not in self._known:
            self._known[key] = self._registered(stack, preview=preview, config=config)
        return self._known[key]

    def _registered(self, stack: str, *, preview: bool, config: Mapping[str, str]) -> list[Goal]:
        monitor = _Monitor(stack)
        asyncio.set_event_loop(_loop())
        set_mocks(
            _Mocks(), project=PROJECT, stack=stack, preview=preview, monitor=monitor,
            organization="organization",
        )  # fmt: skip
        set_all_config(dict(config))
        cast("Any", runtime).test(self._run)()
        return monitor.goals

    def _run(self) -> None:
        if callable(self.said):
            self.said()
            return
        code = compile(self.said, "<program>", "exec")
        exec(code, {"pulumi": pulumi, "scaling": scaling, "__name__": "__main__"})
