"""A review says who is named and takes no turns yet, and shows the turns of those who do."""

from pulumi_scaling.review.comparison import compared
from pulumi_scaling.review.plan import SECRET, Plan, Resource, State
from pulumi_scaling.review.worlds_read import worlds
from tests.kinds import WEEKS
from tests.unit.review.plans import NOW


def reviewed(*waiting, initials=False):
    return review_of(night(*waiting), initials=initials)


def night(*waiting, name="Night"):
    layers = [{**WEEKS, "participants": ["bo@example.com"]}]
    inputs = {"name": name, "timezone": "UTC", "layers": layers, "waiting": [*waiting]}
    urn = f"urn:pulumi:dev::oncall::pulumi-python:dynamic/scaling:Schedule::{name}"
    return Resource(urn=urn, kind="Schedule", op="create", before=None, after=State(inputs=inputs))


def review_of(*resources, initials=False):
    seen = worlds([Plan(stack="dev", project="oncall", resources=resources)], now=NOW)
    until = NOW.replace(year=2027)
    return compared(seen.before, seen.after, stack="dev", now=NOW, until=until, initials=initials)


def told(review):
    return [each.sentence for each in review.findings if each.rule == "waiting"]


def test_who_is_left_out_is_named_and_has_no_turns():
    review = reviewed("Fay@example.com", "gus@example.com")
    assert told(review) == [
        "the schedule 'Night' goes without Fay and Gus, who have not accepted the invitation yet."
    ]
    assert {each.person for each in review.people} == {"bo@example.com"}
    assert told(reviewed()) == []


def test_by_initials_where_that_is_asked_for_and_by_number_where_they_are_secret():
    (line,) = told(reviewed("fay@example.com", SECRET, initials=True))
    assert "Fay" not in line
    assert "1 person" in line


def test_the_lines_stand_in_one_order_whatever_the_engine_went_through_first():
    one, other = night("fay@example.com"), night("gus@example.com", name="Day")
    assert told(review_of(one, other)) == told(review_of(other, one))
    assert len(told(review_of(one, other))) == 2
