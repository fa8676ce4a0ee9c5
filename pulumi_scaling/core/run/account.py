"""One account for all threads of a run: how it is asked, and what it answered so far.

Made from settings and never before the first request: a preview without a key must work.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import Any, Final

from pulumi_scaling.client import Client, segment
from pulumi_scaling.core.words import People
from pulumi_scaling.errors import NotAuthorized, ScalingError, Unreadable
from pulumi_scaling.model import Kind, is_list, is_object, rows_in
from pulumi_scaling.patience import Patience

from .habits import ServerHabits
from .ledger import Run
from .rows import objects_in, team_in
from .settings import Settings
from .siblings import Siblings
from .snapshots import SECONDS, Snapshots

__all__ = ["NOT_ACCEPTED", "TEAM", "USERS", "Account"]

NOT_ACCEPTED: Final = 401
"""Of a key that may write and not read everything, a list is refused with another status."""

TEAM = "/team/members"
USERS = "/users"
OTHERS: Final[Mapping[str, str | None]] = {USERS: "users", "/incidents": "incidents"}
"""Lists of what is no kind, and the key of each inside `data`."""
Warn = Callable[[str], None]
Caution = Callable[[str, str], None]
"""A warning, and what it is about."""


class Account:
    """A key at a base URL, and everything this process has learned with it."""

    def __init__(  # noqa: PLR0913 - each is a way in or out that a test may take
        self,
        settings: Settings,
        *,
        warn: Warn,
        tell: Warn | None = None,
        caution: Caution | None = None,
        before_write: Callable[[], None] | None = None,
        connect: Callable[..., Client] = Client,
        snapshot_seconds: float = SECONDS,
        kinds: Iterable[Kind] = (),
        patience: Patience = Patience(),  # noqa: B008 - a value that nothing changes
    ) -> None:
        self.settings = settings.valid()
        self.patience = patience
        self.kinds = {kind.name: kind for kind in kinds}
        within = {kind.path: kind.listed.within for kind in self.kinds.values()}
        self._within = dict(OTHERS) | within
        self._whole = {
            kind.path: kind for kind in self.kinds.values() if kind.inline and kind.inline.whole
        }
        self.warn = warn
        self._tell = tell or warn
        self._caution = caution
        self.client = connect(
            api_key=settings.api_key or "",
            base_url=settings.base_url,
            before_write=before_write,
            on_wait=self._waiting,
            patience=patience,
        )
        self.run = Run(patience.news())
        self.habits = ServerHabits()
        self.snapshots = Snapshots(snapshot_seconds, patience)
        self.people = People(
            users=lambda fresh: self.listed(USERS, fresh=fresh),
            invitations=lambda: self.team()["invitations"],
            known=lambda: self.snapshots.known(USERS + "?"),
            refuses=settings.pending_people == "refuse",
        )
        self._lock = threading.Lock()
        self._siblings: dict[str, Siblings] = {}
        self._given_up: dict[str, ScalingError] = {}
        self._org_id: str | None = None
        self._said: set[str] = set()
        self.refusal: NotAuthorized | None = None
        """Why nothing can be written with this key, as an answer has said."""
        self._unadvised = False

    def now(self) -> datetime:
        """The time by the clock of the API, or of this machine where none was heard yet."""
        return self._server_time() or self.patience.today()

    def hear(self, path: str) -> None:
        """See that the clock of the API is known, by reading this if nothing was read yet.

        What is written by a wrong clock of this machine could begin in the future.
        """
        if self._server_time() is None:
            self.read(path)

    def knock(self) -> None:
        """Ask for something if nothing was asked yet, so that a key is tried before a write."""
        if self._server_time() is None:
            self.first_page("/oncall/schedules")

    def _server_time(self) -> datetime | None:
        return self.client.server_time_at(self.patience.clock())

    @property
    def has_key(self) -> bool:
        """Whether a request can be made at all."""
        return self.client.has_key

    @property
    def advises(self) -> bool:
        """Whether looking at the account beforehand can tell anything."""
        return self.has_key and not self._unadvised

    @contextmanager
    def advice(self, lost: str) -> Generator[None]:
        """Look at what is only good to know.

        What fails inside is said once, and nobody looks again: asking anew for each resource would
        make a preview wait through every outage.
        """
        try:
            with self.client.hurried(self.patience.advice):
                yield
        except ScalingError as error:
            if isinstance(error, NotAuthorized) and error.status == NOT_ACCEPTED:
                self.refuses_key(error)
            self._unadvised = True
            self.warn_once(f"could not look {lost}: {error}")

    def refuses_key(self, refused: NotAuthorized) -> None:
        """Note that nothing can be written with this key; nobody looks at the account again."""
        with self._lock:
            self._unadvised = True
            self.refusal = self.refusal or refused

    def siblings(self, kind: Kind, path: str) -> Siblings:
        """What stands in one collection, the same for all threads."""
        with self._lock:
            if path not in self._siblings:
                self._siblings[path] = Siblings(self, kind, path)
            return self._siblings[path]

    def read(self, path: str, *, fresh: bool = False) -> Any:
        """Read one object, shared with whoever else reads it now, until a write of ours."""

        def load() -> Any:
            data = self.client.get(path)
            if not is_object(data):
                raise Unreadable(f"GET {path} answered with something that is no object")
            return self._understood(path, data)

        data = self._shared(path, load, fresh=fresh)
        self._learn(data)
        return data

    def listed(
        self, path: str, *, fresh: bool = False, query: Mapping[str, str] | None = None
    ) -> list[Any]:
        """Read a whole list, shared likewise; writes of ours leave it standing.

        A list is advice (which names, ids and people exist), and a run that makes forty schedules
        must not fetch it forty times. What the run made itself is known by the ledger.
        """

        def load() -> list[Any]:
            pages = self.client.pages(path, within=self._within.get(path), **(query or {}))
            return objects_in(list(pages), f"GET {path}")

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
        if kind.listed.serves and not self.run.has_written(item):
            rows = (row for row in self.listed(kind.path) if row["id"] == own)
            if (found := next(rows, None)) is not None:
                return found
        return self.read(item)

    def first_page(self, path: str) -> tuple[list[Any], bool]:
        """The beginning of a list, shared likewise, and whether that is all of it."""

        def load() -> tuple[list[Any], bool]:
            rows, whole = self.client.first_page(path, within=self._within.get(path))
            for row in rows[:1]:
                self._learn(row)
            return objects_in(rows, f"GET {path}"), whole

        found: tuple[list[Any], bool] = self._shared(f"{path}?first", load, fresh=False)
        return found

    def team(self, *, fresh: bool = False) -> Any:
        """Members and invitations: one answer, and a list in everything else."""

        def load() -> Any:
            return team_in((page for page, _more in self.client.leaves(TEAM)), f"GET {TEAM}")

        return self._shared(TEAM + "?", load, fresh=fresh)

    def wrote(self, path: str, data: Any = None) -> Any:
        """Note a write of ours and pass its answer on."""
        self.snapshots.wrote(path)
        self.run.wrote(path)
        self._learn(data)
        return self._understood(path, data)

    def _understood(self, path: str, data: Any) -> Any:
        """An answer in the words of the first generation, whichever one the account speaks."""
        kind = self._whole.get(path) or self._whole.get(path.rpartition("/")[0])
        if kind is None or kind.inline is None or kind.inline.whole is None:
            return data
        self.habits.learn_generation(kind, data, path)
        inline, whole = kind.inline, kind.inline.whole
        if not is_object(data) or not is_list(data.get(whole.within)):
            return data
        return {**data, inline.within: [whole.read(row) for row in rows_in(data, whole.within)]}

    def tell_once(self, sentence: str) -> None:
        """Say what is no warning, once."""
        if self.first(sentence):
            self._tell(sentence)

    def warn_once(self, sentence: str) -> None:
        """Say a thing that is true of the whole run once, whatever number of resources find it."""
        if self.first(sentence):
            self.warn(sentence)

    def warn_of(self, about: str, sentence: str) -> None:
        """Say once what holds for the whole command, which may be two runs: a preview and an up."""
        if not self.first(about):
            return
        if self._caution:
            self._caution(sentence, about)
        else:
            self.warn(sentence)

    def first(self, about: str) -> bool:
        """Tell whether something that holds for the whole run comes up for the first time."""
        with self._lock:
            new = about not in self._said
            self._said.add(about)
            return new

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

    @property
    def seen_org_id(self) -> str | None:
        """The key's organization, if any answer has told it so far."""
        return self._org_id

    def told_org_id(self) -> str | None:
        """The same as far as it can be had: never a reason to fail what is done already."""
        try:
            with self.client.hurried(self.patience.advice):
                return self.org_id()
        except ScalingError:
            return None

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
