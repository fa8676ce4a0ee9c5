"""A key that nothing can be written with is a failed check where something is to be written."""

from typing import Any

import pytest

from pulumi_scaling import core
from pulumi_scaling.model import Kind
from pulumi_scaling.resources import CATALOG
from tests.unit.core.test_pending import MEMBER_KEY

KINDS = {kind.name: kind for kind in CATALOG}
MEMBER, SCHEDULE = KINDS["Member"], KINDS["Schedule"]
GUEST = {"email": "gil@example.com", "role": "org:member"}
WRONG = "sk_wrong"


def told(account: core.Account, kind: Kind, inputs: Any, olds: Any = None) -> list[str]:
    return [each.sentence for each in core.check(account, kind, olds or {}, inputs).problems]


@pytest.mark.parametrize("kind", CATALOG, ids=lambda kind: kind.name)
def test_a_wrong_key_fails_the_check_of_what_is_new_and_is_said_to_one(account_on, server, kind):
    account = account_on(server, key=WRONG)
    (sentence,) = told(account, kind, dict(kind.example))
    assert sentence.startswith("cannot be written: the API does not accept the key")
    assert sentence.endswith("the key comes from the environment variable SCALING_CLOUD_API_KEY")
    assert WRONG not in sentence
    asked = len(server.requests)
    assert told(account, SCHEDULE, {"name": "Other", "timezone": "UTC"}) == []
    assert len(server.requests) == asked, "nobody asks again"


def test_a_wrong_key_fails_the_check_of_a_change_that_nothing_else_is_asked_about(
    account_on, server
):
    inputs = {"name": "Primary", "timezone": "UTC"}
    (sentence,) = told(
        account_on(server, key=WRONG), SCHEDULE, inputs | {"description": "x"}, inputs
    )
    assert sentence.startswith("cannot be written: ")


def test_a_wrong_key_that_another_look_met_first_fails_the_check_all_the_same(account_on, server):
    account = account_on(server, key=WRONG)
    pending = {**GUEST, "status": "pending", "adopted": False}
    assert told(account, MEMBER, GUEST, GUEST) == []
    core.diff(account, MEMBER, GUEST["email"], pending, GUEST)
    inputs = {"name": "Primary", "timezone": "UTC"}
    (sentence,) = told(account, SCHEDULE, inputs | {"timezone": "Asia/Tokyo"}, inputs)
    assert sentence.startswith("cannot be written: ")


def test_a_right_key_is_tried_once_a_run(account_on, server):
    account, inputs = account_on(server), {"name": "Primary", "timezone": "UTC"}
    server.forget_requests()
    for text in "abc":
        assert told(account, SCHEDULE, inputs | {"description": text}, inputs) == []
    assert [each.operation for each in server.requests] == ["list_schedules"]


def test_a_wrong_key_stops_nothing_that_stays_as_it_is(account_on, server):
    account = account_on(server, key=WRONG)
    for kind in CATALOG:
        assert told(account, kind, dict(kind.example), dict(kind.example)) == []


@pytest.mark.parametrize("olds", [{}, GUEST | {"role": "org:admin"}], ids=["new", "another role"])
def test_a_key_that_is_no_admins_fails_the_check_of_a_member_that_is_to_be_written(
    account_on, server, olds
):
    (sentence,) = told(account_on(server, key=MEMBER_KEY), MEMBER, GUEST, olds)
    assert "not that of an org:admin, which team calls need" in sentence
    assert told(account_on(server), MEMBER, GUEST, olds) == []


@pytest.mark.parametrize("inputs", [GUEST, GUEST | {"on_delete": "leave"}])
def test_a_key_that_is_no_admins_passes_a_member_that_the_api_is_not_asked_about(
    account_on, server, inputs
):
    assert told(account_on(server, key=MEMBER_KEY), MEMBER, inputs, GUEST) == []
    assert told(account_on(server, key=MEMBER_KEY), SCHEDULE, dict(SCHEDULE.example)) == []
