"""The typed resource classes of `pulumi_scaling/dynamic/resources.py`."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from pulumi_scaling.model import Field, Kind

from .types import argument, output, spoken, typed_dicts, write_of

__all__ = ["documented", "resources_module"]

HEADER = '''"""One class a kind. GENERATED from `pulumi_scaling/resources`: `make generate`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Literal, TypedDict

import pulumi

from .plain import clock, entries, fields, instant, whole
from .resource import ScalingResource

'''


def resources_module(catalog: Iterable[Kind]) -> str:
    """The whole text of the module."""
    kinds = list(catalog)
    # What several kinds hold is one class.
    forms = {form[0]: form for kind in kinds for form in typed_dicts(kind)}
    exported = sorted([*(kind.name for kind in kinds), *forms])
    parts = ["__all__ = [\n" + "".join(f'    "{name}",\n' for name in exported) + "]\n"]
    parts += ["\n".join(_typed_dict(*form)) for form in forms.values()]
    parts += ["\n".join(lines) for kind in kinds if (lines := [*_aliases(kind)])]
    parts += ["\n".join(_class(kind)) for kind in kinds]
    text = "\n\n".join(part.rstrip() + "\n" for part in parts)
    return _header(text) + text


def _header(text: str) -> str:
    """The imports, with what only some declarations need."""
    header = HEADER
    if "NotRequired[" in text:
        typed = (
            "import pulumi\n\nif TYPE_CHECKING:\n    from typing_extensions import NotRequired\n"
        )
        header = header.replace("import pulumi\n", typed, 1)
    if "Mapping[" in text:
        header = header.replace("import Sequence", "import Mapping, Sequence", 1)
    return header


def _typed_dict(name: str, summary: str, rows: list[tuple[str, str, str]]) -> Iterator[str]:
    yield f"class {name}(TypedDict):"
    yield from documented(summary, 4)
    for field, type_, text in rows:
        yield ""
        yield f"    {field}: {type_}"
        yield from documented(text, 4)


def _class(kind: Kind) -> Iterator[str]:
    everything = [*kind.fields.values(), *kind.outputs.values()]
    yield f'class {kind.name}(ScalingResource, module="scaling", name="{kind.name}"):'
    yield from documented((kind.inputs.__doc__ or "").strip(), 4)
    yield ""
    yield f'    kind = "{kind.name}"'
    yield "    _kind_outputs = ("
    yield from (f'        "{name}",' for name in kind.outputs)
    yield "    )"
    if kind.natural_key and not kind.verbs:
        yield "    _delete_first = True"
    if kind.natural_key:
        yield f'    _unique = "{kind.natural_key}"'
    if kind.inline:
        yield f'    _inline = "{kind.inline.field}"'
    if said := {name: each for name, spec in kind.fields.items() if (each := write_of(spec))}:
        yield "    _writes = {"
        yield from (f'        "{name}": {each},' for name, each in said.items())
        yield "    }"
    for spec in everything:
        yield ""
        yield f"    {spec.name}: {_annotation(kind, spec)}"
        yield from documented(spec.doc, 4)
    yield ""
    yield from _constructor(kind)
    yield ""
    yield from _get(kind)


def _annotation(kind: Kind, spec: Field) -> str:
    if any(spec.shape.objects()):
        return _alias(kind, spec)
    return output(spec)


def _alias(kind: Kind, spec: Field) -> str:
    return f"_{kind.name}{spec.name.title().replace('_', '')}"


def _aliases(kind: Kind) -> Iterator[str]:
    """The SDK cannot turn a resolved value into TypedDicts, so it is told of what they are.

    Told beside the class and not in it: of an annotation under an `if`, editors show no text.
    """
    for spec in kind.fields.values():
        if any(spec.shape.objects()):
            yield "if TYPE_CHECKING:"
            yield f"    {_alias(kind, spec)} = {output(spec)}"
            yield "else:"
            absent = "" if spec.required else " | None"
            yield f"    {_alias(kind, spec)} = pulumi.Output[{spec.shape.resolved()}{absent}]"


def _constructor(kind: Kind) -> Iterator[str]:
    ordered = sorted(kind.fields.values(), key=lambda spec: not spec.required)
    yield "    def __init__("
    yield "        self,"
    yield "        resource_name: str,"
    yield "        *,"
    for spec in ordered:
        yield f"        {spec.name}: {argument(kind, spec)}" + (
            "," if spec.required else " | None = None,"
        )
    yield "        opts: pulumi.ResourceOptions | None = None,"
    yield "    ) -> None:"
    yield f'        """Declare {kind.a_label}.'
    yield ""
    yield "        Args:"
    yield "            resource_name: What Pulumi calls it; keep it when you change the rest."
    for spec in ordered:
        said = spoken(spec)
        text = f"{spec.name}: {spec.doc}" + (f" {said.remark}" if said else "")
        yield from _wrapped(text, 12, 16)
    yield "            opts: Pulumi's resource options."
    yield '        """'
    yield "        super().__init__("
    yield "            resource_name,"
    yield "            {"
    yield from (f'                "{name}": {name},' for name in kind.fields)
    yield "            },"
    yield (
        "            opts,"
        if not kind.parent
        else f'            opts,\n            parent="{kind.parent}",'
    )
    yield "        )"


def _get(kind: Kind) -> Iterator[str]:
    shape = "/".join([*kind.parents, "layer_id"]) if kind.parent else "its id"
    if kind.natural_key == "email":
        shape = "the e-mail"
    yield "    @classmethod"
    yield "    def get("
    yield "        cls,"
    yield "        resource_name: str,"
    yield "        id: pulumi.Input[str],  # noqa: A002 - Pulumi's own name for it"
    yield "        opts: pulumi.ResourceOptions | None = None,"
    yield f"    ) -> {kind.name}:"
    yield f'        """Read one that exists, by {shape}, without managing it."""'
    yield "        self = cls.__new__(cls)"
    yield "        ScalingResource.__init__("
    yield "            self,"
    yield "            resource_name,"
    yield "            dict.fromkeys("
    yield "                ("
    yield from (f'                    "{name}",' for name in kind.fields)
    yield "                )"
    yield "            ),"
    yield "            pulumi.ResourceOptions.merge(opts, pulumi.ResourceOptions(id=id)),"
    yield "        )"
    yield "        return self"


def documented(text: str, indent: int) -> Iterator[str]:
    """A docstring, wrapped and indented."""
    pad = " " * indent
    lines = textwrap.dedent(text).splitlines() if "\n" not in text else _dedented(text)
    if len(lines) == 1 and len(pad) + len(lines[0]) + 6 <= 100:
        yield f'{pad}"""{lines[0]}"""'
        return
    wrapped: list[str] = []
    for paragraph in "\n".join(lines).split("\n\n"):
        room = 100 - indent - (0 if wrapped else 3)
        wrapped += [*([""] if wrapped else []), *textwrap.wrap(" ".join(paragraph.split()), room)]
    yield f'{pad}"""{wrapped[0]}'
    yield from (f"{pad}{line}".rstrip() for line in wrapped[1:])
    yield f'{pad}"""'


def _dedented(text: str) -> list[str]:
    first, _, rest = text.partition("\n")
    return [first.strip(), *textwrap.dedent(rest).rstrip().splitlines()]


def _wrapped(text: str, indent: int, then: int) -> Iterator[str]:
    text = " ".join(text.split())
    yield from textwrap.wrap(text, 100, initial_indent=" " * indent, subsequent_indent=" " * then)
