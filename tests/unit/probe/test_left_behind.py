"""Whatever happens at any request, nothing of a probe stays, and nobody is paged by any of it."""

from __future__ import annotations

import signal

import httpx
import pytest

from pulumi_scaling.errors import Refused
from pulumi_scaling.probe.looks_kept import Looks
from pulumi_scaling.probe.sandbox import only_in
from pulumi_scaling.probe.throwaway import is_ours, new_name
from pulumi_scaling.simulator import MEMBER_KEY, ORGANIZATION, OTHER_ORGANIZATION
from tests.unit.probe.in_process import FULL, LAYER, InProcess, holds, probed, simulated


class Killed(BaseException):
    """The process is gone: nothing of it runs any more."""


def writing(generation):
    """The numbers of the requests from the first that writes to the last."""
    sent = probed(InProcess(simulated({"policy_generation": generation}, seed=FULL)))[2]
    first = next(number for number, ask in enumerate(sent, 1) if ask.writes)
    return range(first, len(sent) + 1)


def account(generation):
    simulator = simulated({"policy_generation": generation}, seed=FULL)
    return simulator, holds(simulator)


class At:
    """Does something to one request, by its number."""

    def __init__(self, number, *, after, ever_after=False):
        self.number, self.after, self.ever_after = number, after, ever_after
        self.count = 0

    def transport(self, simulator):
        return InProcess(simulator, self._before, self._after)

    def _now(self):
        return self.count == self.number or (self.ever_after and self.count > self.number)

    def _before(self, request):
        self.count += 1

    def _after(self, request, answer):
        if self._now():
            return self.after(request, answer)
        return answer


def killed_after(_request, _answer):
    raise Killed


def interrupted_after(_request, answer):
    signal.raise_signal(signal.SIGINT)
    return answer


def ended_after(_request, answer):
    signal.raise_signal(signal.SIGTERM)
    return answer


def lost(request, _answer):
    raise httpx.ReadError("gone", request=request)


def failed(_request, _answer):
    return httpx.Response(500, json={"code": "server_error"})


def slowed(_request, _answer):
    return httpx.Response(429, headers={"retry-after": "1"}, json={"code": "rate_limited"})


def only_ours(before, now):
    """What is there more than before, which has to be a probe's."""
    known = {row["id"] for rows in before.values() for row in rows}
    parents = {row["id"] for rows in now.values() for row in rows} - known
    for kind, rows in now.items():
        for row in rows:
            if row["id"] not in known and kind not in {"rotation_layers", "policy_layers"}:
                assert is_ours(row.get("name")) or kind == "invitations", (kind, row)
    return parents


@pytest.mark.parametrize(("generation", "every"), [("layers", 1), ("steps", 2)])
def test_after_a_kill_at_any_request_the_next_probe_removes_what_is_left(generation, every):
    for number in writing(generation)[:-8:every]:  # Without an invitation it is over before.
        simulator, before = account(generation)
        at = At(number, after=killed_after, ever_after=True)
        with pytest.raises(Killed):
            probed(at.transport(simulator), invite=None)
        only_ours(before, holds(simulator))
        assert simulator.control.pages() == []
        _, ended, _ = probed(InProcess(simulator), invite=None)
        assert ended.clean
        assert holds(simulator) == before
        simulator.close()


# What is alike to another one is tried at some requests, which ones is no matter.
CASES = [
    ("layers", interrupted_after, 1),
    ("layers", lost, 1),
    ("layers", failed, 2),
    ("layers", slowed, 4),
    ("layers", ended_after, 4),
    ("steps", lost, 4),
]


@pytest.mark.parametrize(("generation", "what", "every"), CASES)
def test_an_interruption_or_a_fault_at_any_request_leaves_nothing(generation, what, every):
    for number in writing(generation)[::every]:
        simulator, before = account(generation)
        _, ended, _ = probed(At(number, after=what).transport(simulator))
        assert ended.clean, (number, ended)
        assert holds(simulator) == before, number
        assert simulator.control.pages() == []
        simulator.close()


@pytest.mark.parametrize("what", [lost, failed, slowed])
def test_a_fault_while_it_reads_is_looked_past_or_told(what):
    for number in range(1, 27):
        simulator, before = account("layers")
        looks, _, sent = probed(At(number, after=what).transport(simulator), writes=False)
        assert all(look.ok or look.status < 500 for look in looks.values() if look.ask.operation)
        assert len(sent) == 27
        assert holds(simulator) == before
        simulator.close()


def test_one_that_ends_leaves_the_account_as_it_was_and_opens_no_incident():
    simulator, before = account("layers")
    looks, ended, sent = probed(InProcess(simulator))
    assert ended.clean
    assert not ended.stopped
    assert holds(simulator) == before
    assert simulator.control.pages() == []
    assert looks["incident_of_nothing"].status == 400
    assert len({ask.name for ask in sent}) > 60


def test_another_organization_is_not_written_to():
    simulator, before = account("layers")
    with pytest.raises(Refused, match="nothing is written"):
        probed(InProcess(simulator), sandbox=OTHER_ORGANIZATION)
    assert holds(simulator) == before
    assert {each.method for each in simulator.journal.requests} == {"GET"}


def test_an_organization_that_says_nothing_of_itself_is_not_written_to():
    with pytest.raises(Refused, match="which organization"):
        only_in(ORGANIZATION, Looks())


def test_what_somebody_put_to_use_is_not_removed():
    simulator = simulated()
    name = new_name()
    schedule = {"name": name, "timezone": "UTC", "layers": [LAYER]}
    simulator.control.seed({"organizations": [{"id": ORGANIZATION, "schedules": [schedule]}]})
    with pytest.raises(Refused, match="has somebody on call"):
        probed(InProcess(simulator))
    simulator = simulated()
    link = {"type": "schedule", "scheduleId": name}
    simulator.control.seed(
        {
            "organizations": [
                {
                    "id": ORGANIZATION,
                    "schedules": [{"name": name, "timezone": "UTC"}],
                    "policies": [
                        {
                            "name": "Real",
                            "layers": [{"position": 1, "ackTimeoutMinutes": 5, "target": link}],
                        }
                    ],
                }
            ]
        }
    )
    with pytest.raises(Refused, match="uses an object that an earlier probe left"):
        probed(InProcess(simulator))
    assert {each.method for each in simulator.journal.requests} == {"GET"}


def test_somebody_who_is_known_is_not_invited():
    simulator, before = account("layers")
    with pytest.raises(Refused, match="member or invited already"):
        probed(InProcess(simulator), invite="BO@example.com")
    assert holds(simulator) == before


def test_without_an_admins_key_it_tells_less_and_invites_nobody():
    simulator, before = account("layers")
    with pytest.raises(Refused, match="takes the key of an admin"):
        probed(InProcess(simulator), key=MEMBER_KEY)
    _, ended, _ = probed(InProcess(simulator), key=MEMBER_KEY, invite=None)
    assert ended.clean
    assert holds(simulator) == before


@pytest.mark.parametrize(
    ("name", "ours"),
    [
        ("pulumi-scaling probe 0123456789ab", True),
        ("pulumi-scaling probe 0123456789ab b", True),
        ("PULUMI-SCALING PROBE 0123456789AB", True),
        ("pulumi-scaling probe", False),
        ("pulumi-scaling probe of our own", False),
        ("our pulumi-scaling probe 0123456789ab", False),
        (None, False),
    ],
)
def test_only_what_a_probe_made_is_called_as_one_calls_it(name, ours):
    assert is_ours(name) is ours
    assert is_ours(new_name())
