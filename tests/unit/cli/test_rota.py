"""`rota` shows the turns of an account in each format, and never more than the layers say."""

import json
import re
from datetime import datetime, timedelta, timezone
from itertools import pairwise
from xml.etree import ElementTree as ET

import httpx
import pytest

from pulumi_scaling.simulator import ADMIN_KEY, ORGANIZATION

from .conftest import PRIMARY, WEEKLY, moment

HEADERS = {"Authorization": f"Bearer {ADMIN_KEY}"}
SECOND = {
    **PRIMARY,
    "id": "1c1e3a1c-7f7e-4c55-9d0f-2f5a1d6f9a11",
    "name": "Search",
    "timezone": "Asia/Tokyo",
    "layers": [{**WEEKLY, "participantIds": ["dee@example.com", "eli@example.com"]}],
}
WINDOW = ("--from", "2026-03-23", "--weeks", "2", "--zone", "Europe/Paris")
STANDS_IN = {
    "user": "dee@example.com",
    "starts": "2020-01-01T00:00:00Z",
    "ends": "2090-01-01T00:00:00Z",
}


def shown(run, *words):
    code, out, err = run("rota", *words)
    assert (code, err) == (0, "")
    return out


def test_text_has_bars_a_line_a_week_and_then_every_turn(seeded, at, run):
    seeded(PRIMARY, SECOND)
    assert shown(run, "Primary", *WINDOW).splitlines() == [
        "times are those of Europe/Paris",
        "",
        "Primary (Europe/Paris)",
        "         Mo      Tu      We      Th      Fr      Sa      Su",
        "23 Mar   Bo…│Cy Okafor───────────────────────────────────────────",
        "30 Mar   Cy…│Bo Lindqvist────────────────────────────────────────",
        "",
        "  Mon 16 Mar 09:00  Mon 23 Mar 09:00  Bo Lindqvist <bo@example.com>  also paged: Eli",
        "  Mon 23 Mar 09:00  Mon 30 Mar 09:00  Cy Okafor <cy@example.com>     also paged: Eli",
        "  Mon 30 Mar 09:00  Mon 6 Apr 09:00   Bo Lindqvist <bo@example.com>  also paged: Eli",
    ]


def test_json_says_what_the_api_resolves_at_every_hour(seeded, at, run):
    server = seeded(PRIMARY, SECOND)
    said = json.loads(shown(run, "--format", "json", *WINDOW))
    assert (said["version"], said["from"], said["until"]) == (
        1,
        "2026-03-22T23:00:00Z",
        "2026-04-05T22:00:00Z",
    )
    users = httpx.get(f"{server.url}/users", headers=HEADERS).json()["data"]["users"]
    emails = {user["id"]: user["email"] for user in users}
    for schedule, given in zip(said["schedules"], (PRIMARY, SECOND), strict=True):
        assert (schedule["name"], schedule["timezone"]) == (given["name"], given["timezone"])
        duties = schedule["duties"]
        assert (duties[0]["start"], duties[-1]["end"]) == (said["from"], said["until"])
        for one, two in pairwise(duties):
            assert one["end"] == two["start"]
        path = f"{server.url}/oncall/schedules/{given['id']}/resolve"
        for duty in duties:
            last = moment(duty["end"]) - timedelta(seconds=1)
            for at_ in (duty["start"], last.isoformat().replace("+00:00", "Z")):
                answer = httpx.get(path, params={"at": at_}, headers=HEADERS).json()["data"]
                assert emails[answer["owner"]] == duty["owner"]
                assert [emails[each] for each in answer["pagingTargets"]] == duty["paged"]


def test_it_reads_each_schedule_once_and_asks_once_who_is_on_call(seeded, at, run):
    server = seeded(PRIMARY, SECOND)
    server.forget_requests()
    shown(run, "--weeks", "52", "--format", "json")
    assert sorted(each.operation for each in server.requests) == [
        *["get_schedule"] * 2,
        "list_schedules",
        "list_users",
        *["resolve_schedule"] * 2,
    ]


@pytest.mark.parametrize("format_", ["text", "html", "svg"])
def test_where_somebody_stands_in_it_says_that_the_api_says_something_else(
    seeded, at, run, format_
):
    seeded({**SECOND, "overrides": [{**STANDS_IN, "user": "ana@example.com"}]}, PRIMARY)
    assert "Search: the API says ana@example.com is on call now" in shown(run, "--format", format_)


def test_json_has_the_answer_of_the_api_only_where_it_differs(seeded, at, run):
    seeded({**SECOND, "overrides": [{**STANDS_IN, "user": "ana@example.com"}]}, PRIMARY)
    said = json.loads(shown(run, "--format", "json"))
    assert {each["name"]: each["says"] for each in said["schedules"]} == {
        "Primary": None,
        "Search": {"owner": "ana@example.com", "paged": ["ana@example.com"]},
    }


def test_a_page_and_a_drawing_name_everybody(seeded, at, run):
    seeded(PRIMARY, SECOND)
    page = shown(run, "--format", "html", *WINDOW)
    drawing = shown(run, "--format", "svg", *WINDOW)
    ET.fromstring(drawing)
    for name in ("Primary", "Search", "Bo Lindqvist", "Cy Okafor", "Dee Marsh", "Eli"):
        assert name in page
        assert name in drawing
    assert page.startswith("<!doctype html>")


def test_there_is_a_calendar_for_each_person_with_all_their_turns(seeded, at, run):
    both = {**SECOND, "layers": [{**WEEKLY, "participantIds": ["eli@example.com"]}]}
    seeded(PRIMARY, both)
    out = shown(run, "--format", "ics", "--out", "rota", *WINDOW)
    assert out.splitlines() == [f"rota/{who}-example-com.ics" for who in ("bo", "cy", "eli")]
    for name, titles in {
        "bo": {"On call: Primary"},
        "eli": {"On call: Search", "Also paged: Primary"},
    }.items():
        text = (at / "rota" / f"{name}-example-com.ics").read_bytes().decode()
        assert set(re.findall(r"^SUMMARY:(.*)\r$", text, re.MULTILINE)) == titles
    bo = (at / "rota" / "bo-example-com.ics").read_text("utf-8")
    assert re.findall(r"DTSTART:(\w+)", bo) == ["20260316T080000Z", "20260330T070000Z"]


def test_one_calendar_says_whose_turn_it_is(seeded, at, run):
    seeded()
    out = shown(run, "--format", "ics", *WINDOW)
    assert "SUMMARY:Cy Okafor\\, on call: Primary\r\n" in out


def test_without_a_day_it_begins_with_the_week_that_runs(seeded, at, run):
    seeded()
    said = json.loads(shown(run, "--format", "json", "--weeks", "1", "--zone", "UTC"))
    begin, end, now = (moment(said[each]) for each in ("from", "until", "now"))
    assert (begin.isoweekday(), begin.hour, end - begin) == (1, 0, timedelta(days=7))
    assert begin <= now < end
    assert abs(now - datetime.now(timezone.utc)) < timedelta(minutes=5)


def test_a_schedule_that_cannot_be_read_keeps_no_other_from_being_shown(seeded, at, run):
    server = seeded(PRIMARY)
    layer = {**WEEKLY, "id": "l", "rotationLengthDays": 0, "participantIds": ["user_bo"]}
    body = {"data": {**PRIMARY, "layers": [layer]}}
    server.faults({"operation": "get_schedule", "status": 200, "body": body})
    code, out, err = run("rota")
    assert (code, out) == (1, "there are no schedules\n")
    assert "the schedule 'Primary' cannot be read: layer 'l' hands off every 0 days" in err


def test_an_account_without_schedules_is_no_mistake(server, at, run):
    assert shown(run) == "there are no schedules\n"
    assert shown(run, "--format", "svg").startswith("<svg")
    assert "</html>" in shown(run, "--format", "html")


def test_whom_nobody_follows_has_no_end(seeded, at, run):
    seeded({**PRIMARY, "layers": [{**WEEKLY, "participantIds": ["bo@example.com"]}]})
    assert "  …  …  Bo Lindqvist <bo@example.com>" in shown(run, *WINDOW)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["primry"], "near it there are 'Primary'"),
        (["--from", "2026-13-01"], "--from '2026-13-01'"),
        (["--from", "soon"], "is no instant; give one with an offset or Z"),
        (["--zone", "Mars/Olympus"], "--zone 'Mars/Olympus' is no zone"),
        (["--zone", "../etc/passwd"], "is no zone"),
    ],
)
def test_a_mistake_is_one_sentence(seeded, at, run, words, sentence):
    seeded()
    code, out, err = run("rota", *words)
    assert (code, out) == (1, "")
    assert err.startswith("pulumi-scaling rota: ")
    assert sentence in err
    assert err.count("\n") == 1


def test_two_people_never_share_a_file(server, at, run):
    people = ["a.b@example.com", "a-b@example.com", "c@example.com"]
    users = [{"id": f"user_{place}", "email": email} for place, email in enumerate(people)]
    layer = {**WEEKLY, "participantIds": people}
    schedule = {**PRIMARY, "layers": [layer]}
    server.seed(
        {"organizations": [{"id": ORGANIZATION, "members": users, "schedules": [schedule]}]}
    )
    out = shown(run, "--format", "ics", "--out", ".", *WINDOW, "--weeks", "3")
    assert len(set(out.splitlines())) == 3
    assert "c-example-com.ics" in out
