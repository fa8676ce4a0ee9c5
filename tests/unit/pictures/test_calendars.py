"""Calendar files, read by a reader that knows RFC 5545 and nothing of the writer."""

import re
from datetime import datetime, timezone

from hypothesis import given
from hypothesis import strategies as st

from pulumi_scaling.pictures import harmless, ics, scheduled_turns
from pulumi_scaling.rota import Layer, Rota

from .drawn import PARIS, START, WEEK, names, rota

MADE = datetime(2026, 11, 26, 9, 12, tzinfo=timezone.utc)
LINE = re.compile(r"([A-Z][A-Z0-9-]*)((?:;[A-Z0-9-]+=(?:\"[^\"]*\"|[^\";:,]*))*):(.*)", re.DOTALL)
TEXT = {"NAME", "X-WR-CALNAME", "SUMMARY"}


def read(said):
    """Components with their properties; whatever the RFC forbids fails."""
    octets = said.encode("utf-8")
    assert octets.endswith(b"\r\n")
    physical = octets[:-2].split(b"\r\n")
    for line in physical:
        assert len(line) <= 75
        assert b"\r" not in line
        assert b"\n" not in line
        line.decode("utf-8")  # no letter is cut by a fold
    lines = octets[:-2].replace(b"\r\n ", b"").decode("utf-8").split("\r\n")
    stack, events = [], []
    calendar = {}
    for line in lines:
        name, _, value = LINE.fullmatch(line).groups()
        if name == "BEGIN":
            stack.append(value)
            if value == "VEVENT":
                events.append({})
            continue
        if name == "END":
            assert stack.pop() == value
            continue
        where = events[-1] if stack[-1] == "VEVENT" else calendar
        assert name not in where
        where[name] = unescaped(value) if name in TEXT else value
    assert stack == []
    assert lines[0] == "BEGIN:VCALENDAR"
    assert (calendar["VERSION"], bool(calendar["PRODID"])) == ("2.0", True)
    for event in events:
        assert {"UID", "DTSTAMP", "DTSTART", "DTEND"} <= set(event)
        assert instant(event["DTSTART"]) < instant(event["DTEND"])
    uids = [event["UID"] for event in events]
    assert len(uids) == len(set(uids))
    return calendar, events


def unescaped(value):
    assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", value)
    assert not re.search(r"(?<!\\)(?:\\\\)*\\[^\\;,nN]", value)
    return re.sub(r"\\([\\;,nN])", lambda found: found[1].replace("n", "\n"), value)


def instant(value):
    return datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=timezone.utc)


def turns(seen, start=START, end=START + 4 * WEEK, name="Payments", key="s1"):
    return list(scheduled_turns(name, seen, start, end, key=key))


def test_a_turn_is_an_entry_in_utc_that_makes_nobody_busy():
    calendar, (first, *_) = read(ics("On call: Ada", turns(rota("ada", "ben")), made=MADE))
    assert calendar["NAME"] == calendar["X-WR-CALNAME"] == "On call: Ada"
    assert first.pop("UID").endswith("@pulumi-scaling")
    assert first == {
        "DTSTAMP": "20261126T091200Z",
        "DTSTART": "20261116T080000Z",
        "DTEND": "20261123T080000Z",
        "SUMMARY": "On call: Payments",
        "TRANSP": "TRANSPARENT",
    }


@given(names, names)
def test_any_name_comes_back_from_a_calendar_as_it_was_shown(name, person):
    said = ics(name, turns(rota(person or "x"), name=name), made=MADE)
    calendar, events = read(said)
    assert calendar["NAME"] == harmless(name)
    assert {event["SUMMARY"] for event in events} == {harmless(f"On call: {name}")}


def test_an_entry_is_the_same_one_whenever_it_is_written_and_whoever_has_the_turn():
    def ids(seen, **window):
        _, events = read(ics("", turns(seen, **window), made=MADE))
        return {event["DTSTART"]: event["UID"] for event in events}

    one = ids(rota("ada", "ben"))
    later = ids(rota("ben", "cho"), start=START + WEEK / 2, end=START + 9 * WEEK)
    both = set(one) & set(later)
    assert len(both) == 4
    assert all(one[start] == later[start] for start in both)
    elsewhere = ids(rota("ada", "ben"), key="s2")
    assert set(elsewhere) == set(one)
    assert not set(elsewhere.values()) & set(one.values())


@given(st.integers(1, 60), st.integers(0, 2000))
def test_a_turn_has_its_own_ends_whatever_window_it_is_looked_at_through(length, hours):
    seen = rota("ada", "ben", length_days=length)
    start = START + WEEK * hours / 100
    long = {(turn.start, turn.end) for turn in turns(seen, START - 20 * WEEK, START + 60 * WEEK)}
    assert {(turn.start, turn.end) for turn in turns(seen, start, start + WEEK)} <= long


def test_of_two_layers_it_says_whose_incident_it_is():
    layers = [
        Layer(
            name=name,
            position=position,
            length_days=7,
            handoff_time=rota("a").layers[0].handoff_time,
            effective_from=START,
            participants=(name,),
        )
        for position, name in enumerate(["ada", "ben"])
    ]
    seen = Rota(zone=PARIS, layers=tuple(layers))
    _, events = read(ics("", turns(seen, end=START + WEEK / 2), made=MADE, called=str.title))
    assert [event["SUMMARY"] for event in events] == [
        "Ada, on call: Payments",
        "Ben, also paged: Payments",
    ]
