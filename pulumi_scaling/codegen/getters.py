"""Looking up what exists: `pulumi_scaling/dynamic/results.py`, a function and a class a kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pulumi_scaling.model import Field, Kind, Object, Style

from .classes import documented
from .types import inside

__all__ = ["result_names", "results_module"]

HEADER = '''"""Finding one of a kind. GENERATED from the declarations: `make generate`."""

from __future__ import annotations

from dataclasses import dataclass
{imports}
import pulumi

from .lookups import found, later

'''


def _looked_up(catalog: Iterable[Kind]) -> list[Kind]:
    """Kinds that stand for themselves; a nested one is read inside its parent."""
    return [kind for kind in catalog if not kind.parents]


def _shown(kind: Kind) -> list[Field]:
    """What an answer tells; what a stack keeps for itself is not in it."""
    fields = [*kind.fields.values(), *kind.outputs.values()]
    return [spec for spec in fields if spec.name not in kind.bookkeeping]


def result_names(catalog: Iterable[Kind]) -> list[str]:
    """`get_schedule`, its twin for outputs, and what they answer."""
    names: list[str] = []
    for kind in _looked_up(catalog):
        names += [f"get_{kind.snake}", f"get_{kind.snake}_output", f"Get{kind.name}Result"]
        names += [_typed(each) for each in inside(_shown(kind))]
    return names


def results_module(catalog: Iterable[Kind]) -> str:
    """The whole text of the module."""
    kinds = _looked_up(catalog)
    names = "".join(f'    "{name}",\n' for name in sorted(result_names(kinds)))
    objects = [each for kind in kinds for each in inside(_shown(kind))]
    parts = ["\n".join(_object(each)) for each in dict.fromkeys(objects)]
    parts += ["\n".join(_class(kind)) for kind in kinds]
    parts += ["\n".join(_function(kind)) for kind in kinds]
    parts += ["\n".join(_twin(kind)) for kind in kinds]
    text = "\n\n\n".join(parts)
    imports = "from typing import TypedDict\n" if objects else ""
    return HEADER.format(imports=imports) + f"__all__ = [\n{names}]\n\n\n" + text + "\n"


def _typed(each: Object) -> str:
    return each.typed(Style.RESULT)


def _object(each: Object) -> Iterator[str]:
    yield f"class {_typed(each)}(TypedDict):"
    yield from documented((each.cls.__doc__ or "").strip(), 4)
    for spec in each.fields.values():
        yield ""
        yield f"    {spec.name}: {_type(spec)}"
        yield from documented(spec.doc, 4)


def _class(kind: Kind) -> Iterator[str]:
    yield "@dataclass(frozen=True)"
    yield f"class Get{kind.name}Result:"
    yield from documented(f"{kind.a_label.capitalize()} that exists.", 4)
    yield ""
    yield "    id: str"
    yield from documented("Its id, as other resources take it.", 4)
    for spec in _shown(kind):
        yield f"    {spec.name}: {_type(spec)}"
        yield from documented(spec.doc, 4)


def _function(kind: Kind) -> Iterator[str]:
    given = ", ".join(f"{name}={name}" for name in kind.looked_up)
    yield f"def get_{kind.snake}("
    yield "    *,"
    for name in kind.looked_up:
        yield f"    {name}: {_asked(kind, 'str')},{_shadows(name)}"
    yield f") -> Get{kind.name}Result:"
    yield from documented(f"Find {kind.a_label} by its {' or its '.join(kind.looked_up)}.", 4)
    yield f'    return Get{kind.name}Result(**found("{kind.name}", {given}))'


def _twin(kind: Kind) -> Iterator[str]:
    given = ", ".join(f"{name}={name}" for name in kind.looked_up)
    yield f"def get_{kind.snake}_output("
    yield "    *,"
    for name in kind.looked_up:
        yield f"    {name}: {_asked(kind, 'pulumi.Input[str]')},{_shadows(name)}"
    yield f") -> pulumi.Output[Get{kind.name}Result]:"
    yield from documented(f"Find {kind.a_label} by an output.", 4)
    yield f"    return later(get_{kind.snake}, {given})"


def _asked(kind: Kind, type_: str) -> str:
    return f"{type_} | None = None" if len(kind.looked_up) > 1 else type_


def _shadows(name: str) -> str:
    return "  # noqa: A002 - Pulumi's own name for it" if name == "id" else ""


def _type(spec: Field) -> str:
    return spec.shape.typed(Style.RESULT) + ("" if spec.required else " | None")
