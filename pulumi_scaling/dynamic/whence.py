"""Where the parts of one input come from, said so that a plan shows it.

The engine notes which resources an input depends on, as a set and for the whole of it. Of a chain
that pages two schedules which do not exist yet, a preview then says two unknown ids and two
schedules, and not which is whose. So each part that is an output is handed over once more, in an
input of its own that is named for its place. Check takes it out again: it is in no state and no
preview, and what is left of it are the resources that it depends on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

import pulumi

from pulumi_scaling.previews import WHENCE

from .earlier import address

__all__ = ["whence"]


def whence(inputs: Mapping[str, Any], opts: pulumi.ResourceOptions | None) -> dict[str, Any]:
    """The parts that cannot be told apart otherwise, by their places; none where no engine is."""
    found: dict[str, Any] = {}
    if opts and opts.id:
        return found  # It is only read.
    for name, value in inputs.items():
        if isinstance(value, (Mapping, list, tuple)):
            parts = dict(_outputs(cast("Any", value), name))
            # What has but one source is told by the input itself.
            if len({id(part) for part in parts.values()}) > 1:
                found |= parts
    return found if found and address() else {}


def _outputs(value: Any, at: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, pulumi.Output):
        yield WHENCE + at, value
    elif isinstance(value, Mapping):
        for name, part in cast("Mapping[str, Any]", value).items():
            yield from _outputs(part, f"{at}.{name}")
    elif isinstance(value, (list, tuple)):
        for place, part in enumerate(cast("Sequence[Any]", value)):
            yield from _outputs(part, f"{at}.{place}")
