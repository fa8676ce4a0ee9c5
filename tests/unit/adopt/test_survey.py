"""What is read of an account, with how few requests, and what is said when it is odd."""

import threading
import time
from collections import Counter

import httpx
import pytest

from pulumi_scaling.adopt.progress import Progress
from pulumi_scaling.errors import Refused
from pulumi_scaling.simulator import MEMBER_KEY
from tests.unit.adopt.conftest import layer, link

FROM_THE_START = {"Checkout", "Fallback", "Metrics bridge"}
"""What each account of a simulator has, and most tests here are not about."""


def called(survey):
    tops = [one for one in survey.found if not one.kind.parent]
    return [(one.kind.name, one.name) for one in tops if one.name not in FROM_THE_START]


def big(teams, layers):
    return {
        "schedules": [
            {
                "name": f"Team {number:03}",
                "timezone": "UTC",
                "layers": [layer(f"L{index}", "user_bo", "user_cy") for index in range(layers)],
            }
            for number in range(teams)
        ],
        "policies": [
            {
                "name": f"Team {number:03}",
                "layers": [link(schedule=f"Team {number:03}") for _ in range(layers)],
            }
            for number in range(teams)
        ],
    }


def test_forty_teams_take_one_request_a_schedule_and_a_policy(adopting):
    adopting.seed(**big(40, 3))
    assert adopting.run(members=True) == 0
    assert "5 members, 40 schedules, 120 rotation layers" in adopting.out
    operations = Counter(request.operation for request in adopting.server.requests)
    lists = operations.pop("list_schedules") + operations.pop("list_escalation_policies")
    # Seven lists, the people and the team, and what a list does not show whole.
    assert operations.total() <= 100
    assert operations["get_schedule"] == operations["get_escalation_policy"] == 40
    # Once at first, and once to see whether anything changed meanwhile.
    assert lists == 4


def test_nothing_there_is_an_error(adopting, monkeypatch):
    alone = {"id": "org_new", "members": [{"id": "user_zoe", "email": "zoe@example.com"}]}
    alone["keys"] = [{"key": "scl_live_new", "user": "user_zoe"}]
    adopting.server.seed({"organizations": [alone]})
    monkeypatch.setenv("SCALING_CLOUD_API_KEY", "scl_live_new")
    assert adopting.run() == 1
    assert "nothing to adopt" in adopting.err
    assert not (adopting.folder / "oncall").exists()


def test_names_and_globs_choose(adopting):
    adopting.seed(
        schedules=[{"name": name, "timezone": "UTC"} for name in ("Ops EU", "Ops US", "[x]*")],
        policies=[{"name": "Ops"}, {"name": "Other", "layers": [link(schedule="Ops EU")]}],
    )
    assert called(adopting.survey("Ops*")) == [
        ("Schedule", "Ops EU"),
        ("Schedule", "Ops US"),
        ("EscalationPolicy", "Ops"),
    ]
    assert called(adopting.survey("[x]*")) == [("Schedule", "[x]*")]
    other = adopting.survey("Other")
    assert list(other.elsewhere.values()) == ["Ops EU"]
    with pytest.raises(Refused, match="'Opps'; near it there are 'Ops"):
        adopting.survey("Opps")


def test_a_policy_brings_all_it_reaches(adopting):
    adopting.seed(
        schedules=[{"name": name, "timezone": "UTC"} for name in ("A", "B", "C")],
        policies=[{"name": "P", "layers": [link(schedule="A"), link(schedule="B")]}, {"name": "Q"}],
    )
    found = adopting.survey(policies=["P"])
    assert called(found) == [("Schedule", "A"), ("Schedule", "B"), ("EscalationPolicy", "P")]
    assert found.elsewhere == {}
    with pytest.raises(Refused, match="no policy is named 'A'"):
        adopting.survey(policies=["A"])


def test_members_of_what_was_chosen_only(adopting):
    adopting.seed(
        schedules=[{"name": "A", "timezone": "UTC", "layers": [layer("L", "user_bo")]}],
        invitations=[{"emailAddress": "New@example.com", "role": "org:member"}],
    )
    assert called(adopting.survey("A", members=True))[0] == ("Member", "bo@example.com")
    everybody = adopting.survey(members=True)
    states = {one.name: one.state for one in everybody.found if one.kind.name == "Member"}
    assert states["new@example.com"]["status"] == "pending"
    assert states["ana@example.com"]["adopted"] is True
    assert states["ana@example.com"]["role_before"] == "org:admin"


def test_a_key_without_admin_right_adopts_all_but_members(adopting, monkeypatch):
    monkeypatch.setenv("SCALING_CLOUD_API_KEY", MEMBER_KEY)
    adopting.seed(schedules=[{"name": "A", "timezone": "UTC", "layers": [layer("L", "user_bo")]}])
    assert called(adopting.survey(members=True)) == [("Schedule", "A")]
    assert adopting.err.count("warning: the team cannot be read") == 1


def test_people_who_cannot_be_listed_stay_ids_with_one_warning(adopting):
    adopting.server.faults({"operation": "list_users", "status": 401})
    adopting.seed(
        schedules=[
            {
                "name": "A",
                "timezone": "UTC",
                "layers": [layer("L", "user_bo"), layer("M", "user_cy")],
            }
        ],
        policies=[{"name": "P", "layers": [link(users=["user_dee", "user_ana"])]}],
    )
    assert adopting.run() == 0
    assert adopting.err.count("warning") == 1
    assert 'participants=["user_bo"]' in adopting.program()
    assert '"users": ["user_ana", "user_dee"]' in adopting.program()
    asked = [each for each in adopting.server.requests if each.operation == "list_users"]
    assert len(asked) == 1


def test_people_who_left_stay_ids(adopting):
    adopting.seed(policies=[{"name": "P", "layers": [link(users=["user_eli", "user_bo"])]}])
    with httpx.Client(headers={"Authorization": f"Bearer {adopting.server.key}"}) as client:
        client.delete(f"{adopting.server.url}/team/members/user_eli").raise_for_status()
    adopting.server.forget_requests()
    assert adopting.run() == 0
    assert '"users": ["bo@example.com", "user_eli"]' in adopting.program()


def test_what_no_program_could_say_is_left_out_and_named(adopting):
    adopting.server.switches({"rotation_lengths": "free"})
    adopting.seed(
        schedules=[
            {"name": "A", "timezone": "UTC", "layers": [layer("Fortnight", rotationLengthDays=14)]}
        ]
    )
    assert adopting.run() == 2
    assert "rotation layer 'Fortnight'" in adopting.err
    assert "must be 7 for a weekly rotation" in adopting.err
    assert adopting.out.startswith("1 schedule, ")
    assert "rotation layer" not in adopting.out


def test_a_deleted_schedule_that_is_still_paged_stays_an_id(adopting):
    adopting.seed(
        schedules=[{"name": "A", "timezone": "UTC"}],
        policies=[{"name": "P", "layers": [link(schedule="A")]}],
    )
    (schedule,) = adopting.server.rows("schedules")
    with httpx.Client(headers={"Authorization": f"Bearer {adopting.server.key}"}) as client:
        client.delete(f"{adopting.server.url}/oncall/schedules/{schedule['id']}").raise_for_status()
    adopting.server.forget_requests()
    assert adopting.run() == 0
    assert f'"schedule_id": "{schedule["id"]}"' in adopting.program()


def test_an_account_that_changes_meanwhile_is_said_and_read_again(adopting):
    adopting.seed(schedules=[{"name": name, "timezone": "UTC"} for name in ("A", "B")])
    gone = adopting.server.rows("schedules")[1]["id"]
    adopting.server.faults({"operation": "list_users", "latency": 1.0, "times": 1})

    def meddle():
        while not any(each.operation == "list_users" for each in adopting.server.requests):
            time.sleep(0.01)
        with httpx.Client(headers={"Authorization": f"Bearer {adopting.server.key}"}) as client:
            client.delete(f"{adopting.server.url}/oncall/schedules/{gone}").raise_for_status()

    other = threading.Thread(target=meddle)
    other.start()
    found = adopting.survey()
    other.join()
    assert called(found) == [("Schedule", "A")]
    assert found.moved == ["schedule 'B' was deleted"]
    assert adopting.survey().moved == []


def test_files_of_somebody_else_are_not_replaced(adopting):
    adopting.seed(schedules=[{"name": "A", "timezone": "UTC"}])
    adopting.run()
    assert adopting.run() == 0
    (adopting.folder / "oncall" / "__main__.py").write_text("mine\n")
    assert adopting.run() == 1
    assert "__main__.py in" in adopting.err
    assert adopting.program() == "mine\n"
    assert adopting.run(overwrite=True) == 0
    assert adopting.program() != "mine\n"


def test_progress_is_said_after_a_second_and_then_each_second():
    now, said = [0.0], []
    progress = Progress("reading schedules", 500, said.append, lambda: now[0])
    for _ in range(500):
        now[0] += 1 / 64
        progress.step()
    counts = range(64, 500, 64)
    assert said == [f"reading schedules: {count} of 500" for count in counts]


def test_it_is_said_for_five_hundred_schedules(adopting):
    adopting.server.faults({"operation": "get_schedule", "latency": 0.02})
    adopting.seed(schedules=[{"name": f"S{n}", "timezone": "UTC"} for n in range(500)])
    assert len(called(adopting.survey())) == 500
    assert "reading schedules: " in adopting.err


def test_a_chain_of_steps_is_adopted_in_one_piece_and_not_one_by_one(adopting):
    adopting.seed(
        schedules=[{"name": "Night", "timezone": "UTC"}],
        policies=[{"name": "Payments", "layers": [link(schedule="Night")]}],
    )
    adopting.server.switches({"policy_generation": "steps"})
    assert adopting.run("Payments", separate=False) == 0, adopting.err
    assert '"schedule_id": ' in adopting.program()
    assert adopting.run("Payments", into="apart") == 1
    assert "layers=[...]" in adopting.err
