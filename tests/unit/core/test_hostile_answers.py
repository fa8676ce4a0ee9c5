"""Answers that nobody who means well would give: a sentence, never a crash and never a hang."""

import time
from contextlib import suppress

import pytest

from pulumi_scaling import core, errors
from pulumi_scaling.patience import Patience
from pulumi_scaling.resources import CATALOG, by_name
from tests.kinds import SAMPLES, inputs_of

NESTED = [[[[[]]]]]
DATA = [
    None,
    1,
    "text",
    True,
    [],
    [1],
    [None],
    [[]],
    [{}],
    [{"id": 1}],
    [{"id": "x", "name": [], "layers": 1, "email": 1, "title": {}, "escalationPolicyId": []}],
    NESTED,
    {},
    {"id": 1},
    {"id": None, "name": 1},
    {"id": "a/../b?c#d", "name": {}, "target": [], "position": {}},
    {"id": "x" * 100_000, "name": "\x1b[2J", "target": {"type": "users", "userIds": 1}},
    {"id": "x", "layers": 1},
    {"id": "x", "layers": [1, None, [], {"id": {}}, {"id": "y", "position": "first"}]},
    {"id": "x", "orgId": 7, "createdAt": [], "position": "1", "participantIds": [1]},
    {"id": "x", "target": {"type": "spell", "userIds": [{}]}, "ackTimeoutMinutes": "5"},
    {"members": 1, "invitations": 1, "users": 1, "incidents": 1},
    {"members": [1], "invitations": [None], "users": [[]], "incidents": [1]},
    {"members": [{"id": "m", "email": 1}], "invitations": [{"id": "i"}], "users": [{"id": "u"}]},
    {
        "members": [{"id": "m", "email": "new@example.com"}],
        "invitations": [{"id": "i", "emailAddress": "new@example.com", "role": []}],
    },
]
OPERATIONS = ["reads", "writes", "*"]


@pytest.fixture
def patience():
    return Patience(retry=0.001, first_wait=0.001)


@pytest.mark.parametrize("operations", OPERATIONS)
@pytest.mark.parametrize("kind", CATALOG, ids=lambda kind: kind.name)
def test_data_of_any_shape_is_an_error_of_ours_or_harmless(account_on, server, kind, operations):
    quiet = account_on(server)
    inputs = inputs_of(kind, quiet)
    id_, state = core.create(quiet, kind, inputs)
    other = {**inputs, **SAMPLES[kind.name].other}
    began = time.monotonic()
    for data in DATA:
        server.clear_faults()
        server.faults({"operation": operations, "status": 200, "body": {"data": data}})
        account = account_on(server)
        for act in (
            lambda account=account: core.check(account, kind, {}, inputs),
            lambda account=account: core.diff(account, kind, id_, state, inputs),
            lambda account=account: core.create(account, kind, other),
            lambda account=account: core.read(account, kind, id_, state),
            lambda account=account: core.update(account, kind, id_, state, other),
            lambda account=account: core.find(account, by_name["Member"], {"email": "a@b.c"}),
            lambda account=account: core.find_user(account, email="a@b.c", id_=None),
            lambda account=account: core.find_on_call(account, schedule_id="s", at=None),
            lambda account=account: core.find(account, by_name["Schedule"], {"name": "n"}),
            lambda account=account: core.delete(account, kind, id_, state),
        ):
            with suppress(errors.ScalingError):
                act()
    assert time.monotonic() - began < 60


@pytest.mark.parametrize("id_", ["a/b", "..%2f", "?x=1", "#", "ÿ\U0001f600", "a\r\nb"])
def test_an_id_from_a_server_stays_one_segment_of_a_path(answering, id_):
    import httpx

    paths = []

    def answer(request):
        paths.append(request.url.raw_path)
        return httpx.Response(200, json={"data": {"id": id_, "name": "n", "timezone": "UTC"}})

    account = answering(answer)
    made, state = core.create(account, by_name["Schedule"], {"name": "n", "timezone": "UTC"})
    with suppress(errors.ScalingError):
        core.read(account, by_name["Schedule"], made, state)
    assert all(path.startswith(b"/v1/") and b".." not in path.split(b"/") for path in paths)
    assert all(path.count(b"/") <= 4 for path in paths)


def test_a_list_without_end_is_walked_once_a_run(answering):
    import httpx

    asked = []

    def answer(request):
        asked.append(request.url.path)
        return httpx.Response(200, json={"data": [], "nextCursor": str(len(asked))})

    account = answering(answer)
    for _ in range(3):
        with pytest.raises(errors.Unreadable, match="leads nowhere"):
            account.listed("/escalation/policies")
    once = len(asked)
    assert once < 25
    with pytest.raises(errors.Unreadable):
        account.listed("/oncall/schedules")
    assert len(asked) == 2 * once


@pytest.mark.parametrize("error", [errors.Unreadable, errors.ConnectionFailed])
def test_what_talks_without_end_keeps_one_resource_waiting_and_not_two_hundred(answering, error):
    asked = []

    def talks(request):
        asked.append(request.url.path)
        endless = error("it went on sending without end")
        endless.for_good = True
        raise endless

    account = answering(talks)
    for _ in range(3):
        with pytest.raises(error, match="without end"):
            account.listed("/oncall/schedules")
    assert len(asked) == 1
