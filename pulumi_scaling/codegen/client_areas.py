"""The typed client's areas for the kinds of the catalog: `client/areas/declared.py`."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from pulumi_scaling.model import Field, Kind

from .client_records import (
    argument,
    covered,
    fields_sent,
    found_as,
    python_name,
    record_names,
    records,
    told,
)

__all__ = ["area_class", "areas_module"]

HEADER = '''"""What a script reads and changes of each kind. GENERATED: `make generate`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypedDict

from pulumi_scaling.client.http import segment

from .area import Area
from .keep import KEEP, Keep
from .records import Clock, Instant, Listed, People, Record
from .sending import changed, given

if TYPE_CHECKING:
    from typing_extensions import NotRequired

'''


def area_class(kind: Kind) -> str:
    """What the area of a kind is called."""
    return f"{kind.name}Area"


def areas_module(catalog: Iterable[Kind]) -> str:
    """The whole text of the module."""
    kinds = covered(catalog)
    names = sorted([*record_names(kinds), *map(area_class, kinds)])
    listed = "__all__ = [\n" + "".join(f'    "{name}",\n' for name in names) + "]\n"
    areas = ("\n".join(_area(kind, kinds)) for kind in kinds)
    text = "\n\n\n".join([listed.rstrip(), *records(kinds), *areas]) + "\n"
    header = HEADER if "Mapping[" in text else HEADER.replace("Mapping, ", "")
    return (header if "Any]" in text else header.replace("Any, ", "")) + text


def _area(kind: Kind, kinds: list[Kind]) -> Iterator[str]:
    child = found_as(kind, kinds)[1]
    parent = next((each for each in kinds if each.name == kind.parent_kind), None)
    where = f"{parent.area}.{kind.found_in}" if parent else kind.area
    yield f"class {area_class(kind)}(Area):"
    yield f'    """`client.{where}`."""'
    if child:
        yield ""
        yield "    @cached_property"
        yield f"    def {child.found_in}(self) -> {area_class(child)}:"
        yield f'        """The {child.label}s inside {kind.a_label}."""'
        yield f"        return {area_class(child)}(self._calls)"
    yield from _reading(kind, kinds)
    if not kind.made_elsewhere:
        yield from _create(kind)
        if "PATCH" in kind.updates:
            yield from _change(kind, kinds, "update", "PATCH")
        if "PUT" in kind.updates:
            yield from _change(kind, kinds, "replace", "PUT")
        yield from _delete(kind, kinds)
    if kind.order:
        yield from _reorder(kind)


# ---------------------------------------------------------------- paths
def _own(kind: Kind, kinds: Iterable[Kind]) -> str:
    """The argument that names one, as what lives in it calls it."""
    child = found_as(kind, kinds)[1]
    if child and child.parent:
        return child.parent
    return f"{kind.label.rpartition(' ')[2] if kind.parent else kind.snake}_id"


def _collection(kind: Kind) -> str:
    path = kind.path
    for name in kind.parents:
        path = path.replace(f"{{{name}}}", f"{{segment({name})}}")
    return f'f"{path}"' if kind.parents else f'"{path}"'


def _item(kind: Kind, kinds: Iterable[Kind]) -> str:
    path = _collection(kind).removeprefix("f").strip('"')
    return f'f"{path}/{{segment({_own(kind, kinds)})}}"'


def _parents(kind: Kind) -> list[str]:
    return [f"{name}: str" for name in kind.parents]


def _ids(kind: Kind, kinds: Iterable[Kind]) -> list[str]:
    return [*_parents(kind), f"{_own(kind, kinds)}: str"]


# ---------------------------------------------------------------- methods
def _reading(kind: Kind, kinds: list[Kind]) -> Iterator[str]:
    if kind.parent:
        whole = next(each for each in kinds if each.name == kind.parent_kind)
        holder = found_as(whole, kinds)[0]
        path = _collection(kind).rpartition("/")[0] + '"'
        yield from _method("list", _parents(kind), f"tuple[{kind.name}, ...]")
        yield f'        """The {kind.label}s of one {kind.parent_label}, in order."""'
        yield f"        path = {path}"
        yield f'        return self._one({holder}, "GET", path).{kind.found_in}'
        return
    within = f', within="{kind.listed.within}"' if kind.listed.within else ""
    found, child = found_as(kind, kinds)
    without = f", without their {child.found_in}" if child else ""
    yield from _method("list", [], f"Iterator[{kind.name}]")
    yield f'        """Go through all of them, page by page{without}."""'
    yield f"        return self._all({kind.name}, {_collection(kind)}{within})"
    if kind.natural_key == "name":
        yield from _method("find", ["name: str"], f"{kind.name} | None")
        yield '        """The one of that name; None if there is none."""'
        yield "        return next((one for one in self.list() if one.name == name), None)"
    yield from _method("get", _ids(kind, kinds), found)
    yield f'        """Read one{f" with its {child.found_in}" if child else ""}."""'
    yield from _call("return self._one", [found, '"GET"', _item(kind, kinds)])


def _create(kind: Kind) -> Iterator[str]:
    sent = fields_sent(kind)
    yield from _method("create", [*_parents(kind), "*", *map(_argument, sent)], kind.name)
    yield from _doc(f"Add {kind.a_label}.", sent)
    yield from _call("body = given", map(_passed, sent))
    yield from _call("return self._one", [kind.name, '"POST"', _collection(kind), "body"])


def _change(kind: Kind, kinds: list[Kind], name: str, verb: str) -> Iterator[str]:
    sent = fields_sent(kind)
    keeps = name == "update"
    arguments = map(_kept if keeps else _argument, sent)
    yield from _method(name, [*_ids(kind, kinds), "*", *arguments], kind.name)
    said = "Change what is said and leave the rest; None clears a field."
    yield from _doc(said if keeps else "Say all of it anew; what is left out is cleared.", sent)
    passed = map(_passed if keeps else _whole, sent)
    yield from _call("body = changed", passed)
    if not {"PATCH", "PUT"} <= {*kind.updates}:
        asked = [kind.name, f'"{verb}"', _item(kind, kinds), "body"]
        yield from _call("return self._one", asked)
        return
    other = "PUT" if verb == "PATCH" else "PATCH"
    if keeps:
        yield from _as_it_is(kind, kinds, sent)
    whole = "whole" if keeps else "lambda: body"
    otherwise = f'otherwise=("{other}", {whole})'
    asked = [kind.name, f'"{verb}"', _item(kind, kinds), "body", otherwise]
    yield from _call("return self._change", asked)


def _as_it_is(kind: Kind, kinds: list[Kind], sent: Iterable[Field]) -> Iterator[str]:
    """What is there now, for a server that takes an object only as a whole."""
    own = _own(kind, kinds)
    word = kind.label.rpartition(" ")[2]
    inside = f'self._inside(self.list({kind.parent}), {own}, "{word}")'
    yield ""
    yield "        def whole() -> dict[str, Any]:"
    yield f"            now = {inside if kind.parent else f'self.get({own})'}"
    yield "            names = {"
    yield from (f'                "{python_name(spec)}",' for spec in sent)
    yield "            }"
    yield "            return self._as_is(now, names) | body"
    yield ""


def _delete(kind: Kind, kinds: list[Kind]) -> Iterator[str]:
    yield from _method("delete", _ids(kind, kinds), "None")
    yield '        """Remove it, with what is inside."""'
    yield f"        self._remove({_item(kind, kinds)})"


def _reorder(kind: Kind) -> Iterator[str]:
    endpoint = kind.order.endpoint if kind.order else ""
    path = _collection(kind)[:-1] + f'/{endpoint}"'
    given_ids = [*_parents(kind), "layer_ids: Sequence[str]"]
    yield from _method("reorder", given_ids, f"tuple[{kind.name}, ...]")
    yield f'        """Put all {kind.label}s of one {kind.parent_label} in this order."""'
    yield f"        path = {path}"
    yield f"        return self._put_all({kind.name}, path, given(layer_ids=layer_ids))"


def _method(name: str, arguments: list[str], answers: str) -> Iterator[str]:
    yield ""
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


def _doc(summary: str, sent: Iterable[Field]) -> Iterator[str]:
    yield f'        """{summary}'
    yield ""
    yield "        Args:"
    for spec in sent:
        text = " ".join(f"{python_name(spec)}: {told(spec)}".split())
        yield from textwrap.wrap(text, 100, initial_indent=" " * 12, subsequent_indent=" " * 16)
    yield '        """'


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
