"""Schedules and policies from the first preview until nothing is left of them."""

from __future__ import annotations

import httpx

from tests.engine.stack import FLIPPED_TOO, Stack

PROGRAM = """
primary = scaling.Schedule(
    "primary", name="Primary", timezone="Europe/Paris", description="Payments, first line"
)
payments = scaling.EscalationPolicy(
    "payments", name="Payments", description=pulumi.Output.concat("Starts with ", primary.id)
)
pulumi.export("scheduleId", primary.id)
pulumi.export("timezone", primary.timezone)
"""


def told(stack: Stack, kind: str) -> list[tuple[str, str]]:
    return sorted((row["name"], row["description"] or "") for row in stack.server.rows(kind))


@FLIPPED_TOO
def test_what_a_program_says_is_made_changed_repaired_and_removed(
    stack: Stack, colleague: httpx.Client
) -> None:
    server = stack.server
    stack.write(PROGRAM)
    assert stack.preview().changed == {"primary": "create", "payments": "create"}
    assert server.writes == []

    made = stack.up()
    (schedule,) = server.rows("schedules")
    assert made.counts == {"create": 3}
    assert made.outputs == {"scheduleId": schedule["id"], "timezone": "Europe/Paris"}
    assert schedule["name"] == "Primary"
    assert schedule["timezone"] == "Europe/Paris"
    assert told(stack, "policies") == [("Payments", f"Starts with {schedule['id']}")]
    assert sorted(stack.written) == ["create_escalation_policy", "create_schedule"]
    assert stack.up().counts == stack.refresh().counts == {"same": 3}
    stack.unchanged()

    stack.edit("Payments, first line", "First line")
    assert stack.preview().changed == {"primary": "update"}
    assert stack.up().changed == {"primary": "update"}
    assert told(stack, "schedules") == [("Primary", "First line")]
    assert len(stack.written) == 1

    colleague.put(
        f"/oncall/schedules/{schedule['id']}",
        json={"name": "Primary", "timezone": "Asia/Tokyo", "description": "by hand"},
    )
    server.forget_requests()
    seen = stack.preview("--refresh")
    assert seen.changed == {"primary": "update"}
    assert seen.drifted == {"primary": {"timezone", "description"}}
    assert server.writes == []
    assert stack.up("--refresh").changed == {"primary": "update"}
    assert told(stack, "schedules") == [("Primary", "First line")]
    assert server.rows("schedules")[0]["timezone"] == "Europe/Paris"

    colleague.delete(f"/oncall/schedules/{schedule['id']}")
    repaired = stack.up("--refresh")
    assert repaired.changed == {"primary": "create", "payments": "update"}
    (again,) = server.rows("schedules")
    assert told(stack, "policies") == [("Payments", f"Starts with {again['id']}")]

    stack.destroy()
    assert server.rows("schedules") == server.rows("policies") == stack.resources() == []


@FLIPPED_TOO
def test_taking_a_description_out_of_the_program_clears_it(stack: Stack) -> None:
    stack.write(PROGRAM.replace("Payments, first line", ""))
    stack.up()
    stack.unchanged()
    stack.edit('description=""', 'description="Payments"')
    stack.up()
    assert told(stack, "schedules") == [("Primary", "Payments")]
    stack.edit(', description="Payments"', "")
    assert stack.up().changed == {"primary": "update"}
    assert told(stack, "schedules") == [("Primary", "")]
    stack.unchanged()


OPTIONS = """
one = scaling.Schedule("one", name="One", timezone="UTC", description="1", opts=None)
two = scaling.Schedule("two", name="Two", timezone="UTC", description="1")
"""


def test_the_options_of_the_engine_hold_for_our_resources(stack: Stack) -> None:
    server = stack.server
    stack.write(OPTIONS)
    stack.up()

    stack.write(OPTIONS.replace('"1"', '"2"'))
    assert stack.up("--target", stack.urn("one")).changed == {"one": "update"}
    assert told(stack, "schedules") == [("One", "2"), ("Two", "1")]
    stack.edit('timezone="UTC", description="2")', 'timezone="UTC", description="1")')

    before = {row["name"]: row["id"] for row in server.rows("schedules")}
    assert len(stack.written) == 3
    assert stack.up("--replace", stack.urn("one")).changed == {"one": "replace"}
    after = {row["name"]: row["id"] for row in server.rows("schedules")}
    assert after["One"] != before["One"]
    assert after["Two"] == before["Two"]
    assert stack.written == ["delete_schedule", "create_schedule"]

    kept = "pulumi.ResourceOptions(ignore_changes=['description'], protect=True)"
    stack.edit('"2", opts=None', f'"3", opts={kept}')
    stack.up()
    assert told(stack, "schedules") == [("One", "2"), ("Two", "1")]

    stack.edit('scaling.Schedule("one"', 'scaling.Schedule("uno"')
    stack.edit("protect=True", "protect=True, aliases=[pulumi.Alias(name='one')]")
    assert stack.written == []
    assert stack.up().changed == {}
    assert stack.written == []

    stack.write("")
    refused = stack.up(ok=False)
    assert "protected" in refused.out
    assert len(server.rows("schedules")) == 2 - ("two" in refused.changed)
    assert "One" in dict(told(stack, "schedules"))


GET = """
found = scaling.Schedule.get("found", "{id}")
pulumi.export("name", found.name)
pulumi.export("zone", found.timezone)
pulumi.export("org", found.org_id)
layer = scaling.RotationLayer.get("layer", "{id}/{layer}")
pulumi.export("people", layer.participants)
policy = scaling.EscalationPolicy.get("policy", "{policy}")
link = scaling.PolicyLayer.get("link", "{policy}/{link}")
pulumi.export("target", link.target)
pulumi.export("position", link.position)
pulumi.export("role", scaling.Member.get("bo", "Bo@example.com").role)
"""


@FLIPPED_TOO
def test_get_reads_what_others_manage_and_leaves_it_alone(
    stack: Stack, colleague: httpx.Client
) -> None:
    def post(path: str, **body: object) -> str:
        made: str = colleague.post(path, json=body).json()["data"]["id"]
        return made

    schedule = post("/oncall/schedules", name="Night", timezone="Asia/Tokyo")
    layer = post(
        f"/oncall/schedules/{schedule}/layers",
        name="Weekly",
        rotationType="weekly",
        rotationLengthDays=7,
        handoffTime="09:00",
        effectiveFrom="2026-01-05T08:00:00Z",
        participantIds=["user_bo", "user_cy"],
    )
    policy = post("/escalation/policies", name="Nightly")
    target = {"type": "schedule", "scheduleId": schedule}
    link = post(
        f"/escalation/policies/{policy}/layers", position=1, ackTimeoutMinutes=5, target=target
    )
    stack.write(GET.format(id=schedule, layer=layer, policy=policy, link=link))
    assert stack.up().outputs == {
        "name": "Night",
        "zone": "Asia/Tokyo",
        "org": "org_harborline",
        "people": ["bo@example.com", "cy@example.com"],
        "target": {"type": "schedule", "schedule_id": schedule},
        "position": 1,
        "role": "org:member",
    }
    stack.unchanged()
    stack.destroy()
    assert stack.server.writes == []
    assert [row["name"] for row in stack.server.rows("schedules")] == ["Night"]

    missing = "11111111-2222-3333-4444-555555555555"
    stack.write(f'scaling.Schedule.get("gone", "{missing}")')
    (error, *_) = stack.up(ok=False).errors
    assert f"there is no schedule with the id '{missing}'" in error
    assert "Traceback" not in error
