"""A chain or a rota said in one piece: brought to what is wanted, and nobody missing meanwhile.

Against the simulator, with every write watched: between any two requests those are reached who are
reached before and after, and who owned incidents has a successor.
"""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pulumi_scaling import core, errors
from pulumi_scaling.resources import by_name

SCHEDULE, POLICY, LAYER, ROTATION = (
    by_name[name] for name in ("Schedule", "EscalationPolicy", "PolicyLayer", "RotationLayer")
)
PEOPLE = [f"{name}@example.com" for name in ("ana", "bo", "cy", "dee")]
often = settings(
    deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def link(who, minutes=5):
    people = [who] if isinstance(who, str) else who
    return {"ack_timeout_minutes": minutes, "target": {"type": "users", "users": people}}


def turn(name, *people, days=7):
    return {
        "name": name,
        "rotation_type": "weekly" if days == 7 else "custom",
        "rotation_length_days": days,
        "handoff_time": "09:00",
        "effective_from": "2026-01-05T08:00:00Z",
        "participants": list(people),
    }


LINKS = st.lists(
    st.builds(
        link,
        st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=2, unique=True),
        st.sampled_from([5, 9]),
    ),
    max_size=5,
)
TURNS = st.lists(
    st.builds(
        lambda name, people, days: turn(name, *people, days=days),
        st.sampled_from("ABCDE"),
        st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=2, unique=True),
        st.sampled_from([7, 3]),
    ),
    max_size=4,
    unique_by=lambda each: each["name"],
)


def rows(server, kind):
    return server.rows(
        {"Schedule": "rotation_layers", "EscalationPolicy": "policy_layers"}[kind.name]
    )


def reached(row):
    target = row.get("target") or {}
    return {*row.get("participantIds", ()), *target.get("userIds", ())}


def everybody(there):
    return {person for row in there for person in reached(row)}


class Watched:
    """An account whose every write is followed by a look at who is reached."""

    def __init__(self, account, server, kind):
        self.account, self.server, self.kind = account, server, kind
        self.seen: list[Any] = []
        for verb in ("post", "patch", "put", "delete"):
            setattr(account.client, verb, self._watching(getattr(account.client, verb)))

    def _watching(self, call):
        def made(*args, **named):
            try:
                return call(*args, **named)
            finally:
                self.seen.append(copy.deepcopy(rows(self.server, self.kind)))

        return made

    def held(self, before, after):
        kept = everybody(before) & everybody(after)
        for number, there in enumerate(self.seen):
            assert kept <= everybody(there), (number, kept, there)
            assert there or not (before and after), number


def said(kind, layers):
    return {"name": "It", "layers": layers} | ({"timezone": "UTC"} if kind is SCHEDULE else {})


def as_said(kind, there):
    """What the server holds, in the words of these tests."""
    if kind is POLICY:
        return [
            link(
                sorted(f"{each.removeprefix('user_')}@example.com" for each in reached(row)),
                row["ackTimeoutMinutes"],
            )
            for row in there
        ]
    return [
        turn(
            row["name"],
            *(f"{each.removeprefix('user_')}@example.com" for each in row["participantIds"]),
            days=row["rotationLengthDays"],
        )
        for row in there
    ]


def wanted(kind, layers):
    if kind is SCHEDULE:
        return layers
    return [
        {**each, "target": {**each["target"], "users": sorted(each["target"]["users"])}}
        for each in layers
    ]


def checked(account, kind, inputs):
    found = core.check(account, kind, {}, inputs)
    assert found.problems == []
    return found.inputs


def lives(account_on, server, kind, first, second):
    server.reset()
    account = account_on(server)
    inputs = checked(account, kind, said(kind, first))
    id_, state = core.create(account, kind, inputs)
    assert as_said(kind, rows(server, kind)) == wanted(kind, first)
    assert not core.diff(account_on(server), kind, id_, state, inputs)
    read = core.read(account_on(server), kind, id_, state)
    assert not core.changes(kind, read, inputs, None)

    after = account_on(server)
    news = checked(after, kind, said(kind, second))
    before = rows(server, kind)
    server.forget_requests()
    if core.diff(after, kind, id_, read, news):
        watched = Watched(after, server, kind)
        done = core.update(after, kind, id_, read, news)
        watched.held(before, rows(server, kind))
    else:
        done = read
    assert as_said(kind, rows(server, kind)) == wanted(kind, second)
    assert done["layer_ids"] == [row["id"] for row in rows(server, kind)]
    assert not core.changes(kind, done, news, None)
    last = account_on(server)
    assert not core.changes(kind, core.read(last, kind, id_, done), news, last.people)
    core.delete(last, kind, id_, done)
    assert rows(server, kind) == []
    return [request.operation for request in server.writes]


@often
@given(first=LINKS, second=LINKS)
def test_a_chain_becomes_any_other_and_nobody_is_missing_meanwhile(
    account_on, server, first, second
):
    lives(account_on, server, POLICY, first, second)


@often
@given(first=TURNS, second=TURNS)
def test_a_rota_becomes_any_other_and_nobody_is_missing_meanwhile(
    account_on, server, first, second
):
    lives(account_on, server, SCHEDULE, first, second)


ANA, BO, CY, DEE = PEOPLE
POLICY_WRITES = [
    ("nothing", [link(ANA)], [link(ANA)], []),
    ("one more at the end", [link(ANA)], [link(ANA), link(BO)], ["create"]),
    ("one more in front", [link(ANA)], [link(BO), link(ANA)], ["create"]),
    ("one more between", [link(ANA), link(CY)], [link(ANA), link(BO), link(CY)], ["create"]),
    ("one less", [link(ANA), link(BO), link(CY)], [link(ANA), link(CY)], ["delete"]),
    ("reversed", [link(ANA), link(BO), link(CY)], [link(CY), link(BO), link(ANA)], ["reorder"]),
    ("another time", [link(ANA, 5)], [link(ANA, 9)], ["update"]),
    ("other people", [link(ANA)], [link(BO)], ["update"]),
    ("two alike", [link(ANA), link(BO)], [link(ANA), link(ANA)], ["update"]),
]


@pytest.mark.parametrize(
    ("first", "second", "writes"),
    [each[1:] for each in POLICY_WRITES],
    ids=[each[0] for each in POLICY_WRITES],
)
def test_as_little_as_possible_is_written(account_on, server, first, second, writes):
    asked = lives(account_on, server, POLICY, first, second)[:-1]
    assert asked == [f"{each}_policy_layer{'s' if each == 'reorder' else ''}" for each in writes]


def test_two_rotations_that_swap_names_stay_who_they_are(account_on, server):
    first = [turn("A", ANA), turn("B", BO, days=3)]
    second = [turn("B", ANA), turn("A", BO, days=3)]
    asked = lives(account_on, server, SCHEDULE, first, second)
    assert asked == [*["update_rotation_layer"] * 3, "delete_schedule"]


def test_a_create_that_fails_half_way_leaves_nothing(account_on, server):
    server.faults({"operation": "create_policy_layer", "status": 422, "skip": 1})
    account = account_on(server)
    inputs = checked(account, POLICY, said(POLICY, [link(ANA), link(BO)]))
    with pytest.raises(errors.Invalid, match="what was made of it is removed again"):
        core.create(account, POLICY, inputs)
    assert server.rows("policies") == server.rows("policy_layers") == []


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("nth", range(4))
def test_a_lost_answer_at_any_request_doubles_nothing(account_on, server, when, nth):
    account = account_on(server)
    first = [link(ANA), link(BO), link(CY)]
    second = [link(DEE), link(CY), link(ANA, 9)]
    inputs = checked(account, POLICY, said(POLICY, first))
    id_, state = core.create(account, POLICY, inputs)
    news = checked(account, POLICY, said(POLICY, second))
    server.faults({"operation": "writes", "status": 502, "when": when, "skip": nth, "times": 1})
    again = account_on(server)
    try:
        core.update(again, POLICY, id_, state, news)
    except errors.ScalingError:
        server.clear_faults()
        read = core.read(account_on(server), POLICY, id_, state)
        core.update(account_on(server), POLICY, id_, read, news)
    assert as_said(POLICY, server.rows("policy_layers")) == second


def test_a_removal_that_is_refused_has_changed_nothing(account_on, server):
    account = account_on(server)
    inputs = checked(account, POLICY, said(POLICY, [link(ANA), link(BO)]))
    id_, state = core.create(account, POLICY, inputs)
    account.client.post(
        "/incidents",
        {"title": "Fire", "severity": "low", "ownerId": "user_bo", "escalationPolicyId": id_},
    )
    before = server.rows("policy_layers")
    server.forget_requests()
    news = checked(account, POLICY, said(POLICY, [link(BO, 9)]))
    with pytest.raises(errors.Refused, match="Fire"):
        core.update(account_on(server), POLICY, id_, state, news)
    assert server.writes == []
    assert server.rows("policy_layers") == before


def test_every_mistake_in_the_list_has_its_path(account):
    wrong = [link(ANA), {**link("nobody@example.com"), "ack_timeout_minutes": 0}]
    found = core.check(account, POLICY, {}, said(POLICY, wrong))
    assert [problem.path for problem in found.problems] == ["layers[1].ack_timeout_minutes"]
    found = core.check(account, POLICY, {}, said(POLICY, [link(ANA), link("nobody@example.com")]))
    assert [problem.path for problem in found.problems] == ["layers[1].target.users[0]"]
    twice = core.check(account, SCHEDULE, {}, said(SCHEDULE, [turn("A", ANA), turn("A", BO)]))
    assert [problem.path for problem in twice.problems] == ["layers"]


def test_what_is_done_by_hand_is_drift_of_the_list_and_put_right(account_on, server):
    account = account_on(server)
    inputs = checked(account, POLICY, said(POLICY, [link(ANA), link(BO)]))
    id_, state = core.create(account, POLICY, inputs)
    path = f"/escalation/policies/{id_}/layers"
    account.client.delete(f"{path}/{state['layer_ids'][0]}")
    target = {"type": "users", "userIds": ["user_dee"]}
    account.client.post(path, {"position": 2, "ackTimeoutMinutes": 7, "target": target})
    seen = core.read(account_on(server), POLICY, id_, state)
    assert seen["layers"] == [link(BO), link(DEE, 7)]
    run = account_on(server)
    assert core.diff(run, POLICY, id_, seen, checked(run, POLICY, inputs)).fields == ("layers",)
    core.update(run, POLICY, id_, seen, inputs)
    assert as_said(POLICY, server.rows("policy_layers")) == inputs["layers"]


def test_layers_that_are_not_said_are_not_touched(account_on, server):
    account = account_on(server)
    inputs = checked(account, POLICY, {"name": "It"})
    id_, state = core.create(account, POLICY, inputs)
    layer = {**link(ANA), "policy_id": id_, "position": 1}
    core.create(account, LAYER, checked(account, LAYER, layer))
    assert "layers" not in core.read(account_on(server), POLICY, id_, state)
    done = core.update(account_on(server), POLICY, id_, state, {"name": "Other"})
    assert "layers" not in done
    assert len(server.rows("policy_layers")) == 1
    empty = checked(account, POLICY, said(POLICY, []))
    assert core.diff(account, POLICY, id_, done, empty).fields == ("name", "layers")
    done = core.update(account_on(server), POLICY, id_, done, empty)
    assert done["layers"] == server.rows("policy_layers") == []


@pytest.mark.parametrize("kind", [POLICY, SCHEDULE], ids=lambda kind: kind.name)
def test_from_one_by_one_to_one_piece_and_back_no_object_is_touched(account_on, server, kind):
    child = kind.inline.kind
    layers = [link(ANA), link(ANA), link(BO)]
    if kind is SCHEDULE:
        layers = [turn("A", ANA), turn("B", BO)]
    bare = {name: value for name, value in said(kind, []).items() if name != "layers"}
    account = account_on(server)
    id_, state = core.create(account, kind, checked(account, kind, bare))
    parent, first = child.parent, child.order.first
    each = [
        checked(account, child, {**layer, parent: id_, "position": place})
        for place, layer in enumerate(layers, first)
    ]
    made = [core.create(account, child, inputs) for inputs in each]
    there = rows(server, kind)
    server.forget_requests()

    run = account_on(server)
    whole = checked(run, kind, said(kind, layers))
    assert core.diff(run, kind, id_, state, whole).fields == ("layers",)
    whole_state = core.update(run, kind, id_, state, whole)
    for own, held in made:
        core.delete(run, child, own, held)
    assert server.writes == []
    # That run ended before the deletes: they come in the next one.
    run = account_on(server)
    checked(run, kind, said(kind, layers))
    assert not core.diff(run, kind, id_, whole_state, whole)
    for own, held in made:
        core.delete(run, child, own, held)
    assert server.writes == []

    run = account_on(server)
    apart = checked(run, kind, bare)
    assert core.diff(run, kind, id_, whole_state, apart).fields == ("layers",)
    alone = core.update(run, kind, id_, whole_state, apart)
    assert "layers" not in alone
    assert alone["layer_ids"] == [str(row["id"]) for row in there], "let go of, and there yet"
    again = [core.create(run, child, checked(run, child, inputs)) for inputs in each]
    assert server.writes == []
    assert [own for own, _ in again] == [own for own, _ in made]
    assert rows(server, kind) == there


@pytest.mark.parametrize("many", range(3))
def test_a_create_that_was_killed_is_gone_on_with_by_its_name_alone(account_on, server, many):
    layers = [link(ANA), link(BO), link(CY)]
    inputs = checked(account_on(server), POLICY, said(POLICY, layers))
    run = account_on(server)
    post, sent = run.client.post, []

    def killed(path, body=None, **named):
        if len(sent) == many + 1:
            raise KeyboardInterrupt
        sent.append(path)
        return post(path, body, **named)

    run.client.post = killed
    run.client.delete = lambda _path: (_ for _ in ()).throw(KeyboardInterrupt)
    with pytest.raises(KeyboardInterrupt):
        core.create(run, POLICY, inputs)
    (left,) = server.rows("policies")
    assert len(server.rows("policy_layers")) == many

    with pytest.raises(errors.Conflict, match=f"SCALING_CLOUD_TAKE_OVER={left['id']}"):
        core.create(account_on(server), POLICY, inputs)
    again = account_on(server, take_over=frozenset({left["id"]}))
    id_, state = core.create(again, POLICY, inputs)
    assert id_ == left["id"]
    assert as_said(POLICY, server.rows("policy_layers")) == layers
    assert not core.changes(POLICY, state, inputs, None)


def test_what_is_let_go_and_said_by_nobody_is_named_at_the_end(account_on, server, warnings):
    account = account_on(server)
    inputs = checked(account, SCHEDULE, said(SCHEDULE, [turn("A", ANA), turn("B", BO)]))
    id_, state = core.create(account, SCHEDULE, inputs)
    run = account_on(server)
    apart = checked(run, SCHEDULE, {"name": "It", "timezone": "UTC"})
    core.diff(run, SCHEDULE, id_, state, apart)
    core.update(run, SCHEDULE, id_, state, apart)
    layer = checked(run, ROTATION, {**turn("A", ANA), "schedule_id": id_})
    core.create(run, ROTATION, layer)
    warnings.clear()  # A check outside of a stack cannot know that the name is its own.
    core.farewell(run)
    (told,) = warnings
    assert f"let go of the rotation layer 'B' ({state['layer_ids'][1]})" in told
    assert "Drop it: `curl -X DELETE" in told
