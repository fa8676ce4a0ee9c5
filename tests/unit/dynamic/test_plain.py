"""Python's own moments, times and lengths become text and numbers, or a sentence that says how."""

from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulumi_scaling import model
from pulumi_scaling.dynamic import resources
from pulumi_scaling.dynamic.plain import (
    Unclear,
    clock,
    entries,
    fields,
    instant,
    whole,
    written,
)
from pulumi_scaling.resources import CATALOG

PARIS = ZoneInfo("Europe/Paris")
EARLY, LATE = datetime(1, 1, 3), datetime(9999, 12, 29)  # noqa: DTZ001 - naive on purpose
NAIVE = datetime(2026, 1, 5, 9, 0)  # noqa: DTZ001 - naive on purpose
ZONES = st.sampled_from([timezone.utc, PARIS, ZoneInfo("Asia/Kathmandu"), ZoneInfo("America/Lima")])


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (datetime(2026, 1, 5, 8, tzinfo=timezone.utc), "2026-01-05T08:00:00Z"),
        (datetime(2026, 1, 5, 9, tzinfo=PARIS), "2026-01-05T08:00:00Z"),
        (datetime(2026, 7, 5, 9, tzinfo=PARIS), "2026-07-05T07:00:00Z"),
        # The hour that comes twice, and the one that never comes.
        (datetime(2026, 10, 25, 2, 30, tzinfo=PARIS), "2026-10-25T00:30:00Z"),
        (datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=PARIS), "2026-10-25T01:30:00Z"),
        (datetime(2026, 3, 29, 2, 30, tzinfo=PARIS), "2026-03-29T01:30:00Z"),
        # A zone whose offset once had seconds, which RFC 3339 cannot say.
        (datetime(1890, 1, 1, tzinfo=PARIS), "1889-12-31T23:50:39Z"),
        (datetime(2026, 1, 5, 8, 0, 0, 123456, tzinfo=timezone.utc), "2026-01-05T08:00:00.123Z"),
        (datetime(2026, 1, 5, 8, 0, 0, 999, tzinfo=timezone.utc), "2026-01-05T08:00:00Z"),
    ],
)
def test_a_moment_is_written_in_utc_to_the_millisecond(moment, text):
    assert instant(moment) == text


@given(st.datetimes(EARLY, LATE, timezones=ZONES))
def test_a_written_moment_is_read_as_the_same_moment(moment):
    read = model.instant(instant(moment))
    assert timedelta() <= moment - read < timedelta(milliseconds=1)


def test_a_day_stays_a_day_since_only_the_clock_of_its_schedule_makes_it_a_moment():
    assert instant(date(2026, 1, 5)) == "2026-01-05"


def test_what_is_no_moment_is_refused_with_the_way_to_say_one():
    with pytest.raises(Unclear) as refused:
        instant(NAIVE)
    assert str(refused.value) == (
        "datetime(2026, 1, 5, 9, 0) names no moment without a time zone; say which, as in "
        'datetime(2026, 1, 5, 9, 0, tzinfo=ZoneInfo("Europe/Paris"))'
    )


@given(st.times().map(lambda at: at.replace(second=0, microsecond=0)))
def test_a_time_is_written_as_the_declaration_reads_it(at):
    assert model.clock(clock(at)) == (at.hour, at.minute, 0)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (time(9, 0, 30), "has seconds, and handoffs are to the minute: time(9, 0)"),
        (time(9, tzinfo=timezone.utc), "leave it out: time(9, 0)"),
        (NAIVE, "is a moment; a wall clock time is said as time(9, 0)"),
    ],
)
def test_what_is_no_wall_clock_time_to_the_minute_is_refused(said, sentence):
    with pytest.raises(Unclear, match=r".*") as refused:
        clock(said)
    assert str(refused.value).endswith(sentence)


@given(
    st.integers(min_value=-(10**6), max_value=10**6), st.sampled_from(["days", "hours", "minutes"])
)
def test_a_length_is_written_as_its_number_of_units(count, unit):
    assert whole(unit)(timedelta(**{unit: count})) == count


def test_a_length_between_two_units_is_refused():
    with pytest.raises(Unclear) as refused:
        whole("minutes")(timedelta(seconds=90))
    said = "timedelta(seconds=90) is 1.5 minutes, and only whole minutes can be said"
    assert str(refused.value) == said


@pytest.mark.parametrize("write", [instant, clock, whole("days")])
@given(value=st.none() | st.text() | st.integers() | st.lists(st.text()) | st.booleans())
def test_anything_else_passes_untouched_to_be_judged_by_check(write, value):
    assert write(value) is value


def test_all_mistakes_of_a_resource_are_told_at_once_each_at_its_field():
    wrong = {"start": NAIVE, "handoff": time(9, 1, 1), "name": "kept"}
    with pytest.raises(Unclear) as refused:
        written(wrong, {"start": instant, "handoff": clock, "end": instant}, "Layer 'weekly'")
    said = str(refused.value)
    assert said.startswith("Layer 'weekly': start: datetime(")
    assert "; handoff: time(" in said


def test_a_mistake_inside_a_list_has_its_whole_path():
    write = {"layers": entries(fields({"start": instant, "minutes": whole("minutes")}))}
    wrong = {"layers": [{"start": NAIVE}, {"minutes": timedelta(seconds=90), "start": "kept"}]}
    with pytest.raises(Unclear) as refused:
        written(wrong, write, "Schedule 'primary'")
    said = str(refused.value)
    assert said.startswith("Schedule 'primary': layers[0].start: datetime(")
    assert "; layers[1].minutes: timedelta(" in said
    right = {"layers": [{"minutes": timedelta(hours=1), "start": "kept"}, "an output"]}
    assert written(right, write, "it") == {
        "layers": [{"minutes": 60, "start": "kept"}, "an output"]
    }


@pytest.mark.parametrize("kind", CATALOG, ids=lambda kind: kind.name)
def test_which_fields_take_them_is_said_by_their_marks_alone(kind):
    def marked_in(spec):
        deeper = (part for _, part in spec.shape.parts())
        return spec.shape.stands_for or any(map(marked_in, deeper))

    marked = {name for name, spec in kind.fields.items() if marked_in(spec)}
    assert set(getattr(resources, kind.name)._writes) == marked
