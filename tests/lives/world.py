"""The server of a life: the simulator without sockets, on the scheduler's clock.

A prepared world is copied, not built: what every life begins with is made once a process.
"""

from __future__ import annotations

import copy
import sqlite3
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from typing import Any, Final
from urllib.parse import urlsplit

from pulumi_scaling.simulator import ADMIN_KEY, ORGANIZATION, OTHER_ORGANIZATION, Simulator
from pulumi_scaling.simulator.contract import strictly
from pulumi_scaling.simulator.serving import Request, Route

__all__ = ["BEGAN", "KINDS", "URL", "World"]

BEGAN: Final = datetime(2026, 3, 2, 12, tzinfo=timezone.utc)
"""When lives begin: a Monday noon, weeks away from any change of clocks."""
URL: Final = "http://127.0.0.1:9/v1"
KINDS: Final = (
    "schedules", "rotation_layers", "policies", "policy_layers", "members", "invitations",
    "components", "routing_policies", "working_hours", "integrations",
)  # fmt: skip


class World:
    """What is kept, and how it answers."""

    _made: Final[dict[tuple[tuple[str, object], ...], World]] = {}

    def __init__(self, switches: Mapping[str, object]) -> None:
        self._simulator = Simulator(switches=switches, random_seed=1)
        self._service = self._simulator.service
        self._control = self._simulator.control
        self._base = self._service.base_path
        self._inner = self._control.world
        self.key = ADMIN_KEY
        self.behind = 0.0
        self._shown: dict[tuple[str, str], list[dict[str, Any]]] = {}
        # What was there long before, by the clock that lives are lived on.
        self._inner.clock._frozen = BEGAN - timedelta(days=90)
        with self._inner.store.transaction():
            self._inner.store.empty()
        self._inner.ids.reset()
        self._control._plant()
        self._plain = self.saved()

    @classmethod
    def fresh(cls, switches: Mapping[str, object] | None = None) -> World:
        """A world as at its beginning; one at a time of each kind."""
        wanted = tuple(sorted((switches or {}).items()))
        if wanted not in cls._made:
            cls._made[wanted] = cls(switches or {})
        world = cls._made[wanted]
        world.restore(world._plain)
        world.clocks(0.0)
        return world

    def saved(self) -> Any:
        """All of it, to come back to."""
        ids = self._inner.ids
        states = copy.copy(ids._objects.getstate()), copy.copy(ids._requests.getstate())
        kept = sqlite3.connect(":memory:")
        self._inner.store._database.backup(kept)
        return kept, states

    def restore(self, saved: Any) -> None:
        """As it was then."""
        self._shown.clear()
        kept, (objects, requests) = saved
        kept.backup(self._inner.store._database)
        self._inner.ids._objects.setstate(objects)
        self._inner.ids._requests.setstate(requests)

    def clocks(self, behind: float) -> None:
        """By how much timestamps in objects are behind the time of answers."""
        self.behind = behind
        self._inner.clock.fall_behind(timedelta(seconds=behind))

    def answer(
        self, now: float, method: str, url: str, headers: Mapping[str, str], content: bytes | None
    ) -> tuple[int, dict[str, str], bytes]:
        """Do what is asked, at that time."""
        if method != "GET":
            self._shown.clear()
        moment = BEGAN + timedelta(seconds=now)
        self._inner.clock._frozen = moment
        split = urlsplit(url)
        body: Any = None
        if content:
            try:
                body = strictly.body(content)
            except strictly.NotJson as wrong:
                body = wrong
        request = Request(
            method=method,
            path=split.path,
            query=strictly.query(split.query.encode()),
            authorization=headers.get("Authorization"),
            content_type=headers.get("Content-Type"),
            body=body,
            has_body=bool(content),
        )
        inside = split.path.startswith(f"{self._base}/")
        route = self._service.route(method, split.path[len(self._base) :] if inside else "")
        answer = self._service.answer(route, request) if isinstance(route, Route) else route
        told = {"date": format_datetime(moment, usegmt=True), **answer.headers}
        return answer.status, told, answer.encoded()

    def operation(self, method: str, path: str) -> str:
        """What the contract calls a request."""
        route = self._service.route(method, path)
        return route.operation.id if isinstance(route, Route) else f"{method} {path}"

    def rows(self, kind: str, organization: str = ORGANIZATION) -> list[dict[str, Any]]:
        """What there is of a kind, in the organization that lives are lived in or in another."""
        if (kind, organization) not in self._shown:
            self._shown[kind, organization] = self._control.rows(kind, organization)
        return self._shown[kind, organization]

    def minutes(self, step: str) -> int:
        """What a step of the other generation waits."""
        sql = "SELECT escalateAfterSeconds AS seconds FROM policy_layers WHERE id = ?"
        row = self._inner.store.one(sql, step)
        return int(row["seconds"]) // 60 if row else 0

    def has(self, own: str) -> bool:
        """Whether anything there is has this id."""
        return any(row.get("id") == own for rows in self.everything().values() for row in rows)

    def everything(self) -> dict[str, list[dict[str, Any]]]:
        """What there is of all kinds."""
        return {kind: self.rows(kind) for kind in KINDS}

    def elsewhere(self) -> dict[str, list[dict[str, Any]]]:
        """What another organization has, whose key people may take by mistake."""
        return {kind: self.rows(kind, OTHER_ORGANIZATION) for kind in KINDS}

    def accept(self, invitation: str) -> None:
        """What an invited person does."""
        self._shown.clear()
        self._control.accept(invitation)

    def expire(self, invitation: str) -> None:
        """What time does to an invitation."""
        self._shown.clear()
        self._control.expire(invitation)
