"""What a server answers, as a person would have written it.

`09:00:00` is `09:00`, an instant has no milliseconds if they are zero, people who are all paged at
once stand in the order of their names. None of it changes what is meant: the fields' own equality
decides that, and a spelling that it does not hold to be the same is not used.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timezone
from typing import Any

from pulumi_scaling.core import inputs_in
from pulumi_scaling.model import Field, Kind, Mark, instant, is_list, same

__all__ = ["worded"]


def worded(kind: Kind, state: Mapping[str, Any], *, siblings: int) -> dict[str, Any]:
    """Inputs in a person's words; the rank is said where there is more than one to rank."""
    said = _fields(kind.fields, inputs_in(kind, state))
    if kind.order and not kind.fields["position"].required and siblings > 1 and "rank" in state:
        said["position"] = state["rank"]
    return said


def _fields(fields: Mapping[str, Field], values: Mapping[str, Any]) -> dict[str, Any]:
    said = dict(values)
    for name, spec in fields.items():
        value = values.get(name)
        if parts := spec.part(value):
            said[name] = _fields(parts, value or {})
        elif value is not None:
            nicer = _leaf(spec, value)
            said[name] = nicer if same(spec.marks, value, nicer) else value
    return said


def _leaf(spec: Field, value: Any) -> Any:
    if is_list(value) and spec.unordered:
        return sorted(dict.fromkeys(map(str, value)), key=lambda each: (each.casefold(), each))
    if not isinstance(value, str):
        return value
    if Mark.CLOCK in spec.marks:
        return value[: len("09:00")]
    if Mark.INSTANT in spec.marks and (moment := instant(value)) and not moment.microsecond:
        return moment.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    return value
