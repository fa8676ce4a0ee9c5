"""What no polite client sends: bodies, paths and verbs at and beyond the edge."""

import json
import socket
import uuid

import httpx
import pytest

BAD = (422, "validation_error", "")
NOT_FOUND = (404, "invalid_request_error", "not_found")
NO_VERB = (405, "invalid_request_error", "method_not_allowed")
UNKNOWN = "3f0c9a52-7d41-4b8e-9a36-51c2e8d70b14"
RIGHT = b'{"name": "Primary", "timezone": "UTC"}'


def post(api, content, content_type="application/json"):
    headers = {} if content_type is None else {"content-type": content_type}
    return api.post("/oncall/schedules", content=content, headers=headers)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b'"text"',
        b"7",
        b'{"name": "\xff\xfe", "timezone": "UTC"}',
        b'{"name": "\\ud800", "timezone": "UTC"}',
        b'{"name": NaN, "timezone": "UTC"}',
        b'{"name": 1e999, "timezone": "UTC"}',
        b'{"name": ' + b"9" * 5000 + b"}",
        b"[" * 100_000,
        b'{"name": ' + b"[" * 900 + b"]" * 900 + b"}",
        RIGHT + b"x",
        RIGHT[:-1] + b' "x"}',
        b" " * (11 * 1024 * 1024) + RIGHT,
    ],
    ids=lambda content: repr(content[:30]),
)
def test_a_body_that_is_no_json_object_is_422(api, refused, content):
    assert refused(post(api, content)) == BAD


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", "x"])
def test_json_must_be_called_json(api, refused, content_type):
    assert refused(post(api, RIGHT, content_type)) == BAD


@pytest.mark.parametrize(
    "content_type", [None, "application/json; charset=utf-8", "APPLICATION/JSON", "text/x+json"]
)
def test_json_may_be_called_json_in_many_ways(api, content_type):
    assert post(api, RIGHT, content_type).is_success


@pytest.mark.parametrize(
    "name",
    ["\0", "a\0b", "\x1f", "💥", "\u2028", "'; DROP TABLE schedules; --", " ", "%s", "\ufffe"],
)
def test_text_is_text(api, new_schedule, name):
    made = new_schedule(name=name, description=name)
    assert (made["name"], made["description"]) == (name, name)
    shown = api.get(f"/oncall/schedules/{made['id']}").json()["data"]
    assert (shown["name"], shown["description"]) == (name, name)


def test_a_surrogate_pair_is_one_character(api):
    body = b'{"name": "\\ud83d\\udca5", "timezone": "UTC"}'
    assert post(api, body).json()["data"]["name"] == "💥"


def test_members_nobody_knows_are_ignored(api):
    body = {"name": "Primary", "timezone": "UTC", "id": "mine", "orgId": "x", "nested": {"a": 1}}
    made = api.post("/oncall/schedules", json=body).json()["data"]
    assert (made["orgId"], made["id"] != "mine", "nested" in made) == (
        "org_harborline",
        True,
        False,
    )


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/nothing",
        "/oncall",
        "/oncall/schedules/",
        "//oncall/schedules",
        "/oncall/schedules/%2F/layers/x/y",
        "/ONCALL/SCHEDULES",
    ],
)
def test_a_path_nobody_knows_is_404_in_the_usual_shape(api, refused, path):
    answer = api.get(path)
    assert refused(answer) == NOT_FOUND
    assert uuid.UUID(answer.json()["requestId"])


def test_outside_the_base_path_there_is_nothing(server, refused):
    assert refused(httpx.get(f"{server.origin}/oncall/schedules")) == NOT_FOUND
    assert refused(httpx.get(f"{server.origin}/v1")) == NOT_FOUND


@pytest.mark.parametrize(
    ("verb", "path", "allow"),
    [
        ("PUT", "/oncall/schedules", "GET, POST"),
        ("OPTIONS", "/oncall/schedules", "GET, POST"),
        ("TRACE", "/users", "GET"),
        ("GET", "/team/members/invite", "POST"),
        ("DELETE", "/team/members/invite", "POST"),
        ("GET", "/team/members/invitations", "DELETE"),
        ("PATCH", f"/oncall/schedules/{UNKNOWN}/layers/order", "PUT"),
        ("DELETE", f"/escalation/policies/{UNKNOWN}/layers/order", "PUT"),
    ],
)
def test_a_verb_nobody_offers_is_405_and_literals_win_over_parameters(
    api, refused, verb, path, allow
):
    answer = api.request(verb, path)
    assert refused(answer) == NO_VERB
    assert answer.headers["allow"] == allow


def test_head_is_405_without_a_body(api):
    answer = api.head("/users")
    assert (answer.status_code, answer.content) == (405, b"")


def test_an_encoded_slash_belongs_to_the_id(api, refused):
    assert refused(api.get("/working-hours/a%2Fb")) == NOT_FOUND
    assert refused(api.get("/oncall/schedules/a%2Flayers")) == BAD


def test_a_very_long_query_is_read_to_its_end(api, refused):
    padding = "&".join(f"p{number}={number}" for number in range(3000))
    assert refused(api.get(f"/oncall/schedules?{padding}&limit=0")) == BAD


def test_what_is_no_http_gets_an_error_of_the_usual_shape(server):
    host, _, port = server.origin.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=5) as connection:
        connection.sendall(b"GET /v1/users\x00 HTTP/1.1\r\nhost: x\r\n\r\n")
        answer = connection.makefile("rb").read()
    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 400")
    assert json.loads(body)["statusCode"] == 400


def test_every_answer_carries_a_request_id_of_its_own(api, new_schedule):
    made = new_schedule()
    answers = [api.get(f"/oncall/schedules/{made['id']}") for _ in range(3)]
    answers += [api.get("/nothing"), api.put("/users"), api.get("/oncall/schedules?limit=0")]
    answers.append(api.delete(f"/oncall/schedules/{made['id']}"))
    ids = {uuid.UUID(answer.json()["requestId"]) for answer in answers}
    assert len(ids) == len(answers)


def test_answers_are_json(api):
    assert api.get("/users").headers["content-type"] == "application/json"


def test_answers_are_dated_by_the_simulated_clock(api, server):
    server.clock("2026-03-01T03:00:00Z")
    for path in ("/users", "/nothing"):
        assert api.get(path).headers["date"] == "Sun, 01 Mar 2026 03:00:00 GMT"
