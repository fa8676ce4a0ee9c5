"""The program runs against Pulumi's mocks: no engine, no cloud, no account."""

import runpy
from pathlib import Path
from typing import Any, NoReturn

import pulumi
import pytest


class Made(pulumi.runtime.Mocks):
    """Answers as both clouds would, and keeps what was asked for by type and name."""

    def __init__(self) -> None:
        self.inputs: dict[str, dict[str, Any]] = {}

    def new_resource(self, args: Any) -> tuple[str, dict[str, Any]]:
        self.inputs[f"{args.typ.rpartition(':')[2]} {args.name}"] = args.inputs
        return f"id-of-{args.name}", {**args.inputs, "arn": f"arn:{args.name}"}

    def call(self, args: Any) -> NoReturn:
        raise AssertionError(f"nothing is looked up here, and {args.token} was")


@pytest.fixture(scope="module")
def made() -> dict[str, dict[str, Any]]:
    """What the program asked for, once all of it has run."""
    mocks = Made()
    pulumi.runtime.set_mocks(mocks, project="with-cloud")
    pulumi.runtime.set_config("with-cloud:inboundUrl", "https://inbound.example/payments")

    def program() -> None:
        runpy.run_path(str(Path(__file__).parent / "__main__.py"))

    runtime: Any = pulumi.runtime  # Its `test` waits for all resources, and carries no types.
    runtime.test(program)()
    return mocks.inputs


def test_the_alarm_goes_to_the_topic_and_the_topic_to_scaling(made: dict[str, Any]) -> None:
    assert made["MetricAlarm payments-queue-is-old"]["alarmActions"] == ["arn:payments-alarms"]
    heard = made["TopicSubscription payments-alarms-to-scaling"]
    assert heard["topic"] == "arn:payments-alarms"
    assert heard["endpoint"]["value"] == "https://inbound.example/payments"  # a secret, so wrapped


def test_either_side_names_the_other(made: dict[str, Any]) -> None:
    alarm, policy = made["MetricAlarm payments-queue-is-old"], made["EscalationPolicy payments"]
    assert alarm["alarmDescription"] == "Wakes the escalation policy Payments, id-of-payments"
    assert policy["description"] == "Alarms of arn:payments-alarms"


def test_the_first_to_be_woken_is_whoever_is_on_call(made: dict[str, Any]) -> None:
    first = made["EscalationPolicy payments"]["layers"][0]
    assert first["target"] == {"type": "schedule", "schedule_id": "id-of-payments"}
