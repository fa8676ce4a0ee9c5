"""What a script calls what a declaration names: fields, ids, areas, and where things live."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterable, Iterator

from pulumi_scaling.model import Field, Kind, Style

__all__ = [
    "area_class",
    "children",
    "collection",
    "covered",
    "fields_sent",
    "found_as",
    "item",
    "own_id",
    "place_in",
    "python_name",
    "tables_in",
]


def covered(catalog: Iterable[Kind]) -> list[Kind]:
    """The kinds that have an area of their own, each after what lives in it."""
    kinds = [kind for kind in catalog if kind.area]
    names = {kind.name for kind in kinds}
    reached = [kind for kind in kinds if not kind.parent or kind.parent_kind in names]
    return sorted(reached, key=lambda kind: not kind.parent)


def area_class(kind: Kind) -> str:
    """What the area of a kind is called."""
    return f"{kind.name}Area"


def children(kind: Kind, kinds: Iterable[Kind]) -> list[Kind]:
    """The kinds that live in it."""
    return [each for each in kinds if each.parent_kind == kind.name]


def place_in(kind: Kind) -> str:
    """Where a script finds what lives in another: `layers`."""
    return _snake(kind.found_in) if kind.found_in else kind.area or ""


def found_as(kind: Kind, kinds: Iterable[Kind]) -> tuple[str, list[Kind]]:
    """What reading one answers with: the record, or one with what lives in it, and what that is."""
    held = [each for each in children(kind, kinds) if each.found_in]
    ends = ["".join(map(str.title, place_in(each).split("_"))) for each in held]
    return kind.name + (f"With{'And'.join(ends)}" if held else ""), held


def python_name(spec: Field) -> str:
    """`user_ids` for userIds: a script speaks of what is on the wire."""
    name = _snake(spec.wire)
    return f"{name}_" if keyword.iskeyword(name) else name


def fields_sent(kind: Kind) -> list[Field]:
    """The inputs that a request carries, in the order of a call."""
    placed = {"position"} if kind.order and kind.order.posted else set[str]()
    left_out = kind.elsewhere - placed
    sent = [spec for name, spec in kind.fields.items() if name not in left_out]
    return sorted(sent, key=lambda spec: not spec.required)


def tables_in(spec: Field, at: str = "") -> Iterator[str]:
    """Where in a field names are free: `labels`, `tones.marks`, `labels.*` for tables in one."""
    path = at + python_name(spec)
    depth = spec.shape.typed(Style.REQUEST).count("Mapping[")
    yield from (path + ".*" * level for level in range(depth))
    for inside, part in spec.shape.parts():
        yield from tables_in(part, path + ".*" * inside.count("[*]") + ".")


# ---------------------------------------------------------------- ids and paths
def own_id(kind: Kind, kinds: Iterable[Kind]) -> str:
    """The argument that names one, as what lives in it, or else its area, calls it."""
    held = children(kind, kinds)
    name = (held[0].parent or "") if held else f"{_word(kind)}_id"
    said = [] if kind.made_elsewhere else fields_sent(kind)
    taken = {*kind.parents, *map(python_name, said)}
    return name if name not in taken else "id_"


def _word(kind: Kind) -> str:
    """`layer`, `integration` for what is under `integrations`, else the whole label."""
    words = kind.snake.split("_")
    if kind.parent:
        return words[-1]
    ends = ("_".join(words[start:]) for start in range(len(words)))
    return next((end for end in ends if (kind.area or "").startswith(end[:-1])), kind.snake)


def collection(kind: Kind) -> str:
    """The path of all of them, as source."""
    path = kind.path
    for name in kind.parents:
        path = path.replace(f"{{{name}}}", f"{{segment({name})}}")
    return f'f"{path}"' if kind.parents else f'"{path}"'


def item(kind: Kind, kinds: Iterable[Kind]) -> str:
    """The path of one, as source."""
    path = collection(kind).removeprefix("f").strip('"')
    return f'f"{path}/{{segment({own_id(kind, kinds)})}}"'


def _snake(wire: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", wire).lower()
