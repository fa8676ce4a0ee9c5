"""Checking inputs: a fixed point, blind to what is unknown, complete in what it finds."""

import copy

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pulumi_scaling.model import UNKNOWN, check, holds_unknown
from pulumi_scaling.resources import by_name

quick = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@quick
@given(data=st.data())
def test_what_was_normalised_once_stays_as_it_is(inputs_of, data):
    name, strategy = inputs_of
    cls, said = by_name[name].inputs, data.draw(strategy)
    before = copy.deepcopy(said)
    once = check(cls, said)
    assert once.problems == []
    assert said == before, "what a program said is not touched"
    twice = check(cls, once.inputs)
    assert (twice.problems, twice.inputs) == ([], once.inputs)


@quick
@given(data=st.data())
def test_none_is_as_good_as_not_given(inputs_of, data):
    name, strategy = inputs_of
    cls, said = by_name[name].inputs, data.draw(strategy)
    left_out = {field: value for field, value in said.items() if value is not None}
    assert check(cls, said).inputs == check(cls, left_out).inputs
    assert None not in check(cls, said).inputs.values()


@quick
@given(data=st.data())
def test_the_unknown_is_never_wrong_and_stays_unknown(inputs_of, data):
    name, strategy = inputs_of
    cls, said = by_name[name].inputs, data.draw(strategy)
    hidden = data.draw(st.sets(st.sampled_from(sorted(said)), min_size=1))
    checked = check(cls, {**said, **dict.fromkeys(hidden, UNKNOWN)})
    assert checked.problems == []
    assert all(checked.inputs[field] is UNKNOWN for field in hidden)


@quick
@given(data=st.data())
def test_an_unknown_part_does_not_make_the_rest_wrong(inputs_of, data):
    name, strategy = inputs_of
    cls, said = by_name[name].inputs, data.draw(strategy)
    for field, value in said.items():
        if isinstance(value, list):
            said[field] = [UNKNOWN, *value]
        elif isinstance(value, dict):
            part = data.draw(st.sampled_from(sorted(value)))
            said[field] = {**value, part: UNKNOWN}
    checked = check(cls, said)
    assert checked.problems == []
    assert [holds_unknown(value) for value in checked.inputs.values()] == [
        holds_unknown(said[field]) for field in checked.inputs
    ]


@quick
@given(data=st.data())
def test_every_mistake_is_told_whatever_others_there_are(inputs_of, data):
    name, strategy = inputs_of
    cls, said = by_name[name].inputs, data.draw(strategy)
    wrong = data.draw(st.sets(st.sampled_from(sorted(by_name[name].fields)), min_size=1))
    known = data.draw(st.sets(st.sampled_from(sorted(said)))) - wrong
    # Half a number is right for no field; what is unknown beside it hides nothing.
    mistaken = {**said, **dict.fromkeys(wrong, 3.5), **dict.fromkeys(known, UNKNOWN)}
    assert {problem.path for problem in check(cls, mistaken).problems} == wrong


@quick
@given(data=st.data())
def test_a_required_field_that_is_missing_is_told_with_every_other(inputs_of, data):
    name, strategy = inputs_of
    kind, said = by_name[name], data.draw(strategy)
    required = sorted(field for field, spec in kind.fields.items() if spec.required)
    missing = data.draw(st.sets(st.sampled_from(required), min_size=1))
    left = {field: value for field, value in said.items() if field not in missing}
    assert {problem.path for problem in check(kind.inputs, left).problems} == missing


def test_a_rule_is_asked_only_when_all_it_needs_is_known_and_well_formed():
    kind = by_name["RotationLayer"]
    for broken in ({"rotation_type": UNKNOWN}, {"rotation_type": "yearly"}):
        said = {**kind.example, **broken, "rotation_length_days": 3}
        paths = {problem.path for problem in check(kind.inputs, said).problems}
        assert "rotation_length_days" not in paths


def test_a_misspelt_field_is_told_with_the_fields_there_are():
    kind = by_name["Schedule"]
    (problem,) = check(kind.inputs, {**kind.example, "time_zone": "Europe/Paris"}).problems
    assert problem.path == "time_zone"
    assert "name, timezone, description" in problem.sentence


def test_a_list_with_an_unknown_in_it_keeps_its_repeats():
    kind = by_name["PolicyLayer"]
    target = {"type": "users", "users": ["bo", "bo", UNKNOWN]}
    checked = check(kind.inputs, {**kind.example, "target": target})
    assert checked.problems == []
    assert checked.inputs["target"] == target
