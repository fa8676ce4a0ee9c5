"""When to ask again: never a POST that may have happened, never too long, never too soon."""

import math
import pickle
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pulumi_scaling import errors
from pulumi_scaling.client import Client
from pulumi_scaling.client.http.retry import MOST_ATTEMPTS, Outcome, ambiguous, retry_after, wait

from .conftest import KEY, Clock

STATUSES = st.sampled_from(
    [200, 204, 301, 400, 401, 404, 408, 409, 422, 429, 500, 501, 502, 503, 504]
)
AFTER = st.none() | st.floats(0, 1_000)
OUTCOMES = st.builds(Outcome, status=st.none() | STATUSES, sent=st.booleans(), retry_after=AFTER)
CHANCE = st.floats(0, 1, exclude_max=True)
SECONDS = st.floats(allow_nan=False)


@given(
    attempt=st.integers(1, 10_000),
    outcome=OUTCOMES,
    repeatable=st.booleans(),
    chance=CHANCE,
    left=SECONDS,
)
def test_waiting_is_never_negative_nor_past_the_deadline_and_obeys(
    attempt, outcome, repeatable, chance, left
):
    seconds = wait(
        attempt=attempt, outcome=outcome, repeatable=repeatable, chance=chance, left=left, first=1
    )
    if seconds is None:
        return
    assert 0 <= seconds < left
    assert attempt < MOST_ATTEMPTS
    assert repeatable or not ambiguous(outcome)
    if outcome.retry_after is not None:
        assert seconds >= outcome.retry_after


@given(outcome=OUTCOMES, chance=CHANCE)
def test_what_may_have_happened_is_not_repeated(outcome, chance):
    seconds = wait(
        attempt=1, outcome=outcome, repeatable=False, chance=chance, left=math.inf, first=1
    )
    assert seconds is None or not ambiguous(outcome)


@pytest.mark.parametrize(
    ("outcome", "unsure"),
    [
        (Outcome(sent=False), False),
        (Outcome(), True),
        (Outcome(408), True),
        (Outcome(409), False),
        (Outcome(429), False),
        (Outcome(429, retry_after=3), False),
        (Outcome(500), True),
        (Outcome(500, retry_after=3), True),
        (Outcome(502), True),
        (Outcome(503), True),
        (Outcome(503, retry_after=3), False),
        (Outcome(504), True),
    ],
)
def test_which_ends_leave_doubt(outcome, unsure):
    assert ambiguous(outcome) is unsure


NOW = datetime(2026, 1, 5, 8, tzinfo=timezone.utc)


@given(text=st.text() | st.floats().map(str) | st.integers().map(str))
def test_any_text_of_retry_after_is_seconds_or_nothing(text):
    seconds = retry_after({"retry-after": text}, NOW)
    assert seconds is None or (math.isfinite(seconds) and seconds >= 0)


@given(seconds=st.integers(-(10**9), 10**11))
def test_a_date_is_the_seconds_until_it(seconds):
    moment = NOW + timedelta(seconds=seconds)
    headers = {"retry-after": format_datetime(moment, usegmt=True)}
    assert retry_after(headers, NOW) == max(0.0, (moment - NOW).total_seconds())


def test_a_date_of_no_known_place_is_in_utc():
    assert retry_after({"retry-after": "Mon, 05 Jan 2026 08:00:09 -0000"}, NOW) == 9


@pytest.mark.parametrize(
    "date", ["Mon, 05 Jan 2026 08:00:09 +9999", "Mon, 99 Jan 99999 08:00", ","]
)
def test_a_date_that_is_none_says_nothing(date):
    assert retry_after({"retry-after": date}, NOW) is None


# ---------------------------------------------------------------- whole calls, in invented time

ENDS = st.sampled_from(
    [httpx.ConnectError, httpx.ConnectTimeout, httpx.ReadTimeout, httpx.ReadError, 200, 400, 404]
) | st.tuples(st.sampled_from([408, 429, 500, 502, 503, 504]), st.none() | st.integers(0, 90))


def certain(end):
    """Whether the request was certainly not carried out."""
    if isinstance(end, tuple):
        status, after = end
        return status == 429 or (status == 503 and after is not None)
    return end in {httpx.ConnectError, httpx.ConnectTimeout, 400, 404}


@settings(deadline=None)
@given(
    ends=st.lists(ENDS, min_size=1),
    method=st.sampled_from(["GET", "POST", "PUT", "DELETE"]),
    takes=st.floats(0, 40),
    deadline=st.floats(0.1, 300),
)
def test_a_call_ends_in_time_and_no_post_is_sent_twice_after_doubt(ends, method, takes, deadline):
    clock, sent = Clock(), []

    def server(request):
        # What the wire does with its timeouts, which this clock does not reach.
        allowed = request.extensions["timeout"]["read"]
        assert allowed <= max(deadline - (clock.now - 1_000), 0.001) + 1e-6
        clock.now += min(takes, allowed)
        end = ends[min(len(sent), len(ends) - 1)]
        if takes >= allowed:
            end = httpx.ReadTimeout
        sent.append(end)
        if isinstance(end, type):
            raise end("told to", request=request)
        status, after = end if isinstance(end, tuple) else (end, None)
        headers = {} if after is None else {"Retry-After": str(after)}
        return httpx.Response(status, json={"data": 1}, headers=headers)

    transport = httpx.MockTransport(server)
    with Client(
        api_key=KEY, transport=transport, deadline=deadline, patience=clock.patience
    ) as client:
        failed = None
        try:
            client.request(method, "/things")
        except errors.ScalingError as error:
            failed = error
    if isinstance(failed, errors.ConnectionFailed):
        assert failed.ambiguous is not all(map(certain, sent))
    assert clock.now - 1_000 <= deadline + 0.001 * len(sent)
    assert len(sent) <= MOST_ATTEMPTS
    if method == "POST":
        assert all(map(certain, sent[:-1]))


def test_a_waiting_call_says_so(answering, clock):
    answers = iter([httpx.Response(429, headers={"Retry-After": "7"})])
    told = []
    client = answering(
        lambda _request: next(answers, httpx.Response(200, json={"data": 1})),
        on_wait=lambda seconds, what: told.append((round(seconds), what)),
    )
    assert client.post("/things") == 1
    assert told == [(7, "POST /things answered 429")]


def test_a_server_that_wants_too_much_time_is_quoted(answering, clock):
    client = answering(lambda _request: httpx.Response(429, headers={"Retry-After": "3600"}))
    with pytest.raises(errors.RateLimited, match="left alone for 3600 s") as refused:
        client.get("/things")
    assert refused.value.retry_after == 3600
    assert pickle.loads(pickle.dumps(refused.value)).retry_after == 3600
    assert clock.slept == []


@pytest.mark.parametrize("lost", [httpx.ReadError("cut"), httpx.Response(502)])
def test_a_delete_whose_answer_got_lost_succeeds_when_it_is_gone(answering, clock, lost):
    answers = iter([lost, httpx.Response(404)])

    def server(_request):
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    answering(server).delete("/things/1")


@pytest.mark.parametrize("first", [httpx.Response(429), httpx.ConnectError("no")])
def test_a_delete_that_finds_nothing_says_so(answering, clock, first):
    answers = iter([first, httpx.Response(404)])

    def server(_request):
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    with pytest.raises(errors.NotFound):
        answering(server).delete("/things/1")


@pytest.mark.parametrize("deadline", [0, -1, math.nan])
def test_a_deadline_leaves_some_time(deadline):
    with pytest.raises(errors.ConfigError, match="no time"):
        Client(api_key=KEY, deadline=deadline)


def test_each_attempt_of_a_write_asks_for_permission(answering, clock):
    answers = iter([httpx.Response(429), httpx.Response(200, json={"data": 1})])
    asked = []
    client = answering(lambda _request: next(answers), before_write=lambda: asked.append(1))
    client.post("/things")
    assert asked == [1, 1]


def test_a_moment_far_away_is_not_waited_for():
    headers = {"retry-after": format_datetime(NOW + timedelta(days=400), usegmt=True)}
    outcome = Outcome(429, retry_after=retry_after(headers, NOW))
    assert (
        wait(attempt=1, outcome=outcome, repeatable=True, chance=0, left=math.inf, first=1) is None
    )
