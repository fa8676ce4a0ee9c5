"""When the simulator itself is wrong: it says so in the contract's shape, and strictly."""

from __future__ import annotations

import httpx

from pulumi_scaling.simulator import ADMIN_KEY, Simulator
from pulumi_scaling.simulator.serving import Answer, Request, Route

ASK = Request(
    method="GET",
    path="/users",
    query={},
    authorization=f"Bearer {ADMIN_KEY}",
    content_type=None,
    body=None,
    has_body=False,
)


def test_a_world_that_is_gone_is_a_500_of_the_usual_shape_and_logged(caplog):
    simulator = Simulator()
    simulator.close()
    route = simulator.service.route("GET", "/users")
    assert isinstance(route, Route)
    answer = simulator.service.answer(route, ASK)
    assert isinstance(answer, Answer)
    assert (answer.status, answer.body["type"], answer.body["code"]) == (
        500,
        "internal_error",
        "server_error",
    )
    assert "GET /users" in caplog.text
    assert ADMIN_KEY not in caplog.text


def test_a_strict_simulator_gives_no_answer_against_the_contract():
    simulator = Simulator(strict=True)
    with simulator.serve() as server:
        simulator._store.run("UPDATE users SET email = 'nowhere' WHERE id = 'user_bo'")
        headers = {"authorization": f"Bearer {server.key}"}
        answer = httpx.get(f"{server.url}/team/members", headers=headers)
        assert answer.status_code == 500
        (violation,) = server.violations
        assert violation.startswith("list_team_members 200 at /data/members/1/email")
