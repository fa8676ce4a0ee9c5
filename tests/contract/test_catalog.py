"""CATALOG against the contract, field by field: neither may say what the other does not."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib.resources import files
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from pydantic.alias_generators import to_camel

from pulumi_scaling.model import Between, Checked, Length, Order, Shape, fields_of
from pulumi_scaling.model.shapes import List, Object, Union, Whole
from pulumi_scaling.resources import CATALOG, by_name

CONTRACT = yaml.safe_load(
    files("pulumi_scaling.simulator.contract").joinpath("scaling.openapi.yaml").read_text("utf-8")
)
KINDS = [kind for kind in CATALOG if not kind.verbs]
UNSAID = {
    "operationalStatus",
    "maintenanceWindow",
    "id",
    "updatedAt",
    "layers",
    "imageUrl",
    "firstName",
    "lastName",
    "joinedAt",
}
"""What answers hold and a state does not keep."""
KEYWORDS = {"type", "enum", "minLength", "maxLength", "minItems", "maxItems", "minimum", "maximum"}


def resolved(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema with its references followed and its allOf merged; null as a type left out."""
    if "$ref" in schema:
        found: Any = CONTRACT
        for part in schema["$ref"].removeprefix("#/").split("/"):
            found = found[part]
        return resolved({**found, **{key: each for key, each in schema.items() if key != "$ref"}})
    merged: dict[str, Any] = {key: each for key, each in schema.items() if key != "allOf"}
    for part in (resolved(each) for each in schema.get("allOf", []) if "if" not in each):
        merged["properties"] = {**merged.get("properties", {}), **part.get("properties", {})}
        merged["required"] = [*merged.get("required", []), *part.get("required", [])]
    for some in merged.pop("anyOf", []):
        if some != {"type": "null"}:
            merged = {**resolved(some), **merged, "null": True}
    if isinstance(merged.get("type"), list):
        merged["null"] = "null" in merged["type"]
        merged["type"] = next(each for each in merged["type"] if each != "null")
    return merged


def operation(path: str, verb: str) -> dict[str, Any] | None:
    """The operation of the contract behind a path of a kind."""
    wanted = re.sub(r"{\w+}", "{}", path)
    for name, verbs in CONTRACT["paths"].items():
        if re.sub(r"{\w+}", "{}", name) == wanted:
            return verbs.get(verb)
    return None


def sent(path: str, verb: str) -> dict[str, Any]:
    """The schema of a request."""
    body = operation(path, verb)["requestBody"]["content"]["application/json"]["schema"]
    return resolved(body)


def answered(path: str, verb: str) -> dict[str, Any]:
    """The schema of `data` in an answer."""
    content = operation(path, verb)["responses"]["200"]["content"]["application/json"]["schema"]
    return resolved(resolved(content)["properties"]["data"])


def _refuses(shape: Shape, value: Any) -> bool:
    done = Checked()
    shape.judge(value, "it", done)
    return bool(done.problems)


def differences(shape: Shape, schema: dict[str, Any], at: str) -> list[str]:
    """How the shape of a declared field and a property differ."""
    if isinstance(shape, Union):
        forms = {
            resolved(each)["properties"]["type"]["const"]: resolved(each)
            for each in schema["oneOf"]
        }
        if forms.keys() != shape.of.keys():
            return [f"{at}: forms {set(shape.of)} and {set(forms)}"]
        return [
            found
            for name, each in shape.of.items()
            for found in compared(each.fields, forms[name], f"{at}[{name}]")
        ]
    if isinstance(shape, Object):
        return compared(shape.fields, schema, at)
    ours = {name: value for name, value in shape.schema().items() if name != "items"}
    if "const" in schema:
        schema = {**schema, "type": "string", "enum": [schema["const"]]}
    theirs = {name: value for name, value in schema.items() if name in KEYWORDS}
    theirs = {**theirs, **({"enum": sorted(theirs["enum"])} if "enum" in theirs else {})}
    ours = {**ours, **({"enum": sorted(ours["enum"])} if "enum" in ours else {})}
    if theirs.get("minLength") == 1 and "minLength" not in ours and _refuses(shape, ""):
        del theirs["minLength"]  # A validator of the field's own knows better than a length.
    found = [] if ours == theirs else [f"{at}: {ours} and {theirs}"]
    if isinstance(shape, List) and shape.person is None:
        found += differences(shape.of, resolved(schema["items"]), f"{at}[]")
    return found


def compared(fields: dict[str, Any], schema: dict[str, Any], at: str) -> list[str]:
    """How a class of fields and an object of a request differ."""
    ours = {spec.wire: spec for spec in fields.values()}
    theirs = schema["properties"]
    found = []
    if ours.keys() != theirs.keys():
        found.append(f"{at}: {sorted(ours.keys() ^ theirs.keys())} on one side only")
    if "required" in schema:
        required = {spec.wire for spec in fields.values() if spec.required}
        if required != set(schema["required"]):
            found.append(f"{at}: required {sorted(required ^ set(schema['required']))}")
    for wire in ours.keys() & theirs.keys():
        found += differences(ours[wire].shape, resolved(theirs[wire]), f"{at}.{wire}")
    return found


def in_request(kind: Any) -> dict[str, Any]:
    """The fields a create sends: parents are in the path, and some orders have no number."""
    left_out = kind.elsewhere - ({"position"} if kind.order and kind.order.posted else set())
    return {name: spec for name, spec in kind.fields.items() if name not in left_out}


def wrongs(kind: Any) -> list[str]:
    """Everything a declaration of a usual kind says otherwise than the contract."""
    item = f"{kind.path}/{{own_id}}"
    if operation(kind.path, "post") is None:
        return [f"no POST {kind.path}"]
    found = compared(in_request(kind), sent(kind.path, "post"), "create")
    for verb in ("patch", "put"):
        if (verb.upper() in kind.updates) != (operation(item, verb) is not None):
            found.append(f"{verb.upper()} is said, or known, on one side only")
        elif verb.upper() in kind.updates:
            found += compared(in_request(kind), sent(item, verb), verb)
    changed = sent(item, kind.updates[0].lower())["properties"] if not found else {}
    found += [
        f"update: {spec.wire} cannot be cleared"
        for spec in in_request(kind).values()
        if not spec.required and spec.wire in changed and not clearable(spec, changed)
    ]
    if operation(item, "delete") is None:
        found.append("no DELETE")
    return found + outputs(kind) + reading(kind, item) + ordering(kind)


def clearable(spec: Any, changed: dict[str, Any]) -> bool:
    """Whether an update takes what clears a field."""
    schema = resolved(changed[spec.wire])
    return bool(schema.get("null")) if spec.shape.blank is None else "minItems" not in schema


def outputs(kind: Any) -> list[str]:
    shown = answered(kind.path, "post")["properties"]
    above = answered(kind.path.rpartition("/")[0], "get")["properties"] if kind.parent else {}
    specs = [spec for each in kind.shape.objects() for spec in each.fields.values()]
    derived = {spec.shape.person.ids for spec in specs if spec.shape.person}
    derived |= {kind.inline.ids} if kind.inline else set()
    found = [
        f"output: no {spec.wire} in an answer"
        for name, spec in kind.outputs.items()
        if name not in derived and spec.wire and spec.wire not in shown and spec.wire not in above
    ]
    kept = {spec.wire for spec in fields_of(kind.state).values()} | {
        to_camel(each) for each in kind.parents
    }
    found += [f"output: {wire} is not kept" for wire in shown.keys() - kept - UNSAID]
    for spec in in_request(kind).values():
        if spec.wire not in shown:
            found.append(f"answer: no {spec.wire}")
    return found


def reading(kind: Any, item: str) -> list[str]:
    if not kind.found_in:
        return [] if operation(item, "get") else ["no GET of one"]
    rows = answered(kind.path.rpartition("/")[0], "get")["properties"].get(kind.found_in)
    row = resolved(resolved(rows)["items"])["properties"] if rows else {}
    same = row.keys() == answered(kind.path, "post")["properties"].keys()
    return [] if same else [f"not found in {kind.found_in} of its parent"]


def ordering(kind: Any) -> list[str]:
    if kind.order is None:
        return []
    path = f"{kind.path}/{kind.order.endpoint}"
    if operation(path, "put") is None:
        return [f"no PUT {path}"]
    first = resolved(answered(kind.path, "post")["properties"]["position"])["minimum"]
    found = [] if first == kind.order.first else [f"first is {kind.order.first}, not {first}"]
    ids = sent(path, "put")["properties"].keys()
    return found + ([] if ids == {"layerIds"} else ["order takes something else"])


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_declaration_says_what_the_contract_says(kind):
    assert wrongs(kind) == []


def test_a_member_is_invited_and_promoted_as_the_contract_says():
    member = by_name["Member"]
    invite = sent(f"{member.path}/invite", "post")
    # An invitation calls the address otherwise than a member does.
    renamed = {"email": replace(member.fields["email"], wire="emailAddress")}
    sent_along = {name: each for name, each in member.fields.items() if name != "on_delete"}
    assert compared({**sent_along, **renamed}, invite, "invite") == []
    role = sent(f"{member.path}/{{user_id}}/role", "patch")
    assert compared({"role": member.fields["role"]}, role, "promote") == []
    team = answered(member.path, "get")["properties"]
    person = resolved(resolved(team["members"])["items"])["properties"]
    invited = resolved(resolved(team["invitations"])["items"])["properties"]
    assert {"id", "email", "role"} <= person.keys()
    assert {"id", "emailAddress", "role", "status"} <= invited.keys()
    for path in (f"{member.path}/{{user_id}}", f"{member.path}/invitations/{{invitation_id}}"):
        assert operation(path, "delete")


@pytest.mark.parametrize(
    "kind", [kind for kind in CATALOG if not kind.parents and kind.name != "Member"]
)
def test_what_stands_by_itself_is_listed_where_it_is_said(kind):
    rows = answered(kind.path, "get")
    rows = resolved(rows["properties"][kind.listed.within]) if kind.listed.within else rows
    shown = resolved(rows["items"])["properties"]
    assert shown.keys() >= {"id", "name"}
    if kind.listed.whole:
        fields = [*kind.fields.values(), *kind.outputs.values()]
        own = {"integration_id", *(kind.bookkeeping if kind.inline else ())}
        said = {spec.wire for spec in fields if spec.name not in own}
        assert said <= shown.keys()


@pytest.mark.parametrize("kind", CATALOG, ids=lambda kind: kind.name)
def test_what_stands_in_the_way_of_a_delete_is_where_it_is_looked_for(kind):
    for hold in kind.held:
        rows = answered(hold.path, "get")
        key = hold.path.rpartition("/")[2] if hold.path == "/incidents" else "integrations"
        rows = resolved(rows["properties"][key]) if "properties" in rows else rows
        shown = resolved(rows["items"])["properties"]
        assert hold.named_by in shown
        if hold.inside:
            one = answered(f"{hold.path}/{{id}}", "get")["properties"]
            shown = resolved(resolved(one[hold.inside])["items"])["properties"]
        for name in hold.at:
            assert name in shown
            part = resolved(shown[name])
            part = resolved(part["items"]) if part.get("type") == "array" else part
            forms = [resolved(each) for each in part.get("oneOf", [part])]
            shown = {
                key: each for form in forms for key, each in form.get("properties", {}).items()
            }


# ---------------------------------------------------------------- what it would find


FACTS = (
    "path",
    "parent",
    "parents",
    "state",
    "outputs",
    "order",
    "found_in",
    "updates",
    "inline",
    "elsewhere",
)


def declared(kind: str, field: str, **facts: Any) -> Any:
    """A kind with one of its inputs declared otherwise."""
    right = by_name[kind]
    fields = {**right.fields, field: replace(right.fields[field], **facts)}
    shape = replace(right.shape, fields=fields)
    said = {each: getattr(right, each) for each in FACTS}
    return SimpleNamespace(**said, fields=fields, shape=shape)


def shaped(kind: str, field: str, **facts: Any) -> Any:
    """The same with one fact of its shape."""
    return declared(kind, field, shape=replace(by_name[kind].fields[field].shape, **facts))


def otherwise(kind: str, **facts: Any) -> Any:
    """A kind with other facts than its own."""
    return replace(by_name[kind], **facts)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (shaped("Schedule", "name", bounds=(Length(1, 250),)), "'maxLength': 250"),
        (shaped("Schedule", "name", bounds=(Length(most=255),)), "'minLength'"),
        (declared("Schedule", "name", shape=Whole()), "'integer'"),
        (declared("Schedule", "name", wire="title"), "['name', 'title'] on one side only"),
        (declared("Schedule", "description", required=True), "required ['description']"),
        (declared("Schedule", "timezone", required=False), "required ['timezone']"),
        (
            shaped("RotationLayer", "rotation_type", words=("daily", "weekly")),
            "'custom'",
        ),
        (shaped("RotationLayer", "rotation_length_days", bounds=()), "minimum"),
        (shaped("RotationLayer", "participants", least=None), "minItems"),
        (shaped("PolicyLayer", "ack_timeout_minutes", bounds=(Between(1, 9),)), "'maximum': 9"),
        (otherwise("Schedule", path="/oncall/rosters"), "no POST /oncall/rosters"),
        (otherwise("Schedule", updates=("PATCH",)), "PUT"),
        (otherwise("EscalationPolicy", updates=("PATCH", "PUT")), "PUT"),
        (otherwise("PolicyLayer", order=Order(first=0, posted=True)), "first is 0, not 1"),
        (otherwise("PolicyLayer", order=Order(first=1, posted=False)), "['position']"),
        (otherwise("RotationLayer", order=Order(first=0, posted=True)), "['position']"),
        (otherwise("PolicyLayer", order=Order(first=1, posted=True, endpoint="sort")), "sort"),
        (otherwise("RotationLayer", found_in="rotations"), "not found in rotations"),
    ],
)
def test_a_wrong_declaration_is_found(wrong, sentence):
    assert sentence in "\n".join(wrongs(wrong))
