"""From plans to worlds."""

import copy
import json
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pulumi_scaling.review.fingerprint import fingerprint
from pulumi_scaling.review.plan import plan_of
from pulumi_scaling.review.worlds import Unseen
from pulumi_scaling.review.worlds_read import worlds
from pulumi_scaling.rota import on_call
from tests.unit.review.plans import NOW, WHOLE, recorded, seen

BEGUN = datetime(2026, 1, 6, tzinfo=timezone.utc)
UNKNOWN_TEXT = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"


def named(world, name):
    (found,) = (each for each in world.schedules.values() if each.name == name)
    return found


def chain(world, name):
    (found,) = (each for each in world.chains.values() if each.name == name)
    return found


def people(schedule):
    return [layer.participants for layer in schedule.rota.layers]


def test_rotations_said_with_their_schedule_are_in_the_order_of_the_list():
    found = seen("edit")
    assert people(named(found.before, "pay primary")) == [("ana@example.com", "bo@example.com")]
    assert people(named(found.after, "pay primary")) == [
        ("ana@example.com", "dee@example.com", "bo@example.com")
    ]


def test_rotations_of_their_own_are_where_they_claim_to_be_and_others_fill_the_gaps():
    found = seen("edit")
    names = [
        [layer.name for layer in named(world, "Sep").rota.layers]
        for world in (found.before, found.after)
    ]
    assert names == [["A", "B"], ["D", "A", "C"]]


def test_a_rotation_that_moves_to_another_schedule_leaves_the_first():
    found = seen("replace")
    assert people(named(found.before, "S1")) == people(named(found.after, "S2"))
    assert people(named(found.after, "S1")) == people(named(found.before, "S2")) == []


def test_somebody_named_by_id_is_the_one_whose_address_another_resource_tells():
    assert people(named(seen("edit").before, "Sep"))[0] == ("bo@example.com", "cy@example.com")


def test_a_chain_pages_schedules_by_what_they_are_and_not_by_their_ids():
    found = seen("edit")
    new = chain(found.after, "Newpol")
    assert [link.schedule for link in new.links] == [
        named(found.after, "New").key,
        named(found.after, "Sep").key,
    ]
    assert new.unseen == ()


def test_a_first_plan_tells_which_new_schedule_each_link_pages_and_which_new_person():
    found = seen("first")
    links = chain(found.after, "C").links
    keys = {named(found.after, name).key: name for name in "AB"}
    assert [keys.get(link.schedule or "") for link in links] == ["B", "A", "B", None]
    assert links[3].users == ("gus@example.com", "ana@example.com", "fay@example.com")


def test_what_cannot_be_seen_is_said_and_never_guessed():
    found = seen("edit").after
    assert named(found, "Sec").unseen == (Unseen(what="the rotations", why="secret"),)
    (unknown,) = named(found, "Unk").unseen
    assert unknown == Unseen(what="the people of the rotation 'Weekly'", why="unknown")
    assert people(named(found, "Unk")) == []


def test_the_ids_beside_a_secret_roster_are_not_told_either():
    said = recorded("edit")
    told = [step for step in said["steps"] if step["urn"].endswith("::sec")]
    for side in ("oldState", "newState"):
        told[0][side].get("outputs", {})["participant_ids"] = ["user_secret", "user_hidden"]
    told[0]["oldState"]["outputs"]["participants"] = ["quiet@example.com", "still@example.com"]
    found = worlds([plan_of(said, "mine")], now=NOW)
    assert "quiet@example.com" not in found.who.emails.values()


def test_a_schedule_that_is_called_otherwise_without_an_alias_is_the_same_one_to_people():
    found = seen("rename")
    assert named(found.before, "A").key == named(found.after, "A").key


def test_plans_of_several_stacks_are_one_world_and_speak_of_the_same_schedules():
    first, second = recorded("edit"), recorded("edit")
    text = json.dumps(second).replace("urn:pulumi:dev::", "urn:pulumi:eu::")
    second = json.loads(text)
    second["steps"] = [s for s in second["steps"] if s["urn"].endswith(("::l1", "::seppol"))]
    first["steps"] = [s for s in first["steps"] if not s["urn"].endswith(("::l1", "::seppol"))]
    for each in (first, second):
        each["changeSummary"] = {}
    found = worlds([plan_of(first, "dev"), plan_of(second, "eu")], now=NOW)
    assert found.stack == "dev, eu"
    (link,) = chain(found.after, "Sep").links
    assert link.schedule == named(found.after, "Sep").key


def test_whom_the_program_invites_is_a_member_of_its_world():
    assert dict(seen("replace").before.members) == {"fay@example.com": "org:member"}
    assert dict(seen("replace").after.members) == {"fee@example.com": "org:member"}


@settings(deadline=None)
@given(st.sampled_from(WHOLE), st.randoms(use_true_random=False))
def test_in_which_order_the_engine_went_through_the_program_says_nothing(name, chance):
    said, mixed = recorded(name), recorded(name)
    chance.shuffle(mixed["steps"])
    ours, other = (worlds([plan_of(each, name)], now=NOW) for each in (said, mixed))
    assert (ours.before, ours.after) == (other.before, other.after)
    assert list(ours.after.schedules) == list(other.after.schedules)
    assert fingerprint(ours) == fingerprint(other)


def leaves(value, path=()):
    if isinstance(value, dict):
        for name, part in value.items():
            yield from leaves(part, (*path, name))
    elif isinstance(value, list):
        for place, part in enumerate(value):
            yield from leaves(part, (*path, place))
    elif path:
        yield path


@settings(deadline=None)
@given(st.sampled_from(WHOLE), st.data())
def test_whatever_part_is_unknown_or_secret_the_rest_is_read_and_the_part_is_said(name, data):
    said = copy.deepcopy(recorded(name))
    steps = [each for each in said["steps"] if (each.get("newState") or {}).get("inputs")]
    state = data.draw(st.sampled_from(steps))["newState"]
    path = data.draw(st.sampled_from(sorted(leaves(state["inputs"]), key=str)))
    cut = data.draw(st.integers(1, len(path)))
    hidden = data.draw(st.sampled_from([UNKNOWN_TEXT, "[secret]"]))
    at = state["inputs"]
    for step in path[: cut - 1]:
        at = at[step]
    at[path[cut - 1]] = hidden
    found = worlds([plan_of(said, name)], now=NOW)
    shown = repr(found.after)
    assert UNKNOWN_TEXT not in shown
    assert "[secret]" not in shown


class TestFingerprint:
    def test_it_is_the_same_whenever_it_is_asked(self):
        later = NOW + timedelta(days=200)
        assert fingerprint(seen("edit")) == fingerprint(seen("edit", now=later))

    def test_it_is_another_one_where_two_people_swap(self):
        said = recorded("edit")
        text = json.dumps(said).replace(
            '["ana@example.com", "dee@example.com", "Bo@example.com"]',
            '["dee@example.com", "ana@example.com", "Bo@example.com"]',
        )
        swapped = worlds([plan_of(json.loads(text), "swapped")], now=NOW)
        assert fingerprint(swapped)[0] != fingerprint(seen("edit"))[0]
        differing = {
            key
            for key, mark in fingerprint(swapped)[1].items()
            if fingerprint(seen("edit"))[1][key] != mark
        }
        assert differing == {named(swapped.after, "pay primary").key}

    def test_a_description_is_no_part_of_it(self):
        text = json.dumps(recorded("edit")).replace('"description": "y"', '"description": "z"')
        assert fingerprint(worlds([plan_of(json.loads(text), "z")], now=NOW)) == fingerprint(
            seen("edit")
        )


def keeping(now):
    """The roster of `pay primary` changes, and the running turn is kept."""
    text = json.dumps(recorded("edit")).replace(
        '"Bo@example.com"], "rotation_length_days"',
        '"Bo@example.com"], "rollout": "keep_turn", "rotation_length_days"',
    )
    return worlds([plan_of(json.loads(text), "keeping")], now=now)


@given(st.integers(0, 700 * 24 * 60).map(lambda minutes: BEGUN + timedelta(minutes=minutes)))
def test_where_a_turn_is_kept_nobody_who_stays_loses_the_pager(now):
    found = keeping(now)
    before, after = (named(world, "pay primary").rota for world in (found.before, found.after))
    assert on_call(before, now) == on_call(after, now)


def test_a_kept_turn_has_the_same_fingerprint_all_through_it():
    turn = datetime(2026, 11, 23, 8, tzinfo=timezone.utc)
    marks = {fingerprint(keeping(turn + timedelta(hours=hours)))[0] for hours in (0, 1, 100, 167)}
    assert len(marks) == 1


@pytest.mark.parametrize("name", WHOLE)
def test_each_recorded_plan_has_worlds(name):
    found = seen(name)
    assert {*found.before.schedules, *found.after.schedules}
