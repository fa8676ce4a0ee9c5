"""TOML as Python reads it: with what came with 3.11, or with the package that it came from."""

from __future__ import annotations

from importlib import import_module
from typing import Any

__all__ = ["NoReader", "read_toml"]


class NoReader(LookupError):
    """Neither is here."""


def read_toml(text: str) -> dict[str, Any]:
    """What a text says; a ValueError where it is no TOML."""
    for name in ("tomllib", "tomli"):
        try:
            reader: Any = import_module(name)
        except ModuleNotFoundError:
            continue
        found: dict[str, Any] = reader.loads(text)
        return found
    raise NoReader(
        "TOML is read with a part of Python that came with 3.11: use that or newer, or add the "
        "package tomli to this environment"
    )
