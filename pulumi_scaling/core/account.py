"""One account for all threads of a run: its client, what was read, what was made.

Made from settings and never before the first request: a preview without a key must work.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from hashlib import sha256
from typing import Any, Final

from pulumi_scaling.client import Client, segment
from pulumi_scaling.errors import ScalingError, Unreadable
from pulumi_scaling.model import Kind, is_list, is_object

from .chains import Chains
from .earlier import Earlier
from .keepers import Keepers
from .leftovers import Leftovers
from .people import People
from .settings import Settings
from .snapshots import SECONDS, Snapshots
from .strays import Strays

__all__ = ["ADVICE_SECONDS", "TEAM", "USERS", "Account", "said"]

ADVICE_SECONDS: Final = 10.0
"""The longest that anything waits for what is only good to know."""
CUT_SHORT: Final = (
    ". This run did not come to its end, so it may be the stack's own and about to be deleted: do "
    "not drop it before an up has succeeded"
)
TEAM = "/team/members"
USERS = "/users"
OTHERS: Final[Mapping[str, str | None]] = {USERS: "users", "/incidents": "incidents"}
"""Lists of what is no kind, and the key of each inside `data`."""
Warn = Callable[[str], None]


class Account:
    """A key at a base URL, and everything this process has learned with it."""

    def __init__(
        self,
        settings: Settings,
        *,
        warn: Warn,
        before_write: Callable[[], None] | None = None,
        connect: Callable[..., Client] = Client,
        snapshot_seconds: float = SECONDS,
        kinds: Iterable[Kind] = (),
    ) -> None:
        self.settings = settings
        self.kinds = {kind.name: kind for kind in kinds}
        within = {kind.path: kind.listed.within for kind in self.kinds.values()}
        self._within = dict(OTHERS) | within
        self.warn = warn
        self.client = connect(
            api_key=settings.api_key or "",
            base_url=settings.base_url,
            before_write=before_write,
            on_wait=self._waiting,
        )
        self.snapshots = Snapshots(snapshot_seconds)
        self.chains = Chains()
        self.keepers = Keepers()
        self.strays = Strays()
        self.leftovers = Leftovers()
        self.earlier = Earlier()
        self.people = People(
            users=lambda fresh: self.listed(USERS, fresh=fresh),
            invitations=lambda: self.team()["invitations"],
            known=lambda: self.snapshots.known(USERS + "?"),
        )
        self._lock = threading.Lock()
        self._claims: set[str] = set()
        self._written: set[str] = set()
        self._checked: set[bytes] = set()
        self._given_up: dict[str, ScalingError] = {}
        self._org_id: str | None = None
        self._said: set[str] = set()
        self.stack_org_id: str | None = None
        """Whose organization the resources are in that this run compared."""
        self.unadvised = False
        """Whether looking at the account beforehand failed, and is not tried again."""
        self.refuses_occupied = False
        """Whether this server takes no new layer at a place that is taken."""
        self.patchless: set[str] = set()
        """Kinds whose PATCH this server does not know."""

    @property
    def has_key(self) -> bool:
        """Whether a request can be made at all."""
        return self.client.has_key

    def read(self, path: str, *, fresh: bool = False) -> Any:
        """Read one object, shared with whoever else reads it now, until a write of ours."""

        def load() -> Any:
            data = self.client.get(path)
            if not is_object(data):
                raise Unreadable(f"GET {path} answered with something that is no object")
            return data

        data = self._shared(path, load, fresh=fresh)
        self._learn(data)
        return data

    def listed(
        self, path: str, *, fresh: bool = False, query: Mapping[str, str] | None = None
    ) -> list[Any]:
        """Read a whole list, shared likewise; writes of ours leave it standing.

        A list is advice (which names, ids and people exist), and a run that makes forty schedules
        must not fetch it forty times. What the run made itself is known by `claimed`.
        """

        def load() -> list[Any]:
            pages = self.client.pages(path, within=self._within.get(path), **(query or {}))
            return _objects(list(pages), f"GET {path}")

        key = "?".join([path, *map(repr, sorted((query or {}).items()))]) + "?"
        rows: list[Any] = self._shared(key, load, fresh=fresh)
        for row in rows[:1]:
            self._learn(row)
        return rows

    def row(self, kind: Kind, own: str) -> Any:
        """One object of a kind that stands by itself, from its list where that shows all of it.

        Not what this run has written: a list is not read again for that.
        """
        item = f"{kind.path}/{segment(own)}"
        if kind.listed.serves and item not in self._written:
            rows = (row for row in self.listed(kind.path) if row["id"] == own)
            if (found := next(rows, None)) is not None:
                return found
        return self.read(item)

    def first_page(self, path: str) -> tuple[list[Any], bool]:
        """The beginning of a list, shared likewise, and whether that is all of it."""

        def load() -> tuple[list[Any], bool]:
            rows, whole = self.client.first_page(path, within=self._within.get(path))
            return _objects(rows, f"GET {path}"), whole

        found: tuple[list[Any], bool] = self._shared(f"{path}?first", load, fresh=False)
        return found

    def team(self, *, fresh: bool = False) -> Any:
        """Members and invitations: one answer, and a list in everything else."""

        def load() -> Any:
            team: dict[str, list[Any]] = {"members": [], "invitations": []}
            for page, _more in self.client.leaves(TEAM):
                for name, people in team.items():
                    rows = _objects(page.get(name) if is_object(page) else None, f"GET {TEAM}")
                    if not all(isinstance(row.get("role"), str) for row in rows):
                        raise Unreadable(f"GET {TEAM} answered with somebody who has no role")
                    people.extend(rows)
            # One that was accepted, revoked or has expired is no invitation any more.
            pending = [
                row for row in team["invitations"] if row.get("status", "pending") == "pending"
            ]
            return {**team, "invitations": pending}

        return self._shared(TEAM + "?", load, fresh=fresh)

    def wrote(self, path: str, data: Any = None) -> Any:
        """Note a write of ours and pass its answer on."""
        self.snapshots.wrote(path)
        self._written.add(path)
        self._learn(data)
        return data

    def claim(self, key: str) -> None:
        """Remember that this run holds an object."""
        with self._lock:
            self._claims.add(key)

    def claimed(self, key: str) -> bool:
        """Tell whether this run holds it."""
        with self._lock:
            return key in self._claims

    def expect(self, kind: Kind, inputs: Mapping[str, Any]) -> None:
        """Note checked inputs, so that the diff that follows is known to be the program's."""
        with self._lock:
            self._checked.add(said(kind, inputs))

    def expected(self, kind: Kind, inputs: Mapping[str, Any]) -> bytes | None:
        """What stands for these inputs, if they come from a check of this run."""
        if not self._checked:
            # A refresh compares everything and has checked nothing.
            return None
        key = said(kind, inputs)
        with self._lock:
            return key if key in self._checked else None

    def in_stack(self, own: str) -> bool:
        """Tell whether the stack is known to have this object; what the run made is not meant."""
        return self.leftovers.met(own) or own in self.keepers.taken

    def farewell(self) -> None:
        """Name what an interrupted run seems to have left behind; there is nothing more to come."""
        for each in self.leftovers.remaining(self.claimed):
            if each.confirmed():
                self.warn_once(each.sentence + (CUT_SHORT if self.leftovers.cut_short else ""))

    def warn_once(self, sentence: str) -> None:
        """Say a thing that is true of the whole run once, whatever number of resources find it."""
        with self._lock:
            if sentence in self._said:
                return
            self._said.add(sentence)
        self.warn(sentence)

    def org_id(self) -> str | None:
        """The key's organization: from any answer so far, else from the first object there is."""
        for path in ("/oncall/schedules", "/escalation/policies"):
            if self._org_id is None:
                self.listed(path)
        if self._org_id is None:
            # An account without either has one of these by default; a plan may do without them.
            with suppress(ScalingError):
                self.listed("/routing/policies")
        return self._org_id

    def told_org_id(self) -> str | None:
        """The same as far as it can be had: never a reason to fail what is done already."""
        try:
            with self.client.hurried(ADVICE_SECONDS):
                return self.org_id()
        except ScalingError:
            return None

    @property
    def known_org_id(self) -> str | None:
        """The same without a request."""
        return self._org_id

    def _shared(self, key: str, load: Callable[[], Any], *, fresh: bool) -> Any:
        if key in self._given_up:
            raise self._given_up[key]
        try:
            return self.snapshots.get(key, load, fresh=fresh, hurried=self.client.in_a_hurry)
        except ScalingError as error:
            if error.for_good:
                # Two hundred resources must not each wait through an answer that has no end.
                self._given_up[key] = error
            raise

    def _waiting(self, seconds: float, what: str) -> None:
        self.warn(f"{what}; trying again in {seconds:.0f} s")

    def _learn(self, data: Any) -> None:
        if self._org_id is None and is_object(data) and isinstance(data.get("orgId"), str):
            self._org_id = data["orgId"]


def _objects(rows: Any, what: str) -> list[Any]:
    """Rows of a list, each of which has an id to tell it from the others."""
    if not is_list(rows) or not all(
        is_object(row) and isinstance(row.get("id"), str) for row in rows
    ):
        raise Unreadable(f"{what} answered with something that is no list of objects with ids")
    return rows


def said(kind: Kind, inputs: Mapping[str, Any]) -> bytes:
    """What stands for the inputs of one resource of the program."""
    text = kind.name + json.dumps(inputs, sort_keys=True, default=repr)
    return sha256(text.encode()).digest()
