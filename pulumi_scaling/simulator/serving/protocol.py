"""The HTTP protocol with two more abilities: to hang up on a client, and never to wait for an ACK.

ASGI has no way to close a connection without an answer: an exception becomes a polite 500. So the
connection offers itself in the request's scope.
"""

from __future__ import annotations

import asyncio
import json
import socket
import uuid
from typing import Any, Final

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

DROP: Final = "scaling.drop"
"""Close at once; what was not sent yet is lost."""
HANG_UP: Final = "scaling.hang_up"
"""Close once everything said so far is sent."""


class Protocol(HttpToolsProtocol):
    """uvicorn's, with the connection in the scope."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Turn Nagle off."""
        connection: Any = transport.get_extra_info("socket")
        if connection is not None:
            # Head and body are two writes: with Nagle's algorithm the second would wait up to
            # 40 ms for the client to acknowledge the first.
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        super().connection_made(transport)

    def on_message_begin(self) -> None:
        """Put the two ways to hang up into the scope."""
        super().on_message_begin()
        self.scope["extensions"] = {DROP: self.transport.abort, HANG_UP: self.transport.close}  # type: ignore[dict-item]

    def send_400_response(self, msg: str) -> None:
        """What is no HTTP never reaches the application, yet gets an error of the usual shape."""
        body = json.dumps(
            {
                "statusCode": 400,
                "type": "invalid_request_error",
                "code": "malformed_request",
                "requestId": str(uuid.uuid4()),
                "message": msg,
            }
        ).encode()
        head = (
            "HTTP/1.1 400 Bad Request\r\ncontent-type: application/json\r\n"
            f"content-length: {len(body)}\r\nconnection: close\r\n\r\n"
        )
        self.transport.write(head.encode() + body)
        self.transport.close()
