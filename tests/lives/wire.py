"""What carries a request to the world, in place of httpx and sockets, and what goes wrong with it.

Speaks as httpx's client does to the one module of ours that knows it. Building and sending a
request through httpx costs more than all the rest of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from email.utils import format_datetime
from typing import Any, Final
from urllib.parse import urlencode

import httpx

from .scheduler import Killed, Scheduler
from .world import BEGAN, World

__all__ = ["ALONE", "FAULTS", "LASTING", "Asked", "Connections", "Journal"]

LATER: Final = 45.0
"""Seconds after which a late server gets to it, when nobody waits any more."""
ALONE: Final = 3
"""Seconds for which a server that is asked too much wants to be left alone."""
LASTING: Final = frozenset({"down", "busy"})
"""What goes on from the request at which it begins."""
PAGE: Final = b"<html><body><h1>502 Bad Gateway</h1></body></html>"

FAULTS: Final[Mapping[str, str]] = {
    "unsent": "no connection: the server sees nothing of it",
    "lost": "carried out, and the connection breaks before the answer",
    "late": "carried out, and the answer comes after everybody has given up",
    "later": "carried out after everybody has given up",
    "held": "carried out only when the same is asked again, just before that",
    "doubled": "sent again by something on the way, and no answer comes of it",
    "429": "too many, come back in seconds",
    "429 date": "too many, come back at a time",
    "500": "failed before anything was done",
    "500 after": "carried out, and then failed",
    "503": "not now, without a word when",
    "garbage": "carried out, and the answer is a page",
    "half": "carried out, and the answer breaks off in the middle",
    "killed": "engine and provider end before it is sent",
    "killed after": "engine and provider end once it is carried out",
    "left": "the engine ends before it is sent; its provider does not notice at once",
    "left after": "the engine ends once it is carried out; its provider does not notice at once",
    "down": "no connection, from here to the end of the run",
    "busy": "too many, and so for whoever asks from here to the end of the run",
}
"""What can happen to a request."""


@dataclass(slots=True)
class Asked:
    """One request, as it was made."""

    number: int
    at: float
    who: str
    method: str
    path: str
    body: Any
    fault: str | None = None
    status: int | None = None
    """None: it was never carried out."""
    orphan: bool = False
    """The engine was gone when it was begun."""
    run: object = None
    """Of which process."""

    @property
    def line(self) -> str:
        """For the journal."""
        body = "" if self.body is None else json.dumps(self.body, sort_keys=True)
        fault = f" [{self.fault}]" if self.fault else ""
        return f"{self.at:.3f} {self.who} {self.method} {self.path} {body} -> {self.status}{fault}"


@dataclass
class Journal:
    """All that was asked in a life, and what was planned to go wrong with it."""

    asked: list[Asked] = field(default_factory=list)
    planned: dict[int, str] = field(default_factory=dict)
    """Faults by the number of the request."""
    since: str | None = None
    """The fault of each request, if it is one that goes on."""
    held: dict[tuple[str, str, bytes | None], Asked] = field(default_factory=dict)
    """What a server has taken in, and is at yet."""
    watchers: list[Any] = field(default_factory=list)
    """Called after each request that was carried out."""

    def text(self) -> str:
        """Line by line."""
        return "".join(f"{each.line}\n" for each in self.asked)


@dataclass(slots=True)
class Sent:
    """A request, as far as anybody here looks at it."""

    method: str
    url: str
    headers: Mapping[str, str]
    content: bytes | None
    patience: float
    """Seconds that its sender waits for an answer."""


class Answered:
    """A response, likewise."""

    def __init__(self, status: int, headers: Mapping[str, str], content: bytes) -> None:
        self.status_code = status
        self.headers = headers
        self._content = content

    def iter_bytes(self) -> Iterator[bytes]:
        if self._content:
            yield self._content

    def close(self) -> None:
        pass


class Broken(Answered):
    """One that breaks off."""

    def iter_bytes(self) -> Iterator[bytes]:
        yield self._content[: len(self._content) // 2]
        raise httpx.RemoteProtocolError("peer closed connection")


class Connections:
    """The connections of one process."""

    def __init__(
        self, scheduler: Scheduler, world: World, journal: Journal, process: Any, base: str
    ) -> None:
        self._scheduler = scheduler
        self._world = world
        self._journal = journal
        self._process = process
        self._base = base

    # ---------------------------------------------------------------- as httpx's client
    def build_request(
        self,
        method: str,
        url: str,
        *,
        params: Any = None,
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: Any = None,
    ) -> Sent:
        address = f"{url}?{urlencode(params)}" if params else url
        return Sent(method, address, headers or {}, content, timeout.read)

    def send(self, request: Sent, *, stream: bool = True) -> Answered:
        """Let it go, and wait for what comes back."""
        scheduler, journal = self._scheduler, self._journal
        orphan = self._process.engine_lost
        scheduler.step()
        asked = Asked(
            len(journal.asked), scheduler.now, scheduler.me.name, request.method,
            request.url.removeprefix(self._base), json.loads(request.content or b"null"),
            orphan=orphan, run=self._process,
        )  # fmt: skip
        journal.asked.append(asked)
        asked.fault = journal.planned.get(asked.number) or journal.since
        if asked.fault in LASTING:
            journal.since = asked.fault
        same = request.method, request.url, request.content
        if before := journal.held.pop(same, None):
            self._carried_out(before, request)
        if asked.fault is None:
            answer = self._carried_out(asked, request)
            scheduler.step()
            return Answered(*answer)
        return self._wronged(asked, request, asked.fault)

    def close(self) -> None:
        pass

    # ---------------------------------------------------------------- what happens to it
    def _carried_out(self, asked: Asked, request: Sent) -> tuple[int, dict[str, str], bytes]:
        answer = self._world.answer(
            self._scheduler.now, request.method, request.url, request.headers, request.content
        )
        asked.status = answer[0]
        for watch in self._journal.watchers:
            watch(asked)
        return answer

    def _wronged(self, asked: Asked, request: Sent, fault: str) -> Answered:
        scheduler = self._scheduler
        if fault in {"unsent", "down"}:
            raise httpx.ConnectError("refused")
        if fault == "killed":
            self._process.end()
            raise Killed
        if fault == "left":
            self._process.lose_engine()
            return Answered(*self._carried_out(asked, request))
        if fault in {"429", "429 date", "500", "503", "busy"}:
            scheduler.step()
            return self._refused(fault, request)
        if fault == "held":
            self._journal.held[request.method, request.url, request.content] = asked
            scheduler.sleep(request.patience)
            raise httpx.ReadTimeout("timed out")
        if fault == "later":
            scheduler.start("the server", lambda: self._some_time(asked, request))
            scheduler.sleep(request.patience)
            raise httpx.ReadTimeout("timed out")
        return self._carried_out_and_wronged(asked, request, fault)

    def _carried_out_and_wronged(self, asked: Asked, request: Sent, fault: str) -> Answered:
        scheduler = self._scheduler
        answer = self._carried_out(asked, request)
        if fault == "killed after":
            self._process.end()
            raise Killed
        if fault == "left after":
            self._process.lose_engine()
            scheduler.step()
            return Answered(*answer)
        scheduler.step()
        if fault == "doubled" and request.method != "GET":
            self._carried_out(asked, request)
        if fault in {"lost", "doubled"}:
            raise httpx.ReadError("reset")
        if fault == "late":
            scheduler.sleep(request.patience)
            raise httpx.ReadTimeout("timed out")
        if fault == "500 after":
            return self._refused("500", request)
        if fault == "garbage":
            # Nobody makes a success of a refusal.
            told = {"date": answer[1]["date"], "content-type": "text/html"}
            return Answered(200, told, PAGE) if answer[0] < 300 else Answered(*answer)
        assert fault == "half", fault
        return Broken(*answer)

    def _some_time(self, asked: Asked, request: Sent) -> None:
        self._scheduler.sleep(LATER)
        self._carried_out(asked, request)

    def _refused(self, fault: str, request: Sent) -> Answered:
        now = BEGAN + timedelta(seconds=self._scheduler.now)
        headers = {"date": format_datetime(now, usegmt=True), "content-type": "application/json"}
        status = 429 if fault == "busy" else int(fault[:3])
        if status == 429:
            headers["retry-after"] = str(ALONE)
        if fault == "429 date":
            headers["retry-after"] = format_datetime(now + timedelta(seconds=ALONE), usegmt=True)
        type_ = "invalid_request_error" if status == 429 else "internal_error"
        # Some servers show whoever failed what they were asked with.
        said = f"failed for {request.headers.get('Authorization')}"
        body = {"statusCode": status, "type": type_, "code": "", "requestId": "r", "message": said}
        return Answered(status, headers, json.dumps(body).encode())
