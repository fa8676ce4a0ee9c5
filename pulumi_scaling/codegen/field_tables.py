"""The fenced regions of `sdk-docs/resources/<kind>.md`: tables of fields in hand-written pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pulumi_scaling.model import Field, Kind

from .types import spoken

__all__ = ["filled", "page_name", "written_up"]

BEGIN = "<!-- generated: fields -->"
END = "<!-- end generated -->"
BEYOND = "guides/what-it-cannot-do.md"


def page_name(kind: Kind) -> str:
    """`rotation-layer.md` for RotationLayer."""
    return kind.label.replace(" ", "-") + ".md"


def written_up(kind: Kind, page: Path, root: Path) -> str:
    """The page of a kind; refused where it, an example or a sample for the tests is missing."""
    shown = f"scaling.{kind.name}("
    if not page.exists():
        raise LookupError(f"{kind.name}: write {page.name}, with {BEGIN} and {END} in it")
    if not any(shown in each.read_text("utf-8") for each in root.glob("examples/*/*.py")):
        raise LookupError(f"{kind.name}: no program of examples/ shows {shown}…)")
    samples = root / "tests" / "kinds.py"
    if samples.exists() and f'"{kind.name}": Sample(' not in samples.read_text("utf-8"):
        raise LookupError(f"{kind.name}: give it a Sample in tests/kinds.py")
    beyond = root / "sdk-docs" / BEYOND
    for each in kind.beyond:
        if f"\n### {each}\n" not in beyond.read_text("utf-8"):
            raise LookupError(f"{kind.name}: {beyond.name} has no heading '{each}'")
    return page.read_text("utf-8")


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
    if kind.beyond:
        yield ""
        yield f"[What it cannot do](../{BEYOND}): {' · '.join(map(_beyond, kind.beyond))}"


def _beyond(heading: str) -> str:
    anchor = re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")
    return f"[{heading}](../{BEYOND}#{anchor})"


def _input_rows(kind: Kind, spec: Field, prefix: str) -> Iterator[str]:
    default = "required" if spec.required else "none"
    change = "replace" if spec.name in {*kind.parents, *kind.replaces} and not prefix else "update"
    name = f"`{prefix}{spec.name}`"
    said = spoken(spec)
    type_ = " or ".join([_type(spec), *(f"`{each}`" for each in (said.types if said else ()))])
    yield (f"| {name} | {type_} | {default} | {_equality(spec)} | {change} | {_line(spec.doc)} |")
    for at, part in spec.shape.parts():
        yield from _input_rows(kind, part, f"{prefix}{spec.name}{at}.")


def _type(spec: Field) -> str:
    return spec.shape.noun


def _equality(spec: Field) -> str:
    return "; ".join(spec.shape.equalities) or "identical"


def _line(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
