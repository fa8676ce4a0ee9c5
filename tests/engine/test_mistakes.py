"""What a person is told who wrote something wrong, in the program or around it."""

from __future__ import annotations

import re

import pytest

from pulumi_scaling.simulator import EXPIRED_KEY, MEMBER_KEY
from tests.engine.stack import NewStack, Run, Stack

SCHEDULE = 'scaling.Schedule("primary", name="Primary", timezone="Europe/Paris")'
KEY, URL = "SCALING_CLOUD_API_KEY", "SCALING_CLOUD_BASE_URL"

WRONG = """
scaling.Schedule("no-zone", name="", timezone="Europe/Pari")
"""
LONG = """
scaling.Schedule("long", name="x" * 256, timezone="UTC")
"""
LAYER = """
primary = scaling.Schedule("primary", name="Primary", timezone="UTC")
scaling.RotationLayer(
    "layer", schedule_id=primary, name="", rotation_type="weekly", rotation_length_days=8,
    handoff_time="9:00", effective_from="2026-01-32", participants=["bo@example.com", " "],
)
"""
LINK = """
policy = scaling.EscalationPolicy("policy", name="Policy")
scaling.PolicyLayer(
    "link", policy_id=policy, position=0, ack_timeout_minutes=20000,
    target={"type": "users", "users": []},
)
"""
INVITED = """
for who in "fay", "gil":
    scaling.Member(who, email=f"{who}@example.com", role="org:member")
"""
MEMBER = """
scaling.Member("ana", email="ana", role="org:owner")
"""


@pytest.mark.parametrize(
    ("program", "told"),
    [
        pytest.param(
            WRONG,
            {
                "name": "is empty; give at least 1 character",
                "timezone": "no IANA time zone; did you mean 'Europe/Paris'?",
            },
            id="a schedule",
        ),
        pytest.param(
            LONG,
            {"name": "has 256 characters and 255 characters are the most; shorten it by 1"},
            id="a long name",
        ),
        pytest.param(
            LAYER,
            {
                "name": "is empty",
                "rotation_length_days": "must be 7 for a weekly rotation",
                "handoff_time": "must be a wall clock time HH:MM",
                "effective_from": "must be a day such as 2026-01-05, or an instant",
                "participants": "participants[1] must be an e-mail or a user id",
            },
            id="a rotation layer",
        ),
        pytest.param(
            LINK,
            {
                "position": "is 0; it must be at least 1",
                "ack_timeout_minutes": "is 20000; it must be at most 10080",
                "target": "target.users is empty; give at least 1 entry",
            },
            id="a policy layer",
        ),
        pytest.param(
            MEMBER,
            {
                "email": "must be an e-mail address alone, such as ana@example.com",
                "role": "must be one of 'org:admin', 'org:member'",
            },
            id="a member",
        ),
    ],
)
def test_every_mistake_of_a_resource_is_found_in_preview_without_a_key(
    stack: Stack, program: str, told: dict[str, str]
) -> None:
    del stack.env[KEY]
    stack.write(program)
    refused = stack.preview(ok=False)
    found = dict(re.findall(r"property (\S+) value .* has a problem: (.*)", refused.out))
    assert found.keys() == told.keys()
    for path, sentence in told.items():
        assert sentence in found[path]
    assert "Traceback" not in refused.out
    assert stack.server.requests == []


def the_one_error(run: Run) -> str:
    """The only thing told about the only resource that failed; the other is the engine's sum."""
    assert "Traceback" not in run.out
    ours = [error for error in run.errors if "pulumi_scaling." in error]
    assert len(ours) == 1, run.out
    assert "\n" not in ours[0]
    return ours[0]


def test_without_a_key_a_preview_works_and_an_up_says_where_a_key_can_come_from(
    stack: Stack,
) -> None:
    stack.write(SCHEDULE)
    del stack.env[KEY]
    preview = stack.preview()
    assert preview.changed == {"primary": "create"}
    assert preview.warnings == []
    told = the_one_error(stack.up(ok=False))
    assert told.startswith("pulumi_scaling.ConfigError: ")
    assert KEY in told
    assert "pulumi config set --secret scaling:apiKey" in told
    assert stack.server.requests == []


@pytest.mark.parametrize("key", ["scl_live_nobody", EXPIRED_KEY])
def test_a_key_that_is_not_accepted_fails_the_preview_with_the_request_id(
    stack: Stack, key: str
) -> None:
    stack.write(SCHEDULE)
    stack.env[KEY] = key
    refused = stack.preview(ok=False)
    (told,) = (error for error in refused.errors if "cannot be written" in error)
    assert re.search(r"request [0-9a-f-]{36}", told)
    assert f"environment variable {KEY}" in told
    assert "\n" not in told
    assert key not in refused.out
    assert stack.server.writes == []


def test_a_key_that_is_no_admins_fails_the_preview_of_a_program_that_invites(
    stack: Stack,
) -> None:
    stack.write(SCHEDULE)
    stack.env[KEY] = MEMBER_KEY
    stack.up()
    stack.write(SCHEDULE + INVITED)
    refused = stack.preview(ok=False)
    (told,) = (error for error in refused.errors if "cannot be written" in error)
    assert "not that of an org:admin" in told
    assert "\n" not in told


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("http://scaling.example/v1", "unencrypted"),
        ("https://someone:secret@scaling.example/v1", "carries credentials"),
        ("ftp://scaling.example", "not an http(s) address"),
    ],
)
def test_an_address_that_cannot_be_right_is_refused_before_anything_is_sent(
    stack: Stack, url: str, told: str
) -> None:
    stack.write(SCHEDULE)
    stack.env[URL] = url
    refused = stack.up(ok=False)
    error = the_one_error(refused)
    assert error.startswith("pulumi_scaling.ConfigError: ")
    assert told in error
    assert "someone:secret" not in refused.out


def test_config_wins_over_the_environment_and_a_plain_key_is_warned_of(stack: Stack) -> None:
    server = stack.server
    stack.write(SCHEDULE)
    stack.config("scaling:apiKey", server.key, secret=False)
    stack.config("scaling:baseUrl", server.origin + "/", secret=False)
    stack.env |= {KEY: "scl_live_nobody", URL: "https://nowhere.example"}
    up = stack.up()
    assert [row["name"] for row in server.rows("schedules")] == ["Primary"]
    (warning,) = up.warnings
    assert "pulumi config set --secret scaling:apiKey" in warning
    assert server.key not in warning

    stack.config("scaling:apiKey", server.key, secret=True)
    assert stack.up().warnings == []


BUGGY = """
from pulumi.dynamic import CreateResult, Resource, ResourceProvider

class Mine(ResourceProvider):
    def create(self, props):
        return CreateResult("id", {"answer": 1 / props["nothing"]})

class Thing(Resource):
    def __init__(self, name):
        super().__init__(Mine(), name, {"nothing": 0})

Thing("thing")
scaling.Schedule("first", name="Primary", timezone="UTC")
"""


def test_what_we_refuse_is_one_line_and_a_bug_beside_it_keeps_its_traceback(
    new_stack: NewStack,
) -> None:
    other = new_stack(SCHEDULE, name="other")
    other.up()
    stack = new_stack(BUGGY)
    run = stack.up("--continue-on-error", ok=False)
    assert run.failed == {"thing", "first"}
    (bug,) = [error for error in run.errors if "ZeroDivisionError" in error]
    assert "Traceback (most recent call last)" in bug
    assert 'return CreateResult("id", {"answer": 1 / props["nothing"]})' in bug
    (ours,) = [error for error in run.errors if "pulumi_scaling." in error]
    assert ours.startswith("pulumi_scaling.Conflict: the schedule 'Primary' was not created")
    assert "Traceback" not in ours
    assert "\n" not in ours
    for way_out in ("SCALING_CLOUD_TAKE_OVER=", "errors.md#a-name-that-is-taken"):
        assert way_out in ours
    assert len(stack.server.rows("schedules")) == 1
