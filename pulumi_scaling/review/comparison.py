"""Two worlds side by side: what differs for people, and what to say of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from .case import Case
from .chain_words import chain_headline
from .climbs import chain_reviews
from .departures import departures
from .directory import Directory
from .handoff_moves import handoff_move, odd_starts
from .hints import kept_turn
from .left_out import waiting
from .movements import movement
from .names import Names
from .outcome import Review
from .quiet_changes import quiet
from .rules import findings
from .saying import Said
from .schedule_lines import Speaker
from .sections import sections
from .setting import Setting
from .sides import home_of, people_of, schedules_of, unseen_in
from .verdicts import Told, verdict
from .who_must_know import rows
from .worlds import Refused, World

__all__ = ["compared"]


def compared(  # noqa: PLR0913 - each is asked for by name, and has what most people need
    before: World,
    after: World,
    *,
    stack: str,
    now: datetime,
    until: datetime,
    directory: Directory | None = None,
    zone: ZoneInfo | None = None,
    refused: Sequence[Refused] = (),
    names: Mapping[str, str] | None = None,
    initials: bool = False,
) -> Review:
    """Say all there is to say about what is between `now` and `until`.

    `zone` is that of all times, if they are not to be each schedule's own; `names` are those the
    account knows, by e-mail.
    """
    known = directory or Directory()
    schedules = tuple(schedules_of(before, after, now, until))
    setting = Setting(
        now=now,
        until=until,
        zone=zone,
        home=zone or home_of(schedules),
        directory=known,
        called=_names(before, after, known, names or {}, initials=initials),
        holidays=_holidays(known, now, until),
        schedules={each.key: each for each in schedules},
    )
    people = tuple(people_of(setting))
    told = tuple(_told(setting))
    chains = tuple(chain_reviews(before, after, now))
    relinked = [each for each in chains if each.relinked and each.told]
    lasting = [each for each in relinked if each.was and each.will]
    found = tuple(
        findings(
            Case(
                setting=setting,
                movements=tuple(each.movement for each, _ in told),
                people=people,
                chains=chains,
                refused=refused,
            )
        )
    )
    return Review(
        stack=stack,
        now=now,
        until=until,
        zone=setting.home,
        before=before,
        after=after,
        called=setting.called,
        schedules=schedules,
        chains=chains,
        people=people,
        table=tuple(rows(people, setting)),
        findings=(*found, *waiting(after.waiting, setting.called)),
        refused=tuple(refused),
        unseen=tuple(unseen_in(before, after)),
        verdict=verdict(
            [each for each, _ in told],
            refused=refused,
            quiet=quiet(before, after, now, until),
            chains=chain_headline(lasting if told else relinked, setting.called),
            goes=tuple(departures(before, after, setting, refused=bool(refused))),
            warned=any(each.level == "warning" for each in found),
            unseen=any(each.unseen for each in schedules),
        ),
        hints=tuple(hint for _, hint in told if hint),
        sections=tuple(sections(setting, [each for each, _ in told], chains, people)),
    )


def _told(setting: Setting) -> Iterator[tuple[Told, Said | None]]:
    """What to say of each schedule that changes for people, and what would spare them."""
    speaker = Speaker(setting)
    for each in setting.schedules.values():
        moved = movement(each, setting.directory.pledge(each.name))
        if moved is None:
            continue
        handoffs = handoff_move(each, setting.now, setting.until)
        notes = tuple(odd_starts(each, setting.now))
        hint = kept_turn(moved, setting)
        yield Told(moved, handoffs, speaker.line(moved, handoffs), notes), hint


def _names(
    before: World, after: World, known: Directory, given: Mapping[str, str], *, initials: bool
) -> Names:
    people: set[str] = set()
    for world in (before, after):
        people |= {*world.members, *(who for each in world.waiting.values() for who in each)}
        for schedule in world.schedules.values():
            people.update(who for layer in schedule.rota.layers for who in layer.participants)
            people.update(each.user for each in schedule.rota.overrides)
        for chain in world.chains.values():
            people.update(who for link in chain.links for who in link.users)
    own = {who: name for who in people if (name := known.person(who).name)}
    return Names(people, {**given, **own}, initials=initials)


def _holidays(known: Directory, now: datetime, until: datetime) -> dict[date, str]:
    """Those of the team; without a list of them the two that most people mean."""
    if known.holidays is not None:
        return dict(known.holidays)
    years = range(now.year, until.year + 1)
    both = ((12, 25, "Christmas"), (1, 1, "New Year"))
    return {date(year, month, day): name for year in years for month, day, name in both}
