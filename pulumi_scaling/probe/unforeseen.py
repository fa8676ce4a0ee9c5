"""What no guess foresaw: members, types, envelopes, codes and headers that are on no page.

Each is kept with the name a server gave it, which only a screen may show, escaped; a report has the
class of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, Literal

from pulumi_scaling.model import is_list, is_object

from . import known
from .looks_kept import Look, Looks
from .value_classes import leaf_class, name_class

__all__ = ["ENVELOPE", "Unforeseen", "unforeseen"]

What = Literal["member", "type", "envelope", "code", "header"]

USUAL: Final = re.compile(
    r"date|server|via|age|vary|allow|connection|keep-alive|content-.*|transfer-encoding|etag|expires"
    r"|last-modified|cache-control|pragma|strict-transport-security|alt-svc|nel|report-to|cf-.*"
    r"|access-control-.*|cross-origin-.*|referrer-policy|permissions-policy|x-content-type-options"
    r"|x-frame-options|x-xss-protection|x-powered-by|set-cookie|accept-ranges|www-authenticate"
    r"|server-timing|x-dns-prefetch-control|x-download-options|origin-agent-cluster"
    r"|x-permitted-cross-domain-policies"
)
"""Headers of any server, which tell nothing about this one."""
TELLING: Final = (
    *("retry-after", "ratelimit", "ratelimit-limit", "ratelimit-remaining", "ratelimit-reset"),
    *("ratelimit-policy", "x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset"),
    *("x-rate-limit-limit", "x-rate-limit-remaining", "x-rate-limit-reset", "x-request-id"),
    *("request-id", "x-correlation-id", "x-amzn-requestid", "x-trace-id", "traceparent"),
    *("deprecation", "sunset", "link", "location", "idempotency-key", "x-api-version"),
)
"""Headers that tell something, by the names they have elsewhere."""
ENVELOPE: Final = ("data", "nextCursor", "requestId", "success")
"""What may stand around an answer, in one place or another: the guesses say where."""
MOST: Final = 50


@dataclass(frozen=True)
class Unforeseen:
    """One thing."""

    what: What
    request: str
    where: str
    """In names of the contract."""
    seen: str
    """In words of ours."""
    name: str = ""
    """As the server has it: never written down."""


def unforeseen(looks: Looks) -> list[Unforeseen]:
    """All of it, each once and with the first request that showed it."""
    found: dict[tuple[str, str, str, str], Unforeseen] = {}
    for look in looks.answered(*looks):
        for each in (*_bodies(look), *_headers(look)):
            found.setdefault((each.what, each.where, each.seen, each.name), each)
    return list(found.values())[:MOST]


def _bodies(look: Look) -> Iterator[Unforeseen]:
    name = look.ask.name
    body: Any = look.answer.body if look.answer else None
    if not is_object(body):
        if not (body is None and look.status == 204):
            seen = "an empty body" if body is None else "a body that is no JSON object"
            yield Unforeseen("envelope", name, f"status {look.status}", seen)
        return
    if look.ok:
        if look.ask.operation is None:
            return
        nodes = known.known_answer(look.ask.operation)
        if "data" in known.members(nodes) and "data" not in body:
            yield Unforeseen("envelope", name, "", "an answer without data")
        yield from _inside(name, "", body, nodes)
        return
    code = body.get("code")
    if not isinstance(code, str):
        yield Unforeseen("envelope", name, "", "an error without a code")
    elif code not in known.codes() and look.status != 405:  # No page tells of verbs.
        yield Unforeseen("code", name, f"status {look.status}", name_class(code), code)
    yield from _inside(name, "", body, known.known_error())


def _inside(request: str, where: str, value: Any, nodes: list[known.Node]) -> Iterator[Unforeseen]:
    kind = _kind(value)
    types = known.types(nodes)
    if types and kind not in types and not (kind == "integer" and "number" in types):
        came = {"object": "an object", "array": "a list"}.get(kind) or leaf_class(value)
        seen = f"{came} where {' or '.join(sorted(types))} was to come"
        yield Unforeseen("type", request, where, seen)
        return
    if is_object(value):
        members = known.members(nodes)
        for name, each in value.items():
            if name in members:
                yield from _inside(request, f"{where}/{name}", each, members[name])
            elif members and not (not where and name in ENVELOPE):
                yield Unforeseen("member", request, where, name_class(name), name)
    elif is_list(value):
        for each in value[:100]:
            yield from _inside(request, f"{where}[]", each, known.items(nodes))


def _kind(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "integer"
    if isinstance(value, float):
        return "integer" if value.is_integer() else "number"
    if is_object(value):
        return "object"
    return "array" if is_list(value) else "string"


def _headers(look: Look) -> Iterator[Unforeseen]:
    for name in look.answer.headers if look.answer else ():
        if name in TELLING:
            yield Unforeseen("header", look.ask.name, "", name)
        elif not USUAL.fullmatch(name):
            yield Unforeseen("header", look.ask.name, "", name_class(name), name)
