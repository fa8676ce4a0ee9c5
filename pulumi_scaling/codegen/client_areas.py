"""The typed client's areas for the kinds of the catalog: `client/areas/declared.py`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pulumi_scaling.model import Field, Kind

from .client_naming import (
    area_class,
    children,
    collection,
    covered,
    fields_sent,
    found_as,
    item,
    own_id,
    place_in,
    python_name,
    tables_in,
)
from .client_records import argument, record_names, records
from .client_wording import method_doc

__all__ = ["areas_module"]

IMPORTS = (
    ("collections.abc", ("Iterator", "Mapping", "Sequence")),
    ("datetime", ("datetime",)),
    ("functools", ("cached_property",)),
    ("typing", ("TYPE_CHECKING", "Annotated", "Any", "Literal", "TypedDict")),
    None,
    ("pulumi_scaling.client.http", ("segment",)),
    None,
    (".area", ("Area",)),
    (".keep", ("KEEP", "Keep")),
    (".records", ("Clock", "Instant", "Listed", "People", "Person", "Record")),
    (".sending", ("changed", "given")),
)
OPTIONAL = "if TYPE_CHECKING:\n    from typing_extensions import NotRequired\n\n"


def areas_module(catalog: Iterable[Kind]) -> str:
    """The whole text of the module."""
    kinds = covered(catalog)
    names = sorted([*record_names(kinds), *map(area_class, kinds)])
    listed = "__all__ = [\n" + "".join(f'    "{name}",\n' for name in names) + "]\n"
    areas = ("\n".join(_area(kind, kinds)) for kind in kinds)
    return _header("\n\n\n".join([listed.rstrip(), *records(kinds), *areas]) + "\n")


def _header(text: str) -> str:
    """The module with the imports that it needs, and no others."""
    code = re.sub(r'""".*?"""', "", text, flags=re.DOTALL)
    if "NotRequired[" in code:
        text, code = OPTIONAL + text, OPTIONAL + code
    lines = [
        '"""What a script reads and changes of each kind. GENERATED: `make generate`."""',
        "",
        "from __future__ import annotations",
        "",
    ]
    for each in IMPORTS:
        if each is None:
            lines.append("")
            continue
        module, names = each
        if used := [name for name in names if re.search(rf"\b{name}\b", code)]:
            lines.append(f"from {module} import {', '.join(used)}")
    return "\n".join(lines) + "\n\n" + text


def _area(kind: Kind, kinds: list[Kind]) -> Iterator[str]:
    parent = next((each for each in kinds if each.name == kind.parent_kind), None)
    where = f"{parent.area}.{place_in(kind)}" if parent else kind.area
    yield f"class {area_class(kind)}(Area):"
    yield f'    """`client.{where}`."""'
    for child in children(kind, kinds):
        yield ""
        yield "    @cached_property"
        yield f"    def {place_in(child)}(self) -> {area_class(child)}:"
        yield f'        """The {child.label}s inside {kind.a_label}."""'
        yield f"        return {area_class(child)}(self._calls)"
    yield from _reading(kind, kinds)
    if not kind.made_elsewhere:
        yield from _create(kind, kinds)
        if "PATCH" in kind.updates:
            yield from _change(kind, kinds, "update", "PATCH")
        if "PUT" in kind.updates:
            yield from _change(kind, kinds, "replace", "PUT")
        yield from _method("delete", _ids(kind, kinds), "None")
        yield from method_doc(kind, kinds, "delete")
        yield f"        self._remove({item(kind, kinds)})"
    if kind.order:
        yield from _reorder(kind, kinds)


# ---------------------------------------------------------------- methods
def _reading(kind: Kind, kinds: list[Kind]) -> Iterator[str]:
    if kind.parent and kind.found_in:
        whole = next(each for each in kinds if each.name == kind.parent_kind)
        path = collection(kind).rpartition("/")[0] + '"'
        yield from _method("list", _parents(kind), f"tuple[{kind.name}, ...]")
        yield from method_doc(kind, kinds, "list")
        yield f"        path = {path}"
        found = found_as(whole, kinds)[0]
        yield f'        return self._one({found}, "GET", path).{place_in(kind)}'
        return
    within = f', within="{kind.listed.within}"' if kind.listed.within else ""
    yield from _method("list", _parents(kind), f"Iterator[{kind.name}]")
    yield from method_doc(kind, kinds, "list")
    yield f"        return self._all({kind.name}, {collection(kind)}{within})"
    if kind.natural_key == "name":
        rows = f"self.list({', '.join(kind.parents)})"
        yield from _method("find", [*_parents(kind), "name: str"], f"{kind.name} | None")
        yield '        """The one of that name; None if there is none."""'
        yield f"        return next((one for one in {rows} if one.name == name), None)"
    found = found_as(kind, kinds)[0]
    yield from _method("get", _ids(kind, kinds), found)
    yield from method_doc(kind, kinds, "get")
    yield from _call("return self._one", [found, '"GET"', item(kind, kinds)])


def _create(kind: Kind, kinds: list[Kind]) -> Iterator[str]:
    sent = fields_sent(kind)
    yield from _method("create", [*_parents(kind), "*", *map(_argument, sent)], kind.name)
    yield from method_doc(kind, kinds, "create")
    yield from _call("body = given", [*_tables(sent), *map(_passed, sent)])
    yield from _call("return self._one", [kind.name, '"POST"', collection(kind), "body"])


def _change(kind: Kind, kinds: list[Kind], name: str, verb: str) -> Iterator[str]:
    sent = fields_sent(kind)
    keeps = name == "update"
    arguments = map(_kept if keeps else _argument, sent)
    yield from _method(name, [*_ids(kind, kinds), "*", *arguments], kind.name)
    yield from method_doc(kind, kinds, name)
    passed = map(_passed if keeps else _whole, sent)
    yield from _call("body = changed", [*_tables(sent), *passed])
    asked = [kind.name, f'"{verb}"', item(kind, kinds), "body"]
    if not {"PATCH", "PUT"} <= {*kind.updates}:
        yield from _call("return self._one", asked)
        return
    if keeps:
        yield from _as_it_is(kind, kinds, sent)
    other = "PUT" if verb == "PATCH" else "PATCH"
    whole = "whole" if keeps else "lambda: body"
    yield from _call("return self._change", [*asked, f'otherwise=("{other}", {whole})'])


def _as_it_is(kind: Kind, kinds: list[Kind], sent: Iterable[Field]) -> Iterator[str]:
    """What is there now, for a server that takes an object only as a whole."""
    own = own_id(kind, kinds)
    word = kind.label.rpartition(" ")[2]
    inside = f'self._inside(self.list({kind.parent}), {own}, "{word}")'
    got = f"self.get({', '.join([*kind.parents, own])})"
    yield ""
    yield "        def whole() -> dict[str, Any]:"
    yield f"            now = {inside if kind.parent and kind.found_in else got}"
    yield "            names = {"
    yield from (f'                "{python_name(spec)}",' for spec in sent)
    yield "            }"
    yield "            return self._as_is(now, names) | body"
    yield ""


def _reorder(kind: Kind, kinds: list[Kind]) -> Iterator[str]:
    endpoint = kind.order.endpoint if kind.order else ""
    path = collection(kind)[:-1] + f'/{endpoint}"'
    given_ids = [*_parents(kind), "layer_ids: Sequence[str]"]
    yield from _method("reorder", given_ids, f"tuple[{kind.name}, ...]")
    yield from method_doc(kind, kinds, "reorder")
    yield f"        path = {path}"
    yield f"        return self._put_all({kind.name}, path, given(layer_ids=layer_ids))"


# ---------------------------------------------------------------- lines
def _parents(kind: Kind) -> list[str]:
    return [f"{name}: str" for name in kind.parents]


def _ids(kind: Kind, kinds: Iterable[Kind]) -> list[str]:
    return [*_parents(kind), f"{own_id(kind, kinds)}: str"]


def _method(name: str, arguments: list[str], answers: str) -> Iterator[str]:
    yield ""
    line = f"    def {name}({', '.join(['self', *arguments])}) -> {answers}:"
    if len(line) <= 100:
        yield line
        return
    yield f"    def {name}("
    yield "        self,"
    yield from (f"        {each}," for each in arguments)
    yield f"    ) -> {answers}:"


def _call(what: str, arguments: Iterable[str]) -> Iterator[str]:
    """On one line where it fits."""
    parts = list(arguments)
    line = f"        {what}({', '.join(parts)})"
    if len(line) <= 100:
        yield line
        return
    yield f"        {what}("
    yield from (f"            {each}," for each in parts)
    yield "        )"


def _tables(sent: Iterable[Field]) -> list[str]:
    """Where names are a script's own, which are sent as they are."""
    return [f'"{path}"' for spec in sent for path in dict.fromkeys(tables_in(spec))]


def _argument(spec: Field) -> str:
    type_ = argument(spec)
    return f"{python_name(spec)}: {type_}" + ("" if spec.required else " | None = None")


def _kept(spec: Field) -> str:
    clears = " | None" if not spec.required and spec.shape.blank is None else ""
    return f"{python_name(spec)}: {argument(spec)} | Keep{clears} = KEEP"


def _passed(spec: Field) -> str:
    return f"{python_name(spec)}={python_name(spec)}"


def _whole(spec: Field) -> str:
    """What is left out is sent as what clears it."""
    name, blank = python_name(spec), spec.shape.blank
    absent = "" if spec.required or blank is None else f" if {name} is not None else {blank!r}"
    return f"{name}={name}{absent}"
