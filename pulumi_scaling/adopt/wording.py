"""What a server answers, as a person would have written it.

`09:00:00` is `09:00`, an instant has no milliseconds if they are zero, people who are all paged at
once stand in the order of their names. None of it changes what is meant: the fields' own equality
decides that, and a spelling that it does not hold to be the same is not used.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pulumi_scaling.core import inputs_in
from pulumi_scaling.model import Kind

__all__ = ["plural", "worded"]


def worded(kind: Kind, state: Mapping[str, Any], *, siblings: int) -> dict[str, Any]:
    """Inputs in a person's words; the rank is said where there is more than one to rank."""
    said: dict[str, Any] = kind.shape.worded(inputs_in(kind, state))
    if kind.order and not kind.fields["position"].required and siblings > 1 and "rank" in state:
        said["position"] = state["rank"]
    return said


def plural(label: str) -> str:
    """`routing policies` for routing policy; working hours are many already."""
    if label.endswith("s"):
        return label
    return f"{label[:-1]}ies" if label.endswith("y") else f"{label}s"
