"""What a program can read of its resources, what the state holds of them, and what it costs."""

from __future__ import annotations

from collections import Counter
from typing import Any

from pulumi_scaling.resources import CATALOG
from tests.engine.stack import FLIPPED_TOO, Stack

EVERY_KIND = """
primary = scaling.Schedule("primary", name="Primary", timezone="Europe/Paris", description="d")
weekly = scaling.RotationLayer(
    "weekly", schedule_id=primary, name="Weekly", rotation_type="weekly", rotation_length_days=7,
    handoff_time="09:00", effective_from="2026-01-05T08:00:00Z",
    effective_until="2027-01-05T08:00:00Z", position=0, participants=["bo@example.com"],
)
payments = scaling.EscalationPolicy("payments", name="Payments", description="d")
first = scaling.PolicyLayer(
    "first", policy_id=payments, position=1, ack_timeout_minutes=5,
    target={"type": "schedule", "schedule_id": primary.id},
)
second = scaling.PolicyLayer(
    "second", policy_id=payments, position=2, ack_timeout_minutes=5,
    target={"type": "users", "users": ["cy@example.com"]},
)
bo = scaling.Member("bo", email="bo@example.com", role="org:member")
fay = scaling.Member("fay", email="fay@example.com", role="org:member")
shop = scaling.Component(
    "shop", name="Web shop", description="Sells", group_label="Shop", aliases=["web"])
office = scaling.WorkingHours(
    "office", name="Office", timezone="Europe/Paris",
    windows=[{"days": [1, 2], "start": "09:00", "end": "18:00"}])
routing = scaling.RoutingPolicy("routing", name="Routing", description="Shop", rules=[
    {"severity": "critical", "outcome": "incident", "escalation_policy_id": payments.id},
    {"severity": "high", "outcome": "notification"},
    {"severity": "medium", "outcome": "drop"},
    {"severity": "low", "outcome": "drop"}])
alarms = scaling.InboundIntegration("alarms", name="Metrics bridge", selectors=[
    {"matchers": [{"key": "env", "value": "live"}], "routing_policy_id": routing.id}])
night = scaling.Schedule("night", name="Night", description="d", timezone="UTC", layers=[
    {"name": "Nights", "rotation_type": "weekly", "rotation_length_days": 7,
     "handoff_time": "21:00", "effective_from": "2026-01-05T20:00:00Z",
     "participants": ["cy@example.com"]}])
chain = scaling.EscalationPolicy("chain", name="Chain", description="d", layers=[
    {"ack_timeout_minutes": 5, "target": {"type": "users", "users": ["bo@example.com"]}}])
everything = (
    primary, weekly, payments, first, second, night, chain, bo, fay, shop, office, routing, alarms
)
for each in everything:
    for name in ("id", *type(each).__annotations__):
        pulumi.export(f"{each.kind}.{each.pulumi_resource_name}.{name}", getattr(each, name))
"""
ABSENT = {
    # Only where the layers are said with it.
    *(
        f"Schedule.primary.{name}"
        for name in ("layers", "layer_ids", "participant_ids", "anchored_from", "kept_turns")
    ),
    # Only where somebody is invited and has not accepted.
    *(f"Schedule.{name}.waiting" for name in ("primary", "night")),
    *(f"EscalationPolicy.{name}.waiting" for name in ("payments", "chain")),
    *(f"PolicyLayer.{name}.waiting" for name in ("first", "second")),
    "RotationLayer.weekly.waiting",
    # Only where somebody's running turn was kept.
    "Schedule.night.kept_turns",
    "RotationLayer.weekly.kept_turn",
    "RotationLayer.weekly.rollout",
    *(f"EscalationPolicy.payments.{name}" for name in ("layers", "layer_ids", "target_user_ids")),
    # Only a users target has them; only a pending invitation, only an accepted one.
    "PolicyLayer.first.target_user_ids",
    "Member.bo.invitation_id",
    "Member.fay.user_id",
    "Member.fay.role_before",
    # Only where a program says so.
    "Member.bo.on_delete",
    "Member.fay.on_delete",
    "InboundIntegration.alarms.integration_id",
    "InboundIntegration.alarms.routing_policy_id",
}


@FLIPPED_TOO
def test_every_output_of_every_kind_can_be_exported(stack: Stack) -> None:
    stack.write(EVERY_KIND)
    said: dict[str, Any] = stack.up().outputs
    names: dict[str, str] = {}
    for each in said:
        kind, name, _ = each.split(".")
        names.setdefault(name, kind)
    assert set(names.values()) == {kind.name for kind in CATALOG}
    wanted = {
        f"{kind.name}.{name}.{field}"
        for kind in CATALOG
        for name in (name for name, of in names.items() if of == kind.name)
        for field in ("id", *kind.fields, *kind.outputs)
    }
    given = {name for name, value in said.items() if value is not None}
    assert wanted - given <= ABSENT
    assert given <= wanted
    (layer,) = (row for row in stack.server.rows("rotation_layers") if row["name"] == "Weekly")
    assert said["RotationLayer.weekly.id"] == f"{layer['scheduleId']}/{layer['id']}"
    assert said["RotationLayer.weekly.rank"] == 0
    assert said["PolicyLayer.second.target_user_ids"] == ["user_cy"]
    assert said["Schedule.night.participant_ids"] == ["user_cy"]
    assert said["EscalationPolicy.chain.layers"][0]["target"]["users"] == ["bo@example.com"]
    stack.unchanged()

    first = {each["urn"]: each.get("outputs", {}).get("__provider") for each in stack.resources()}
    stack.edit('name="Weekly"', 'name="Each week"')
    stack.write((stack.folder / "__main__.py").read_text() + "\n# Another text, another line.\n")
    stack.up()
    again = {each["urn"]: each.get("outputs", {}).get("__provider") for each in stack.resources()}
    assert again == first
    providers = {text for text in first.values() if text}
    assert len(providers) == len(CATALOG)
    assert all(len(text) <= 120 for text in providers)


TEAM = """
for s in range({schedules}):
    schedule = scaling.Schedule(f"s{{s}}", name=f"s{{s}}", timezone="UTC")
    for l in range({layers}):
        scaling.RotationLayer(
            f"s{{s}}-{{l}}", schedule_id=schedule, name=f"l{{l}}", rotation_type="daily",
            rotation_length_days=1, handoff_time="09:00", effective_from="2026-01-05T08:00:00Z",
            participants=["bo@example.com", "cy@example.com"], position=l,
        )
for p in range({policies}):
    policy = scaling.EscalationPolicy(f"p{{p}}", name=f"p{{p}}")
    for l in range({layers}):
        scaling.PolicyLayer(
            f"p{{p}}-{{l}}", policy_id=policy, position=l + 1, ack_timeout_minutes=5,
            target={{"type": "users", "users": ["bo@example.com", "eli@example.com"]}},
        )
for n in range({people}):
    scaling.Member(f"m{{n}}", email=f"m{{n}}@example.com", role="org:member")
"""
SIZES = {"schedules": 3, "policies": 3, "layers": 4, "people": 5}


def test_requests_are_one_write_for_each_change_and_few_reads(stack: Stack) -> None:
    server, s, p = stack.server, SIZES["schedules"], SIZES["policies"]
    n, people = SIZES["layers"], SIZES["people"]
    stack.write(TEAM.format(**SIZES))
    stack.up()
    done = Counter(request.operation for request in server.requests)
    orders = done["reorder_policy_layers"] + done["reorder_rotation_layers"]
    reads = sum(count for name, count in done.items() if str(name).startswith(("get_", "list_")))
    writes = sum(done.values()) - reads - orders
    assert writes == s + p + (s + p) * n + people
    assert orders <= (s + p) * n
    assert reads <= orders + s + p + 4

    server.forget_requests()
    assert stack.refresh().changed == {}
    assert len(server.requests) <= s + p + 4

    server.forget_requests()
    assert stack.up().changed == {}
    assert len(server.requests) <= 4

    server.forget_requests()
    stack.destroy()
    done = Counter(request.operation for request in server.writes)
    assert done == {
        "delete_schedule": s,
        "delete_escalation_policy": p,
        "revoke_invitation": people,
    }


def test_a_resource_that_merely_changes_its_description_changes_nothing_else(
    stack: Stack,
) -> None:
    stack.write(EVERY_KIND)
    stack.up()
    stack.edit('timezone="Europe/Paris", description="d"', 'timezone="Europe/Paris"')
    assert stack.preview().changed == {"primary": "update"}
    assert stack.up().changed == {"primary": "update"}
    stack.edit(
        'email="bo@example.com", role="org:member"', 'email="bo@example.com", role="org:admin"'
    )
    assert stack.preview().changed == {"bo": "update"}
