"""A review as pictures: a page, a drawing, and a calendar for each person.

What changes is drawn as it was above what it will be; what stays is drawn once. Words on the page
are those of the verdict. How things look is `pictures`' affair.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final
from zoneinfo import ZoneInfo

from pulumi_scaling import pictures

from .outcome import PersonRow, Review, ScheduleReview, Section
from .saying import Piece, Said

__all__ = ["calendars", "drawing", "page"]

UTC: Final = ZoneInfo("UTC")
Called = Callable[[str], str]
KINDS: Final[Mapping[str, str]] = {"✅": "good", "⚠️": "warning", "⛔": "bad"}
HEAD: Final = ("who must know", "until now", "from now on", "first change, their time")


def drawing(review: Review, called: Called) -> str:
    """One SVG of all schedules, those that change first."""
    changed, same = _sorted(review)
    rows = [row for each in (*changed, *same) for row in _rows(each, called)]
    return pictures.svg(_picture(review, f"On-call: {review.verdict.headline}", rows))


def page(review: Review, called: Called, looked: str) -> str:
    """One file, without anything from elsewhere."""
    changed, same = _sorted(review)
    parts = [
        pictures.note(review.verdict.headline, kind=KINDS.get(review.verdict.mark, "plain")),
        *(pictures.note(str(each)) for each in review.verdict.lines),
    ]
    if review.table:
        rows = [_cells(each) for each in review.table]
        parts.append(pictures.section("Who must know", pictures.table(HEAD, rows)))
    if told := [each for each in review.findings if not each.in_verdict]:
        kinds = {"failure": "bad", "warning": "warning"}
        notes = [pictures.note(each.sentence, kind=kinds.get(each.level, "plain")) for each in told]
        parts.append(pictures.section("To look at", *notes))
    parts += [_part(each) for each in review.sections if not each.drawn]
    for each in changed:
        picture = _picture(review, each.name, _rows(each, called))
        parts.append(pictures.section(each.name, pictures.figures(picture)))
    if same:
        rows_ = [row for each in same for row in _rows(each, called)]
        stays = pictures.figures(_picture(review, "What stays as it is", rows_))
        parts.append(pictures.details("What stays as it is", stays))
    for name, unseen in review.unseen:
        parts.append(pictures.note(f"{name}: {unseen.what}: cannot be told", kind="small"))
    if looked:
        parts.append(pictures.note(looked, kind="small"))
    now = pictures.wall(review.now, review.zone or _most_used(review))
    foot = f"As of {now}; nothing is applied yet."
    return pictures.html(f"On-call: {review.stack}", *parts, foot=foot)


def calendars(review: Review, called: Called) -> Mapping[str, str]:
    """The turns that everybody will have, by e-mail."""
    turns = (
        turn
        for each in review.after.schedules.values()
        for turn in pictures.scheduled_turns(
            each.name, each.rota, review.now, review.until, key=each.key
        )
    )
    return pictures.calendars(turns, made=review.now, called=called)


def _sorted(review: Review) -> tuple[list[ScheduleReview], list[ScheduleReview]]:
    changed = [each for each in review.schedules if each.differences]
    return changed, [each for each in review.schedules if not each.differences]


def _rows(one: ScheduleReview, called: Called) -> tuple[pictures.Row, ...]:
    if one.differences:
        return pictures.changed_rows(one.name, one.before, one.after, called=called)
    there = one.will or one.was
    zone = there.timezone if there else ""
    return pictures.duty_rows(one.name, one.after, called=called, detail=zone)


def _picture(review: Review, title: str, rows: Iterable[pictures.Row]) -> pictures.Picture:
    zone = review.zone or _most_used(review)
    note = f"Times are those of {zone.key}."
    return pictures.Picture(
        title, review.now, review.until, zone, tuple(rows), note=note, now=review.now
    )


def _most_used(review: Review) -> ZoneInfo:
    """One picture has one calendar, also of schedules with clocks of their own."""
    zones = [side.rota.zone for one in review.schedules for side in (one.was, one.will) if side]
    keys = [each.key for each in zones]
    return max(sorted(zones, key=str), key=lambda each: keys.count(each.key), default=UTC)


def _part(one: Section) -> pictures.Markup:
    """What the words have beside the verdict, open or folded as they have it."""
    parts = [pictures.note(*_lines((line,))) for line in one.lines]
    if one.rows:
        rows = [tuple(pictures.markup(*_lines((cell,))) for cell in row) for row in one.rows]
        parts.append(pictures.table(one.head, rows))
    make = pictures.details if one.folded else pictures.section
    return make(one.title, *parts)


def _cells(row: PersonRow) -> tuple[str | pictures.Markup, ...]:
    return tuple(
        pictures.markup(*_lines(said), between="; ")
        for said in ((row.who,), row.until_now, row.from_now_on, (row.first,))
    )


def _lines(said: tuple[Said, ...]) -> Iterator[pictures.Markup]:
    for each in said:
        looks = (_look(piece) for piece in each.pieces)
        yield pictures.markup(*looks)


def _look(piece: Piece) -> str | pictures.Markup:
    return pictures.strong(piece.text) if piece.look == "strong" else piece.text
