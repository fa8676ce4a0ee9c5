"""What keeps the key of a stack's secrets, instead of a passphrase.

From a passphrase the engine reckons the key anew for each command, a million rounds on purpose: a
sixth of what a command costs. A vault is asked for it instead. The engine encrypts as it does for
anybody, and stacks that an example makes for itself have a passphrase, as its readers have.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Final

KEPT_BY: Final = ("--secrets-provider", "hashivault://tests")
"""For `pulumi stack init`."""
_SEAL: Final = "vault:v1:"


@contextmanager
def vault() -> Iterator[dict[str, str]]:
    """Serve one; the variables by which the engine finds it."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Transit) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        where = f"http://127.0.0.1:{server.server_port}"
        yield {"VAULT_SERVER_URL": where, "VAULT_SERVER_TOKEN": "none is asked for"}
        server.shutdown()


class _Transit(BaseHTTPRequestHandler):
    """Seals and opens by a mark: what it is told is the key of stacks that live for seconds."""

    def do_PUT(self) -> None:
        said = json.loads(self.rfile.read(int(self.headers["content-length"])))
        sealed = said.get("ciphertext")
        data = (
            {"ciphertext": _SEAL + said["plaintext"]}
            if sealed is None
            else {"plaintext": sealed.removeprefix(_SEAL)}
        )
        body = json.dumps({"data": data}).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as it is called
        pass
