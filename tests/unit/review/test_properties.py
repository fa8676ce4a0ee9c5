"""What holds for any edit: no NOW that is not, none missed, and nobody who is told for nothing."""

from datetime import datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from pulumi_scaling.review.markdown_page import LONGEST, markdown
from pulumi_scaling.review.terminal_page import text
from pulumi_scaling.rota import on_call

from .by_hand import NEW_YORK, NOW, PARIS, UTC, layer, mail, review, schedule, world

unhurried = settings(deadline=None, max_examples=120)
HOUR = timedelta(hours=1)
PEOPLE = ("ada", "ben", "cho", "dov")
# Everything happens at whole hours, so that looking once an hour misses nothing.
FIRST = datetime(2026, 11, 2, tzinfo=UTC)
hours = st.integers(0, 24 * 40).map(lambda number: FIRST + number * HOUR)


@st.composite
def layers(draw):
    made = []
    for position in draw(st.sampled_from([(0,), (0, 1), (1,), (0, 2)])):
        people = draw(st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=4))
        start = draw(hours)
        until = draw(st.one_of(st.none(), hours))
        made.append(
            layer(
                *people,
                name=f"layer {position}",
                position=position,
                length_days=draw(st.sampled_from([1, 2, 7])),
                handoff_time=time(draw(st.integers(0, 23))),
                effective_from=start,
                effective_until=until,
            )
        )
    return made


@st.composite
def schedules(draw, name):
    if draw(st.integers(0, 9)) == 0:
        return None
    return schedule(name, *draw(layers()), zone=draw(st.sampled_from([PARIS, NEW_YORK])))


@st.composite
def edits(draw):
    """Two worlds: all of it drawn anew, or one schedule kept."""
    before = [draw(schedules(name)) for name in ("One", "Two")]
    after = [before[0] if draw(st.booleans()) else draw(schedules("One")), draw(schedules("Two"))]
    return tuple(world(*(each for each in some if each)) for some in (before, after))


def duty(some, who, at):
    """What somebody is on every schedule, asked of the rotas themselves."""
    told = {}
    for key, each in some.schedules.items():
        now = on_call(each.rota, at)
        if now.owner == who:
            told[key] = "owner"
        elif who in now.paging_targets:
            told[key] = "paged"
    return told


def instants(weeks):
    start = NOW.replace(minute=0) + HOUR
    end = NOW + timedelta(weeks=weeks)
    hourly = (start + number * HOUR for number in range(weeks * 7 * 24))
    return [NOW, *(at for at in hourly if at < end)]


@unhurried
@given(edits())
def test_now_is_said_to_those_whose_duty_changes_now_and_to_nobody_else(edit):
    before, after = edit
    found = review(before, after, weeks=2)
    said_now = {who for row in found.table if str(row.first) == "now" for who in row.people}
    everybody = [mail(who) for who in PEOPLE]
    assert said_now == {who for who in everybody if duty(before, who, NOW) != duty(after, who, NOW)}


@unhurried
@given(edits())
def test_the_headline_says_that_the_pager_changes_hands_if_and_only_if_it_does(edit):
    before, after = edit
    changes = any(
        on_call(each.rota, NOW).owner != on_call(after.schedules[key].rota, NOW).owner
        for key, each in before.schedules.items()
        if key in after.schedules
    )
    found = review(before, after, weeks=2)
    assert found.verdict.headline.startswith("the pager changes hands") is changes
    if changes:
        assert found.verdict.mark == "⚠️"


@unhurried
@given(edits())
def test_the_table_names_exactly_the_people_whose_duty_differs(edit):
    before, after = edit
    found = review(before, after, weeks=3)
    differs = {
        mail(who)
        for who in PEOPLE
        if any(duty(before, mail(who), at) != duty(after, mail(who), at) for at in instants(3))
    }
    named = [who for row in found.table for who in row.people]
    assert sorted(named) == sorted(differs)
    assert (found.verdict.headline == "nobody's turns change") is (not differs)


@unhurried
@given(edits())
def test_the_first_change_is_the_first(edit):
    before, after = edit
    for each in review(before, after, weeks=2).people:
        first = next(
            at
            for at in instants(2)
            if duty(before, each.person, at) != duty(after, each.person, at)
        )
        assert each.first == first


@unhurried
@given(edits())
def test_no_turns_any_more_is_said_to_nobody_who_has_one(edit):
    before, after = edit
    found = review(before, after, weeks=2)
    for row in found.table:
        told = " ".join(map(str, row.from_now_on))
        left = [who for who in row.people for at in instants(2) if duty(after, who, at)]
        if not left:
            assert "no turns any more" in told
        elif len(before.schedules.keys() | after.schedules.keys()) == 1:
            assert "no turns any more" not in told


names = st.one_of(
    st.text(max_size=300),
    st.sampled_from(["|" * 200, "`" * 200, "@all " * 50, "\n# x\n" * 40, "<b>"]),
)


@settings(deadline=None, max_examples=40)
@given(st.lists(names, min_size=1, max_size=60, unique=True), st.integers(1, 4), st.booleans())
def test_a_comment_is_short_enough_and_never_without_its_verdict(called, stacks, kept):
    before = world(*(schedule(name, *PEOPLE) for name in called))
    people = PEOPLE if kept else ("fil", *PEOPLE)
    after = world(*(schedule(name, *people, *called[:5]) for name in called))
    found = review(before, after)
    page = markdown([found] * stacks)
    assert len(page) <= LONGEST
    assert page.count("### ⚠️ On-call: ") == stacks
    assert page.count("<!-- pulumi-scaling review: prod -->") == stacks
    assert found.verdict.headline in text([found])


def test_three_hundred_schedules_fit_and_what_is_left_out_is_said():
    teams = range(300)
    before = world(
        *(schedule(f"Team {at}", f"a{at % 40}", f"b{at}", "c", "d", "e") for at in teams)
    )
    after = world(
        *(schedule(f"Team {at}", f"a{at % 40}", "fil", f"b{at}", "c", "d", "e") for at in teams)
    )
    found = review(before, after)
    page = markdown([found])
    assert len(page) <= LONGEST
    assert "the pager changes hands on 300 schedules" in page
    assert "… and 290 more schedules change" in page
    assert "Left out, since a comment holds no more: " in page
