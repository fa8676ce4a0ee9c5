"""`switches.toml`: which API an account speaks, written by `probe`, read by the simulator.

Only what was seen is in it; the rest stays as assumed. A position that nobody foresaw has no
switch: it is told in words of ours, and whoever reads the file has to say so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from os import PathLike
from pathlib import Path
from typing import Any, Final, cast

from pulumi_scaling.toml_reader import NoReader, read_toml

from .switch_table import Position, UnknownSwitch, checked, switch_named

__all__ = ["BadSwitches", "Positions", "positions_in", "positions_of", "text_of"]

HEAD: Final = """\
# Which API an account speaks, as `pulumi-scaling probe` saw it. Nothing of the account is in here.
# `pulumi-scaling simulate --switches FILE` behaves so; what was not seen stays as assumed.
"""


class BadSwitches(ValueError):
    """A file of switches that cannot be read as one."""


@dataclass(frozen=True)
class Positions:
    """What is known of one API."""

    switches: Mapping[str, Position] = field(default_factory=dict[str, Position])
    unforeseen: Mapping[str, str] = field(default_factory=dict[str, str])
    """By switch or assumption: what was seen that no position is for."""

    @property
    def sentences(self) -> list[str]:
        """What a simulator with these positions does not do as the account does."""
        return [
            f"{name}: the account does what no switch is for ({seen}); this stays as assumed"
            for name, seen in self.unforeseen.items()
        ]


def positions_of(given: Mapping[str, object] | str | PathLike[str] | None) -> Positions:
    """Positions as they are given: by name, as the path of a file, or not at all."""
    if given is None:
        return Positions()
    if isinstance(given, Mapping):
        return Positions(checked(given))
    path = Path(given)
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is no text"
        raise BadSwitches(f"{path} cannot be read: {why}") from None
    try:
        return positions_in(text)
    except (BadSwitches, UnknownSwitch) as wrong:
        raise type(wrong)(f"{path}: {wrong}") from None


def positions_in(text: str) -> Positions:
    """What the text of a file says."""
    try:
        found = read_toml(text)
    except NoReader as missing:
        raise BadSwitches(str(missing)) from None
    except ValueError as error:
        raise BadSwitches(f"this is no TOML: {error}") from None
    if strange := sorted(set(found) - {"switches", "unforeseen"}):
        raise BadSwitches(f"{strange[0]} is neither [switches] nor [unforeseen]")
    tables: dict[str, dict[str, Any]] = {}
    for name in ("switches", "unforeseen"):
        table = found.get(name, {})
        if not isinstance(table, dict):
            raise BadSwitches(f"{name} is no table")
        tables[name] = cast("dict[str, Any]", table)
    seen = {name: _line(said) for name, said in tables["unforeseen"].items()}
    return Positions(checked(tables["switches"]), seen)


def text_of(positions: Positions) -> str:
    """The text of a file."""
    lines = [HEAD, "[switches]"]
    for name, position in positions.switches.items():
        switch = switch_named(name)
        note = "as assumed" if position == switch.default else f"assumed: {switch.default}"
        lines.append(f"{name} = {_spelled(position)}  # {switch.assumption}, {note}")
    if positions.unforeseen:
        note = "# No switch is for these: the simulator says so and does as assumed."
        lines += ["", note, "[unforeseen]"]
        lines += [f"{name} = {_spelled(seen)}" for name, seen in positions.unforeseen.items()]
    return "\n".join(lines) + "\n"


def _spelled(value: Position) -> str:
    # Only words of ours come here, so that quotes need no more than this.
    return str(value) if isinstance(value, int) else f'"{_line(value)}"'


def _line(said: object) -> str:
    kept = (each for each in str(said)[:200] if each.isprintable() and each not in '"\\')
    return "".join(kept)
