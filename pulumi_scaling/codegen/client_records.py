"""What the typed client reads and takes: a record for each object, and how it is said in a call."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pulumi_scaling.model import Field, Kind, Object, Style, Union

from .classes import documented
from .client_naming import covered, fields_sent, found_as, own_id, place_in, python_name
from .client_wording import told
from .types import inside

__all__ = ["argument", "record_names", "records"]


def record_names(catalog: Iterable[Kind]) -> list[str]:
    """All classes of the module."""
    kinds = covered(catalog)
    names = [found_as(kind, kinds)[0] for kind in kinds] + [kind.name for kind in kinds]
    for each in _objects(kinds):
        names += [f"{each.cls.__name__}Input"]
    names += [each.cls.__name__ for each in _alone(kinds)]
    names += [each.together for each in _unions(kinds)]
    return list(dict.fromkeys(names))


def records(catalog: Iterable[Kind]) -> Iterator[str]:
    """The source of each, those that others hold first."""
    kinds = covered(catalog)
    for each in _objects(kinds):
        yield "\n".join(_input(each))
    for each in _alone(kinds):
        yield "\n".join(_record(each.cls.__name__, each.cls.__doc__, each.fields.values()))
    for union in _unions(kinds):
        yield "\n".join(_merged(union))
    for kind in kinds:
        yield "\n".join(_kind(kind, own_id(kind, kinds)))
        if found_as(kind, kinds)[1]:
            yield "\n".join(_holding(kind, kinds))


def argument(spec: Field) -> str:
    """What a call takes for a field."""
    return spec.shape.typed(Style.REQUEST)


def _objects(kinds: Iterable[Kind]) -> list[Object]:
    return inside(spec for kind in kinds for spec in fields_sent(kind))


def _unions(kinds: Iterable[Kind]) -> list[Union]:
    specs = (spec for kind in kinds for spec in _own(kind))
    return list({each.together: each for spec in specs for each in spec.shape.unions()}.values())


def _alone(kinds: Iterable[Kind]) -> list[Object]:
    """Objects that something answers as themselves: a choice between some is read into one."""
    specs = [spec for kind in kinds for spec in _own(kind)]
    found = inside(specs)
    parts = [part for each in found for part in each.fields.values()]
    types = " ".join(spec.shape.typed(Style.RECORD) for spec in [*specs, *parts])
    return [each for each in found if re.search(rf"\b{each.cls.__name__}\b", types)]


def _own(kind: Kind) -> list[Field]:
    """What an answer says of the object itself."""
    inline = kind.inline.field if kind.inline else None
    return [spec for name, spec in kind.answered.items() if name != inline]


def _input(each: Object) -> Iterator[str]:
    yield f"class {each.cls.__name__}Input(TypedDict):"
    yield from documented((each.cls.__doc__ or "").strip(), 4)
    for spec in each.fields.values():
        type_ = argument(spec)
        yield ""
        optional = f"NotRequired[{type_} | None]"
        yield f"    {python_name(spec)}: {type_ if spec.required else optional}"
        yield from documented(told(spec), 4)


def _kind(kind: Kind, id_: str) -> Iterator[str]:
    # What a program finds it by may be the id once more.
    own = [spec for spec in kind.answered.values() if spec.wire != "id" and spec.name != id_]
    ids = {
        spec.shape.person.ids
        for part in kind.shape.objects()
        for spec in part.fields.values()
        if spec.shape.person
    }
    within = {kind.inline.field, kind.inline.ids} if kind.inline else set[str]()
    wires = {
        spec.wire for name, spec in kind.answered.items() if name not in ids and name not in within
    }
    seen: dict[str, Field] = {}
    for spec in own:
        # Ids of people stand in a field of their own only in a stack.
        if spec.name in within or (spec.name in ids and spec.wire not in wires):
            continue
        before = seen.get(spec.wire)
        # What the server says is nearer: where a layer is, and not where it is wanted.
        if before is None or (spec.name in kind.outputs and not before.shape.person):
            seen[spec.wire] = spec
    yield from _record(kind.name, kind.inputs.__doc__, seen.values(), kind)


def _record(
    name: str, doc: str | None, specs: Iterable[Field], kind: Kind | None = None
) -> Iterator[str]:
    yield f"class {name}(Record):"
    yield from documented((doc or "").strip(), 4)
    if kind:
        yield ""
        yield "    id: str"
        yield from documented("The server's own id.", 4)
    for spec in specs:
        yield ""
        yield f"    {python_name(spec)}: {_read(spec, certain=_certain(kind, spec))}"
        yield from documented(told(spec, kind), 4)
    if kind:
        yield ""
        yield "    updated_at: Instant | None = None"
        yield from documented("When it was changed last.", 4)


def _merged(union: Union) -> Iterator[str]:
    yield f"class {union.together}(Record):"
    yield from documented("What its type says; the rest is empty.", 4)
    yield ""
    yield "    type: str"
    yield from documented("Which of its forms it is.", 4)
    fields = [
        spec for each in union.of.values() for name, spec in each.fields.items() if name != "type"
    ]
    for name in dict.fromkeys(map(python_name, fields)):
        same = [spec for spec in fields if python_name(spec) == name]
        types = list(dict.fromkeys(_read(spec, certain=False) for spec in same))
        either = " | ".join(each.partition(" = ")[0].removesuffix(" | None") for each in types)
        yield ""
        yield f"    {name}: {types[0] if len(types) == 1 else f'{either} | None = None'}"
        yield from documented(told(same[0]), 4)


def _holding(kind: Kind, kinds: list[Kind]) -> Iterator[str]:
    name, held = found_as(kind, kinds)
    what = " and ".join(map(place_in, held))
    yield f"class {name}({kind.name}):"
    yield f'    """{kind.a_label.capitalize()} with its {what}, in order."""'
    for each in held:
        yield ""
        yield f"    {place_in(each)}: Annotated[tuple[{each.name}, ...], Listed] = ()"


def _certain(kind: Kind | None, spec: Field) -> bool:
    """Tell whether an object makes no sense without the field, wherever it is read."""
    if kind and kind.made_elsewhere and spec.name == kind.natural_key:
        return True
    said = kind is None or spec.name in kind.fields
    ordered = kind is not None and (spec.name in kind.parents or spec.name == "position")
    return spec.required and said and not ordered


def _read(spec: Field, *, certain: bool) -> str:
    type_ = spec.shape.typed(Style.RECORD)
    if type_ == "str" and spec.wire.endswith("At"):
        type_ = "Instant"
    if spec.shape.person and type_.startswith("tuple"):
        return "People = ()"
    if spec.shape.person:
        type_ = "Person"
    if type_.startswith("tuple"):
        return f"Annotated[{type_}, Listed] = ()"
    if type_ == "bool" and not certain:
        return "bool = False"
    return type_ if certain else f"{type_} | None = None"
