"""The programs on the page about the simulator do what the page says."""

from pathlib import Path

PAGE = (Path(__file__).parents[2] / "sdk-docs" / "simulator.md").read_text()
FENCES = [each.partition("```")[0] for each in PAGE.split("```python\n")[1:]]
ROTA = {
    "name": "Weekly",
    "rotationType": "weekly",
    "rotationLengthDays": 7,
    "handoffTime": "09:00",
    "effectiveFrom": "2026-01-05T08:00:00Z",
    "participantIds": ["bo@example.com", "cy@example.com"],
}
DEPLOYED = {
    "id": "org_harborline",
    "schedules": [{"name": "Primary", "timezone": "Europe/Paris", "layers": [ROTA]}],
    "policies": [
        {
            "name": "Payments",
            "layers": [
                {"ackTimeoutMinutes": 5, "target": {"type": "schedule", "scheduleId": "Primary"}},
                {
                    "ackTimeoutMinutes": 15,
                    "target": {"type": "users", "userIds": ["eli@example.com"]},
                },
            ],
        }
    ],
}


def test_the_test_of_a_sunday_night_passes_on_such_a_rota(server):
    # The stack of the reader is not here, so a seed stands where `pulumi up` would.
    lines = [line for line in FENCES[0].splitlines() if "subprocess" not in line]
    program = {}
    exec("\n".join(lines), program)
    server.seed({"organizations": [DEPLOYED]})
    program["test_sunday_night"](server)
    body = [line for line in lines if line.startswith("    ")]
    assert len(body) < 10


def test_the_context_manager_prints_where_it_is(capsys):
    exec(FENCES[1], {})
    assert "/v1 scl_live_harborline_admin" in capsys.readouterr().out
