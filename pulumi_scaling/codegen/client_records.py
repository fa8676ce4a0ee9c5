"""What the typed client reads and takes: a record for each object, and how it is said in a call."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pulumi_scaling.model import Field, Kind, Object, Style, Union

from .classes import documented
from .types import inside

__all__ = [
    "argument",
    "covered",
    "fields_sent",
    "found_as",
    "python_name",
    "record_names",
    "records",
    "told",
]


def covered(catalog: Iterable[Kind]) -> list[Kind]:
    """The kinds that have an area of their own, each after what lives in it."""
    kinds = [kind for kind in catalog if kind.area]
    return sorted(kinds, key=lambda kind: not kind.parent)


def python_name(spec: Field) -> str:
    """`user_ids` for userIds: a script speaks of what is on the wire."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", spec.wire).lower()


def found_as(kind: Kind, catalog: Iterable[Kind]) -> tuple[str, Kind | None]:
    """What reading one answers with: the record, or one with what lives in it, and what that is."""
    for child in catalog:
        if child.parent_kind == kind.name and child.found_in:
            return f"{kind.name}With{child.found_in.title()}", child
    return kind.name, None


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
        yield "\n".join(_kind(kind))
        name, child = found_as(kind, kinds)
        if child:
            yield "\n".join(
                [
                    f"class {name}({kind.name}):",
                    f'    """{kind.a_label.capitalize()} with its {child.found_in}, in order."""',
                    "",
                    f"    {child.found_in}: Annotated[tuple[{child.name}, ...], Listed] = ()",
                ]
            )


def fields_sent(kind: Kind) -> list[Field]:
    """The inputs that a request carries, in the order of a call."""
    placed = {"position"} if kind.order and kind.order.posted else set[str]()
    left_out = kind.elsewhere - placed
    sent = [spec for name, spec in kind.fields.items() if name not in left_out]
    return sorted(sent, key=lambda spec: not spec.required)


def argument(spec: Field) -> str:
    """What a call takes for a field."""
    return spec.shape.typed(Style.REQUEST)


def told(spec: Field, kind: Kind | None = None) -> str:
    """What a field is, for those who speak to the API: it knows people by id alone."""
    if kind and spec.name in kind.parents:
        return f"The {kind.parent_label} it belongs to."
    doc = spec.doc.replace("by e-mail or user id", "by user id")
    return doc.replace("E-mails or user ids", "User ids")


def _objects(kinds: Iterable[Kind]) -> list[Object]:
    return inside(spec for kind in kinds for spec in fields_sent(kind))


def _unions(kinds: Iterable[Kind]) -> list[Union]:
    specs = (spec for kind in kinds for spec in _own(kind))
    return list({each.together: each for spec in specs for each in spec.shape.unions()}.values())


def _alone(kinds: Iterable[Kind]) -> list[Object]:
    """Objects that are no choice of a union, which is read into one record."""
    chosen = {each.cls for union in _unions(kinds) for each in union.of.values()}
    found = inside(spec for kind in kinds for spec in _own(kind))
    return [each for each in found if each.cls not in chosen]


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


def _kind(kind: Kind) -> Iterator[str]:
    own = [each for each in kind.answered.values() if each.wire != "id"]
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
        if spec.name not in within and (spec.name not in ids or spec.wire in wires):
            seen.setdefault(spec.wire, spec)
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
    fields = {
        python_name(spec): spec
        for each in union.of.values()
        for name, spec in each.fields.items()
        if name != "type"
    }
    for name, spec in fields.items():
        yield ""
        yield f"    {name}: {_read(spec, certain=False)}"
        yield from documented(told(spec), 4)


def _certain(kind: Kind | None, spec: Field) -> bool:
    """Tell whether an object makes no sense without the field, wherever it is read."""
    said = kind is None or spec.name in kind.fields
    ordered = kind is not None and (spec.name in kind.parents or spec.name == "position")
    return spec.required and said and not ordered


def _read(spec: Field, *, certain: bool) -> str:
    type_ = spec.shape.typed(Style.RECORD)
    if type_ == "str" and spec.wire.endswith("At"):
        type_ = "Instant"
    if spec.shape.person and type_.startswith("tuple"):
        return "People = ()"
    if type_.startswith("tuple"):
        return f"Annotated[{type_}, Listed] = ()"
    if type_ == "bool" and not certain:
        return "bool = False"
    return type_ if certain else f"{type_} | None = None"
