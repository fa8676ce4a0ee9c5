"""The client's areas against the simulator: a method for every operation, and records that fit."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from operator import attrgetter
from pathlib import Path
from typing import Any

import pytest
import yaml

from pulumi_scaling import errors
from pulumi_scaling.client import Client
from pulumi_scaling.client.areas.area import Area
from pulumi_scaling.simulator import FLIPPED, SWITCHES, Simulator
from pulumi_scaling.simulator.serving import Server

PACKAGE = Path(inspect.getfile(Simulator)).parent
CONTRACT = yaml.safe_load((PACKAGE / "contract" / "scaling.openapi.yaml").read_text("utf-8"))
SDK_DOCS = Path(__file__).resolve().parents[2] / "sdk-docs"
AREAS = (
    "incidents",
    "schedules",
    "schedules.layers",
    "policies",
    "policies.layers",
    "team",
    "users",
    "components",
    "routing_policies",
    "working_hours",
    "integrations",
)
BUILT_ON_OTHERS = {
    "components.find",
    "integrations.find",
    "routing_policies.find",
    "working_hours.find",
    "incidents.resolve",
    "policies.create_with_steps",
    "policies.find",
    "policies.layers.list",
    "policies.replace",
    "schedules.find",
    "schedules.layers.list",
    "schedules.on_call",
    "users.find",
}
LAYER: dict[str, Any] = {
    "rotation_type": "weekly",
    "rotation_length_days": 7,
    "handoff_time": "09:00",
    "effective_from": datetime(2026, 1, 5, 8, tzinfo=timezone.utc),
    "participant_ids": ["user_bo", "user_cy"],
}
RULES: list[Any] = [
    {"severity": "critical", "outcome": "incident"},
    {"severity": "high", "outcome": "provisional_page"},
    {"severity": "medium", "outcome": "notification"},
    {"severity": "low", "outcome": "drop"},
]
OFFICE: list[Any] = [{"days": [1, 2, 3], "start": "09:00", "end": "17:00"}]
USERS: Any = {"type": "users", "user_ids": ["user_bo"]}


class World:
    """One of everything, by attribute; made through the client itself."""

    def __init__(self, client: Client) -> None:
        self.component = next(client.components.list())
        self.integration = next(client.integrations.list())
        self.default_routing = next(client.routing_policies.list())
        self.schedule = client.schedules.create(name="Primary", timezone="Europe/Paris")
        self.layer = client.schedules.layers.create(self.schedule.id, name="Weekly", **LAYER)
        self.policy = client.policies.create(name="Payments")
        target: Any = {"type": "schedule", "schedule_id": self.schedule.id}
        self.link = client.policies.layers.create(
            self.policy.id, position=1, ack_timeout_minutes=5, target=target
        )
        self.incident = client.incidents.create(
            title="Checkout is down", severity="critical", owner_schedule_id=self.schedule.id
        )
        self.update = client.incidents.post_update(self.incident.id, "Looking into it")
        self.invitation = client.team.invite("hal@example.com")
        self.hours = client.working_hours.create(name="Office", timezone="UTC", windows=OFFICE)
        self.routing = client.routing_policies.create(name="Alerts", rules=RULES)


Call = tuple[tuple[Any, ...], dict[str, Any]]


def call(*args: Any, **named: Any) -> Call:
    return args, named


OPERATIONS: dict[str, tuple[str, Callable[[World], Call]]] = {
    "list_incidents": ("incidents.list", lambda _: call(status="investigating")),
    "create_incident": (
        "incidents.create",
        lambda w: call(
            title="Slow", severity="low", owner_id="user_bo", component_ids=[w.component.id]
        ),
    ),
    "get_incident": ("incidents.get", lambda w: call(w.incident.id)),
    "update_incident_status": (
        "incidents.set_status",
        lambda w: call(w.incident.id, "identified"),
    ),
    "list_incident_updates": ("incidents.updates", lambda w: call(w.incident.id)),
    "create_incident_update": (
        "incidents.post_update",
        lambda w: call(w.incident.id, "Found it", status_change="identified"),
    ),
    "redact_incident_update": ("incidents.redact", lambda w: call(w.incident.id, w.update.id)),
    "acknowledge_incident": ("incidents.acknowledge", lambda w: call(w.incident.id)),
    "handoff_incident": ("incidents.hand_off", lambda w: call(w.incident.id, "user_dee")),
    "set_incident_components": (
        "incidents.set_components",
        lambda w: call(w.incident.id, [w.component.id]),
    ),
    "list_schedules": ("schedules.list", lambda _: call()),
    "create_schedule": (
        "schedules.create",
        lambda _: call(name="Second", timezone="UTC", description="The others"),
    ),
    "get_schedule": ("schedules.get", lambda w: call(w.schedule.id)),
    "update_schedule": ("schedules.update", lambda w: call(w.schedule.id, description=None)),
    "replace_schedule": (
        "schedules.replace",
        lambda w: call(w.schedule.id, name="First", timezone="UTC"),
    ),
    "delete_schedule": ("schedules.delete", lambda w: call(w.schedule.id)),
    "resolve_schedule": (
        "schedules.resolve",
        lambda w: call(w.schedule.id, at="2026-03-01T03:00:00Z"),
    ),
    "create_rotation_layer": (
        "schedules.layers.create",
        lambda w: call(w.schedule.id, name="Nights", **LAYER),
    ),
    "reorder_rotation_layers": (
        "schedules.layers.reorder",
        lambda w: call(w.schedule.id, [w.layer.id]),
    ),
    "update_rotation_layer": (
        "schedules.layers.update",
        lambda w: call(w.schedule.id, w.layer.id, effective_until=None, handoff_time="10:00"),
    ),
    "replace_rotation_layer": (
        "schedules.layers.replace",
        lambda w: call(w.schedule.id, w.layer.id, name="Weekly", **LAYER),
    ),
    "delete_rotation_layer": (
        "schedules.layers.delete",
        lambda w: call(w.schedule.id, w.layer.id),
    ),
    "list_escalation_policies": ("policies.list", lambda _: call()),
    "create_escalation_policy": ("policies.create", lambda _: call(name="Second")),
    "get_escalation_policy": ("policies.get", lambda w: call(w.policy.id)),
    "update_escalation_policy": ("policies.update", lambda w: call(w.policy.id, name="First")),
    "delete_escalation_policy": ("policies.delete", lambda w: call(spare(w).id)),
    "create_policy_layer": (
        "policies.layers.create",
        lambda w: call(w.policy.id, position=2, ack_timeout_minutes=9, target=USERS),
    ),
    "reorder_policy_layers": (
        "policies.layers.reorder",
        lambda w: call(w.policy.id, [w.link.id]),
    ),
    "update_policy_layer": (
        "policies.layers.update",
        lambda w: call(w.policy.id, w.link.id, ack_timeout_minutes=9, target=w.link.target),
    ),
    "delete_policy_layer": ("policies.layers.delete", lambda w: call(w.policy.id, w.link.id)),
    "list_team_members": ("team.list", lambda _: call()),
    "invite_team_member": ("team.invite", lambda _: call("gil@example.com", role="org:admin")),
    "update_member_role": ("team.set_role", lambda _: call("user_bo", "org:admin")),
    "remove_team_member": ("team.remove", lambda _: call("user_eli")),
    "revoke_invitation": ("team.revoke", lambda w: call(w.invitation.id)),
    "list_users": ("users.list", lambda _: call()),
    "list_components": ("components.list", lambda _: call()),
    "create_component": ("components.create", lambda _: call(name="Search", aliases=["find"])),
    "get_component": ("components.get", lambda w: call(w.component.id)),
    "update_component": (
        "components.update",
        lambda w: call(w.component.id, group_label=None, aliases=["till"]),
    ),
    "delete_component": ("components.delete", lambda w: call(w.component.id)),
    "list_routing_policies": ("routing_policies.list", lambda _: call()),
    "create_routing_policy": (
        "routing_policies.create",
        lambda w: call(
            name="Second",
            rules=[{**RULES[0], "escalation_policy_id": w.policy.id}, *w.routing.rules[1:]],
        ),
    ),
    "get_routing_policy": ("routing_policies.get", lambda w: call(w.routing.id)),
    "replace_routing_policy": (
        "routing_policies.replace",
        lambda w: call(w.routing.id, name="First", rules=w.routing.rules, description="All"),
    ),
    "delete_routing_policy": ("routing_policies.delete", lambda w: call(w.routing.id)),
    "list_working_hours": ("working_hours.list", lambda _: call()),
    "create_working_hours": (
        "working_hours.create",
        lambda w: call(name="Second", timezone="Europe/Paris", windows=[*OFFICE, *w.hours.windows]),
    ),
    "get_working_hours": ("working_hours.get", lambda w: call(w.hours.id)),
    "update_working_hours": (
        "working_hours.update",
        lambda w: call(w.hours.id, timezone="Europe/Paris"),
    ),
    "delete_working_hours": ("working_hours.delete", lambda w: call(w.hours.id)),
    "list_inbound_integrations": ("integrations.list", lambda _: call()),
    "get_inbound_integration": ("integrations.get", lambda w: call(w.integration.id)),
    "replace_integration_selectors": (
        "integrations.set_selectors",
        lambda w: call(
            w.integration.id,
            [
                {
                    "matchers": [{"key": "env", "value": "staging"}],
                    "routing_policy_id": w.default_routing.id,
                },
                *w.integration.selectors,
            ],
        ),
    ),
}


def spare(world: World) -> Any:
    """A policy that no incident uses."""
    return world.spare  # type: ignore[attr-defined]


@pytest.fixture
def client(server: Server) -> Iterator[Client]:
    with Client(api_key=server.key, base_url=server.url) as made:
        yield made


def everything(answer: Any) -> Any:
    return list(answer) if isinstance(answer, Iterator) else answer


def done(client: Client, operation: str, world: World) -> Any:
    method, arguments = OPERATIONS[operation]
    args, named = arguments(world)
    return everything(attrgetter(method)(client)(*args, **named))


# ---------------------------------------------------------------- complete, both ways


def operations() -> set[str]:
    verbs = ("get", "post", "put", "patch", "delete")
    return {
        item[verb]["operationId"]
        for item in CONTRACT["paths"].values()
        for verb in verbs
        if verb in item
    }


def test_every_operation_has_a_method():
    assert set(OPERATIONS) == operations()
    assert len(OPERATIONS) == 55


def test_every_method_is_an_operation_or_built_on_some(client: Client):
    public = {
        f"{area}.{name}"
        for area in AREAS
        for name, _ in inspect.getmembers(type(attrgetter(area)(client)), inspect.isfunction)
        if not name.startswith("_")
    }
    assert public == {method for method, _ in OPERATIONS.values()} | BUILT_ON_OTHERS


def test_no_area_was_forgotten(client: Client):
    found = {name for name in dir(client) if isinstance(getattr(client, name), Area)}
    assert found == {area for area in AREAS if "." not in area}


@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_method_makes_the_one_request_of_its_operation(
    server: Server, client: Client, operation: str
):
    world = World(client)
    world.spare = client.policies.create(name="Spare")  # type: ignore[attr-defined]
    server.forget_requests()
    done(client, operation, world)
    assert [request.operation for request in server.requests] == [operation]
    assert server.requests[0].status in {200, 201, 204}


# ---------------------------------------------------------------- however the guesses turn out


@pytest.fixture(scope="module")
def guessed() -> Iterator[Server]:
    with Simulator(strict=True).serve() as server:
        yield server


POSITIONS = [(each.name, position) for each in SWITCHES for position in each.others]


@pytest.mark.parametrize(
    "positions",
    [dict(FLIPPED), *({name: position} for name, position in POSITIONS)],
    ids=["all of them", *(f"{name}={position}" for name, position in POSITIONS)],
)
def test_every_method_works_in_every_position_of_every_switch(
    guessed: Server, positions: dict[str, Any]
):
    guessed.reset()
    guessed.switches(positions)
    with Client(api_key=guessed.key, base_url=guessed.url) as client:
        world = World(client)
        world.spare = client.policies.create(name="Spare")  # type: ignore[attr-defined]
        for operation in sorted(OPERATIONS, key=turn):
            if positions.get("schedule_deletion") == "refused" and operation == "delete_schedule":
                client.policies.layers.delete(world.policy.id, next_link(client, world))
            if operation in {"delete_rotation_layer", "delete_policy_layer"}:
                continue  # their parents may be gone by now
            if operation == "create_incident_update":
                client.incidents.post_update(world.incident.id, "Still at it")
                continue  # the step to identified was taken by then
            done(client, operation, world)
    assert guessed.violations == []


def turn(operation: str) -> int:
    """Orders while they are known, what takes away at the end."""
    if operation.startswith("reorder_"):
        return 0
    return 2 if operation.startswith(("delete_", "remove_", "revoke_", "redact_")) else 1


def next_link(client: Client, world: World) -> str:
    """The layer that targets the schedule."""
    for layer in client.policies.get(world.policy.id).layers:
        if layer.target.schedule_id:
            return layer.id
    raise AssertionError("no layer targets the schedule")


# ---------------------------------------------------------------- what comes back


def test_an_incident_from_opening_to_resolution(server: Server, client: Client):
    server.clock("2026-01-06T10:00:00Z")
    world = World(client)
    incident = world.incident
    assert (incident.status, incident.owner_id) == ("investigating", "user_bo")
    assert incident.escalation_policy_id == world.policy.id
    assert incident.created_at == datetime(2026, 1, 6, 10, tzinfo=timezone.utc)
    client.incidents.acknowledge(incident.id)
    client.incidents.acknowledge(incident.id)
    assert client.incidents.hand_off(incident.id, "user_dee").owner_id == "user_dee"
    tagged = client.incidents.set_components(incident.id, [world.component.id])
    assert [each.name for each in tagged.affected_components] == ["Checkout"]
    update = client.incidents.redact(incident.id, world.update.id)
    assert update.body is None
    assert update.redacted_at is not None
    resolved = client.incidents.resolve(incident.id, resolution_note="Rolled back")
    assert resolved.status == "resolved"
    history = client.incidents.get(incident.id).status_history
    steps = [change.status for change in history]
    assert steps == ["investigating", "identified", "monitoring", "resolved"]
    assert history[-1].resolution_note == "Rolled back"
    assert next(client.incidents.updates(incident.id)).id == update.id


def test_a_long_list_is_followed_to_its_end_and_filtered(server: Server, client: Client):
    server.clock("2026-01-06T10:00:00Z")
    for number in range(5):
        client.incidents.create(title=f"I{number}", severity="low", owner_id="user_bo")
    client.incidents.create(title="Other", severity="high", owner_id="user_bo")
    server.switches({"page_size": "two"})
    server.forget_requests()
    titles = {incident.title for incident in client.incidents.list(severity="low")}
    assert titles == {"I0", "I1", "I2", "I3", "I4"}
    assert len(server.requests) == 3
    assert [each.title for each in client.incidents.list(severity="high")] == ["Other"]
    day = datetime(2026, 1, 6, tzinfo=timezone.utc).date()
    assert len(list(client.incidents.list(from_=day, to=day))) == 6
    assert list(client.incidents.list(to=day - timedelta(days=1))) == []


def test_who_is_on_call_changes_at_the_handoff(client: Client):
    world = World(client)
    before = datetime(2026, 1, 12, 7, 59, tzinfo=timezone.utc)
    people = [
        client.schedules.on_call(world.schedule.id, at=at)
        for at in (before, before + timedelta(minutes=1))
    ]
    assert [[person.name for person in each] for each in people] == [
        ["Bo Lindqvist"],
        ["Cy Okafor"],
    ]


def test_names_are_found(client: Client):
    world = World(client)
    found = client.schedules.find("Primary"), client.policies.find("Payments")
    assert [each and each.id for each in found] == [world.schedule.id, world.policy.id]
    assert client.schedules.find("primary") is None
    assert client.components.find("Checkout") == world.component
    assert client.policies.find("None") is client.components.find("None") is None
    ana = client.users.find("ANA@example.com")
    assert ana is not None
    assert ana.name == "Ana Sousa"
    assert client.users.find("nobody@example.com") is None


def test_layers_are_reordered(client: Client):
    world = World(client)
    second = client.schedules.layers.create(world.schedule.id, name="Nights", **LAYER)
    layers = client.schedules.layers.reorder(world.schedule.id, [second.id, world.layer.id])
    assert [layer.id for layer in layers] == [second.id, world.layer.id]
    assert [layer.position for layer in client.schedules.layers.list(world.schedule.id)] == [0, 1]
    link = client.policies.layers.create(
        world.policy.id, position=1, ack_timeout_minutes=9, target=USERS
    )
    first, last = client.policies.layers.list(world.policy.id)
    assert (first.id, first.target.user_ids) == (link.id, ("user_bo",))
    assert last.target.schedule_id == world.schedule.id


def test_a_layer_that_is_not_there_cannot_be_changed_by_either_verb(server: Server, client: Client):
    world = World(client)
    gone = world.policy.id
    server.switches({"update_verbs": "put_only"})
    with pytest.raises(errors.NotFound, match="no layer"):
        client.schedules.layers.update(world.schedule.id, gone, name="Other")


def test_refusals_have_their_cause(client: Client):
    world = World(client)
    with pytest.raises(errors.Conflict, match="request"):
        client.schedules.create(name="Primary", timezone="UTC")
    with pytest.raises(errors.InUse):
        client.policies.delete(world.policy.id)
    with pytest.raises(errors.NotFound):
        client.schedules.get(world.policy.id)
    with pytest.raises(errors.Invalid, match="time zone"):
        client.schedules.update(world.schedule.id, timezone="Europe/Pari")
    with pytest.raises(errors.Invalid, match="themselves"):
        client.team.remove("user_ana")


@pytest.mark.parametrize("status", [500, 502, 504])
def test_an_answer_lost_after_the_commit_opens_one_incident(
    server: Server, client: Client, status: int
):
    server.faults({"operation": "create_incident", "when": "after", "status": status, "times": 1})
    with pytest.raises(errors.ServerFault, match="look before you send it again"):
        client.incidents.create(title="Down", severity="low", owner_id="user_bo")
    assert len(server.rows("incidents")) == 1


def test_a_deletion_whose_answer_is_cut_is_one(server: Server, client: Client):
    world = World(client)
    server.faults({"operation": "delete_component", "when": "after", "cut": True, "times": 1})
    client.components.delete(world.component.id)
    assert client.components.find("Checkout") is None


# ---------------------------------------------------------------- what is written is run

BLOCK = re.compile(r"^( *)```python\n(.*?)^ *```", re.MULTILINE | re.DOTALL)


def blocks(text: str) -> list[str]:
    return [inspect.cleandoc("\n" + code) for _, code in BLOCK.findall(text)]


def documented() -> list[str]:
    names = []
    for method in sorted({method for method, _ in OPERATIONS.values()} | BUILT_ON_OTHERS):
        with Client(api_key="scl_live_none") as client:
            if blocks(attrgetter(method)(client).__doc__ or ""):
                names.append(method)
    return names


@pytest.mark.parametrize("method", documented())
def test_an_example_of_a_method_runs(client: Client, method: str):
    world = World(client)
    for code in blocks(attrgetter(method)(client).__doc__):
        exec(compile(code, method, "exec"), {"client": client, **vars(world)})


@pytest.mark.parametrize("module", ["entrance", "areas.users"])
def test_an_example_of_a_module_runs(server: Server, monkeypatch, capsys, module: str):
    monkeypatch.setenv("SCALING_CLOUD_API_KEY", server.key)
    monkeypatch.setenv("SCALING_CLOUD_BASE_URL", server.url)
    with Client() as client:
        World(client)
    found = inspect.getdoc(__import__(f"pulumi_scaling.client.{module}", fromlist=["x"])) or ""
    for code in blocks(found):
        exec(compile(code, module, "exec"), {})
        assert "Primary user_" in capsys.readouterr().out


def test_the_page_tells_every_method():
    page = (SDK_DOCS / "client.md").read_text("utf-8")
    rows = re.findall(r"^\| `client\.(\S+)` \| (.*) \|$", page, re.MULTILINE)
    told = {f"{area}.{name}" for area, names in rows for name in re.findall(r"`(\w+)`", names)}
    assert told == {method for method, _ in OPERATIONS.values()} | BUILT_ON_OTHERS


def test_the_page_runs_from_top_to_bottom(server: Server, monkeypatch, capsys):
    monkeypatch.setenv("SCALING_CLOUD_API_KEY", server.key)
    monkeypatch.setenv("SCALING_CLOUD_BASE_URL", server.url)
    server.clock("2026-01-06T10:00:00Z")
    with Client() as client:
        World(client)
    names: dict[str, Any] = {}
    found = blocks((SDK_DOCS / "client.md").read_text("utf-8"))
    assert found
    for number, code in enumerate(found, start=1):
        exec(compile(code, f"client.md, block {number}", "exec"), names)
    names["client"].close()
    assert "Bo Lindqvist" in capsys.readouterr().out
