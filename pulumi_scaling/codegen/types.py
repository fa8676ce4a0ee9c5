"""How a field's type is written in a program."""

from __future__ import annotations

from typing import Any, Final, Literal, NamedTuple, get_args, get_origin

from pulumi_scaling.model import Field, Kind, Mark, fields_of

__all__ = ["Spoken", "argument", "output", "spoken", "typed_dicts"]


class Spoken(NamedTuple):
    """What of Python's own a program may give for a field."""

    types: tuple[str, ...]
    """Its class, or one of several."""
    write: str
    """What makes text or a number of it, in `dynamic/plain.py`."""
    remark: str
    """For readers, who know the text or number already."""


_SPOKEN: Final = {
    Mark.INSTANT: Spoken(
        ("datetime", "date"),
        "instant",
        "A `datetime` with a time zone will do as well, or a `date`: the start of that day in UTC.",
    ),
    Mark.CLOCK: Spoken(("time",), "clock", "A `time` will do as well."),
}


def spoken(spec: Field) -> Spoken | None:
    """Which object a field takes beside text and numbers, by its marks."""
    if spec.span:
        unit = spec.span.unit
        return Spoken(
            ("timedelta",), f'whole("{unit}")', f"A `timedelta` of whole {unit} will do as well."
        )
    return next((said for mark, said in _SPOKEN.items() if mark in spec.marks), None)


def argument(kind: Kind, spec: Field) -> str:
    """The type of an argument: what a program may pass."""
    text = f"pulumi.Input[{_plain(spec, wrap=True)}]"
    if spec.name in kind.parents and spec.ref:
        text = f"{spec.ref.kind} | {text}"
    said = spoken(spec)
    return " | ".join([text, *(said.types if said else ())])


def output(spec: Field) -> str:
    """The type of an output."""
    return f"pulumi.Output[{_plain(spec, wrap=False)}]"


def typed_dicts(kind: Kind) -> list[tuple[str, str, list[tuple[str, str, str]]]]:
    """Name, summary and (field, type, text) of each form of each union of a kind."""
    found: list[tuple[str, str, list[tuple[str, str, str]]]] = []
    for spec in kind.fields.values():
        for cls in spec.variants.values():
            rows = [(name, _part(part), part.doc) for name, part in fields_of(cls).items()]
            found.append((cls.__name__, (cls.__doc__ or "").strip(), rows))
    return found


def _part(spec: Field) -> str:
    # The discriminator stays plain, since type checkers choose the form by it.
    text = _plain(spec, wrap=True)
    return text if spec.name == "type" else f"pulumi.Input[{text}]"


def _plain(spec: Field, *, wrap: bool) -> str:
    if spec.variants:
        return " | ".join(cls.__name__ for cls in spec.variants.values())
    if spec.choices:
        return "Literal[" + ", ".join(f'"{choice}"' for choice in spec.choices) + "]"
    return _name(spec.annotation, wrap=wrap)


def _name(annotation: Any, *, wrap: bool) -> str:
    if get_origin(annotation) is list:
        inner = _name(get_args(annotation)[0], wrap=wrap)
        return f"Sequence[pulumi.Input[{inner}]]" if wrap else f"list[{inner}]"
    if get_origin(annotation) is Literal:
        return "str"
    if hasattr(annotation, "__metadata__"):
        return _name(get_args(annotation)[0], wrap=wrap)
    return str(annotation.__name__)
