"""Lists by pages: to their end wherever the cursor stands, and never round and round."""

import itertools
import json

import httpx
import pytest

from pulumi_scaling.errors import Unreadable


def page(rows, cursor=None, *, at="top", within=None):
    data = {within: rows} if within else rows
    body = {"data": data}
    if cursor is not None:
        (body if at == "top" else data)["nextCursor"] = cursor
    return httpx.Response(200, content=json.dumps(body))


@pytest.mark.parametrize("at", ["top", "inside"])
@pytest.mark.parametrize("last", [None, ""])
def test_a_cursor_is_followed_at_either_level(client, wire, at, last):
    pages = [
        page([{"id": "1"}, {"id": "2"}], "two", at=at, within="rows"),
        page([{"id": "3"}], last, at=at, within="rows"),
    ]
    route = wire.get("/rows").mock(side_effect=pages)
    assert [row["id"] for row in client.pages("/rows", within="rows", kept="1")] == ["1", "2", "3"]
    asked = [dict(call.request.url.params) for call in route.calls]
    assert asked == [{"kept": "1", "limit": "100"}, {"kept": "1", "limit": "100", "cursor": "two"}]


def test_a_page_is_asked_for_when_it_is_needed(client, wire):
    route = wire.get("/rows").mock(side_effect=[page([{"id": "1"}], "two"), page([])])
    rows = client.pages("/rows")
    assert not route.called
    assert next(rows) == {"id": "1"}
    assert route.call_count == 1


def test_an_empty_page_may_lead_on(client, wire):
    wire.get("/rows").mock(side_effect=[page([], "two"), page([{"id": "1"}])])
    assert list(client.pages("/rows")) == [{"id": "1"}]


def endless(rows, cursors):
    answers = ((row, str(cursor)) for row, cursor in zip(rows, cursors, strict=False))
    return lambda _request: page(*next(answers))


NEW = ([{"id": str(number)}] for number in itertools.count())


MANY = ([{"id": f"{page}-{row}"} for row in range(5_000)] for page in itertools.count())
LARGE = ([{"id": str(number), "text": "x" * 9 * 2**20}] for number in itertools.count())


@pytest.mark.parametrize(
    ("rows", "cursors", "why"),
    [
        (itertools.repeat([]), itertools.count(), "nothing new"),
        (itertools.repeat([{"id": "1"}]), itertools.count(), "nothing new"),
        (itertools.repeat([{"no": "id"}, 7]), itertools.count(), "nothing new"),
        (NEW, itertools.repeat("same"), "circles"),
        (NEW, itertools.cycle("ab"), "circles"),
        (NEW, itertools.repeat("x" * 5_000), "circles"),
        (MANY, itertools.count(), "more than 100000 rows"),
        (LARGE, itertools.count(), "or 200 MiB"),
    ],
    ids=[
        *("empty", "same row", "no ids", "same cursor", "two cursors", "long cursor"),
        *("rows without end", "bytes without end"),
    ],
)
def test_a_list_without_end_is_refused(answering, rows, cursors, why):
    client = answering(endless(rows, cursors))
    with pytest.raises(Unreadable, match=why):
        list(client.pages("/rows"))


@pytest.mark.parametrize("cursor", [7, ["x"], {"x": 1}, True, "\ud800"])
def test_a_cursor_that_is_no_text_is_refused(answering, cursor):
    client = answering(lambda _request: page([{"id": "1"}], cursor))
    with pytest.raises(Unreadable, match="nextCursor"):
        list(client.pages("/rows"))


def test_a_slow_list_without_end_is_given_up(answering, clock):
    rows = itertools.count()

    def slow(_request):
        clock.now += 25
        return page([{"id": str(next(rows))}], str(clock.now))

    client = answering(slow, deadline=30)
    with pytest.raises(Unreadable, match="in time"):
        list(client.pages("/rows"))
    assert clock.now < 1_000 + 30 + 25


def test_whoever_reads_a_list_may_take_their_time(answering, clock):
    rows = itertools.count()

    def brisk(_request):
        number = next(rows)
        return page([{"id": str(number)}], str(number) if number < 50 else None)

    client = answering(brisk, deadline=1)
    for _row in client.pages("/rows"):
        clock.now += 1_000
    assert next(rows) == 51


@pytest.mark.parametrize(
    ("data", "within"),
    [({}, None), (None, None), ([], "rows"), ({}, "rows"), ({"rows": 1}, "rows")],
)
def test_no_list_is_no_list(client, wire, data, within):
    wire.get("/rows").respond(json={"data": data})
    with pytest.raises(Unreadable, match="without its list"):
        list(client.pages("/rows", within=within))


def test_the_beginning_of_a_list_costs_one_request(client, wire):
    route = wire.get("/rows").mock(side_effect=[page([{"id": "1"}], "two")])
    assert client.first_page("/rows") == ([{"id": "1"}], False)
    assert route.call_count == 1
    wire.get("/others").mock(side_effect=[page([{"id": "1"}], within="rows")])
    assert client.first_page("/others", within="rows") == ([{"id": "1"}], True)
