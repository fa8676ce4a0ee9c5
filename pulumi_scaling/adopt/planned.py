"""What a program would create, as `pulumi preview --json` tells it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from pulumi_scaling.errors import Refused
from pulumi_scaling.model import UNKNOWN, Kind, is_list, is_object, object_in, rows_in
from pulumi_scaling.resources import by_name

from .sequence import in_order
from .serialized import PROVIDER_KEY, TYPE_PREFIX

__all__ = ["Planned", "creates", "place_of"]

NOT_YET_KNOWN: Final = frozenset(
    {
        "04da6b54-80e4-46f7-96ec-b56ff0331ba9",  # text, and whatever has no type yet
        "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",  # yes or no
        "3eeb2bf0-c639-47a8-9e75-3b44932eb421",  # a number
        "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",  # a list
        "030794c1-ac77-496b-92df-f27374a8bd58",  # an asset
        "e48ece36-62e2-4504-bad9-02848725956a",  # an archive
        "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",  # an object
    }
)
"""What the engine writes for a value that only the run itself will show."""


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
