"""The door by itself: what it holds, what it needs, and how it names what is wrong."""

import pytest
from pulumi.dynamic import Config, ConfigureRequest

from pulumi_scaling.dynamic.provider import Provider
from pulumi_scaling.resources import CATALOG


@pytest.fixture(autouse=True)
def _no_key_around(monkeypatch):
    for name in ("API_KEY", "BASE_URL"):
        monkeypatch.delenv(f"SCALING_CLOUD_{name}", raising=False)
    # The limit on tracebacks is of the whole process, and this one has other tests to run.
    monkeypatch.setattr("sys.tracebacklimit", 1000, raising=False)


def configured(kind, **config):
    provider = Provider(kind)
    values = {f"scaling:{name}": value for name, value in config.items()}
    provider.configure(ConfigureRequest(Config(values, "test")))
    return provider


@pytest.mark.parametrize("kind", CATALOG, ids=lambda kind: kind.name)
def test_check_needs_neither_key_nor_network(kind):
    checked = configured(kind.name).check({}, dict(kind.example))
    assert checked.failures == []
    assert checked.inputs == kind.example


def test_configuring_never_fails_and_never_asks():
    configured("Schedule", apiKey="wrong\nkey", baseUrl="no address at all")


def test_a_mistake_inside_a_property_is_told_at_the_property():
    target = {"type": "users", "users": [""]}
    said = {"policy_id": "p", "position": 1.0, "ack_timeout_minutes": 5.0, "target": target}
    (failure,) = configured("PolicyLayer").check({}, said).failures
    assert failure.property == "target"
    assert failure.reason.startswith("target.users[0] must be")


def test_a_diff_says_what_replaces():
    state = {"policy_id": "p", "position": 1.0, "ack_timeout_minutes": 5.0}
    target = {"target": {"type": "schedule", "schedule_id": "s"}}
    found = configured("PolicyLayer").diff(
        "p/l", {**state, **target}, {**state, **target, "policy_id": "q"}
    )
    assert (found.changes, found.replaces) == (True, ["policy_id"])
