"""`on-call` says what the API resolves, and finds the next change across DST and overrides."""

import json
import subprocess
import sys
from datetime import timedelta

import httpx
import pytest

from pulumi_scaling.simulator import ADMIN_KEY

from .conftest import BACKUP, PRIMARY, WEEKLY, moment

HEADERS = {"Authorization": f"Bearer {ADMIN_KEY}"}
DAILY = {**BACKUP, "participantIds": ["bo@example.com", "cy@example.com"]}


def told(run, *words):
    code, out, err = run("on-call", "Primary", "--json", *words)
    assert (code, err) == (0, "")
    return json.loads(out)


def owner(row):
    return row["owner"] and row["owner"]["id"]


def resolved(server, at):
    path = f"{server.url}/oncall/schedules/{PRIMARY['id']}/resolve"
    answer = httpx.get(path, params={"at": at}, headers=HEADERS)
    return answer.raise_for_status().json()["data"]["owner"]


def with_layers(*layers, **fields):
    return {**PRIMARY, **fields, "layers": [*layers]}


@pytest.mark.parametrize(
    ("handoff", "asked", "change"),
    [
        # Paris: 02:00 → 03:00 on 29 March 2026, 03:00 → 02:00 on 25 October 2026.
        ("09:00", "2026-03-28T12:00:00Z", "2026-03-29T07:00:00Z"),
        ("02:30", "2026-03-28T12:00:00Z", "2026-03-29T01:30:00Z"),
        ("03:00", "2026-03-28T12:00:00Z", "2026-03-29T01:00:00Z"),
        ("09:00", "2026-10-24T12:00:00Z", "2026-10-25T08:00:00Z"),
        ("02:30", "2026-10-24T12:00:00Z", "2026-10-25T00:30:00Z"),
        ("03:00", "2026-10-25T00:59:59Z", "2026-10-25T02:00:00Z"),
    ],
)
def test_the_next_change_is_right_in_the_nights_when_clocks_change(
    seeded, at, run, handoff, asked, change
):
    server = seeded(with_layers({**DAILY, "handoffTime": handoff}))
    said = told(run, "--at", asked)
    assert said["now"]["until"] == said["next"]["from"] == change
    before = (moment(change) - timedelta(seconds=1)).isoformat().replace("+00:00", "Z")
    assert resolved(server, before) == owner(said["now"]) != owner(said["next"])
    assert resolved(server, change) == owner(said["next"])


def test_a_person_reads_both_hours_of_an_october_night_apart(seeded, at, run):
    seeded(with_layers({**DAILY, "handoffTime": "02:30"}))
    for asked, shown in (
        ("2026-10-25T00:15:00Z", "at Sun 2026-10-25 02:15 +02:00 in Europe/Paris"),
        ("2026-10-25T01:15:00Z", "at Sun 2026-10-25 02:15 +01:00 in Europe/Paris"),
    ):
        _, out, _ = run("on-call", "Primary", "--at", asked)
        assert out.startswith(f"Primary, {shown}\n")


def test_an_override_is_seen_where_it_begins_and_where_it_ends(seeded, at, run):
    override = {
        "user": "dee@example.com",
        "starts": "2026-02-01T01:02:03Z",
        "ends": "2026-02-05T00:00:00Z",
    }
    seeded({**with_layers(WEEKLY), "overrides": [override]})
    before = told(run, "--at", "2026-01-31T12:00:00Z")
    assert (before["now"]["until"], owner(before["next"])) == ("2026-02-01T01:02:03Z", "user_dee")
    during = told(run, "--at", "2026-02-03T12:00:00Z")
    assert (owner(during["now"]), during["now"]["until"]) == ("user_dee", "2026-02-05T00:00:00Z")


def test_a_turn_that_ends_with_its_layer_leaves_nobody(seeded, at, run):
    seeded(with_layers({**WEEKLY, "effectiveUntil": "2026-01-08T00:00:00Z"}))
    said = told(run, "--at", "2026-01-07T00:00:00Z")
    assert said["now"]["until"] == "2026-01-08T00:00:00Z"
    assert said["next"] == {"owner": None, "paged": [], "from": "2026-01-08T00:00:00Z"}
    code, out, _ = run("on-call", "Primary", "--at", "2026-01-09T00:00:00Z")
    assert code == 0
    assert "now  nobody  nobody  no change found in 92 days" in out


def test_whoever_follows_themselves_is_one_turn_and_not_many(seeded, at, run):
    seeded(with_layers({**WEEKLY, "participantIds": ["bo@example.com"]}))
    assert told(run, "--at", "2026-02-01T00:00:00Z")["next"] is None


def test_a_turn_of_a_month_is_found_behind_many_handoffs_of_a_layer_that_changes_nobody(
    seeded, at, run
):
    monthly = {**WEEKLY, "rotationType": "custom", "rotationLengthDays": 60}
    seeded(with_layers(monthly, BACKUP))
    said = told(run, "--at", "2026-01-06T00:00:00Z")
    assert said["now"]["until"] == "2026-03-06T08:00:00Z"


def test_a_layer_that_starts_later_is_the_next_change(seeded, at, run):
    seeded(with_layers({**WEEKLY, "effectiveFrom": "2026-05-01T10:00:00Z"}))
    said = told(run, "--at", "2026-04-01T00:00:00Z")
    assert (said["now"]["owner"], said["now"]["until"]) == (None, "2026-05-01T10:00:00Z")


def test_it_asks_no_more_often_than_it_has_to(seeded, at, run):
    server = seeded()
    server.forget_requests()
    told(run, "--at", "2026-03-28T12:00:00Z")
    assert len([each for each in server.requests if each.operation == "resolve_schedule"]) <= 5
    assert server.writes == []


def test_both_forms_in_which_the_api_names_people_are_understood(seeded, at, run):
    server = seeded()
    before = told(run, "--at", "2026-03-28T12:00:00Z")
    server.switches({"people": "objects"})
    assert told(run, "--at", "2026-03-28T12:00:00Z") == before


def test_a_schedule_is_also_found_by_its_id(seeded, at, run):
    seeded()
    code, out, _ = run("on-call", PRIMARY["id"], "--at", "2026-03-28T12:00:00Z")
    assert (code, out.splitlines()[0].split(",")[0]) == (0, "Primary")


def test_a_name_from_elsewhere_cannot_rule_the_terminal(seeded, at, run):
    seeded({**PRIMARY, "name": "Pri\033[2Jmary"})
    _, out, _ = run("on-call", PRIMARY["id"], "--at", "2026-03-28T12:00:00Z")
    assert "\033" not in out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["primry"], "near it there are 'Primary'"),
        (["Primary", "--at", "yesterday"], "is no instant; give one with an offset or Z"),
        (
            ["Primary", "--at", "2026-03-29T02:30:00"],
            "say which moment is meant, with an offset or Z",
        ),
        (["Primary", "--at", "9999-12-31T23:59:59Z"], "is no instant"),
    ],
)
def test_a_mistake_is_one_sentence_that_gets_one_on(seeded, at, run, words, sentence):
    seeded()
    code, out, err = run("on-call", *words)
    assert (code, out) == (1, "")
    assert err.startswith("pulumi-scaling on-call: ")
    assert sentence in err
    assert err.count("\n") == 1


def test_without_a_key_it_says_where_one_goes(elsewhere, run):
    code, _, err = run("on-call", "Primary")
    assert code == 1
    assert "`pulumi config set --secret scaling:apiKey`" in err
    assert "export SCALING_CLOUD_API_KEY=…" in err


def test_a_schedule_whose_layers_make_no_sense_is_said_to_be_unreadable(seeded, at, run):
    server = seeded()
    layer = {**WEEKLY, "id": "l", "rotationLengthDays": 0, "participantIds": ["user_bo"]}
    body = {"data": {**PRIMARY, "layers": [layer]}}
    server.faults({"operation": "get_schedule", "status": 200, "body": body})
    code, _, err = run("on-call", "Primary")
    assert code == 1
    assert "the schedule 'Primary' cannot be read: layer 'l' hands off every 0 days" in err


NO_STACK = {"stack": "echo 'error: no stack selected' >&2; exit 1"}


def test_where_no_stack_is_selected_a_key_in_the_environment_will_do(seeded, at, cli, run):
    seeded()
    (at / "Pulumi.yaml").write_text("name: oncall\nruntime: python\n")
    cli(NO_STACK)
    assert run("on-call", "Primary")[0] == 0


def test_without_a_key_it_says_first_what_keeps_the_stacks_from_being_read(elsewhere, cli, run):
    (elsewhere / "Pulumi.yaml").write_text("name: oncall\nruntime: python\n")
    cli(NO_STACK)
    code, _, err = run("on-call", "Primary")
    assert code == 1
    assert err.startswith("pulumi-scaling on-call: stack: no stack selected; `pulumi stack select")


def test_a_stack_that_is_asked_for_must_be_there(seeded, at, run):
    seeded()
    code, _, err = run("on-call", "Primary", "--stack", "prod")
    assert (code, "no Pulumi.yaml in" in err) == (1, True)


def test_a_reader_that_has_enough_ends_it_without_a_traceback(seeded, at):
    seeded()
    command = f"{sys.executable} -m pulumi_scaling.cli on-call Primary | head -c 1"
    piped = subprocess.run(
        ["sh", "-c", command], capture_output=True, text=True, check=False, timeout=30
    )
    assert (piped.stdout, piped.stderr) == ("P", "")


SEARCH = {**PRIMARY, "id": "1c1e3a1c-7f7e-4c55-9d0f-2f5a1d6f9a11", "name": "Search"}


def everywhere(run, *words):
    code, out, err = run("on-call", "--json", *words)
    assert (code, err) == (0, "")
    return json.loads(out)


def test_without_a_name_each_schedule_says_what_it_says_with_one(seeded, at, run):
    override = {
        "user": "dee@example.com",
        "starts": "2026-03-27T00:00:00Z",
        "ends": "2026-03-28T18:30:00Z",
    }
    empty = {**PRIMARY, "id": "2d1e3a1c-7f7e-4c55-9d0f-2f5a1d6f9a12", "name": "Empty", "layers": []}
    seeded(PRIMARY, {**SEARCH, "overrides": [override]}, empty)
    asked = "2026-03-28T12:00:00Z"
    said = everywhere(run, "--at", asked)
    assert said["at"] == asked
    assert [each["schedule"]["name"] for each in said["schedules"]] == [
        "Empty",
        "Primary",
        "Search",
    ]
    for each in said["schedules"]:
        code, out, _ = run("on-call", each["schedule"]["name"], "--at", asked, "--json")
        assert (code, json.loads(out)) == (0, {**each, "at": asked})
    assert said["schedules"][2]["now"]["until"] == "2026-03-28T18:30:00Z"


def test_of_all_schedules_two_requests_are_made_for_each(seeded, at, run):
    server = seeded(PRIMARY, SEARCH)
    server.forget_requests()
    everywhere(run, "--at", "2026-03-28T12:00:00Z")
    assert sorted(each.operation for each in server.requests) == [
        *["get_schedule"] * 2,
        "list_schedules",
        "list_users",
        *["resolve_schedule"] * 2,
    ]


def test_of_all_schedules_there_is_a_row_each(seeded, at, run):
    seeded(PRIMARY, {**SEARCH, "layers": []})
    code, out, err = run("on-call", "--at", "2026-03-28T12:00:00+01:00")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "SCHEDULE  NOW        UNTIL                                            NEXT",
        "Primary   Cy Okafor  until Mon 2026-03-30 09:00 +02:00 (in 1 d 20 h)  Bo Lindqvist",
        "Search    nobody     no change found in 92 days",
    ]


def test_an_account_without_schedules_says_so(server, at, run):
    assert run("on-call") == (0, "there are no schedules\n", "")


def test_one_schedule_that_cannot_be_read_hides_no_other(seeded, at, run):
    server = seeded(PRIMARY, SEARCH)
    layer = {**WEEKLY, "id": "l", "rotationLengthDays": 0, "participantIds": ["user_bo"]}
    body = {"data": {**PRIMARY, "timezone": "Mars/Olympus", "layers": [layer]}}
    server.faults({"operation": "get_schedule", "status": 200, "body": body, "times": 1})
    code, out, err = run("on-call")
    assert (code, len(out.splitlines())) == (1, 2)
    assert "the schedule 'Primary' cannot be read: " in err
