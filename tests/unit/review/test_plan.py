"""What the engine printed, read."""

import json
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pulumi_scaling.errors import Refused
from pulumi_scaling.model import UNKNOWN
from pulumi_scaling.review.plan import SECRET, plan_in, plan_of
from pulumi_scaling.review.worlds_read import worlds
from tests.unit.review.plans import NOW, WHOLE, plan, recorded


def one(of, logical):
    (found,) = (each for each in plan(of).resources if each.logical == logical)
    return found


def test_a_plan_says_whose_it_is():
    assert (plan("edit").stack, plan("edit").project) == ("dev", "oncall")


def test_what_is_new_has_no_before_and_what_goes_has_no_after():
    assert one("edit", "new").before is None
    assert one("edit", "gone").after is None


def test_what_is_kept_on_delete_stays_as_it_is():
    kept = one("replace", "keep")
    assert (kept.op, kept.after) == ("delete", kept.before)


def test_a_replacement_has_both_sides():
    moved = one("replace", "a")
    assert moved.op == "replace"
    assert moved.before.values["schedule_id"] != moved.after.values["schedule_id"]


def test_before_is_what_a_refresh_found_and_not_what_the_stack_held():
    assert one("refresh", "drift").before.values["layers"][0]["participants"] == ["dee@example.com"]
    assert one("replace", "drift").before.values["layers"][0]["participants"] == ["ana@example.com"]


def test_what_a_refresh_found_gone_is_made_anew():
    assert (one("refresh", "byhand").op, one("refresh", "byhand").before) == ("create", None)


def test_what_a_target_leaves_out_stays_and_what_it_would_not_make_is_not_there():
    names = {each.logical for each in plan("target").resources}
    assert "new" not in names
    left = one("target", "pay.pay-primary")
    assert left.before.values["layers"] == left.after.inputs["layers"]


def test_a_resource_with_an_alias_is_the_same_one():
    renamed = one("edit", "c")
    assert (renamed.before.values["name"], renamed.after.values["name"]) == ("B", "C")


def test_a_component_is_part_of_what_a_resource_is_called():
    assert one("edit", "pay.pay-primary").urn.endswith("::pay-primary")


def test_what_is_unknown_or_secret_is_neither_text_nor_shown():
    people = one("edit", "unk").after.inputs["layers"][0]["participants"]
    assert people == [UNKNOWN, "ana@example.com"]
    assert one("edit", "sec").after.inputs["layers"] is SECRET


def test_a_part_of_an_input_tells_where_it_comes_from():
    chain = one("first", "c").after
    ends = [
        chain.sources("layers", place, "target", "schedule_id")[0].rpartition("::")[2]
        for place in range(3)
    ]
    assert ends == ["b", "a", "b"]
    assert len(chain.sources("layers")) == 4


def test_what_a_preview_refuses_is_said_in_one_line_without_what_passed_it_on():
    sentence = "Primary: on call NOW changes, bo → cy; error: pulumi_scaling.Refused: stays"
    told = {"severity": "error", "message": f"error: pulumi_scaling.Refused: {sentence}\n\n"}
    with pytest.raises(Refused) as caught:
        plan_of({"steps": [], "diagnostics": [told]}, "plan.json")
    assert str(caught.value) == f"the preview failed, so there is nothing to review: {sentence}"


def test_a_preview_that_failed_is_refused_with_what_the_engine_said():
    with pytest.raises(Refused, match="no IANA time zone; did you mean"):
        plan_of(recorded("failed"), "failed.json")


@pytest.mark.parametrize("name", WHOLE)
def test_a_preview_without_what_stays_the_same_is_refused_with_the_way_to_make_it(name):
    said = recorded(name)
    same = [step for step in said["steps"] if step["op"] == "same"]
    said["steps"] = [step for step in said["steps"] if step["op"] != "same"]
    if same:
        with pytest.raises(Refused, match="--show-sames"):
            plan_of(said, name)


@pytest.mark.parametrize(
    "text", ["", "[]", "nothing", "{}", '{"sequence":0}\n{"sequence":1}', '{"steps": 1}', "null"]
)
def test_what_is_no_preview_is_refused_by_its_name(text):
    with pytest.raises(Refused, match=r"mine\.json is not what `pulumi preview --json"):
        plan_in(text, "mine.json")


def test_an_event_a_line_is_refused_with_the_variable_that_makes_it_so():
    with pytest.raises(Refused, match="PULUMI_ENABLE_STREAMING_JSON_PREVIEW"):
        plan_in('{"sequence":0}\n{"sequence":1}', "mine.json")


@settings(deadline=None)
@given(st.data())
def test_whatever_a_step_looks_like_it_is_read_or_refused_and_nothing_else(data):
    anything = st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=4),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
        max_leaves=6,
    )
    said = recorded(data.draw(st.sampled_from(WHOLE)))
    step = data.draw(st.sampled_from(said["steps"]))
    step[data.draw(st.sampled_from(sorted(step)))] = data.draw(anything)
    with suppress(Refused):
        worlds([plan_in(json.dumps(said), "mine.json")], now=NOW)
