"""Policies of either generation: which one it is, and a sentence for what belongs to the other."""

import json

import httpx
import pytest

from pulumi_scaling import errors

AT = "2026-01-05T08:00:00.000Z"
BASE = {"id": "p1", "orgId": "o1", "name": "Payments", "description": "Old", "createdAt": AT}
STEP = {
    "targetType": "schedule",
    "targetId": "s1",
    "escalateAfterSeconds": 240,
    "condition": {"workingHoursId": "w1", "when": "during"},
    "createdAt": AT,
    "updatedAt": AT,
}
STEPS = [
    {"id": "a", "position": 1, **STEP},
    {"id": "b", "position": 2, **STEP, "targetId": "s2", "condition": None},
]
LINK = {"id": "l1", "position": 1, "ackTimeoutMinutes": 5, "target": {"type": "users"}}
SAID = {"target_type": "schedule", "target_id": "s1", "escalate_after_seconds": 90}
TARGET = {"type": "schedule", "schedule_id": "s1"}


class Account:
    """One policy, in the generation of the account; whatever it does not know is 404 or 405."""

    def __init__(self, **chain):
        self.policy = {**BASE, **chain}
        self.unknown = 404
        self.asked = []

    def __call__(self, request):
        path = request.url.path.removeprefix("/v1/escalation/policies")
        self.asked.append(f"{request.method} {path}")
        self.sent = json.loads(request.content or b"{}")
        if path not in {"", "/p1"}:
            return self.refused(self.unknown)
        if request.method in {"POST", "PUT"}:
            if "steps" in self.policy:
                rows = enumerate(self.sent.get("steps", []))
                self.policy["steps"] = [{"id": str(at), **row} for at, row in rows]
            elif request.method == "PUT":
                return self.refused(405)
        if request.method == "PATCH" and "steps" in self.policy:
            return self.refused(405)
        if request.method == "DELETE":
            return httpx.Response(204)
        return httpx.Response(200, json={"data": self.policy, "requestId": "r1"})

    def refused(self, status):
        return httpx.Response(status, json={"code": "not_found", "requestId": "r2"})


@pytest.fixture
def steps(answering):
    account = Account(steps=STEPS)
    account.client = answering(account)
    return account


@pytest.fixture
def layers(answering):
    account = Account(layers=[LINK])
    account.client = answering(account)
    return account


def test_a_policy_says_its_generation_and_has_its_chain_there(steps, layers):
    one, other = (each.client.policies.get("p1") for each in (steps, layers))
    assert (one.generation, one.layers) == ("steps", ())
    assert [each.escalate_after_seconds for each in one.steps] == [240, 240]
    assert (one.steps[0].condition.when, one.steps[1].condition) == ("during", None)
    assert (other.generation, other.steps) == ("layers", None)
    assert [each.id for each in other.layers] == ["l1"]


def test_a_chain_without_a_step_is_one_of_steps(answering):
    empty = answering(Account(steps=[])).policies.get("p1")
    assert (empty.generation, empty.steps) == ("steps", ())


def test_steps_are_sent_in_order_with_what_was_said(steps):
    condition = {"working_hours_id": "w1", "when": "outside"}
    steps.client.policies.create_with_steps(
        name="Payments", steps=[{**SAID, "condition": condition}, SAID]
    )
    wire = {"targetType": "schedule", "targetId": "s1", "escalateAfterSeconds": 90}
    assert steps.sent == {
        "name": "Payments",
        "steps": [
            {"position": 1, **wire, "condition": {"workingHoursId": "w1", "when": "outside"}},
            {"position": 2, **wire},
        ],
    }


def test_steps_of_an_answer_can_be_sent_back_in_another_order(steps):
    first, second = steps.client.policies.get("p1").steps
    steps.client.policies.replace("p1", name="Payments", steps=[second, SAID, first])
    assert steps.sent["description"] is None
    places = [(each["position"], each["targetId"]) for each in steps.sent["steps"]]
    assert places == [(1, "s2"), (2, "s1"), (3, "s1")]
    assert not {"id", "createdAt"} & set(steps.sent["steps"][0])
    assert steps.sent["steps"][2]["condition"] == STEP["condition"]


@pytest.mark.parametrize("missing", [404, 405])
@pytest.mark.parametrize(
    "act",
    [
        lambda of: of.create("p1", position=1, ack_timeout_minutes=5, target=TARGET),
        lambda of: of.update("p1", "l1", ack_timeout_minutes=5),
        lambda of: of.delete("p1", "l1"),
        lambda of: of.reorder("p1", ["l1"]),
        lambda of: of.list("p1"),
    ],
    ids=["create", "update", "delete", "reorder", "list"],
)
def test_below_a_policy_that_holds_steps_a_sentence_says_so(steps, act, missing):
    steps.unknown = missing
    with pytest.raises(errors.ApiError, match=r"policies hold steps.*policies\.replace") as caught:
        act(steps.client.policies.layers)
    assert "/escalation/policies/p1" in str(caught.value)
    assert caught.value.status in {404, 405}
    assert steps.policy["steps"] == STEPS


def test_a_layer_that_is_missing_is_only_missing(layers):
    with pytest.raises(errors.NotFound, match="no such object"):
        layers.client.policies.layers.delete("p1", "l2")


def test_below_a_policy_that_is_missing_the_refusal_stays(answering):
    gone = answering(lambda _: httpx.Response(404, json={"code": "not_found"}))
    with pytest.raises(errors.NotFound, match=r"no such object .*DELETE .*/p1/layers/l1"):
        gone.policies.layers.delete("p1", "l1")
    with pytest.raises(errors.NotFound, match=r"no such object .*PATCH .*/p1 answered 404"):
        gone.policies.update("p1", name="Renamed")


def test_a_name_is_changed_with_the_chain_that_is_there(steps):
    steps.client.policies.update("p1", name="Renamed")
    assert steps.asked[-3:] == ["PATCH /p1", "GET /p1", "PUT /p1"]
    assert (steps.sent["name"], steps.sent["description"]) == ("Renamed", "Old")
    assert [each["targetId"] for each in steps.sent["steps"]] == ["s1", "s2"]
    steps.client.policies.update("p1", description=None)
    assert (steps.sent["name"], steps.sent["description"]) == ("Payments", None)


def test_steps_for_an_account_of_layers_make_nothing_and_say_so(layers):
    with pytest.raises(errors.Invalid, match=r"have layers below them.*removed again"):
        layers.client.policies.create_with_steps(name="Payments", steps=[SAID])
    assert layers.asked == ["POST ", "DELETE /p1"]
    with pytest.raises(errors.Invalid, match=r"have layers below them.*\[PUT .* answered 405"):
        layers.client.policies.replace("p1", name="Payments", steps=[SAID])


def test_what_could_not_be_removed_again_is_named(answering):
    account = Account(layers=[])

    def stubborn(request):
        return account.refused(409) if request.method == "DELETE" else account(request)

    with pytest.raises(errors.Invalid, match=r"still there, as p1: .*409"):
        answering(stubborn).policies.create_with_steps(name="Payments", steps=[SAID])


def test_a_refused_value_stays_what_it_was(answering):
    refusing = answering(lambda _: httpx.Response(422, json={"code": "", "message": "too short"}))
    for act in (
        lambda: refusing.policies.update("p1", name=""),
        lambda: refusing.policies.replace("p1", name="", steps=[]),
        lambda: refusing.policies.layers.update("p1", "l1", ack_timeout_minutes=0),
    ):
        with pytest.raises(errors.Invalid, match=r"refused a value .too short"):
            act()
