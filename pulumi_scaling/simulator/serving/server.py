"""A simulator on a socket: started, asked, ordered about and stopped from the same process."""

from __future__ import annotations

import asyncio
import ipaddress
import os
import socket
from collections.abc import Mapping
from threading import Event, Thread
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final

import uvicorn

from pulumi_scaling.simulator.serving.journal import LoggedRequest
from pulumi_scaling.simulator.serving.protocol import Protocol
from pulumi_scaling.simulator.world import Row

if TYPE_CHECKING:
    from starlette.types import ASGIApp
    from typing_extensions import Self

    from pulumi_scaling.simulator.simulator import Simulator

_START_WITHIN: Final = 10.0


class AddressInUse(RuntimeError):
    """Something else listens there already."""


class Server:
    """A running simulator. Its methods do in process what `/_simulator/` does over HTTP."""

    def __init__(
        self, simulator: Simulator, app: ASGIApp, *, host: str, port: int, key: str
    ) -> None:
        self._simulator = simulator
        self._control = simulator.control
        self._socket = _bound(host, port)
        self.key: Final = key
        """The admin key of the default organization."""
        self.origin: Final = f"http://{_dialled(host)}:{self._socket.getsockname()[1]}"
        self.url: Final = self.origin + simulator.service.base_path
        """What a client takes as its base URL."""
        self._uvicorn = _Uvicorn(
            uvicorn.Config(
                app,
                http=Protocol,
                lifespan="off",
                ws="none",
                log_config=None,
                access_log=False,
                log_level="error",
                server_header=False,
                # The app dates its answers, by the clock that it obeys.
                date_header=False,
                timeout_keep_alive=75,
            )
        )
        self._thread = Thread(
            target=self._uvicorn.run, args=([self._socket],), name="scaling-simulator", daemon=True
        )
        self._thread.start()
        if not self._uvicorn.up.wait(_START_WITHIN):
            self.stop()
            raise RuntimeError("the simulator did not start")

    def __repr__(self) -> str:
        return f"Server({self.url!r})"

    def stop(self) -> None:
        """Close every connection, also those a fault keeps waiting."""
        self._uvicorn.leave()
        self._thread.join()
        self._socket.close()
        self._simulator.close()

    def wait(self, seconds: float | None = None) -> None:
        """Return when the server has stopped, or after some seconds."""
        self._thread.join(seconds)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    @property
    def requests(self) -> list[LoggedRequest]:
        """What was asked so far, in order."""
        return self._simulator.journal.requests

    @property
    def writes(self) -> list[LoggedRequest]:
        """Those of the requests that are not GET."""
        return [request for request in self.requests if request.method != "GET"]

    @property
    def violations(self) -> list[str]:
        """Answers that did not fit the contract; only a strict simulator looks."""
        return list(self._simulator.service.violations)

    @property
    def pages(self) -> list[Row]:
        """Who was paged, when and why."""
        return self._control.pages()

    def rows(self, kind: str, org: str | None = None) -> list[Row]:
        """What the world holds of a kind, as API objects, of every organization or of one."""
        return self._control.rows(kind, org)

    def reset(self) -> None:
        """As at the start: world, switches, clock; no faults and an empty log."""
        self._control.reset()

    def forget_requests(self) -> None:
        """Empty the log and leave the world as it is."""
        self._control.forget_requests()

    def seed(self, document: Mapping[str, Any]) -> Row:
        """Add organizations, people and what they own."""
        return self._control.seed(document)

    def faults(self, faults: Mapping[str, Any] | list[dict[str, Any]]) -> list[Row]:
        """Add faults to those in force."""
        return self._control.add_faults(faults)

    def clear_faults(self) -> None:
        """Nothing goes wrong any more."""
        self._control.clear_faults()

    def clock(
        self,
        now: str | None = None,
        *,
        frozen: bool | None = None,
        advance: float | None = None,
        behind: float | None = None,
        reset: bool = False,
    ) -> Row:
        """Set the time (frozen unless told otherwise), stop it, or move it by seconds.

        `behind` makes the timestamps in objects that much earlier than the time of answers.
        """
        return self._control.clock(
            now=now, frozen=frozen, advance=advance, behind=behind, reset=reset
        )

    def switches(self, positions: Mapping[str, object]) -> Row:
        """Move switches; returns where all of them stand."""
        return self._control.switch(positions)

    def accept(self, invitation: str) -> Row:
        """Accept an invitation as the invited person would; returns the new member."""
        return self._control.accept(invitation)

    def expire(self, invitation: str) -> Row:
        """Let an invitation run out."""
        return self._control.expire(invitation)


class _Uvicorn(uvicorn.Server):
    """uvicorn's server, told when to go instead of looking ten times a second."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.up: Final = Event()
        self._leaving: asyncio.Event
        self._loop: asyncio.AbstractEventLoop

    async def main_loop(self) -> None:
        self._loop, self._leaving = asyncio.get_running_loop(), asyncio.Event()
        self.up.set()
        await self._leaving.wait()

    def leave(self) -> None:
        """Go now, from any thread; nobody waits for answers that a fault holds back."""
        self.should_exit = self.force_exit = True
        if self.up.is_set() and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._leaving.set)


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach the address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    try:
        if os.name == "posix":  # Elsewhere it would let two servers share the port.
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
    except OSError as refused:
        listening.close()
        raise AddressInUse(f"{host}:{port} cannot be listened on: {refused.strerror}") from refused
    return listening


def _dialled(host: str) -> str:
    """The address a client on this machine would use."""
    if host in ("0.0.0.0", "::"):  # noqa: S104 - compared, not bound
        return "127.0.0.1" if host == "0.0.0.0" else "[::1]"  # noqa: S104 - likewise
    return f"[{host}]" if ":" in host else host
