"""The ASGI side of the API: reads a request, lets faults have their way, sends the answer."""

from __future__ import annotations

import asyncio
from email.utils import format_datetime
from time import time
from typing import Any, Final, cast

from starlette.types import Message, Receive, Scope, Send

from pulumi_scaling.simulator.contract import strictly
from pulumi_scaling.simulator.serving.answers import Answer
from pulumi_scaling.simulator.serving.faults import Fault, Faults
from pulumi_scaling.simulator.serving.journal import Journal, LoggedRequest
from pulumi_scaling.simulator.serving.protocol import DROP, HANG_UP
from pulumi_scaling.simulator.serving.service import Request, Route, Service

_NOT_JSON: Final = b"<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"
_DRIPS: Final = 20


class Api:
    """Everything below the base path, and every path nobody knows."""

    def __init__(self, service: Service, journal: Journal, faults: Faults) -> None:
        self._service = service
        self._journal = journal
        self._faults = faults

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or mistreat its client."""
        started = time()
        send = self._dated(send)
        raw = await _body(receive)
        if raw is None:
            return  # The client left while still speaking; nothing was asked.
        request = self._request(scope, raw)
        base = self._service.base_path
        inside = request.path.startswith(base + "/")
        route = self._service.route(request.method, request.path[len(base) :] if inside else "")
        logged = LoggedRequest(
            method=request.method,
            path=request.path,
            query=request.query,
            operation=route.operation.id if isinstance(route, Route) else None,
            body=_readable(request.body, raw),
            started=started,
        )
        self._journal.add(logged)
        if isinstance(route, Answer):
            await _send(send, route, logged)
            return
        fault = self._faults.pick(route.operation)
        if fault is None:
            await _send(send, self._service.answer(route, request), logged)
        else:
            logged.fault = fault.name()
            connection = _Connection(scope, receive, send)
            try:
                await self._misbehave(fault, route, request, logged, connection)
            except asyncio.CancelledError:
                # The simulator stops while a fault keeps a client waiting.
                await connection.end(DROP)

    def _dated(self, send: Send) -> Send:
        """Every answer tells the time, by the clock that its timestamps are from."""

        async def dated(message: Message) -> None:
            if message["type"] == "http.response.start":
                named = {name for name, _ in message["headers"]}
                if b"date" not in named:
                    date = format_datetime(self._service.now(), usegmt=True)
                    message["headers"].append((b"date", date.encode()))
            await send(message)

        return dated

    def _request(self, scope: Scope, raw: bytes) -> Request:
        headers = dict(scope["headers"])
        body: Any = None
        if raw:
            try:
                body = strictly.body(raw)
            except strictly.NotJson as wrong:
                body = wrong
        raw_path: bytes = scope.get("raw_path") or scope["path"].encode()
        return Request(
            method=scope["method"],
            path=raw_path.partition(b"?")[0].decode("latin-1"),
            query=strictly.query(scope["query_string"]),
            authorization=_text(headers.get(b"authorization")),
            content_type=_text(headers.get(b"content-type")),
            body=body,
            has_body=bool(raw),
        )

    async def _misbehave(
        self,
        fault: Fault,
        route: Route,
        request: Request,
        logged: LoggedRequest,
        connection: _Connection,
    ) -> None:
        send = connection.send
        if not fault.after:
            await asyncio.sleep(fault.latency)
        replaced = fault.answer(self._service.answers)
        answer = replaced
        if fault.after or (replaced is None and not fault.cut):
            answer = self._service.answer(route, request)
        if fault.after:
            await asyncio.sleep(fault.latency)
            answer = replaced or answer
        if fault.cut or answer is None:
            logged.ended = time()
            await connection.end(DROP)
            return
        answer = Answer(answer.status, answer.body, {**answer.headers, **fault.headers()})
        match fault.mangling:
            case None:
                await _send(send, answer, logged)
            case "not_json":
                headers = {"content-type": "text/html", **answer.headers}
                await _send(send, Answer(answer.status, None, headers), logged, raw=_NOT_JSON)
            case "huge":
                padding = b" " * max(0, fault.size - len(answer.encoded()))
                await _send(send, answer, logged, raw=answer.encoded() + padding)
            case "truncated":
                encoded = answer.encoded()
                await _begin(send, answer, logged, length=len(encoded))
                half = encoded[: len(encoded) // 2]
                await send({"type": "http.response.body", "body": half, "more_body": True})
                await connection.end(HANG_UP)
            case "drip":
                await _drip(send, answer, logged, fault.seconds)


async def _drip(send: Send, answer: Answer, logged: LoggedRequest, seconds: float) -> None:
    encoded = answer.encoded()
    await _begin(send, answer, logged, length=len(encoded))
    step = max(1, len(encoded) // _DRIPS)
    for start in range(0, len(encoded), step):
        await asyncio.sleep(seconds / _DRIPS)
        drop = encoded[start : start + step]
        await send({"type": "http.response.body", "body": drop, "more_body": True})
    await send({"type": "http.response.body", "body": b""})


async def _send(
    send: Send, answer: Answer, logged: LoggedRequest, *, raw: bytes | None = None
) -> None:
    body = answer.encoded() if raw is None else raw
    await _begin(send, answer, logged, length=len(body))
    await send({"type": "http.response.body", "body": body})


async def _begin(send: Send, answer: Answer, logged: LoggedRequest, *, length: int) -> None:
    # Logged before it leaves: whoever holds the answer finds it in the log.
    logged.status, logged.ended = answer.status, time()
    headers = {"content-type": "application/json", **answer.headers}
    if answer.status in (204, 304):
        headers.pop("content-type")
    else:
        headers["content-length"] = str(length)
    await send(
        {
            "type": "http.response.start",
            "status": answer.status,
            "headers": [
                (name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()
            ],
        }
    )


async def _body(receive: Receive) -> bytes | None:
    """The whole body, or None when the client hung up before its end."""
    message = await receive()
    if message["type"] == "http.disconnect":
        return None
    if not message.get("more_body", False):
        return cast("bytes", message.get("body", b""))
    parts = [message.get("body", b"")]
    size = len(parts[0])
    while message.get("more_body", False):
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        part = message.get("body", b"")
        size += len(part)
        # What is too large is no JSON either, so any text that is none stands for it.
        if size <= strictly.LARGEST_BODY:
            parts.append(part)
    return b"".join(parts) if size <= strictly.LARGEST_BODY else b"too large"


def _readable(body: Any, raw: bytes) -> Any:
    return raw.decode("utf-8", "replace") if isinstance(body, strictly.NotJson) else body


def _text(value: bytes | None) -> str | None:
    return None if value is None else value.decode("latin-1")


class _Connection:
    """What is needed to treat a client badly."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.send = send
        self._extensions = scope["extensions"]
        self._receive = receive

    async def end(self, how: str) -> None:
        self._extensions[how]()
        # Until the server has noticed, it would still answer with a 500 for us.
        while (await self._receive())["type"] != "http.disconnect":
            continue
