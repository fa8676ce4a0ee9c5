"""From who is on call to bars: the owner in a row, and below it whoever else is paged."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from pulumi_scaling.rota import Duty

from .picture import Bar, BarKind, Mark, Row

__all__ = ["around", "changed_rows", "duty_rows", "marked", "owner_bars", "paged_bars"]

Called = Callable[[str], str]
"""What to call a person in a picture."""


def duty_rows(
    label: str,
    duties: Iterable[Duty],
    *,
    called: Called = str,
    detail: str = "",
    window: tuple[datetime, datetime] | None = None,
) -> tuple[Row, ...]:
    """A schedule: one row, and a thin one where it pages more people than the owner.

    With a window, duties may reach beyond it, so that bars have their real ends.
    """
    known = tuple(duties)
    owners, others = owner_bars(known, called), paged_bars(known, called)
    if window:
        owners, others = around(owners, *window), around(others, *window)
    main = Row(label, owners, detail)
    paged = Row("", others, "also paged", thin=True)
    return (main, paged) if _anybody(paged.bars) else (main,)


def changed_rows(
    label: str, before: Iterable[Duty], after: Iterable[Duty], *, called: Called = str
) -> tuple[Row, ...]:
    """A schedule that changes: what was above what will be, with the differences marked."""
    was, will = tuple(before), tuple(after)
    old, new = owner_bars(was, called), owner_bars(will, called)
    rows = [
        Row(label, marked(old, new, "goes"), "until now"),
        Row("", marked(new, old, "comes"), "from now on"),
    ]
    old, new = paged_bars(was, called), paged_bars(will, called)
    if _anybody(old) or _anybody(new):
        rows.insert(1, Row("", marked(old, new, "goes"), "also paged", thin=True))
        rows.append(Row("", marked(new, old, "comes"), "also paged", thin=True))
    return tuple(rows)


def owner_bars(duties: Iterable[Duty], called: Called = str) -> tuple[Bar, ...]:
    """Whose incidents they are, in the fewest bars; they cover the duties and nothing else."""
    return tuple(
        _joined(
            _bar(duty, () if duty.on_call.owner is None else (duty.on_call.owner,), called, "gap")
            for duty in duties
        )
    )


def paged_bars(duties: Iterable[Duty], called: Called = str) -> tuple[Bar, ...]:
    """Whoever is paged besides the owner; that nobody is leaves no gap."""
    return tuple(
        _joined(
            _bar(
                duty,
                [each for each in duty.on_call.paging_targets if each != duty.on_call.owner],
                called,
                "quiet",
            )
            for duty in duties
        )
    )


def around(bars: Sequence[Bar], start: datetime, end: datetime) -> tuple[Bar, ...]:
    """Those that touch a window, with their real ends; where these are not known, cut off by it."""
    known = list(bars)
    if known and known[0].start < start < known[0].end:
        known[0] = replace(known[0], start=start)
    if known and known[-1].start < end < known[-1].end:
        known[-1] = replace(known[-1], end=end)
    return tuple(bar for bar in known if bar.start < end and start < bar.end)


def marked(bars: Iterable[Bar], others: Sequence[Bar], mark: Mark) -> tuple[Bar, ...]:
    """The same bars, cut where the others begin to differ or to agree, and marked where they do.

    Both in the order of time. Where nothing is known of the others, nothing is marked.
    """
    return tuple(_joined(_pieces(bars, others, mark)))


def _pieces(bars: Iterable[Bar], others: Sequence[Bar], mark: Mark) -> Iterator[Bar]:
    at = 0
    for bar in bars:
        begin = bar.start
        while begin < bar.end:
            while at < len(others) and others[at].end <= begin:
                at += 1
            if at == len(others) or others[at].start >= bar.end:
                yield replace(bar, start=begin)
                break
            other = others[at]
            if begin < other.start:
                yield replace(bar, start=begin, end=other.start)
            start, end = max(begin, other.start), min(bar.end, other.end)
            differs = (other.who, other.kind) != (bar.who, bar.kind)
            yield replace(bar, start=start, end=end, mark=mark if differs else bar.mark)
            begin = end


def _bar(duty: Duty, people: Sequence[str], called: Called, empty: BarKind) -> Bar:
    if not people:
        return Bar(duty.start, duty.end, "nobody", kind=empty)
    return Bar(duty.start, duty.end, ", ".join(map(called, people)), who=" ".join(people))


def _joined(bars: Iterable[Bar]) -> Iterator[Bar]:
    """Neighbours that are alike, as one."""
    last: Bar | None = None
    for bar in bars:
        if last and last.end == bar.start and replace(bar, start=last.start, end=last.end) == last:
            last = replace(last, end=bar.end)
            continue
        if last:
            yield last
        last = bar
    if last:
        yield last


def _anybody(bars: Iterable[Bar]) -> bool:
    return any(bar.who is not None for bar in bars)
