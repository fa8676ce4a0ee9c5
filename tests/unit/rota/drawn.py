"""Rotas drawn around weeks in which clocks change, and what they answer when asked plainly."""

from __future__ import annotations

from datetime import datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from pulumi_scaling.rota import Condition, Hours, Layer, Link, Override, Rota, Window, on_call

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
TICK = timedelta(microseconds=1)


def instant(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00")).astimezone(timezone.utc)


# A zone, and an instant a few days before its clocks change.
WEEKS = {
    "Paris, spring": ("Europe/Paris", "2026-03-26T00:00Z"),
    "Paris, autumn": ("Europe/Paris", "2026-10-22T00:00Z"),
    "New York, spring": ("America/New_York", "2026-03-05T00:00Z"),
    "New York, autumn": ("America/New_York", "2026-10-29T00:00Z"),
    "Lord Howe, spring: half an hour": ("Australia/Lord_Howe", "2026-10-01T00:00Z"),
    "Lord Howe, autumn: half an hour": ("Australia/Lord_Howe", "2026-04-02T00:00Z"),
    "Samoa: a date that never was": ("Pacific/Apia", "2011-12-27T00:00Z"),
    "St John's: back into the day before": ("America/St_Johns", "2006-10-26T00:00Z"),
    "Casablanca, Ramadan": ("Africa/Casablanca", "2026-02-12T00:00Z"),
}
weeks = [(ZoneInfo(zone), instant(start)) for zone, start in WEEKS.values()]


def minutes(start, end):
    return [start + n * MINUTE for n in range((end - start) // MINUTE)]


def decisive(start, end, *asked):
    """The minutes of a window at which somebody may come or go, found without asking who does.

    Drawn handoffs, and the clock changes of these weeks, are at a quarter of an hour or a minute
    after one, in zones that are some quarters of an hour apart; all else is at a drawn instant. So
    whoever is right at these is right at every minute, of which there are seven times as many.
    """
    told = {start}
    for rota in asked:
        edges = [(each.effective_from, each.effective_until) for each in rota.layers]
        edges += [(each.start, each.end) for each in rota.overrides]
        told.update(at for pair in edges for at in pair if at and start <= at < end)
    return sorted(told.union(at for at in minutes(start, end) if at.minute % 15 in {0, 1}))


def plainly(rota, start, end):
    """Who is on call at each minute of a window."""
    edges = decisive(start, end, rota)
    return [
        answer
        for at, until in zip(edges, [*edges[1:], end], strict=True)
        for answer in [on_call(rota, at)] * ((until - at) // MINUTE)
    ]


@st.composite
def rotas(draw, zone, near, positions=3):
    """Layers that start, hand off and end around an instant, with overrides, by the minute."""
    some = st.integers(-5 * 1440, 12 * 1440).map(lambda n: near + n * MINUTE)
    people = st.lists(st.sampled_from("abcd"), min_size=1, max_size=4).map(tuple)
    layers = [
        Layer(
            name=f"layer {position}",
            position=position,
            length_days=draw(st.sampled_from([1, 1, 2, 7])),
            # Most handoffs are where clocks are changed: in the small hours.
            handoff_time=time(
                draw(st.integers(0, 3) | st.integers(0, 23)), draw(st.sampled_from([0, 1, 15, 30]))
            ),
            effective_from=draw(some),
            effective_until=draw(st.none() | st.none() | some),
            participants=draw(people),
        )
        for position in sorted(draw(st.sets(st.integers(0, positions - 1))))
    ]
    places = st.sampled_from([None, "gone", *(each.name for each in layers)])
    overrides = st.builds(Override, user=st.sampled_from("xyz"), start=some, end=some, layer=places)
    return Rota(
        zone=zone, layers=tuple(layers), overrides=tuple(draw(st.lists(overrides, max_size=3)))
    )


@st.composite
def chains(draw, zone):
    """Links to the schedules `one` and `two`, to people, and to a schedule that nobody told of."""
    shown = st.builds(time, st.integers(0, 4) | st.integers(0, 23), st.sampled_from([0, 1, 30, 59]))
    windows = st.builds(
        Window,
        days=st.frozensets(st.integers(1, 7), min_size=1, max_size=7),
        start=shown,
        end=shown,
    )
    hours = st.builds(
        Hours,
        zone=st.sampled_from([zone, zone, ZoneInfo("Asia/Kathmandu")]),
        windows=st.lists(windows, min_size=1, max_size=3).map(tuple),
    )
    condition = st.builds(Condition, hours=hours, when=st.sampled_from(["during", "outside"]))
    waits = st.sampled_from([MINUTE, 5 * MINUTE, 1.5 * MINUTE, 30 * MINUTE, 9 * HOUR, 0 * HOUR])
    conditions = st.none() | condition
    schedules = st.sampled_from(["one", "two", "two", "gone"])
    users = st.lists(st.sampled_from("abx"), max_size=3).map(tuple)
    link = st.builds(Link, wait=waits, schedule=schedules, condition=conditions) | st.builds(
        Link, wait=waits, users=users, condition=conditions
    )
    return draw(st.lists(link, max_size=5).map(tuple))
