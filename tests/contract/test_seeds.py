"""Seeds: worlds told as documents, by name and e-mail where people would."""

import json

import pytest

from pulumi_scaling.simulator import Simulator
from pulumi_scaling.simulator.control import BadSeed

RULES = [
    {"severity": each, "outcome": "incident", "escalationPolicyId": "Payments"}
    for each in ("critical", "high", "medium", "low")
]
WORLD = {
    "organizations": [
        {
            "id": "org_acme",
            "members": [
                {"id": "user_mo", "email": "mo@acme.example", "role": "org:admin"},
                {"id": "user_li", "email": "li@acme.example", "firstName": "Li"},
            ],
            "keys": [{"key": "scl_live_acme", "user": "li@acme.example"}],
            "invitations": [
                {"id": "orginv_1", "emailAddress": "z@acme.example", "role": "org:member"}
            ],
            "components": [{"name": "Ledger", "published": True}],
            "schedules": [
                {
                    "id": "3f0c9a52-7d41-4b8e-9a36-51c2e8d70b14",
                    "name": "Primary",
                    "timezone": "UTC",
                    "layers": [
                        {
                            "name": "Weekly",
                            "rotationType": "weekly",
                            "rotationLengthDays": 7,
                            "handoffTime": "09:00",
                            "effectiveFrom": "2026-01-05T09:00:00Z",
                            "participantIds": ["li@acme.example"],
                        }
                    ],
                    "overrides": [
                        {
                            "layer": "Weekly",
                            "user": "mo@acme.example",
                            "starts": "2026-02-01T00:00:00Z",
                            "ends": "2026-02-02T00:00:00Z",
                        }
                    ],
                }
            ],
            "policies": [
                {
                    "name": "Payments",
                    "layers": [
                        {
                            "ackTimeoutMinutes": 5,
                            "target": {"type": "schedule", "scheduleId": "Primary"},
                        },
                        {
                            "ackTimeoutMinutes": 9,
                            "target": {"type": "users", "userIds": ["mo@acme.example"]},
                        },
                    ],
                }
            ],
            "routing_policies": [{"name": "Shop", "isDefault": True, "rules": RULES}],
            "working_hours": [
                {
                    "name": "Desk",
                    "timezone": "UTC",
                    "windows": [{"days": [1], "start": "08:00", "end": "17:00"}],
                }
            ],
            "integrations": [{"name": "Bridge", "component": "Ledger", "routing_policy": "Shop"}],
            "incidents": [
                {
                    "title": "Slow",
                    "severity": "low",
                    "ownerScheduleId": "Primary",
                    "componentIds": ["Ledger"],
                }
            ],
        }
    ]
}


@pytest.mark.parametrize("how", ["document", "yaml", "json"])
def test_a_world_may_be_told_as_a_document_or_a_file(how, tmp_path, client_for):
    seed = WORLD
    if how != "document":
        seed = tmp_path / f"world.{how}"
        seed.write_text(json.dumps(WORLD))  # JSON is YAML, too.
    with Simulator(seed=seed, strict=True).serve() as server:
        (schedule,) = server.rows("schedules", "org_acme")
        assert (schedule["id"], schedule["createdBy"]) == (
            WORLD["organizations"][0]["schedules"][0]["id"],
            "user_mo",
        )
        assert server.rows("rotation_layers")[0]["participantIds"] == ["user_li"]
        assert [each["target"] for each in server.rows("policy_layers")] == [
            {"type": "schedule", "scheduleId": schedule["id"]},
            {"type": "users", "userIds": ["user_mo"]},
        ]
        (routing,) = server.rows("routing_policies", "org_acme")
        (policy,) = server.rows("policies", "org_acme")
        assert {each["escalationPolicyId"] for each in routing["rules"]} == {policy["id"]}
        assert routing["isDefault"] is True
        (integration,) = server.rows("integrations", "org_acme")
        assert integration["routingPolicyId"] == routing["id"]
        (incident,) = server.rows("incidents")
        assert (incident["ownerId"], incident["escalationPolicyId"]) == ("user_li", policy["id"])
        assert [each["userId"] for each in server.pages] == ["user_li"]
        server.clock("2026-02-01T12:00:00Z")
        server.seed({"organizations": [{"id": "org_more"}]})
        server.reset()
        assert len(server.rows("schedules", "org_acme")) == 1


def test_a_seeded_key_acts_as_its_member(server, client_for):
    server.seed(WORLD)
    acme = client_for("scl_live_acme")
    schedule = acme.get("/oncall/schedules").json()["data"][0]
    found = acme.get(f"/oncall/schedules/{schedule['id']}/resolve?at=2026-02-01T12:00:00Z")
    assert found.json()["data"]["owner"] == "user_mo"
    assert acme.get("/team/members").status_code == 401


def test_a_seed_told_later_says_what_it_made(server):
    more = {"id": "org_harborline", "members": [{"id": "user_fay", "email": "fay@example.com"}]}
    schedule = {"name": "Night", "timezone": "UTC"}
    planted = server.seed({"organizations": [{**more, "schedules": [schedule]}]})
    assert planted["members"] == ["user_fay"]
    assert planted["schedules"] == [server.rows("schedules")[0]["id"]]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({}, '"organizations" is a required property'),
        ({"organizations": [{}]}, '/organizations/0: "id"'),
        ({"organizations": [{"id": "o", "people": []}]}, "people"),
        ({"organizations": [{"id": "o", "keys": [{"key": "k", "user": "u"}]}]}, "scl_live_"),
        (
            {"organizations": [{"id": "o", "keys": [{"key": "scl_live_k", "user": "u"}]}]},
            "who is no member",
        ),
        (
            {"organizations": [{"id": "o", "schedules": [{"name": "S", "timezone": "Mars"}]}]},
            "invalid_timezone",
        ),
        ({"organizations": [{"id": "o", "schedules": [{"name": "S"}]}]}, "timezone"),
        (
            {"organizations": [{"id": "o", "policies": [{"name": "P"}, {"name": "P"}]}]},
            "repeats a name",
        ),
    ],
)
def test_a_wrong_seed_says_where_and_plants_nothing(server, wrong, sentence):
    with pytest.raises(BadSeed, match=sentence):
        server.seed(wrong)
    assert server.rows("policies", "o") == []


@pytest.mark.parametrize("content", [None, ":\n  - [", "\x00"])
def test_a_seed_file_that_cannot_be_read_says_so(tmp_path, content):
    path = tmp_path / "world.yaml"
    if content is not None:
        path.write_text(content)
    with pytest.raises(BadSeed, match=r"world\.yaml"):
        Simulator(seed=path)


def test_a_seed_that_cannot_be_planted_leaves_the_data_free_for_another_try(tmp_path):
    data = tmp_path / "state.db"
    wrong = {"organizations": [{"id": "o", "schedules": [{"name": "S", "timezone": "Mars"}]}]}
    with pytest.raises(BadSeed, match="invalid_timezone"):
        Simulator(data=data, seed=wrong)
    with Simulator(data=data, seed=WORLD).serve() as server:
        assert len(server.rows("schedules")) == 1


def test_ids_are_the_same_in_every_run_of_a_random_seed():
    def ids(seed):
        with Simulator(seed=WORLD, random_seed=seed).serve() as server:
            made = [row["id"] for kind in ("policies", "incidents") for row in server.rows(kind)]
            server.reset()
            assert [row["id"] for row in server.rows("policies")] == made[:1]
            return made

    assert ids(7) == ids(7)
    assert ids(7) != ids(8)
