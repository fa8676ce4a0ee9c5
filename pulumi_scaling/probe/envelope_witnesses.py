"""What every answer tells: request ids, refusals, pages, fields that nobody documented."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from pulumi_scaling.model import is_list, is_object

from . import known
from .aspects import Aspect, Told, as_assumed, at, never, otherwise, strange
from .looks_kept import Look, Looks, Row
from .unforeseen import ENVELOPE
from .value_classes import code_class, count_class, leaf_class

__all__ = ["ENVELOPES", "cursor_place", "page_size"]

PAGED: Final = ("list_schedules", "list_escalation_policies")
INSIDE: Final = ("list_components", "list_incidents", "components_in_ones")
USUAL_PAGE: Final = 20
WHOLE: Final = ("list_users", "list_team_members", "list_routing_policies", "list_working_hours")
WHOLE_TOO: Final = ("list_inbound_integrations", "list_incident_updates")


def _request_id(looks: Looks) -> Told | None:
    done = [look for look in looks.done() if look.body]
    with_one = [look for look in done if isinstance(look.body.get("requestId"), str)]
    if not done:
        return None
    if len(with_one) == len(done):
        return at("request_id", "everywhere", "each answer that was done has one", *done[:3])
    if not with_one:
        return at("request_id", "errors", "no answer that was done has one", *done[:3])
    return strange("some answers have one and others do not", with_one[0], done[0])


def _refusals_have_ids(looks: Looks) -> Told | None:
    refused = [look for look in looks.refused() if look.body]
    if not refused:
        return None
    without = [look for look in refused if not isinstance(look.body.get("requestId"), str)]
    if without:
        return otherwise("an error without a requestId", *without[:3])
    return as_assumed("each error has a requestId", *refused[:3])


def _unauthorized(looks: Looks) -> Told | None:
    missing, bad = looks.get("without_key"), looks.get("with_a_strange_key")
    if missing is None or bad is None or missing.status is None or bad.status is None:
        return None
    if missing.status != 401 or bad.status != 401:
        return strange(f"without a key {missing.status}, with a bad one {bad.status}", missing, bad)
    if (missing.code, bad.code) == ("missing_authorization_header", "invalid_api_key"):
        return at("unauthorized_code", "precise", "401 with a code for each", missing, bad)
    if (missing.code, bad.code) == ("not_authorized", "not_authorized"):
        return at("unauthorized_code", "not_authorized", "401 with one code", missing, bad)
    seen = f"401 with {code_class(missing.code)} without a key, {code_class(bad.code)} with a bad"
    return strange(seen, missing, bad)


def _message(looks: Looks) -> Told | None:
    refused = [look for look in looks.refused() if "code" in look.body]
    with_one = [look for look in refused if "message" in look.body]
    if not refused:
        return None
    if not with_one:
        return at("error_message", "absent", "no error has a text", *refused[:3])
    if len(with_one) == len(refused):
        return at("error_message", "present", "each error has a text", *refused[:3])
    # Any error may carry one, says the guess.
    return at("error_message", "present", "some errors have a text", *with_one[:3])


def page_size(looks: Looks) -> Told | None:
    """How many rows a page has, where one shows it."""
    for look in looks.done("schedules_by_hundred", *PAGED):
        rows, asked = len(look.rows), int(look.ask.query["limit"])
        if look.cursor is None:
            if rows > 2:
                return at("page_size", "asked", "a page of more than two", look)
            continue
        if rows == 2:
            return at("page_size", "two", "a page of two where 100 were asked for", look)
        if rows == asked:
            return at("page_size", "asked", "a page as long as was asked for", look)
        return strange(f"a page of {count_class(rows)} where {asked} were asked for", look)
    for look in looks.done("components_in_ones", "list_components", "list_incidents"):
        if len(look.rows) > int(look.ask.query["limit"]):
            return strange("a page longer than was asked for", look)
    return None


def cursor_place(looks: Looks) -> Told | None:
    """Where the cursor of a list inside an object stands."""
    places = dict[str, Look]()
    for look in looks.done(*INSIDE):
        if not is_object(look.data):
            return strange("the list is not inside an object", look)
        for name, place in (("top", look.body), ("documented", look.object)):
            if "nextCursor" in place:
                places.setdefault(name, look)
    if len(places) > 1:
        return strange("in both places", *places.values())
    for name, look in places.items():
        seen = "beside data" if name == "top" else "inside data"
        return at("next_cursor", name, f"{seen}, where data is an object", look)
    return None


def _last_cursor(looks: Looks) -> Told | None:
    forms = dict[str, Look]()
    for look in looks.done("rest_of_list", *PAGED, *INSIDE):
        if look.cursor is None and (is_list(look.data) or is_object(look.data)):
            place = look.body if "nextCursor" in look.body else look.object
            forms.setdefault(_last(place), look)
    if len(forms) > 1:
        return strange("not the same on all lists", *forms.values())
    for form, look in forms.items():
        if form in {"absent", "null", "empty"}:
            return at("last_cursor", form, f"{form} on the last page", look)
        return strange(f"{form} on the last page", look)
    return None


def _last(place: Row) -> str:
    if "nextCursor" not in place:
        return "absent"
    last = place["nextCursor"]
    return "null" if last is None else "empty" if last == "" else leaf_class(last)


def _come_whole(looks: Looks) -> Told | None:
    """Only one that is longer than a page is shows it."""
    done = list(looks.done(*WHOLE, *WHOLE_TOO))
    if paged := [look for look in done if look.cursor]:
        return otherwise("a list that is to come whole goes on", *paged)
    long = [look for look in done if len(look.rows) > USUAL_PAGE]
    return as_assumed("a list longer than a page comes whole", *long) if long else None


def _extra_fields(looks: Looks) -> Told | None:
    done = [look for look in looks.done() if look.ask.operation and look.body]
    for look in done:
        body = {name: each for name, each in look.body.items() if name not in ENVELOPE}
        nodes = known.known_answer(look.ask.operation or "")
        if _has_more(body, nodes) or _has_more({"data": look.data}, nodes):
            return at("extra_fields", "present", "an answer has a field of no page", look)
    whole = [look for look in done if look.own]
    if not whole:
        return None  # Empty lists have no fields.
    return at("extra_fields", "absent", "no field that is on no page", *whole[:3])


def _has_more(value: Any, nodes: list[known.Node]) -> bool:
    if is_object(value):
        members = known.members(nodes)
        if not members:  # What is open holds anything.
            return False
        return any(
            name not in members or _has_more(each, members[name]) for name, each in value.items()
        )
    if is_list(value):
        return any(_has_more(each, known.items(nodes)) for each in value)
    return False


def _has_all(looks: Looks) -> Told | None:
    done = [look for look in looks.done() if look.ask.operation and look.body]
    for look in done:
        if lacking := sorted(_lacking(look.body, known.known_answer(look.ask.operation or ""))):
            return otherwise(f"an answer without {', '.join(lacking[:4])}", look)
    whole = [look for look in done if look.own]
    return as_assumed("each field that is to be there is", *whole[:3]) if whole else None


def _lacking(value: Any, nodes: list[known.Node]) -> Iterator[str]:
    if is_object(value):
        members = known.members(nodes)
        yield from known.lacking(nodes, set(value))
        for name, each in value.items():
            if name in members:
                yield from _lacking(each, members[name])
    elif is_list(value):
        for each in value:
            yield from _lacking(each, known.items(nodes))


def _bad_queries(looks: Looks) -> Told | None:
    asked: list[Look] = list(looks.answered("a_bad_limit", "a_bad_cursor"))
    if len(asked) < 2:
        return None
    if all(look.status == 422 for look in asked):
        return as_assumed("422 for a bad limit and a bad cursor", *asked)
    seen = " and ".join(str(look.status) for look in asked)
    return otherwise(f"{seen} for a bad limit and a bad cursor", *asked)


def _fault(looks: Looks) -> Told | None:
    for look in looks.refused():
        if look.status != 500 or not look.body:
            continue
        if look.body.get("type") == "internal_error" and look.code in {"server_error", ""}:
            return at("server_error_code", look.code or "", "500, as it came by chance", look)
        return strange(f"500 with {code_class(look.code)}", look)
    return None


def _slow_down(looks: Looks) -> Told | None:
    slowed = [look for look in looks.answered(*looks) if look.status == 429]
    for look in slowed:
        waits = look.header("retry-after")
        if waits is not None and not waits.strip().isdecimal():
            return otherwise("429 with a Retry-After that is no whole number of seconds", look)
        if not look.body:
            return otherwise("429 without the usual body of an error", look)
        return as_assumed("429 with the usual body of an error", look)
    return None


ENVELOPES: Final = (
    Aspect(
        "A6",
        "codes of a 401",
        "a request without a key, and one with a bad one",
        "read",
        _unauthorized,
        "unauthorized_code",
    ),
    Aspect(
        "A7", "text in errors", "any request that is refused", "read", _message, "error_message"
    ),
    Aspect(
        "A7", "code of a 500", "a failure of the service", "nothing", _fault, "server_error_code"
    ),
    Aspect(
        "A7",
        "type of the 403 of a redaction",
        "somebody else's update redacted with the key of a member who is no admin",
        "nothing",
        never,
        "forbidden_type",
    ),
    Aspect("A8", "ids of what was done", "any answer", "read", _request_id, "request_id"),
    Aspect("A8", "ids of what was refused", "any refusal", "read", _refusals_have_ids),
    Aspect(
        "A9", "how it slows a client down", "a 429, which no look provokes", "nothing", _slow_down
    ),
    Aspect(
        "A18",
        "rows of a page",
        "a list of three schedules or more",
        "write",
        page_size,
        "page_size",
    ),
    Aspect(
        "A18",
        "place of the cursor",
        "a list of components or incidents, of two or more",
        "write",
        cursor_place,
        "next_cursor",
    ),
    Aspect(
        "A18", "cursor of a last page", "a list to its end", "read", _last_cursor, "last_cursor"
    ),
    Aspect("A18", "lists that come whole", "one of more than twenty", "read", _come_whole),
    Aspect(
        "A19", "bad queries", "a limit that is no number, a made-up cursor", "read", _bad_queries
    ),
    Aspect(
        "A20",
        "fields that nobody documented",
        "one object of each kind",
        "read",
        _extra_fields,
        "extra_fields",
    ),
    Aspect("A20", "fields that are to be there", "one object of each kind", "read", _has_all),
)
