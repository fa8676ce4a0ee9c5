"""What the typed client says of its fields and verbs, from what a declaration tells."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from pulumi_scaling.model import Field, Kind, Style

from .client_naming import fields_sent, found_as, place_in, python_name

__all__ = ["introduced", "method_doc", "told"]


def told(spec: Field, kind: Kind | None = None) -> str:
    """What a field is, for those who speak to the API: it knows people by id alone."""
    if kind and spec.name in kind.parents:
        return f"The {kind.parent_label} it belongs to."
    if kind and kind.made_elsewhere and spec.name == kind.natural_key:
        return f"The {spec.name} it got where it was made."
    doc = spec.doc.replace("by e-mail or user id", "by user id")
    doc = doc.replace("E-mails or user ids", "User ids")
    for _, part in spec.shape.parts():
        doc = doc.replace(f'"{part.name}":', f'"{python_name(part)}":')
    return doc


def introduced(kind: Kind) -> str:
    """The first paragraph of what a kind is."""
    return " ".join((kind.inputs.__doc__ or "").strip().split("\n\n")[0].split())


def method_doc(kind: Kind, kinds: Iterable[Kind], verb: str) -> Iterator[str]:
    """The docstring of a verb, with what is to be known of this kind alone behind it."""
    said = {
        "list": _list,
        "get": _get,
        "create": _create,
        "update": _update,
        "replace": _replace,
        "delete": _delete,
        "reorder": _reorder,
    }[verb](kind, list(kinds))
    text = " ".join([said, *([kind.notes[verb]] if verb in kind.notes else [])])
    sent = fields_sent(kind) if verb in {"create", "update", "replace"} else []
    if not sent and len(line := f'        """{text}"""') <= 100:
        yield line
        return
    yield from _summary(text)
    if sent:
        yield ""
        yield "        Args:"
    for spec in sent:
        said = " ".join(f"{python_name(spec)}: {told(spec)}".split())
        yield from textwrap.wrap(said, 100, initial_indent=" " * 12, subsequent_indent=" " * 16)
    yield '        """'


def _summary(text: str) -> Iterator[str]:
    """One line, and the rest below it."""
    summary, stop, rest = text.partition(". ")
    yield from textwrap.wrap(
        f'"""{summary}{stop.strip()}', 100, initial_indent=" " * 8, subsequent_indent=" " * 8
    )
    if rest:
        yield ""
        yield from textwrap.wrap(rest, 100, initial_indent=" " * 8, subsequent_indent=" " * 8)


def _list(kind: Kind, kinds: list[Kind]) -> str:
    if kind.parent and kind.found_in:
        return f"The {_several(kind)} of one {kind.parent_label}, in order."
    held = " and ".join(place_in(each) for each in found_as(kind, kinds)[1])
    without = f", without their {held}" if held else ""
    partly = "" if kind.listed.whole else " They may be shown in part: `get` shows all."
    return f"Go through all of them, page by page{without}.{partly}"


def _get(kind: Kind, kinds: list[Kind]) -> str:
    held = " and ".join(place_in(each) for each in found_as(kind, kinds)[1])
    return f"Read one with its {held}." if held else "Read one as it is now."


def _create(kind: Kind, kinds: list[Kind]) -> str:
    if kind.order and kind.order.posted:
        return f"Add one at a place, counted from {kind.order.first}; those from there move down."
    if kind.order:
        return "Add one below the others; `reorder` moves it."
    held = " and ".join(place_in(each) for each in found_as(kind, kinds)[1])
    where = kind.parent_label or "organization"
    new = f"; its {kind.natural_key} must be new to the {where}" if kind.natural_key else ""
    return f"Add one{f' without {held}' if held else ''}{new}."


def _update(kind: Kind, kinds: list[Kind]) -> str:  # noqa: ARG001 - as the others
    sent = fields_sent(kind)
    clears = [python_name(each) for each in sent if not each.required and each.shape.blank is None]
    wholes = [
        python_name(each)
        for each in sent
        if each.shape.typed(Style.REQUEST).startswith("Sequence[")
    ]
    none = f"; None clears {_named(clears)}" if clears else ""
    replaces = "replaces" if len(wholes) == 1 else "replace"
    anew = f" {_named(wholes)} {replaces} the whole list." if wholes else ""
    return f"Change what is given and leave the rest{none}.{anew}"


def _replace(kind: Kind, kinds: list[Kind]) -> str:
    held = " and ".join(place_in(each) for each in found_as(kind, kinds)[1])
    stays = f"; its {held} stay" if held else ", but for its place" if kind.order else ""
    alone = "" if "PATCH" in kind.updates else " The API knows no partial change of it."
    return f"Say all of it anew{stays}. What is left out is cleared.{alone}"


def _delete(kind: Kind, kinds: list[Kind]) -> str:
    held = " and ".join(place_in(each) for each in found_as(kind, kinds)[1])
    up = "; those after it move up" if kind.order else ""
    return f"Remove it{f' with its {held}' if held else ''}{up}."


def _reorder(kind: Kind, kinds: list[Kind]) -> str:  # noqa: ARG001 - as the others
    return f"Put all {_several(kind)} of one {kind.parent_label} in this order."


def _several(kind: Kind) -> str:
    return (kind.area or "").replace("_", " ")


def _named(names: list[str]) -> str:
    return " and ".join(f"`{name}`" for name in names)
