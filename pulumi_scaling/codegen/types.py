"""How a field's type is written in a program."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from pulumi_scaling.model import Field, Kind, Mark, Object, Span, Style

__all__ = ["Spoken", "argument", "inside", "output", "spoken", "typed_dicts", "write_of"]


class Spoken(NamedTuple):
    """What of Python's own a program may give for a field."""

    types: tuple[str, ...]
    """Its class, or one of several."""
    write: str
    """What makes text or a number of it, in `dynamic/plain.py`."""
    remark: str
    """For readers, who know the text or number already."""


_SPOKEN: Final[Mapping[Mark, Spoken]] = {
    Mark.INSTANT: Spoken(
        ("datetime", "date"),
        "instant",
        "A `datetime` with a time zone will do as well, or a `date` or its text, `2026-01-05`: the "
        "handoff time of that day on the schedule's own clock, whatever zone that is in.",
    ),
    Mark.CLOCK: Spoken(("time",), "clock", "A `time` will do as well."),
}


def spoken(spec: Field) -> Spoken | None:
    """Which object a field takes beside text and numbers."""
    stands_for = spec.shape.stands_for
    if isinstance(stands_for, Span):
        unit = stands_for.unit
        return Spoken(
            ("timedelta",), f'whole("{unit}")', f"A `timedelta` of whole {unit} will do as well."
        )
    return _SPOKEN[stands_for] if stands_for else None


def write_of(spec: Field) -> str | None:
    """What makes plain values of Python's own ones in a field, in `dynamic/plain.py`."""
    said = spoken(spec)
    return said.write if said else spec.shape.plainly(write_of)


def argument(kind: Kind, spec: Field) -> str:
    """The type of an argument: what a program may pass."""
    text = f"pulumi.Input[{spec.shape.typed(Style.ARGUMENT)}]"
    if spec.name in kind.parents and spec.shape.ref:
        text = f"{spec.shape.ref.kind} | {text}"
    said = spoken(spec)
    return " | ".join([text, *(said.types if said else ())])


def output(spec: Field) -> str:
    """The type of an output."""
    absent = "" if spec.required else " | None"
    return f"pulumi.Output[{spec.shape.typed(Style.OUTPUT)}{absent}]"


def typed_dicts(kind: Kind) -> list[tuple[str, str, list[tuple[str, str, str]]]]:
    """Name, summary and (field, type, text) of each object inside the inputs of a kind."""
    return [
        (
            each.cls.__name__,
            (each.cls.__doc__ or "").strip(),
            [(name, _part(part), part.doc) for name, part in each.fields.items()],
        )
        for each in inside(kind.fields.values())
    ]


def inside(fields: Iterable[Field]) -> list[Object]:
    """The objects in fields, each once, those that others hold first."""
    return list(dict.fromkeys(each for spec in fields for each in spec.shape.objects()))


def _part(spec: Field) -> str:
    text = spec.shape.typed(Style.ARGUMENT)
    # The discriminator stays plain, since type checkers choose the form by it.
    text = text if spec.name == "type" else f"pulumi.Input[{text}]"
    said = spoken(spec)
    text = " | ".join([text, *(said.types if said else ())])
    return text if spec.required else f"NotRequired[{text}]"
