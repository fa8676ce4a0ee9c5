"""An import file for a program that is there: found by what makes each kind itself."""

import json
from pathlib import Path

import pytest

from pulumi_scaling.adopt.planned import creates
from pulumi_scaling.adopt.serialized import PROVIDER_KEY, TYPE_PREFIX, provider_text
from pulumi_scaling.errors import Refused
from tests.unit.adopt.conftest import layer, link

UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
STACK = "urn:pulumi:dev::oncall::"


class Program:
    """A preview and the skeleton that comes with it, as the engine writes them."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.steps, self.rows = [], []

    def add(self, kind, logical, *, depends=None, **inputs):
        urn = f"{STACK}{TYPE_PREFIX}{kind}::{logical}"
        state = {"inputs": {PROVIDER_KEY: "x", **inputs}, "propertyDependencies": depends or {}}
        self.steps.append({"op": "create", "urn": urn, "newState": state})
        row = {"type": TYPE_PREFIX + kind, "name": logical + kind, "id": "<PLACEHOLDER>"}
        self.rows.append(row | {"logicalName": logical})
        return urn

    def write(self):
        (self.folder / "preview.json").write_text(json.dumps({"steps": self.steps}))
        (self.folder / "import.json").write_text(json.dumps({"resources": self.rows}))

    @property
    def filled(self):
        rows = json.loads((self.folder / "import.json").read_text())["resources"]
        return {row.get("logicalName", row["name"]): row for row in rows}


@pytest.fixture
def program(adopting):
    return Program(adopting.folder)


def filled(adopting, program, *names):
    program.write()
    folder = adopting.folder
    return adopting.run(*names, fill=folder / "import.json", preview=folder / "preview.json")


def ids(adopting, kind):
    return {row.get("name"): row["id"] for row in adopting.server.rows(kind)}


def test_each_is_found_by_its_natural_key(adopting, program):
    adopting.seed(
        schedules=[
            {"name": "Other", "timezone": "UTC", "layers": [layer("Weekly", "user_cy")]},
            {"name": "Primary", "timezone": "UTC", "layers": [layer("Weekly", "user_bo")]},
        ],
        policies=[{"name": "Primary", "layers": [link(schedule="Primary")]}],
    )
    schedule = program.add("Schedule", "s", name="Primary", timezone="UTC")
    program.add(
        "RotationLayer",
        "w",
        schedule_id=UNKNOWN,
        depends={"schedule_id": [schedule]},
        name="Weekly",
        rotation_type="weekly",
        rotation_length_days=7,
        handoff_time="09:00",
        effective_from="2026-01-05T09:00:00+01:00",
        participants=["Bo@Example.com"],
        position=0,
    )
    policy = program.add("EscalationPolicy", "p", name="Primary")
    program.add(
        "PolicyLayer",
        "first",
        policy_id=UNKNOWN,
        position=1,
        ack_timeout_minutes=5,
        target={"type": "schedule", "schedule_id": UNKNOWN},
        depends={"policy_id": [policy], "target": [schedule]},
    )
    program.add("Member", "ana", email="Ana@example.com", role="org:admin")
    assert filled(adopting, program) == 0, adopting.out + adopting.err
    done = program.filled
    mine = ids(adopting, "schedules")["Primary"]
    assert done["s"]["id"] == mine
    assert done["w"]["id"].startswith(f"{mine}/")
    # Said as the program says it, so that the preview that follows is as small as can be.
    assert done["w"]["inputs"]["participants"] == ["Bo@Example.com"]
    assert done["w"]["inputs"]["effective_from"] == "2026-01-05T09:00:00+01:00"
    assert done["w"]["inputs"][PROVIDER_KEY] == provider_text("RotationLayer")
    assert done["first"]["inputs"]["target"] == {"type": "schedule", "schedule_id": mine}
    assert done["ana"]["id"] == "ana@example.com"
    assert done["ana"]["outputs"]["adopted"] is True


def test_what_differs_is_shown_and_what_is_not_there_stays_a_create(adopting, program):
    adopting.seed(schedules=[{"name": "A", "timezone": "UTC", "layers": [layer("L", "user_bo")]}])
    here = program.add("Schedule", "a", name="A", timezone="Europe/Paris", description=UNKNOWN)
    there = program.add("Schedule", "b", name="a", timezone="UTC")
    for name, parent in (("inside", here), ("outside", there)):
        program.add(
            "RotationLayer",
            name,
            schedule_id=UNKNOWN,
            name="L",
            depends={"schedule_id": [parent]},
        )
    assert filled(adopting, program) == 2
    assert "timezone: 'UTC' in the account, 'Europe/Paris' in the program" in adopting.out
    assert "description: nothing in the account, known only in the run" in adopting.out
    assert "Schedule 'b': not in the account, stays a create" in adopting.out
    assert set(program.filled) == {"a", "inside"}


def test_links_go_by_content_and_place_then_content_then_place(adopting, program):
    adopting.seed(
        policies=[
            {
                "name": "P",
                "layers": [
                    link(users=["user_bo"]),
                    link(users=["user_cy"]),
                    link(users=["user_cy"]),
                    link(users=["user_dee"]),
                ],
            }
        ]
    )
    policy = program.add("EscalationPolicy", "p", name="P")
    for name, position, person in (
        ("moved", 4, "bo"),
        ("other", 1, "eli"),
        ("same", 3, "cy"),
        ("twin", 2, "cy"),
        ("new", 5, "ana"),
    ):
        program.add(
            "PolicyLayer",
            name,
            policy_id=UNKNOWN,
            position=position,
            ack_timeout_minutes=5,
            target={"type": "users", "users": [f"{person}@example.com"]},
            depends={"policy_id": [policy]},
        )
    assert filled(adopting, program) == 2
    order = [row["id"] for row in adopting.server.rows("policy_layers")]
    found = {
        name: row["id"].partition("/")[2] for name, row in program.filled.items() if name != "p"
    }
    assert found == {"moved": order[0], "same": order[2], "twin": order[1]}
    assert "PolicyLayer 'other': not in the account" in adopting.out
    assert "position: 1 in the account, 4 in the program" in adopting.out


def test_names_narrow_it_with_all_that_is_inside(adopting, program):
    adopting.seed(schedules=[{"name": name, "timezone": "UTC"} for name in ("A", "B")])
    program.add("Schedule", "a", name="A", timezone="UTC")
    program.add("Schedule", "b", name="B", timezone="UTC")
    assert filled(adopting, program, "B") == 0
    assert set(program.filled) == {"b"}
    program.rows = program.steps = []
    assert filled(adopting, program, "B") == 1
    assert "create nothing named 'B'" in adopting.err


def test_others_and_ids_by_hand_are_kept(adopting, program):
    adopting.seed(schedules=[{"name": "A", "timezone": "UTC"}])
    program.add("Schedule", "renamed", name="A new", timezone="UTC")
    program.rows[0]["id"] = ids(adopting, "schedules")["A"]
    program.rows.append({"type": "aws:s3/bucket:Bucket", "name": "logs", "id": "<PLACEHOLDER>"})
    program.rows.append({"type": "acme:Team", "name": "empty", "component": True})
    assert filled(adopting, program) == 2
    assert "name: 'A' in the account, 'A new' in the program" in adopting.out
    assert set(program.filled) == {"renamed", "logs"}


def test_what_is_found_and_never_made_goes_by_its_name_or_its_id(adopting, program):
    adopting.seed(integrations=[{"name": "Pager", "component": "Checkout"}])
    there = ids(adopting, "integrations")
    # Written before what it refers to: the ids come from there all the same.
    bridge = {"matchers": [{"key": "env", "value": "live"}], "routing_policy_id": UNKNOWN}
    routing = f"{STACK}{TYPE_PREFIX}RoutingPolicy::rest"
    depends = {"selectors": [routing]}
    program.add("InboundIntegration", "named", name="Metrics bridge", selectors=[bridge])
    program.steps[-1]["newState"]["propertyDependencies"] = depends
    program.add("InboundIntegration", "by_id", integration_id=there["Pager"])
    program.add("InboundIntegration", "unknown", integration_id="nobody")
    program.add("RoutingPolicy", "rest", name="Fallback", rules=[])
    assert filled(adopting, program) == 2
    assert program.filled["named"]["id"] == there["Metrics bridge"]
    assert program.filled["by_id"]["id"] == there["Pager"]
    assert program.filled["by_id"]["outputs"]["integration_id"] == there["Pager"]
    assert "InboundIntegration 'unknown': not in the account" in adopting.out
    fallback = program.filled["rest"]["id"]
    assert f"'routing_policy_id': '{fallback}'" in adopting.out


@pytest.mark.parametrize("text", ["{}", "[]", '{"steps": 1}'])
def test_what_is_no_preview_is_refused(text):
    with pytest.raises(Refused, match="pulumi preview --json"):
        creates(json.loads(text))


def test_files_that_cannot_be_read_are_named(adopting):
    folder = adopting.folder
    (folder / "preview.json").write_text("{")
    for given in ({"preview": folder / "preview.json"}, {"preview": folder / "none.json"}):
        assert adopting.run(fill=folder / "import.json", **given) == 1
        assert "cannot be read" in adopting.err
    (folder / "preview.json").write_text('{"steps": []}')
    assert adopting.run(fill=folder / "import.json", preview=folder / "preview.json") == 1
    assert "pulumi preview --import-file" in adopting.err
