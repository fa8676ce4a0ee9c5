"""What a program would create, as `pulumi preview --json` tells it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pulumi_scaling.errors import Refused
from pulumi_scaling.model import UNKNOWN, Kind, is_list, is_object, object_in, rows_in
from pulumi_scaling.previews import NOT_YET_KNOWN
from pulumi_scaling.resources import by_name

from .sequence import in_order
from .serialized import PROVIDER_KEY, TYPE_PREFIX

__all__ = ["Planned", "creates", "place_of"]


@dataclass(frozen=True)
class Planned:
    """One resource of the program that the stack does not hold yet."""

    urn: str
    kind: Kind
    inputs: Mapping[str, Any]
    depends: Mapping[str, tuple[str, ...]]
    """For each input, the resources whose outputs are in it."""

    @property
    def logical(self) -> str:
        """What the program calls it."""
        return self.urn.split("::", 3)[3]

    @property
    def title(self) -> str:
        """What to call it in a sentence."""
        return f"{self.kind.name} '{self.logical}'"

    @property
    def name(self) -> str:
        """What the account would call it, or nothing."""
        found = self.inputs.get(self.kind.natural_key or "")
        return found if isinstance(found, str) else ""


def creates(preview: Any) -> list[Planned]:
    """Those of our kinds, each after what its inputs come from."""
    if not is_object(preview) or not is_list(preview.get("steps")):
        raise Refused("the preview has no steps; give the output of `pulumi preview --json`")
    found: list[Planned] = []
    for step in rows_in(preview, "steps"):
        urn = str(step.get("urn"))
        name = urn.split("::", 3)[2].rpartition("$")[2].removeprefix(TYPE_PREFIX)
        new = step.get("newState")
        if step.get("op") != "create" or name not in by_name or not is_object(new):
            continue
        given, depends = object_in(new, "inputs"), object_in(new, "propertyDependencies")
        found.append(
            Planned(
                urn,
                by_name[name],
                {key: _read(value) for key, value in given.items() if key != PROVIDER_KEY},
                {key: tuple(map(str, urns)) for key, urns in depends.items()},
            )
        )
    ranks = list(by_name)
    found.sort(key=lambda one: (bool(one.kind.parent), ranks.index(one.kind.name)))
    return in_order(
        found,
        lambda one: one.urn,
        lambda one: [urn for urns in one.depends.values() for urn in urns],
    )


def place_of(urn: str) -> str:
    """The part of a URN that the import file can know: types from the outside in, and the name."""
    return urn.split("::", 2)[2]


def _read(value: Any) -> Any:
    if is_object(value):
        return {name: _read(part) for name, part in value.items()}
    if is_list(value):
        return [_read(part) for part in value]
    return UNKNOWN if isinstance(value, str) and value in NOT_YET_KNOWN else value
