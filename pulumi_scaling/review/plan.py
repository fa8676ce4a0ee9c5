"""What the engine says it will do, as values: `pulumi preview --json --show-sames`.

Knows steps, states and what stands for a value that is not shown; what a schedule is, it does not.
What the engine prints was found out by asking it (CLI 3.255):

- A step has `op`, `urn`, `oldState` and `newState`. A delete has no new state. A replacement is one
  step, `replace`, with both; the delete and the create inside of it are not printed.
- With `--refresh` each resource comes twice: a step `refresh` first, which shows the state as it
  was on both sides, and then the step itself, whose old state is what the refresh found. What the
  refresh found gone has no second step, or one that creates.
- A new state has inputs and no id, also where it stays the same: the id is the old state's. Only
  what is read (`op` `read`, from `Resource.get`) has an id there, and then nothing else.
- With `--target` and `--exclude` what is left alone is `same`, and its new state is the old one,
  whatever the program says now. What would be created is `same` without id and inputs: it is not
  there, neither before nor after. So nothing has to be asked of the stack besides.
- `retainOnDelete` stands in the old state of a delete that leaves the object where it is.
- A resource that the program calls otherwise, with an alias, has its new URN in the step and in the
  new state, the old URN in the old state.
- What is not known yet is one of a few magic texts, wherever it stands; `propertyDependencies`
  tells for each input which resources it comes from, as a set: of two unknown parts of one input
  it cannot be told which is whose. Our classes add what can, in names of their own (`WHENCE`).
- A secret is `[secret]`, and a list or an object with a secret anywhere in it is `[secret]` whole.
- Unless `--show-sames` was said, what stays the same is left out; `changeSummary` counts it still.
- A preview that failed ends with 1, its JSON holds the steps up to there, and in `diagnostics` what
  went wrong. One that never began (no such stack, a wrong flag) prints no JSON.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Final

from pulumi_scaling.errors import Refused
from pulumi_scaling.model import UNKNOWN, is_list, is_object, object_in, rows_in
from pulumi_scaling.previews import NOT_YET_KNOWN, SECRET_TEXT, SIGNED, TYPE_PREFIX, WHENCE
from pulumi_scaling.resources import by_name

__all__ = ["SECRET", "Plan", "Resource", "Secret", "State", "holds_secret", "plan_in", "plan_of"]

NOTHING: Final = frozenset({"refresh"})
"""Steps that say nothing which another step does not say as well."""
OURS: Final = re.compile(r"(?:error: )?(?:pulumi_scaling\.\w+: )?")
"""What stands before a sentence of ours where the engine passes it on."""


class Secret(Enum):
    """One value, so that `is` narrows it for type checkers."""

    VALUE = "secret"


SECRET: Final = Secret.VALUE
"""Stands for what the program keeps secret. Never printed, and never equal to anything."""


@dataclass(frozen=True, kw_only=True, slots=True)
class State:
    """One side of a resource."""

    id: str | None = None
    """Known for what is there; what is to be created has none yet."""
    inputs: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """What the program says, with UNKNOWN and SECRET for what the plan does not show."""
    outputs: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """What the stack has of it; nothing of a side that is still to come."""
    depends: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, "tuple[str, ...]"])
    """For each input, the URNs of the resources whose outputs are in it."""

    @property
    def values(self) -> Mapping[str, Any]:
        """What it is, as well as that is known: as the stack has it, else as the program says."""
        return self.outputs or self.inputs

    def sources(self, name: str, *path: int | str) -> tuple[str, ...]:
        """The URNs that a part of an input can come from; one, where our classes could tell."""
        for end in range(len(path), -1, -1):
            at = WHENCE + ".".join(map(str, (name, *path[:end])))
            if at in self.depends:
                return self.depends[at]
        return self.depends.get(name, ())


@dataclass(frozen=True, kw_only=True, slots=True)
class Resource:
    """One resource of ours, before and after."""

    urn: str
    """What the engine calls it from now on."""
    kind: str
    op: str
    before: State | None
    after: State | None
    within: str = ""
    """What the program calls the component that it stands in."""

    @property
    def logical(self) -> str:
        """What the program calls it."""
        own = self.urn.split("::", 3)[3]
        return f"{self.within}.{own}" if self.within else own


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """All that one preview says of our resources."""

    stack: str
    project: str
    resources: tuple[Resource, ...]

    def of(self, kind: str) -> Iterator[Resource]:
        """Those of one kind, in the order of the plan."""
        return (each for each in self.resources if each.kind == kind)


def plan_in(text: str, where: str) -> Plan:
    """Read what the engine printed; `where` it was, for sentences."""
    try:
        said = json.loads(text)
    except ValueError:
        hint = " (one JSON object a line: unset PULUMI_ENABLE_STREAMING_JSON_PREVIEW)"
        streamed = text.startswith("{") and "\n{" in text
        raise Refused(
            f"{where} is not what `pulumi preview --json --show-sames` prints"
            + (hint if streamed else "")
        ) from None
    return plan_of(said, where)


def plan_of(said: Any, where: str) -> Plan:
    """The same, from the object that the text holds."""
    if is_object(said) and (wrong := _failures(said)):
        raise Refused(f"the preview failed, so there is nothing to review: {wrong}")
    if not is_object(said) or not (is_list(said.get("steps")) or "changeSummary" in said):
        raise Refused(f"{where} is not what `pulumi preview --json --show-sames` prints")
    steps = [each for each in rows_in(said, "steps") if str(each.get("op")) not in NOTHING]
    _refuse_left_out(said, steps, where)
    project, stack = _names(rows_in(said, "steps"))
    resources = (_resource(step) for step in steps)
    return Plan(stack=stack, project=project, resources=tuple(each for each in resources if each))


def holds_secret(value: object) -> bool:
    """Tell whether any part of a value is kept secret."""
    if is_object(value):
        return any(map(holds_secret, value.values()))
    if is_list(value):
        return any(map(holds_secret, value))
    return value is SECRET


def _failures(said: Mapping[str, Any]) -> str:
    told = rows_in(said, "diagnostics")
    return "\n".join(
        OURS.sub("", str(each.get("message")).strip(), count=1)
        for each in told
        if each.get("severity") == "error"
    )


def _refuse_left_out(said: Mapping[str, Any], steps: list[Mapping[str, Any]], where: str) -> None:
    counted = object_in(said, "changeSummary").get("same", 0)
    shown = sum(each.get("op") == "same" for each in steps)
    if isinstance(counted, int) and counted > shown:
        raise Refused(
            f"{where} leaves out {counted - shown} of the resources that stay the same, and people "
            "are paged by those too: make it with `pulumi preview --json --show-sames`"
        )


def _names(steps: list[Mapping[str, Any]]) -> tuple[str, str]:
    """Of the project and of the stack; a plan of nothing has neither."""
    urn = str(steps[0].get("urn")) if steps else ""
    parts = urn.removeprefix("urn:pulumi:").split("::")
    return (parts[1], parts[0]) if len(parts) > 2 else ("", "")


def _resource(step: Mapping[str, Any]) -> Resource | None:
    urn = str(step.get("urn"))
    type_ = urn.split("::", 3)[2].rpartition("$")[2] if urn.count("::") > 2 else ""
    kind = type_.removeprefix(TYPE_PREFIX)
    if kind == type_ or kind not in by_name:
        return None
    op, old, new = str(step.get("op")), step.get("oldState"), step.get("newState")
    before = _state(old) if is_object(old) and old.get("id") else None
    after = _state(new) if is_object(new) else None
    if op == "same" and before is None:
        return None  # Left alone by --target, and not there.
    if op == "read":
        before = before or after  # It is there, and stays as it is.
    if op == "delete" and is_object(old) and old.get("retainOnDelete"):
        after = before
    return Resource(
        urn=urn,
        kind=kind,
        op=op,
        before=before,
        after=after,
        within=_component(new if is_object(new) else old),
    )


def _component(said: Any) -> str:
    parent = str(said.get("parent") or "") if is_object(said) else ""
    type_, _, name = parent.partition("::")[2].partition("::")[2].rpartition("::")
    return "" if type_.rpartition("$")[2] in {"", "pulumi:pulumi:Stack"} else name


def _state(said: Mapping[str, Any]) -> State:
    depends = object_in(said, "propertyDependencies")
    id_ = said.get("id")
    return State(
        id=id_ if isinstance(id_, str) and id_ not in NOT_YET_KNOWN else None,
        inputs=_values(object_in(said, "inputs")),
        outputs=_values(object_in(said, "outputs")),
        depends={name: tuple(map(str, urns)) for name, urns in depends.items() if is_list(urns)},
    )


def _values(said: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _read(value) for name, value in said.items() if not name.startswith("__")}


def _read(value: Any) -> Any:
    if isinstance(value, str):
        if value in NOT_YET_KNOWN:
            return UNKNOWN
        return SECRET if value == SECRET_TEXT else value
    if is_object(value):
        return SECRET if SIGNED in value else {name: _read(part) for name, part in value.items()}
    if is_list(value):
        return [_read(part) for part in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
