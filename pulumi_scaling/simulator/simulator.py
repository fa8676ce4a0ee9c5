"""One simulated Scaling: its world, its API and its controls, ready to be served."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from os import PathLike, fspath
from typing import Any, Final

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from pulumi_scaling.assumed import positions_of
from pulumi_scaling.simulator import page
from pulumi_scaling.simulator.control import BadSeed, Control, control_routes, defaults, seeds
from pulumi_scaling.simulator.serving import Api, Faults, Journal, Server, Service, is_loopback
from pulumi_scaling.simulator.world import Store, Switches, World


class Simulator:
    """The API over a world of its own.

    data: a file that keeps the world; without one it lives in memory.
    seed: what the world holds at first beside the default organizations, as a document or the path
    of a YAML or JSON file; a file that already holds a world is left as it is.
    switches: positions of the assumption switches, by name, or the path of a `switches.toml` that
    `pulumi-scaling probe` wrote; what that account does and no switch is for is a warning.
    random_seed: makes ids the same in every run.
    strict: holds every answer against the contract and answers 500 where one does not fit.
    """

    def __init__(
        self,
        *,
        data: str | PathLike[str] | None = None,
        seed: Mapping[str, Any] | str | PathLike[str] | None = None,
        switches: Mapping[str, object] | str | PathLike[str] | None = None,
        random_seed: int | None = None,
        strict: bool = False,
    ) -> None:
        document = seeds.read(seed) if seed is not None else None
        known = positions_of(switches)
        for sentence in known.sentences:
            warnings.warn(sentence, stacklevel=2)
        positions = Switches(known.switches)
        self._store = Store(None if data is None else fspath(data))
        world = World(store=self._store, switches=positions, random_seed=random_seed)
        self.journal: Final = Journal()
        faults = Faults()
        try:
            self.control: Final = Control(
                world=world, journal=self.journal, faults=faults, seed=document
            )
        except BadSeed:
            # What is wrong shows only when it is planted; nothing must hold the file by then.
            self.close()
            raise
        self.service: Final = Service(world, strict=strict)
        self._api = Api(self.service, self.journal, faults)

    def app(self, *, control: bool = True, anywhere: bool = False) -> ASGIApp:
        """The ASGI application, with the control calls or without; `anywhere`: for any host."""
        seen = page.application(self.control, self.service, orders=control, anywhere=anywhere)
        orders = control_routes.application(self.control, anywhere=anywhere)
        # Addresses that people are told, and click on.
        doors = {self.service.base_path.rstrip("/"), control_routes.PREFIX} - {""}

        async def app(scope: Scope, receive: Receive, send: Send) -> None:
            # Not a mount: its pattern would let go of a path with a line feed in an id.
            path = scope["path"]
            if path.rstrip("/") in doors and _is_browser(scope):
                await RedirectResponse("/", 303)(scope, receive, send)
            elif path == "/" or path.startswith(page.PREFIX):
                await seen(scope, receive, send)
            elif control and path.startswith(control_routes.PREFIX + "/"):
                await orders(scope, receive, send)
            else:
                await self._api(scope, receive, send)

        return app

    def serve(
        self, *, host: str = "127.0.0.1", port: int = 0, allow_remote_control: bool = False
    ) -> Server:
        """Serve from a thread of its own until stopped; port 0 takes any free one."""
        control = allow_remote_control or is_loopback(host)
        app = self.app(control=control, anywhere=allow_remote_control)
        return Server(self, app, host=host, port=port, key=defaults.ADMIN_KEY)

    def close(self) -> None:
        """Give up the world; what was only in memory is gone."""
        self._store.close()


def _is_browser(scope: Scope) -> bool:
    """Whether somebody looks, instead of a program that asks."""
    return scope["method"] == "GET" and "text/html" in Headers(scope=scope).get("accept", "")
