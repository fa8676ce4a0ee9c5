"""The face of the typed client, and its attributes for the kinds of the catalog."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pulumi_scaling.model import Kind

from .classes import documented
from .client_naming import area_class, covered
from .client_records import record_names
from .client_wording import introduced

__all__ = ["attributes_module", "client_module"]

ATTRIBUTES = '''"""One attribute for the area of each kind. GENERATED: `make generate`."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from pulumi_scaling.client.http import Lists

if TYPE_CHECKING:
    from .declared import (
{imports}    )

__all__ = ["Declared"]


class Declared(Lists):
    """What can be read and changed of each kind; an area is imported when it is first used."""
'''
FACE = '''"""The Scaling API from Python; the only place that knows HTTP.

`Client` is the way in. The records its areas answer with, and the types of what they take, are here
too for annotations; each is imported when it is first asked for. GENERATED: `make generate`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .areas.keep import KEEP, Keep
from .entrance import Client
from .http import (
{plain})

if TYPE_CHECKING:
{typed}
__all__ = [
{exported}]

_HOMES = (
{homes})


def __getattr__(name: str) -> Any:
    """Import on first use: the provider needs requests, and no record."""
    if name in __all__:
        from importlib import import_module

        for home in _HOMES:
            module = import_module(f"{{__name__}}.areas.{{home}}")
            if name in module.__all__:
                value = globals()[name] = getattr(module, name)
                return value
    raise AttributeError(f"module {{__name__!r}} has no attribute {{name!r}}")
'''
PLAIN = (
    "API_KEY_VARIABLE",
    "BASE_URL_VARIABLE",
    "DEFAULT_BASE_URL",
    "UNSURE",
    "Answer",
    "Failure",
    "Transport",
    "Wire",
    "base_url",
    "segment",
)
BY_HAND = {
    "incident_records": (
        "Actor",
        "ComponentRef",
        "Incident",
        "IncidentUpdate",
        "IncidentWithHistory",
        "StatusChange",
    ),
    "oncall": ("OnCall",),
    "step_records": (
        "EscalationChain",
        "EscalationStep",
        "EscalationStepInput",
        "StepCondition",
        "StepConditionInput",
    ),
    "team": ("Invitation", "Member", "Members"),
    "users": ("User",),
    "words": ("Outcome", "Role", "RotationType", "Severity", "Status", "Visibility"),
}
"""What no kind of the catalog declares."""


def attributes_module(catalog: Iterable[Kind]) -> str:
    """The whole text of `client/areas/attributes.py`."""
    kinds = [kind for kind in covered(catalog) if not kind.parent]
    imports = "".join(f"        {name},\n" for name in sorted(map(area_class, kinds)))
    return ATTRIBUTES.format(imports=imports) + "".join(
        "\n" + "\n".join(_attribute(kind)) + "\n" for kind in kinds
    )


def client_module(catalog: Iterable[Kind]) -> str:
    """The whole text of `client/__init__.py`."""
    declared = tuple(sorted(record_names(catalog)))
    for home, taken in BY_HAND.items():
        if twice := {*declared} & {*taken}:
            raise TypeError(f"{', '.join(sorted(twice))}: declared, and in client/areas/{home}.py")
    homes = {"declared": declared, **BY_HAND}
    typed = "".join(
        f"    from .areas.{home} import (\n{_listed(names, 8)}    )\n"
        for home, names in sorted(homes.items())
    )
    names = {"KEEP", "Keep", "Client", *PLAIN, *(name for each in homes.values() for name in each)}
    order = sorted(names, key=lambda name: (not name.isupper(), not name[0].isupper(), name))
    return FACE.format(
        plain=_listed(PLAIN, 4),
        typed=typed,
        exported="".join(f'    "{name}",\n' for name in order),
        homes="".join(f'    "{home}",\n' for home in sorted(homes)),
    )


def _listed(names: Iterable[str], indent: int) -> str:
    return "".join(f"{' ' * indent}{name},\n" for name in names)


def _attribute(kind: Kind) -> Iterator[str]:
    name = area_class(kind)
    yield "    @cached_property"
    yield f"    def {kind.area}(self) -> {name}:"
    yield from documented(introduced(kind), 8)
    yield f"        from .declared import {name}"
    yield ""
    yield f"        return {name}(self)"
