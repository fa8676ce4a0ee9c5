"""The engine's values and ours.

Over the wire numbers are floats, None is dropped, and what a preview cannot know is an object that
equals nothing. The core works with plain values and `UNKNOWN`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from pulumi.output import UNKNOWN as ENGINE_UNKNOWN
from pulumi.output import Unknown as EngineUnknown

from pulumi_scaling.model import UNKNOWN, is_list, is_object

__all__ = ["arriving", "leaving"]

PROVIDER_KEY: Final = "__provider"


def arriving(props: Mapping[str, Any]) -> dict[str, Any]:
    """Read what the engine handed over, without the serialized provider."""
    return {name: _in(value) for name, value in props.items() if name != PROVIDER_KEY}


def leaving(values: Mapping[str, Any]) -> dict[str, Any]:
    """Write what the engine gets back; None is no value there."""
    return {name: _out(value) for name, value in values.items() if value is not None}


def _in(value: Any) -> Any:
    if isinstance(value, str):
        return value
    if isinstance(value, EngineUnknown):
        return UNKNOWN
    if is_object(value):
        return {name: _in(part) for name, part in value.items()}
    if is_list(value):
        return [_in(part) for part in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def _out(value: Any) -> Any:
    if isinstance(value, str):
        return value
    if value is UNKNOWN:
        return ENGINE_UNKNOWN
    if is_object(value):
        return leaving(value)
    if is_list(value):
        return [_out(part) for part in value]
    return value
