"""What was seen, in each format: text, a page, a drawing, calendars, or JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from pulumi_scaling import pictures, rota

from .asking import utc_text
from .rota_seen import Seen, SeenSchedule
from .table import clean, lines

__all__ = ["FORMATS", "Shown", "calendars"]


@dataclass(frozen=True)
class Shown:
    """A window of what was seen."""

    seen: Seen
    start: datetime
    end: datetime
    zone: ZoneInfo
    now: datetime

    @property
    def title(self) -> str:
        """What the page and the drawing are called."""
        schedules = self.seen.schedules
        one = f"on {schedules[0].name}" if len(schedules) == 1 else ""
        return " ".join(filter(None, ["Who is on call", one, self.seen.where]))

    def picture(self, *remarks: str) -> pictures.Picture:
        """All schedules, a row each, and what must be known to read them."""
        rows = [row for each in self.seen.schedules for row in self.rows(each)]
        note = "\n".join([f"Times are those of {self.zone.key}.", *map(clean, remarks)])
        return self._pictured(self.title, rows, note)

    def picture_of(self, schedule: SeenSchedule) -> pictures.Picture:
        """One of them."""
        return self._pictured(schedule.name, self.rows(schedule))

    def rows(self, schedule: SeenSchedule) -> tuple[pictures.Row, ...]:
        """Its owners, and who else is paged."""
        return pictures.duty_rows(
            schedule.name,
            schedule.duties_around(self.start, self.end),
            called=self.seen.called,
            detail=schedule.timezone,
            window=(self.start, self.end),
        )

    def _pictured(
        self, title: str, rows: Iterable[pictures.Row], note: str = ""
    ) -> pictures.Picture:
        return pictures.Picture(
            title, self.start, self.end, self.zone, tuple(rows), note=note, now=self.now
        )

    def turns(self, schedule: SeenSchedule) -> Iterator[pictures.ScheduledTurn]:
        """With their real ends, which may lie outside the window."""
        return pictures.scheduled_turns(
            schedule.name, schedule.rota, self.start, self.end, key=schedule.key
        )


def calendars(shown: Shown) -> Mapping[str, str]:
    """A calendar for each person who has turns, by the person."""
    turns = (turn for each in shown.seen.schedules for turn in shown.turns(each))
    return pictures.calendars(turns, made=shown.now, called=shown.seen.called)


def _text(shown: Shown) -> str:
    """Bars a line a week, and below them the turns one by one."""
    if not shown.seen.schedules:
        return "there are no schedules\n"
    said = [f"times are those of {shown.zone.key}"]
    for schedule in shown.seen.schedules:
        picture = shown.picture_of(schedule)
        said += ["", *pictures.text(picture), "", *_turns(picture)]
        said += [f"! {clean(remark)}" for remark in schedule.remarks]
    return "\n".join(said) + "\n"


def _turns(picture: pictures.Picture) -> list[str]:
    """A line a turn of the owner, with all who are paged besides while it lasts."""
    main, *thin = picture.rows
    rows: list[tuple[str, ...]] = []
    for bar in main.bars:
        others = dict.fromkeys(
            each.text
            for row in thin
            for each in row.bars
            if each.who and each.start < bar.end and bar.start < each.end
        )
        also = f"also paged: {', '.join(map(clean, others))}" if others else ""
        address = f" <{bar.who}>" if bar.who else ""
        rows.append((*pictures.ends(bar, picture), clean(bar.text + address), also))
    return [f"  {line}" for line in lines(rows)]


def _html(shown: Shown) -> str:
    parts = [pictures.note(remark, kind="warning") for remark in shown.seen.remarks]
    parts.append(pictures.figures(shown.picture()))
    return pictures.html(shown.title, *parts, foot=f"As of {pictures.wall(shown.now, shown.zone)}.")


def _svg(shown: Shown) -> str:
    return pictures.svg(shown.picture(*shown.seen.remarks))


def _ics(shown: Shown) -> str:
    turns = (turn for each in shown.seen.schedules for turn in shown.turns(each))
    return pictures.ics(shown.title, turns, made=shown.now, called=shown.seen.called)


def _json(shown: Shown) -> str:
    said: dict[str, Any] = {
        "version": 1,
        "now": utc_text(shown.now),
        "from": utc_text(shown.start),
        "until": utc_text(shown.end),
        "schedules": [
            {
                "name": each.name,
                "timezone": each.timezone,
                "duties": [_duty(duty) for duty in each.duties(shown.start, shown.end)],
                "says": each.says and _answer(each.says),
            }
            for each in shown.seen.schedules
        ],
    }
    return json.dumps(said, indent=2, ensure_ascii=False) + "\n"


def _duty(duty: rota.Duty) -> dict[str, Any]:
    times = {"start": utc_text(duty.start), "end": utc_text(duty.end)}
    return {**times, **_answer(duty.on_call)}


def _answer(answer: rota.OnCall) -> dict[str, Any]:
    return {"owner": answer.owner, "paged": [*answer.paging_targets]}


FORMATS: Final[Mapping[str, Callable[[Shown], str]]] = {
    "text": _text,
    "html": _html,
    "svg": _svg,
    "ics": _ics,
    "json": _json,
}
