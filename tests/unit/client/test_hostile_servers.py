"""Servers that are broken, or mean harm: a clear error in time, and the key stays where it is."""

import gzip
import logging
import pickle
import time
import traceback
from functools import partial

import httpx
import pytest

from pulumi_scaling import errors
from pulumi_scaling.client import Client, segment
from pulumi_scaling.client.http.wire import Wire

from .conftest import KEY

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


def in_time(limit=4.0):
    began = time.monotonic()
    return lambda: time.monotonic() - began < limit


# ---------------------------------------------------------------- hangs


def drips_headers(connection, stops):
    connection.sendall(HEAD)
    while not stops.wait(0.02):
        connection.sendall(b"X-More: 1\r\n")


def drips_body(connection, stops):
    connection.sendall(HEAD + b"Content-Length: 1000000\r\n\r\n{")
    while not stops.wait(0.02):
        connection.sendall(b" ")


def says_continue_for_ever(connection, stops):
    while not stops.is_set():
        connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n" * 10)
        stops.wait(0.01)


def says_nothing(_connection, stops):
    stops.wait(20)


@pytest.mark.parametrize(
    "server", [drips_headers, drips_body, says_continue_for_ever, says_nothing]
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_answer_that_never_ends_is_given_up_at_the_deadline(listening, server, method):
    soon = in_time()
    with (
        Client(api_key=KEY, base_url=listening(server), deadline=0.5) as client,
        pytest.raises(errors.ConnectionFailed, match="in time") as caught,
    ):
        getattr(client, method)("/users")
    assert soon()
    assert caught.value.ambiguous


@pytest.mark.parametrize("server", [drips_headers, drips_body, says_continue_for_ever])
def test_a_server_that_keeps_talking_is_not_asked_again(listening, server, monkeypatch):
    monkeypatch.setattr("pulumi_scaling.client.http.calls.Wire", partial(Wire, read_timeout=0.1))
    asked = []

    def once(connection, stops):
        asked.append(1)
        server(connection, stops)

    with Client(api_key=KEY, base_url=listening(once), deadline=60) as client:
        monkeypatch.setattr(client._wire, "_connect_timeout", 0.1)
        with pytest.raises(errors.ConnectionFailed, match="went on sending without end") as caught:
            client.get("/users")
    assert len(asked) == 1
    assert caught.value.for_good


def test_an_answer_that_never_ends_is_given_up_whatever_carries_it(answering):
    def drip():
        while True:
            time.sleep(0.01)
            yield b" "

    client = answering(lambda _request: httpx.Response(200, content=drip()), deadline=0.2)
    with pytest.raises(errors.ConnectionFailed, match="in time"):
        client.get("/users")


def test_an_answer_that_pauses_is_waited_for(listening):
    def slow(connection, stops):
        for part in (HEAD, b"Content-Length: 11\r\n\r\n", b'{"data":', b" 1}"):
            connection.sendall(part)
            stops.wait(0.05)

    with Client(api_key=KEY, base_url=listening(slow), deadline=5) as client:
        assert client.get("/users") == 1


# ---------------------------------------------------------------- sizes


def bomb(layers):
    body = b'{"data": "' + b"0" * (20 * 2**20) + b'"}'
    for _ in range(layers):
        body = gzip.compress(body)
    return body


@pytest.mark.parametrize("layers", [1, 2])
def test_a_packed_answer_is_refused_without_unpacking_it(listening, layers):
    packed, encodings = bomb(layers), ", ".join(["gzip"] * layers)

    def server(connection, _stops):
        head = f"Content-Encoding: {encodings}\r\nContent-Length: {len(packed)}\r\n\r\n"
        connection.sendall(HEAD + head.encode() + packed)

    with (
        Client(api_key=KEY, base_url=listening(server), deadline=5) as client,
        pytest.raises(errors.Unreadable, match="packed"),
    ):
        client.get("/users")


def test_nothing_packed_is_asked_for(client, wire):
    route = wire.get("/users").respond(json={"data": {}})
    client.get("/users")
    assert route.calls.last.request.headers["accept-encoding"] == "identity"


def test_an_answer_without_end_is_refused_at_its_bound_and_not_asked_for_again(listening):
    asked = []

    def server(connection, stops):
        asked.append(1)
        connection.sendall(HEAD + b"Connection: close\r\n\r\n" + b'{"data": "')
        while not stops.is_set():
            connection.sendall(b"0" * 2**20)

    with (
        Client(api_key=KEY, base_url=listening(server), deadline=20) as client,
        pytest.raises(errors.Unreadable, match="more than 10 MiB"),
    ):
        client.get("/users")
    assert asked == [1]


@pytest.mark.parametrize(
    "answer",
    [
        {"content": b'{"data": "' + b"0" * (11 * 2**20) + b'"}'},
        {"json": {"nothing": 1}},
        {"json": [1]},
        {"text": "<html>"},
        {"content": b""},
    ],
    ids=["huge", "no data", "no object", "no json", "empty"],
)
def test_a_create_with_a_useless_answer_may_have_happened(client, wire, answer):
    route = wire.post("/oncall/schedules").respond(200, **answer)
    with pytest.raises(errors.ConnectionFailed, match="may have been carried out") as caught:
        client.post("/oncall/schedules", {})
    assert caught.value.ambiguous
    assert route.call_count == 1


# ---------------------------------------------------------------- shapes

DEEP = b"[" * 100_000 + b"]" * 100_000


@pytest.mark.parametrize(
    "content",
    [
        DEEP,
        b'{"data": ' + DEEP + b"}",
        b"\xff\xfe\x00",
        b'{"data": ' + b"9" * 5_000 + b"}",
        b'"text"',
    ],
    ids=["deep", "deep inside", "no text", "long number", "text"],
)
def test_json_nobody_can_read_is_no_crash(answering, clock, content):
    client = answering(lambda _request: httpx.Response(200, content=content))
    with pytest.raises(errors.ConnectionFailed, match="answered 200 with"):
        client.get("/users")


@pytest.mark.parametrize("status", [101, 301, 302, 303, 307, 308])
@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_no_redirect_is_followed_and_none_is_a_success(answering, method, status):
    asked = []

    def server(request):
        asked.append(request.url.host)
        headers = {"Location": "https://evil.example/v1/users"}
        return httpx.Response(status, json={"data": {}}, headers=headers)

    with pytest.raises(errors.Unreadable, match="not followed with the key"):
        answering(server).request(method, "/users")
    assert asked == ["api.scaling.cloud"]


def test_the_id_of_the_request_is_quoted_when_its_answer_makes_no_sense(client, wire):
    wire.get("/users").respond(json={"requestId": "3f2a", "users": []})
    with pytest.raises(errors.Unreadable, match="request 3f2a"):
        client.get("/users")


def test_a_server_cannot_write_on_the_terminal_nor_fill_it(client, wire):
    body = {"code": "x" * 10**6, "requestId": "\x1b[2J", "message": "tidy\n  up " + "y" * 10**6}
    wire.get("/users").respond(400, json=body)
    with pytest.raises(errors.Invalid, match="tidy up") as caught:
        client.get("/users")
    assert len(str(caught.value)) < 1_000
    assert str(caught.value).isprintable()
    assert caught.value.request_id is None


@pytest.mark.parametrize(
    "date", ["Thu, 01 Jan 2026 00:00:00 -0000", "Thu, 01 Jan 2026 00:00:00 GMT"]
)
def test_the_time_of_a_server_can_be_compared_with_others(client, wire, date):
    wire.get("/users").respond(json={"data": 1}, headers={"Date": date})
    client.get("/users")
    assert client.server_time.utcoffset().total_seconds() == 0


@pytest.mark.parametrize(
    "date", ["", "soon", "1", "Thu, 99 Foo 2026", "Thu, 01 Jan 2026 0:0:0 +9999999"]
)
def test_a_date_that_is_none_is_no_crash(client, wire, date):
    wire.get("/users").respond(json={"data": 1}, headers={"Date": date})
    client.get("/users")
    assert client.server_time is None


# ---------------------------------------------------------------- ids


@pytest.mark.parametrize(
    ("id_", "escaped"),
    [
        ("sch_1", "sch_1"),
        ("a.b", "a.b"),
        ("...", "..."),
        ("a/b", "a%2Fb"),
        ("../users", "..%2Fusers"),
        ("a?b#c", "a%3Fb%23c"),
        ("a\r\nX: y", "a%0D%0AX%3A%20y"),
        ("%2e%2e", "%252e%252e"),
        ("\ud800", "%ED%A0%80"),
    ],
)
def test_an_id_is_one_segment_whatever_it_holds(client, wire, id_, escaped):
    assert segment(id_) == escaped
    route = wire.route(method="GET").respond(json={"data": 1})
    client.get(f"/users/{segment(id_)}/x")
    assert route.calls.last.request.url.raw_path == f"/v1/users/{escaped}/x".encode()


@pytest.mark.parametrize("id_", ["", ".", ".."])
def test_an_id_that_would_address_its_collection_is_refused(client, wire, id_):
    with pytest.raises(errors.Refused, match="is no id"):
        client.schedules.delete(id_)
    assert not wire.calls


def test_what_cannot_be_addressed_is_refused_at_once(client, wire):
    with pytest.raises(errors.Refused, match="nothing was sent"):
        client.get(f"/users/{'x' * 70_000}")
    with pytest.raises(errors.Refused, match="nothing was sent"):
        client.get("/users", status="\ud800")
    assert not wire.calls


# ---------------------------------------------------------------- the key


@pytest.mark.parametrize(
    "key", ["with space", "space ", "line\n", "tab\t", "\x00", "clé", "x\r\ny: z"]
)
def test_a_key_that_cannot_be_sent_is_refused_before_it_is(key):
    with pytest.raises(errors.ConfigError, match="copy it again") as caught:
        Client(api_key=key)
    assert key.strip() not in str(caught.value)


def test_without_a_key_nothing_is_sent(wire):
    with Client() as client, pytest.raises(errors.ConfigError, match="SCALING_CLOUD_API_KEY"):
        client.get("/users")
    assert not client.has_key
    assert not wire.calls


def test_a_server_that_repeats_the_key_does_not_get_it_into_an_error(client, wire):
    body = {"code": f"bad {KEY}", "message": f"{KEY} is unknown", "requestId": KEY, "type": KEY}
    wire.get("/users").respond(401, json=body)
    with pytest.raises(errors.NotAuthorized, match=r"\(the key\) is unknown") as caught:
        client.get("/users")
    assert KEY not in repr((caught.value, vars(caught.value)))


def test_the_key_is_in_the_header_and_nowhere_else(client, wire, caplog):
    caplog.set_level(logging.DEBUG)
    route = wire.get("/users").respond(500)
    client._deadline = 0.01
    with pytest.raises(errors.ServerFault) as caught:
        client.get("/users")
    assert route.calls.last.request.headers["authorization"] == f"Bearer {KEY}"
    told = [repr(client), repr(client._wire), repr(client.users), caplog.text]
    told += traceback.format_exception(caught.value)
    told.append(repr(pickle.loads(pickle.dumps(caught.value))))
    assert KEY not in "".join(told)


def test_a_key_for_this_machine_is_not_shown_to_a_proxy(listening, monkeypatch):
    seen = []

    def proxy(connection, _stops):
        seen.append(1)
        connection.sendall(HEAD + b'Content-Length: 11\r\n\r\n{"data": 1}')

    def server(connection, _stops):
        connection.sendall(HEAD + b'Content-Length: 11\r\n\r\n{"data": 2}')

    monkeypatch.setenv("HTTP_PROXY", listening(proxy))
    monkeypatch.setenv("http_proxy", listening(proxy))
    with Client(api_key=KEY, base_url=listening(server)) as client:
        assert client.get("/users") == 2
    assert not seen


def test_a_proxy_that_refuses_is_named(listening, monkeypatch):
    def proxy(connection, _stops):
        connection.sendall(b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n")

    monkeypatch.setenv("HTTPS_PROXY", listening(proxy))
    with (
        Client(api_key=KEY, deadline=0.2) as client,
        pytest.raises(errors.ConnectionFailed, match=r"proxy .* refused .*407") as caught,
    ):
        client.get("/users")
    assert not caught.value.ambiguous
