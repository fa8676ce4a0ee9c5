"""The fenced regions of `sdk-docs/resources/<kind>.md`: tables of fields in hand-written pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pulumi_scaling.model import Field, Kind, Mark, fields_of

from .types import spoken

__all__ = ["filled", "page_name"]

BEGIN = "<!-- generated: fields -->"
END = "<!-- end generated -->"


def page_name(kind: Kind) -> str:
    """`rotation-layer.md` for RotationLayer."""
    return kind.label.replace(" ", "-") + ".md"


def filled(kind: Kind, page: str) -> str:
    """The page with its table made anew; a page without the fence is a mistake."""
    if BEGIN not in page or END not in page:
        raise ValueError(f"{page_name(kind)} needs the lines {BEGIN} and {END}")
    region = f"{BEGIN}\n" + "\n".join(_tables(kind)) + f"\n{END}"
    return re.sub(
        re.escape(BEGIN) + ".*?" + re.escape(END), lambda _: region, page, flags=re.DOTALL
    )


def _tables(kind: Kind) -> Iterator[str]:
    yield "### Inputs"
    yield ""
    yield "| field | type | default | equal when | on change | meaning |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for spec in kind.fields.values():
        yield from _input_rows(kind, spec, "")
    yield ""
    yield "### Outputs"
    yield ""
    yield "All inputs, `id`, and:"
    yield ""
    yield "| field | type | meaning |"
    yield "| --- | --- | --- |"
    for spec in kind.outputs.values():
        yield f"| `{spec.name}` | {_type(spec)} | {_line(spec.doc)} |"


def _input_rows(kind: Kind, spec: Field, prefix: str) -> Iterator[str]:
    default = "required" if spec.required else "none"
    change = "replace" if spec.name in {*kind.parents, *kind.replaces} and not prefix else "update"
    name = f"`{prefix}{spec.name}`"
    said = spoken(spec)
    type_ = " or ".join([_type(spec), *(f"`{each}`" for each in (said.types if said else ()))])
    yield (f"| {name} | {type_} | {default} | {_equality(spec)} | {change} | {_line(spec.doc)} |")
    for form, cls in spec.variants.items():
        for part in fields_of(cls).values():
            if part.name != "type":
                yield from _input_rows(kind, part, f"{spec.name}[{form}].")


def _type(spec: Field) -> str:
    if spec.variants:
        return " or ".join(f"`{cls.__name__}`" for cls in spec.variants.values())
    if spec.choices:
        return " or ".join(f"`{choice}`" for choice in spec.choices)
    text = str(spec.annotation)
    noun = "text" if spec.annotation is str else "whole number" if spec.annotation is int else text
    if "list" in text:
        noun = "list of text"
    if text == "<class 'bool'>":
        noun = "yes or no"
    return noun


def _equality(spec: Field) -> str:
    words = [mark.value for mark in spec.marks if isinstance(mark, Mark)]
    if spec.person:
        words.append("the same people, by e-mail or id")
    return "; ".join(words) or "identical"


def _line(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
