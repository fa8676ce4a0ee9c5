"""People who were invited and have not accepted: left out, told of once, and put in later."""

import pytest

from pulumi_scaling import core
from pulumi_scaling.errors import ConfigError, Refused
from pulumi_scaling.model import UNKNOWN
from pulumi_scaling.resources import by_name
from pulumi_scaling.simulator import MEMBER_KEY
from tests.kinds import WEEKS

SCHEDULE, ROTATION, POLICY, LAYER, MEMBER = (
    by_name[name]
    for name in ("Schedule", "RotationLayer", "EscalationPolicy", "PolicyLayer", "Member")
)
BO, CY, FAY, GUS = (f"{name}@example.com" for name in ("bo", "cy", "fay", "gus"))


def users(*people):
    return {"type": "users", "users": [*people]}


def inline(*rosters):
    layers = [
        {**WEEKS, "name": f"Weeks {at}", "participants": people}
        for at, people in enumerate(rosters)
    ]
    return {"name": "Night", "timezone": "UTC", "layers": layers}


@pytest.fixture
def invited(account_on, server):
    """Fay and Gus are invited; how to accept for one of them."""
    ids = {
        email: account_on(server).client.post(
            "/team/members/invite", {"emailAddress": email, "role": "org:member"}
        )["id"]
        for email in (FAY, GUS)
    }
    server.forget_requests()
    return lambda email: server.accept(ids[email])["id"]


@pytest.fixture
def schedule(account_on, server):
    id_ = account_on(server).client.post("/oncall/schedules", {"name": "Night", "timezone": "UTC"})[
        "id"
    ]
    server.forget_requests()
    return id_


@pytest.fixture
def policy(account_on, server):
    id_ = account_on(server).client.post("/escalation/policies", {"name": "Chain"})["id"]
    server.forget_requests()
    return id_


@pytest.fixture
def life(account_on, server):
    """One resource, up after up: each a run of its own."""

    class Life:
        def __init__(self, kind):
            self.kind, self.id, self.state, self.inputs = kind, None, {}, {}

        def up(self, said, **how):
            account = account_on(server, **how)
            checked = core.check(account, self.kind, self.inputs, said)
            if checked.problems:
                return [problem.sentence for problem in checked.problems]
            changed = ()
            if self.id is None:
                self.id, self.state = core.create(account, self.kind, checked.inputs)
                changed = ("made",)
            else:
                change = core.diff(account, self.kind, self.id, self.state, checked.inputs)
                changed = change.fields
                if change:
                    self.state = core.update(
                        account, self.kind, self.id, self.state, checked.inputs
                    )
            self.inputs = checked.inputs
            core.farewell(account)
            return changed

        def refresh(self):
            before = self.state
            account = account_on(server)
            self.state = core.read(account, self.kind, self.id, before)
            self.inputs = core.inputs_in(self.kind, self.state)
            return {
                name for name in {*before, *self.state} if before.get(name) != self.state.get(name)
            }

    return Life


def test_a_rotation_goes_without_them_and_is_completed_in_the_order_of_the_program(
    life, schedule, server, invited, warnings
):
    weekly = life(ROTATION)
    said = {**WEEKS, "schedule_id": schedule, "participants": [FAY, BO, GUS, CY]}
    assert weekly.up(said) == ("made",)
    assert weekly.state["participants"] == [BO, CY]
    assert weekly.state["participant_ids"] == ["user_bo", "user_cy"]
    assert weekly.state["waiting"] == [FAY, GUS]
    (warning,) = warnings
    assert warning.count("Weeks") == warning.count(FAY) == warning.count(GUS) == 1

    assert weekly.up(said) == ()
    assert weekly.refresh() == set()
    server.forget_requests()
    assert weekly.up(said) == ()
    assert sorted(each.operation for each in server.requests) == ["list_team_members", "list_users"]

    gus = invited(GUS)
    assert weekly.up(said) == ("participants", "waiting")
    assert weekly.state["participant_ids"] == ["user_bo", gus, "user_cy"]
    assert weekly.state["waiting"] == [FAY]
    fay = invited(FAY)
    assert weekly.refresh() == set()
    assert weekly.up(said) == ("participants", "waiting")
    assert server.rows("rotation_layers")[0]["participantIds"] == [fay, "user_bo", gus, "user_cy"]
    assert "waiting" not in weekly.state
    server.forget_requests()
    assert weekly.up(said) == ()
    assert server.requests == []


def test_of_what_is_said_inline_too(life, server, invited, warnings):
    night = life(SCHEDULE)
    said = inline([BO, FAY], [GUS, FAY, CY])
    assert night.up(said) == ("made",)
    assert [layer["participants"] for layer in night.state["layers"]] == [[BO], [CY]]
    assert night.state["participant_ids"] == ["user_bo", "user_cy"]
    assert night.state["waiting"] == [FAY, GUS]
    (warning,) = warnings
    assert f"schedule 'Night' goes without {FAY} and {GUS}" in warning
    assert (night.up(said), night.refresh(), night.up(said)) == ((), set(), ())

    fay = invited(FAY)
    assert night.up(said) == ("layers", "waiting")
    rows = sorted(server.rows("rotation_layers"), key=lambda row: row["position"])
    assert [row["participantIds"] for row in rows] == [["user_bo", fay], [fay, "user_cy"]]
    assert night.state["waiting"] == [GUS]


def test_of_a_target_and_of_a_chain(life, policy, server, invited):
    first, chain = life(LAYER), life(POLICY)
    alone = {
        "policy_id": policy,
        "position": 1,
        "ack_timeout_minutes": 5,
        "target": users(FAY, BO),
    }
    whole = {
        "name": "Whole",
        "layers": [{"ack_timeout_minutes": 5, "target": users(BO, GUS)}],
    }
    for each, said in ((first, alone), (chain, whole)):
        assert each.up(said) == ("made",)
        assert each.state["target_user_ids"] == ["user_bo"]
        assert (each.up(said), each.refresh(), each.up(said)) == ((), set(), ())
    assert (first.state["waiting"], chain.state["waiting"]) == ([FAY], [GUS])
    there = invited(FAY), invited(GUS)
    assert (first.up(alone), chain.up(whole)) == (("target", "waiting"), ("layers", "waiting"))
    assert {frozenset(row["target"]["userIds"]) for row in server.rows("policy_layers")} == {
        frozenset({"user_bo", each}) for each in there
    }
    assert "waiting" not in first.state | chain.state


def test_a_roster_of_nobody_else_is_refused_and_so_is_a_chain_that_would_reach_nobody(
    life, schedule, policy, invited
):
    said = {**WEEKS, "schedule_id": schedule, "participants": [FAY, GUS]}
    target = {"policy_id": policy, "position": 1, "ack_timeout_minutes": 5, "target": users(FAY)}
    chain = {"name": "Whole", "layers": [{"ack_timeout_minutes": 5, "target": users(FAY, GUS)}]}
    for kind, inputs in (
        (ROTATION, said),
        (SCHEDULE, inline([BO], [FAY])),
        (LAYER, target),
        (POLICY, chain),
    ):
        told = life(kind).up(inputs)
        assert "has not accepted yet" in told[0]
        assert "run `pulumi up` again after they accept" in told[0]


def test_refuse_stops_at_each_of_them_and_says_the_other_way(life, schedule, invited):
    said = {**WEEKS, "schedule_id": schedule, "participants": [BO, FAY]}
    (told,) = life(ROTATION).up(said, pending_people="refuse")
    assert f"{FAY} was invited and has not accepted yet" in told
    assert "`pulumi config set scaling:pendingPeople leave-out`" in told


def test_another_word_for_it_is_refused(account_on, server):
    with pytest.raises(ConfigError, match="must be one of leave-out, refuse"):
        account_on(server, pending_people="wait")


def test_a_member_of_the_same_run_is_pending_and_the_rotation_is_made(
    account_on, server, schedule, warnings
):
    account = account_on(server)
    for email in (FAY, GUS):
        said = core.check(account, MEMBER, {}, {"email": email, "role": "org:member"})
        core.create(account, MEMBER, said.inputs)
    inputs = {**WEEKS, "schedule_id": schedule, "participants": [FAY, BO, GUS]}
    checked = core.check(account, ROTATION, {}, inputs)
    assert checked.problems == []
    _, state = core.create(account, ROTATION, checked.inputs)
    assert (state["participants"], state["waiting"]) == ([BO], [FAY, GUS])
    core.farewell(account)
    assert len(warnings) == 1


def test_several_whom_the_program_invites_and_nobody_else_are_one_warning(
    account_on, server, schedule, warnings
):
    account = account_on(server)
    for email in (FAY, GUS):
        core.check(account, MEMBER, {}, {"email": email, "role": "org:member"})
    inputs = {**WEEKS, "schedule_id": schedule, "participants": [FAY, GUS]}
    for _ in range(2):
        checked = core.check(account, ROTATION, {}, inputs)
    assert checked.problems == []
    (warning,) = warnings
    assert f"{FAY} and {GUS} are invited by this program and have to accept first" in warning
    with pytest.raises(Refused, match="has to accept first"):
        core.create(account, ROTATION, checked.inputs)


def test_who_is_not_there_at_all_is_still_a_mistake(life, schedule, invited):
    said = {**WEEKS, "schedule_id": schedule, "participants": [BO, FAY, "boo@example.com"]}
    (told,) = life(ROTATION).up(said)
    assert "did you mean bo@example.com?" in told


def test_who_is_taken_out_of_the_program_waits_no_more_and_nothing_is_written(
    life, schedule, server, invited
):
    weekly = life(ROTATION)
    said = {**WEEKS, "schedule_id": schedule, "participants": [BO, FAY]}
    weekly.up(said)
    server.forget_requests()
    assert weekly.up({**said, "participants": [BO]}) == ("waiting",)
    assert not server.writes
    assert "waiting" not in weekly.state
    assert weekly.state["participant_ids"] == ["user_bo"]


def test_another_change_meanwhile_leaves_them_waiting(life, schedule, server, invited):
    weekly = life(ROTATION)
    said = {**WEEKS, "schedule_id": schedule, "participants": [FAY, BO]}
    weekly.up(said)
    assert weekly.up({**said, "name": "Other"}) == ("name",)
    assert weekly.state["waiting"] == [FAY]
    invited(FAY)
    said = {**said, "name": "Other", "participants": [CY, FAY, BO]}
    assert weekly.up(said) == ("participants", "waiting")
    assert weekly.state["participants"] == [CY, FAY, BO]


def test_a_key_that_may_not_see_invitations_lets_them_wait(life, schedule, invited):
    weekly = life(ROTATION)
    said = {**WEEKS, "schedule_id": schedule, "participants": [BO, FAY]}
    weekly.up(said)
    assert weekly.up(said, key=MEMBER_KEY) == ()
    invited(FAY)
    assert weekly.up(said, key=MEMBER_KEY) == ("participants", "waiting")


def test_an_account_that_does_not_answer_lets_them_wait(life, schedule, server, invited):
    weekly = life(ROTATION)
    said = {**WEEKS, "schedule_id": schedule, "participants": [BO, FAY]}
    weekly.up(said)
    server.faults({"status": 403})
    assert weekly.up(said) == ()


def test_an_invitation_that_is_no_more_is_told_and_stops_nothing(
    life, schedule, server, invited, warnings
):
    weekly = life(ROTATION)
    said = {**WEEKS, "schedule_id": schedule, "participants": [BO, FAY]}
    weekly.up(said)
    for row in server.rows("invitations"):
        server.expire(row["id"])
    assert weekly.up(said) == ()
    assert f"The invitation of {FAY} is no more" in warnings[-1]


def test_who_was_put_in_by_hand_waits_no_more_in_the_state(
    life, schedule, account_on, server, invited
):
    weekly = life(ROTATION)
    said = {**WEEKS, "schedule_id": schedule, "participants": [BO, FAY]}
    weekly.up(said)
    ids = {"participantIds": ["user_bo", invited(FAY)]}
    item = f"/oncall/schedules/{schedule}/layers/{weekly.state['layer_id']}"
    account_on(server).client.patch(item, ids)
    assert {"participants", "participant_ids", "waiting"} <= weekly.refresh()
    assert weekly.up(said) == ()


def test_where_something_is_not_known_yet_nobody_is_left_out(account_on, server, invited):
    inputs = {**WEEKS, "schedule_id": UNKNOWN, "participants": [UNKNOWN, BO, FAY]}
    account = account_on(server)
    checked = core.check(account, ROTATION, {}, inputs)
    assert "waiting" not in checked.inputs


def test_whom_the_program_hides_is_not_named(account_on, server, schedule, invited, warnings):
    inputs = {**WEEKS, "schedule_id": schedule, "participants": [BO, FAY, GUS]}
    account = account_on(server)
    checked = core.check(account, ROTATION, {}, inputs, hidden=["participants"])
    assert checked.inputs["waiting"] == ["[secret]", "[secret]"]
    core.farewell(account)
    assert FAY not in warnings[0]
    assert "2 people" in warnings[0]


def test_the_turn_that_runs_is_kept_when_somebody_comes_in(life, schedule, server, invited):
    weekly = life(ROTATION)
    said = {
        **WEEKS,
        "schedule_id": schedule,
        "participants": [FAY, BO, CY],
        "rollout": "keep_turn",
    }
    weekly.up(said)
    path = f"/oncall/schedules/{schedule}/resolve"
    before = resolved(life, server, path)
    invited(FAY)
    assert weekly.up(said)
    assert resolved(life, server, path) == before


def resolved(_life, server, path):
    import httpx

    answer = httpx.get(f"{server.url}{path}", headers={"authorization": f"Bearer {server.key}"})
    return answer.json()["data"]["owner"] if answer.status_code == 200 else answer.text
