"""Reading an account: lists, and one request a schedule and a policy. Nothing is ever written.

What is read goes through the core's own reading, so the state is what a stack would hold after a
run of the program, and not another idea of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

from pulumi_scaling.client import segment
from pulumi_scaling.core import Account, Place, read, siblings_of
from pulumi_scaling.errors import NotFound, Unreadable
from pulumi_scaling.model import Kind, check, is_list, rows_in
from pulumi_scaling.resources import CATALOG, by_name

from .beyond import found_by, others
from .everybody import can_name_people, people
from .found import Found, links
from .progress import Progress
from .selection import Row, Selection
from .wording import worded

__all__ = ["Survey", "survey"]

AT_ONCE: Final = 4
"""Requests in flight: five hundred schedules in a minute, and no flood."""

SCHEDULE, POLICY = by_name["Schedule"], by_name["EscalationPolicy"]


@dataclass
class Survey:
    """What there is, parents before what lives in them."""

    found: list[Found] = field(default_factory=list[Found])
    elsewhere: dict[str, str] = field(default_factory=dict[str, str])
    """Schedules that are paged and not wanted here: names by id."""
    left_out: list[str] = field(default_factory=list[str])
    """What no program could say, and why."""
    moved: list[str] = field(default_factory=list[str])
    """What changed while it was read."""


def survey(
    account: Account,
    wanted: Selection,
    *,
    members: bool,
    say: Callable[[str], None],
    everything: bool = False,
    separate: bool = False,
) -> Survey:
    """Read what is wanted of an account.

    `everything` is every kind there is, and the people; `separate` has layers one by one, instead
    of said with what they lie in.
    """
    done = Survey()
    kinds = [SCHEDULE, POLICY, *(others(SCHEDULE, POLICY) if everything else ())]
    before = {kind.name: _listed(account, kind) for kind in kinds}
    schedules, policies = before[SCHEDULE.name], before[POLICY.name]
    wanted.insist([row for kind in kinds for row in before[kind.name]], policies)
    can_name_people(account, say)
    reader = _Reader(account, done, say, separate=separate)

    chosen = wanted.direct(policies, policies=True)
    reader.fetch(POLICY, chosen)
    pages = {row["id"]: _paged(account, row) for row in chosen if row["id"] not in reader.gone}
    reached = {id_ for row in wanted.reaching(policies) for id_ in pages.get(row["id"], ())}
    direct = {row["id"] for row in wanted.direct(schedules, policies=False)}
    mine = [row for row in schedules if row["id"] in direct | reached]
    reader.fetch(SCHEDULE, mine)

    reader.take(SCHEDULE, mine)
    reader.take(POLICY, chosen)
    for kind in kinds[2:]:
        rows = wanted.direct(before[kind.name], policies=False)
        if not kind.listed.whole:
            reader.fetch(kind, rows)
        reader.take(kind, rows)
    kept = {one.id for one in done.found}
    names = {str(row["id"]): str(row.get("name")) for row in schedules}
    for id_ in sorted({each for ids in pages.values() for each in ids} - kept):
        if id_ in names and id_ not in reader.gone:
            done.elsewhere[id_] = names[id_]
    if members or everything:
        done.found[:0] = people(account, done.found, wanted, done.left_out, say)
    after = {kind.name: _listed(account, kind, fresh=True) for kind in kinds}
    done.moved += _moves(before, after)
    return done


class _Reader:
    """Fetches with a few requests at once, and takes apart what came in a fixed order."""

    def __init__(
        self, account: Account, done: Survey, say: Callable[[str], None], *, separate: bool
    ) -> None:
        self._separate = separate
        self._account = account
        self._done = done
        self._say = say
        self.gone: set[str] = set()

    def fetch(self, kind: Kind, rows: Sequence[Row]) -> None:
        """Read each with what is inside; the answers stay with the account."""
        progress = Progress(f"reading {kind.label}s", len(rows), self._say)

        def one(row: Row) -> None:
            try:
                self._account.read(_path(kind, row))
            except NotFound:
                self.gone.add(str(row["id"]))
            progress.step()

        with ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(one, rows))

    def take(self, kind: Kind, rows: Sequence[Row]) -> None:
        """Note the objects of a kind, and after each what lives in it."""
        children = [each for each in CATALOG if each.parent_kind == kind.name]
        for row in sorted(rows, key=lambda each: (str(each.get("name")), str(each["id"]))):
            if row["id"] in self.gone:
                continue
            if self._in_one_piece(kind, str(row["id"])):
                continue
            if not self._note(kind, str(row["id"]), siblings=1, given=found_by(kind, row, rows)):
                continue
            whole: Row = self._account.read(_path(kind, row)) if children else {}
            for child in children:
                if not is_list(whole.get(child.found_in or "")):
                    self._done.left_out.append(
                        f"{child.label}s of {kind.label} {row.get('name')!r} are left out: the API "
                        f"answered without '{child.found_in}'"
                    )
                rows_of_it = [each for each in rows_in(whole, child.found_in) if each.get("id")]
                inner = siblings_of(rows_of_it)
                for layer in inner:
                    self._note(
                        child, _inside(self._account, child, row, layer.id), siblings=len(inner)
                    )

    def _in_one_piece(self, kind: Kind, id_: str) -> bool:
        """Note an object with all that lies in it, if a program can say so."""
        if self._separate or kind.inline is None:
            return False
        try:
            plain = read(self._account, kind, id_, {kind.inline.field: []}) or {}
            one = Found(
                kind, id_, read(self._account, kind, id_, worded(kind, plain, siblings=1)) or {}
            )
        except Unreadable:
            return False
        if not one.inputs or _unsayable(one):
            return False
        self._done.found.append(one)
        return True

    def _note(
        self, kind: Kind, id_: str, *, siblings: int, given: Mapping[str, str] | None = None
    ) -> bool:
        try:
            plain = read(self._account, kind, id_, given or {}) or {}
            said = worded(kind, plain, siblings=siblings)
            one = Found(kind, id_, read(self._account, kind, id_, said) or {})
            why = _unsayable(one)
        except Unreadable as error:
            why = f"{kind.label} {id_} is left out, since it cannot be read: {error}"
        else:
            if not why:
                self._done.found.append(one)
                return True
        self._done.left_out.append(why)
        return False


def _unsayable(one: Found) -> str | None:
    """Why no program could declare it: the API keeps what it would refuse today."""
    problems = check(one.kind.inputs, one.inputs).problems
    if not problems:
        return None
    reasons = "; ".join(f"{problem.path} {problem.sentence}" for problem in problems)
    called = f"{one.name!r} ({one.id})" if one.name else one.id
    return f"{one.kind.label} {called} is left out, since a program cannot say it: {reasons}"


def _listed(account: Account, kind: Kind, *, fresh: bool = False) -> list[Row]:
    rows = account.listed(kind.path, fresh=fresh)
    return list({str(row["id"]): row for row in rows if row.get("id")}.values())


def _paged(account: Account, policy: Row) -> set[str]:
    """The schedules that a policy's layers page."""
    found: set[str] = set()
    for kind in CATALOG:
        if kind.parent_kind != POLICY.name:
            continue
        for row in rows_in(account.read(_path(POLICY, policy)), kind.found_in):
            with suppress(Unreadable):  # said once, when it is its turn to be taken
                own = _inside(account, kind, policy, str(row.get("id")))
                state = read(account, kind, own, {}) or {}
                found |= {id_ for _, to, id_ in links(kind, state) if to == SCHEDULE.name}
    return found


def _inside(account: Account, kind: Kind, parent: Row, own: str) -> str:
    return Place.of(account, kind, {kind.parent or "": parent["id"]}, own).id


def _path(kind: Kind, row: Row) -> str:
    return f"{kind.path}/{segment(str(row['id']))}"


def _moves(before: Mapping[str, list[Row]], after: Mapping[str, list[Row]]) -> list[str]:
    """What two lists tell apart, in sentences."""
    found: list[str] = []
    for kind in map(by_name.__getitem__, before):
        olds = {str(row["id"]): row for row in before[kind.name]}
        news = {str(row["id"]): row for row in after[kind.name]}
        for id_ in sorted(olds.keys() | news.keys()):
            old, new = olds.get(id_), news.get(id_)
            if old and new and _told(kind, old) == _told(kind, new):
                continue
            name = repr(str((old or new or {}).get("name")))
            how = "deleted" if new is None else "made" if old is None else "changed"
            found.append(f"{kind.label} {name} was {how}")
    return found


def _told(kind: Kind, row: Row) -> list[object]:
    """What an edit changes; some servers put into a list what changes by itself."""
    return [row.get(name) for name in (*(spec.wire for spec in kind.fields.values()), "updatedAt")]
