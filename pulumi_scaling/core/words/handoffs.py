"""What a change means for those who are on call, in one or two lines: names, local times, NOW.

Values in, text out. A line is written only where somebody is affected.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Final
from zoneinfo import ZoneInfo

from pulumi_scaling.model import clock, instant
from pulumi_scaling.rota import Difference, Duty, Layer, Rota, compare, on_call, shifts, timeline

__all__ = ["Told", "named_by", "nobody_named", "odd_start", "told"]

TURNS: Final = 12
"""As many as are counted."""
AHEAD: Final = timedelta(days=371)
"""As far as anybody looks: a year, and the week of that day."""
SOON: Final = timedelta(days=300)
"""From then on a date says its year."""
NOBODY: Final = "nobody"


@dataclass(frozen=True)
class Told:
    """What is to be said of one schedule."""

    lines: tuple[str, ...] = ()
    at_once: bool = False
    """Whether the pager is in other hands, or others are paged, the moment this is applied."""


def told(
    called: str, before: Rota, after: Rota, now: datetime, named: Callable[[str], str]
) -> Told:
    """Compare, and say what differs; nothing where nothing does for anybody."""
    if before == after:
        return Told()
    differences = compare(before, after, now, now + AHEAD)
    first = next(differences, None)
    if first is None:
        return Told()
    telling = _Telling(before, after, now, named, [first])
    telling.differences += telling.near(differences)
    lines = (f"{called}: {line}" for line in telling.lines())
    return Told(tuple(lines), first.start <= now)


def named_by(spelled: Mapping[str, str]) -> Callable[[str], str]:
    """Call people by what stands before the @, or by all of it where two would be called alike."""
    short = {key: text.partition("@")[0] for key, text in spelled.items()}
    often = Counter(short.values())

    def named(key: str) -> str:
        name = short.get(key, key)
        return name if often[name] < 2 else spelled[key]

    return named


def nobody_named(_key: str) -> str:
    """Where the program keeps secret who people are, all are called alike."""
    return "somebody (secret)"


def odd_start(said: str, handoff: str, zone: ZoneInfo, now: datetime) -> str | None:
    """What is strange about an instant to start from, on the clock of its schedule."""
    moment, at = instant(said), clock(handoff)
    if moment is None or at is None:
        return None
    try:
        local = moment.astimezone(zone)
    except OverflowError:
        return None
    date = said[: len("2026-01-05")]
    if local.date().isoformat() == date and (moment <= now or (local.hour, local.minute) == at[:2]):
        return None
    there = f"{local:%a} {local.day} {local:%b} {local:%H:%M} in {zone.key}"
    turns = (
        f"so whole weeks change hands on {local:%A}s"
        if local.date().isoformat() != date
        else f"which is no handoff time ({handoff}), so the first turn is longer or shorter"
    )
    return (
        f"{said} is {there}, {turns}; meant is probably {date!r}: that day, at the handoff time, "
        "on the schedule's own clock"
    )


@dataclass
class _Telling:
    """One comparison, while it is put into words."""

    before: Rota
    after: Rota
    now: datetime
    named: Callable[[str], str]
    differences: list[Difference]

    def __post_init__(self) -> None:
        runs = _owners(timeline(self.before, self.now, self.now + AHEAD))
        self.turns = list(islice(runs, TURNS))

    def near(self, differences: Iterator[Difference]) -> Iterator[Difference]:
        """Those that the counted turns reach to, or the next few."""
        until = self.turns[-1].end if self.turns else self.now
        for count, each in enumerate(differences):
            if each.start >= until and count > TURNS:
                return
            yield each

    def lines(self) -> Iterator[str]:
        """First what happens now, then how handoffs move, then where nobody is left."""
        first = self.differences[0]
        moved = self._moved()
        if first.start <= self.now:
            yield self._at_once(first)
        if moved:
            yield moved
        elif first.start > self.now and not self._left_alone(first):
            what = "on call" if first.owner_changes else "who is paged"
            since = self._when(first.start)
            yield f"{what} changes from {since}, {self._swap(first)}{self._count()}"
        if alone := next((each for each in self.differences if self._left_alone(each)), None):
            since = "now on" if alone.start <= self.now else self._when(alone.start)
            yield f"from {since} nobody owns incidents: {self._why_empty(alone.start)}"

    def _at_once(self, first: Difference) -> str:
        what = "on call" if first.owner_changes else "who is paged"
        following = [each for each in self.differences[1:] if each.owner_changes]
        then = "".join(
            f"; then {self._when(each.start)} {self._swap(each)}" for each in following[:1]
        )
        return f"{what} NOW changes, {self._swap(first)}{then}{self._count()}"

    def _swap(self, each: Difference) -> str:
        if each.owner_changes:
            return f"{self._name(each.before.owner)} → {self._name(each.after.owner)}"
        was, will = each.before.paging_targets, each.after.paging_targets
        off = [self.named(who) for who in was if who not in will]
        on = [self.named(who) for who in will if who not in was]
        if not off and not on:
            return f"in another order: {', '.join(map(self.named, will))}"
        return f"{', '.join(off) or NOBODY} → {', '.join(on) or NOBODY}"

    def _name(self, who: str | None) -> str:
        return NOBODY if who is None else self.named(who)

    def _count(self) -> str:
        """How many of the turns that were planned go to somebody else, wholly or in part."""
        moved = sum(
            any(
                each.owner_changes and each.start < turn.end and turn.start < each.end
                for each in self.differences
            )
            for turn in self.turns
        )
        return f"; {moved} of the next {len(self.turns)} turns move" if moved > 1 else ""

    def _moved(self) -> str | None:
        """Where the owner's handoffs fall on another weekday or time than before."""
        old, new = self.before.owners, self.after.owners
        if old is None or new is None:
            return None
        was, will = (
            _handoffs(old, self.before.zone, self.now),
            _handoffs(new, self.after.zone, self.now),
        )
        if (
            not was
            or not will
            or was == will
            or _pattern(old, was, self.before) == _pattern(new, will, self.after)
        ):
            return None
        there, here = was[0], will[0]
        gap = here - there
        hours = round(abs(gap) / timedelta(hours=1))
        unit = f"{hours} h" if hours < 48 else f"{round(hours / 24)} days"
        shift = f", {unit} {'later' if gap > timedelta() else 'earlier'}" if hours else ""
        then = on_call(self.after, here)
        just = on_call(self.after, here - timedelta(seconds=1))
        who = f"{self._name(just.owner)} → {self._name(then.owner)}"
        often = old.length_days != new.length_days
        there_said = _said(old, was, self.before, often=often)
        here_said = _said(new, will, self.after, often=often).removesuffix(",")
        return (
            f"handoffs move from {there_said} to {here_said}; "
            f"first {self._when(here)} ({who}{shift})"
        )

    def _left_alone(self, each: Difference) -> bool:
        return each.before.owner is not None and each.after.owner is None

    def _why_empty(self, since: datetime) -> str:
        first = self.after.owners
        if first is None:
            return "no layer is at rank 0" if self.after.layers else "no layer is left"
        if first.effective_until is not None and first.effective_until <= since:
            return "the layer at rank 0 ends"
        return "the layer at rank 0 has not begun"

    def _when(self, moment: datetime) -> str:
        local = moment.astimezone(self.after.zone)
        year = f" {local.year}" if moment - self.now > SOON else ""
        return f"{local:%a} {local.day} {local:%b}{year} {local:%H:%M}"


def _owners(duties: Iterator[Duty]) -> Iterator[Duty]:
    """Intervals with the same owner, whoever else is paged."""
    run: Duty | None = None
    for duty in duties:
        if run and run.on_call.owner == duty.on_call.owner:
            run = Duty(start=run.start, end=duty.end, on_call=run.on_call)
            continue
        if run:
            yield run
        run = duty
    if run:
        yield run


def _handoffs(layer: Layer, zone: ZoneInfo, now: datetime) -> list[datetime]:
    """The next two."""
    begin = max(now, layer.effective_from)
    far = begin + timedelta(days=layer.length_days * 2 + 2)
    ends = [shift.end for shift in shifts(layer, zone, begin, far)][:2]
    return [each for each in ends if each not in {layer.effective_until, far}]


def _pattern(layer: Layer, handoffs: list[datetime], rota: Rota) -> tuple[object, ...]:
    """When turns change: the time, the zone's own, and the weekday where it is always the same."""
    local = handoffs[0].astimezone(rota.zone)
    weekday = local.isoweekday() if layer.length_days % 7 == 0 else None
    return weekday, layer.handoff_time, rota.zone.key, layer.length_days


def _said(layer: Layer, handoffs: list[datetime], rota: Rota, *, often: bool) -> str:
    local = handoffs[0].astimezone(rota.zone)
    weekday = f"{local:%a} " if layer.length_days % 7 == 0 else ""
    days = "day" if layer.length_days == 1 else f"{layer.length_days} days"
    return f"{weekday}{layer.handoff_time:%H:%M} {rota.zone.key}" + (f", every {days}," * often)
