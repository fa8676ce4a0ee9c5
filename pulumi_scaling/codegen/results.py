"""What lookups answer, as frozen classes: `pulumi_scaling/dynamic/results.py`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pulumi_scaling.model import Field, Kind

from .classes import article, documented

__all__ = ["result_names", "results_module"]

HEADER = '''"""What lookups answer. GENERATED from `pulumi_scaling/resources`: `make generate`."""

from __future__ import annotations

from dataclasses import dataclass

'''


def _looked_up(catalog: Iterable[Kind]) -> list[Kind]:
    """Kinds that stand for themselves; a nested one is read inside its parent."""
    return [kind for kind in catalog if not kind.parents]


def result_names(catalog: Iterable[Kind]) -> list[str]:
    """`GetScheduleResult` and its like."""
    return [f"Get{kind.name}Result" for kind in _looked_up(catalog)]


def results_module(catalog: Iterable[Kind]) -> str:
    """The whole text of the module."""
    kinds = _looked_up(catalog)
    names = "".join(f'    "{name}",\n' for name in sorted(result_names(kinds)))
    classes = ("\n".join(_class(kind)) for kind in kinds)
    return HEADER + f"__all__ = [\n{names}]\n\n\n" + "\n\n\n".join(classes) + "\n"


def _class(kind: Kind) -> Iterator[str]:
    yield "@dataclass(frozen=True)"
    yield f"class Get{kind.name}Result:"
    yield from documented(f"{article(kind.label).capitalize()} that exists.", 4)
    yield ""
    yield "    id: str"
    yield from documented("Its id, as other resources take it.", 4)
    fields = [*kind.fields.values(), *kind.outputs.values()]
    for spec in (each for each in fields if each.name not in kind.bookkeeping):
        yield f"    {spec.name}: {_type(spec)}"
        yield from documented(spec.doc, 4)


def _type(spec: Field) -> str:
    return "str" if spec.required else "str | None"
