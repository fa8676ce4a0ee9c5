"""Servers that are nobody's idea of this API: no traceback, nothing left, and no certainty."""

from __future__ import annotations

import json
import random

import httpx
import pytest

from pulumi_scaling.commands.table import Paint
from pulumi_scaling.errors import ScalingError
from pulumi_scaling.probe.probe_verdicts import positions, verdicts
from pulumi_scaling.probe.report import report
from pulumi_scaling.probe.screen import screen
from tests.unit.probe.in_process import FULL, InProcess, holds, probed, simulated

ODD = (None, True, 0, -1.5, "", "text", [], {}, [None], {"id": 7}, [[]], 10**30)


def bent(value, draw, chance):
    """A value with some of its parts replaced by what nobody expects."""
    if draw.random() < chance:
        return draw.choice(ODD)
    if isinstance(value, dict):
        kept = [name for name in value if draw.random() > chance]
        return {name: bent(value[name], draw, chance) for name in kept}
    if isinstance(value, list):
        return [bent(each, draw, chance) for each in value]
    return value


class Quiet:
    def isatty(self):
        return False


def told(looks, ended):
    """All that can be said of it, so that all of it is tried."""
    found = verdicts(looks)
    return json.dumps(report(looks, found, ended)), list(
        screen(looks, found, Paint(Quiet()), key="k")
    )


@pytest.mark.parametrize("seed", range(25))
def test_answers_bent_out_of_shape_are_told_without_a_traceback_and_nothing_stays(seed):
    draw = random.Random(seed)
    chance = draw.choice([0.01, 0.05, 0.2])
    generation = draw.choice(["layers", "steps"])
    simulator = simulated({"policy_generation": generation}, seed=FULL)
    before = holds(simulator)

    def bend(request, answer):
        # What lists say is how a probe finds its own: those stay as they are.
        if request.method == "GET" and answer.status_code == 200:
            data = answer.json().get("data")
            if isinstance(data, list) or "/working-hours" in str(request.url):
                return answer
            if isinstance(data, dict) and any(isinstance(each, list) for each in data.values()):
                return answer
        if not answer.content or draw.random() < 0.3:
            return answer
        status = answer.status_code if draw.random() < 0.9 else draw.choice([200, 400, 418, 500])
        return httpx.Response(status, json=bent(answer.json(), draw, chance))

    try:
        looks, ended, _ = probed(InProcess(simulator, after=bend), invite=None)
    except ScalingError:
        looks = None
    assert holds(simulator) == before
    if looks:
        told(looks, ended)


@pytest.mark.parametrize("seed", range(25))
def test_lists_bent_out_of_shape_stop_it_before_it_writes_or_are_looked_past(seed):
    draw = random.Random(seed)
    simulator = simulated(seed=FULL)

    def bend(_request, answer):
        if not answer.content or draw.random() < 0.5:
            return answer
        return httpx.Response(answer.status_code, json=bent(answer.json(), draw, 0.1))

    try:
        looks, _, _ = probed(InProcess(simulator, after=bend), writes=False)
    except ScalingError:
        return
    told(looks, None)
    assert {request.method for request in simulator.journal.requests} == {"GET"}


@pytest.mark.parametrize("body", [{"items": []}, {"data": None}, {"data": {}}])
def test_lists_that_cannot_be_read_keep_it_from_writing(body):
    """What is left in them could not be found by its name."""

    def other(request, answer):
        if str(request.url).endswith("/components?limit=100"):
            return httpx.Response(200, json=body)
        return answer

    simulator = simulated(seed=FULL)
    with pytest.raises(ScalingError, match="/components cannot be seen to its end"):
        probed(InProcess(simulator, after=other))
    assert {request.method for request in simulator.journal.requests} == {"GET"}


class WithoutHours(InProcess):
    """A service that has no working hours."""

    def handle_request(self, request):
        if "/working-hours" in str(request.url):
            return httpx.Response(404, json={"code": "not_found"})
        return super().handle_request(request)


def test_an_account_without_one_of_the_areas_is_probed_in_the_others():
    simulator = simulated(seed=FULL)
    before = holds(simulator)
    looks, ended, _ = probed(WithoutHours(simulator))
    assert ended.clean
    assert looks["create_hours"].status == 404
    assert len(positions(verdicts(looks)).switches) > 30
    assert holds(simulator) == before


class TakesAnyIncident(InProcess):
    """A service that looks at nothing and opens an incident."""

    def handle_request(self, request):
        if request.method == "POST" and request.url.path == "/v1/incidents":
            body = {**json.loads(request.content), "ownerId": "user_bo", "componentIds": []}
            headers = {"authorization": request.headers["authorization"]}
            request = httpx.Request("POST", request.url, headers=headers, json=body)
        return super().handle_request(request)


def test_an_incident_that_was_to_be_refused_is_resolved_and_told_and_pages_nobody():
    simulator = simulated(seed=FULL)
    before = holds(simulator)
    _, ended, _ = probed(TakesAnyIncident(simulator))
    assert "an incident was opened that was to be refused" in ended.stopped
    now = holds(simulator)
    (opened,) = [row for row in now["incidents"] if row not in before["incidents"]]
    assert opened["status"] == "resolved"
    assert simulator.control.pages() == []
    assert {**now, "incidents": before["incidents"]} == before


def test_another_framework_is_told_apart_and_nothing_is_claimed_that_was_not_seen():
    """One that answers unknown verbs with 404, errors without codes, and lists under `items`."""

    def other(_request, answer):
        if answer.status_code == 405:
            return httpx.Response(404, json={"detail": "Not Found"})
        if answer.status_code >= 400:
            return httpx.Response(answer.status_code, json={"detail": "no"})
        body = answer.json() if answer.content else {}
        if isinstance(body.get("data"), list):
            return httpx.Response(200, json={"items": body["data"], "next": None})
        return answer

    looks, _, _ = probed(InProcess(simulated(seed=FULL), after=other), writes=False)
    found = positions(verdicts(looks))
    assert "unauthorized_code" not in found.switches
    assert found.unforeseen["unauthorized_code"].startswith("401 with no code")
    assert "policy_generation" not in found.switches
    said, _ = told(looks, None)
    assert "an answer without data" in said
    assert "an error without a code" in said
