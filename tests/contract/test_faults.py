"""What can be made to go wrong, and whether the write behind it was kept."""

import time
from email.utils import parsedate_to_datetime

import httpx
import pytest

BODY = {"name": "Primary", "timezone": "UTC"}


def create(api, name="Primary"):
    return api.post("/oncall/schedules", json={**BODY, "name": name})


def names(server):
    return [row["name"] for row in server.rows("schedules")]


def test_a_cut_before_keeps_nothing_and_answers_nothing(api, server):
    server.faults({"operation": "create_schedule", "cut": True, "times": 1})
    with pytest.raises(httpx.RemoteProtocolError):
        create(api)
    assert names(server) == []
    assert [(each.status, each.fault) for each in server.requests] == [(None, "cut")]
    assert create(api).is_success


def test_a_cut_after_keeps_the_write_its_author_never_hears_of(api, server):
    server.faults({"operation": "create_schedule", "cut": True, "when": "after", "times": 1})
    with pytest.raises(httpx.RemoteProtocolError):
        create(api)
    assert names(server) == ["Primary"]
    assert server.requests[0].fault == "cut after"
    assert create(api).status_code == 409


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
@pytest.mark.parametrize(("when", "kept"), [("before", []), ("after", ["Primary"])])
def test_a_status_may_come_before_or_after_the_commit(api, server, status, when, kept):
    server.faults({"operation": "writes", "status": status, "when": when, "times": 1})
    answer = create(api)
    assert answer.status_code == answer.json()["statusCode"] == status
    assert names(server) == kept


def test_a_status_may_come_without_a_body_or_with_one_of_ones_own(api, server):
    server.faults([{"status": 502, "body": None, "times": 1}])
    answer = create(api)
    assert (answer.status_code, answer.content) == (502, b"")
    server.faults({"status": 418, "body": {"tea": True}, "headers": {"x-pot": "short"}})
    answer = create(api)
    assert (answer.status_code, answer.json(), answer.headers["x-pot"]) == (
        418,
        {"tea": True},
        "short",
    )


def test_retry_after_comes_in_seconds_or_as_a_date(api, server):
    server.faults({"status": 429, "retry_after": 7, "times": 1})
    answer = create(api)
    assert (answer.headers["retry-after"], answer.json()["code"]) == ("7", "rate_limited")
    server.faults({"status": 503, "retry_after_date": 60})
    moment = parsedate_to_datetime(create(api).headers["retry-after"]).timestamp()
    assert 55 < moment - time.time() < 65


def test_latency_delays_one_and_not_the_others(api, server):
    server.faults({"operation": "create_schedule", "latency": 0.3})
    started = time.perf_counter()
    api.get("/users")
    assert time.perf_counter() - started < 0.25
    assert create(api).is_success
    assert time.perf_counter() - started >= 0.3


def test_a_late_answer_after_the_commit_is_a_timeout_that_was_done(api, server):
    server.faults({"operation": "create_schedule", "latency": 5, "when": "after", "times": 1})
    with pytest.raises(httpx.ReadTimeout):
        api.post("/oncall/schedules", json=BODY, timeout=0.2)
    assert names(server) == ["Primary"]


def test_a_truncated_body_ends_in_the_middle(api, server):
    server.faults({"mangle": "truncated", "times": 1})
    with pytest.raises(httpx.RemoteProtocolError, match="peer closed connection"):
        create(api)
    assert names(server) == ["Primary"]


def test_a_body_may_be_no_json(api, server):
    server.faults({"mangle": "not_json", "status": 502, "times": 1})
    answer = create(api)
    assert answer.headers["content-type"] == "text/html"
    assert answer.text.startswith("<html>")
    assert names(server) == []


def test_a_body_may_be_huge_and_still_json(api, server):
    server.faults({"mangle": "huge", "size": 3_000_000})
    answer = api.get("/users")
    assert len(answer.content) == 3_000_000
    assert answer.json()["data"]["users"]


def test_a_drip_arrives_whole_in_its_own_time(api, server):
    server.faults({"mangle": "drip", "seconds": 0.3})
    started = time.perf_counter()
    assert api.get("/users").json()["data"]["users"]
    assert time.perf_counter() - started >= 0.3


def test_times_and_skip_pick_which_requests_are_hit(api, server):
    server.faults({"operation": "create_schedule", "status": 500, "skip": 1, "times": 2})
    statuses = [create(api, f"S{number}").status_code for number in range(5)]
    assert statuses == [200, 500, 500, 200, 200]


def test_a_share_hits_the_same_requests_for_the_same_seed(api, server):
    def hits(seed):
        server.clear_faults()
        server.faults({"status": 500, "share": 0.3, "seed": seed})
        return [api.get("/users").status_code for _ in range(60)]

    first = hits(4)
    assert first == hits(4)
    assert first != hits(5)
    assert 5 < first.count(500) < 30


def test_groups_and_lists_name_operations(api, server, new_schedule):
    path = f"/oncall/schedules/{new_schedule()['id']}"
    server.faults({"operation": ["get_schedule", "delete_schedule"], "status": 500})
    assert [api.get(path).status_code, api.delete(path).status_code] == [500, 500]
    assert api.patch(path, json={}).is_success
    server.clear_faults()
    server.faults({"operation": "reads", "status": 500})
    assert [api.get(path).status_code, api.patch(path, json={}).status_code] == [500, 200]


@pytest.mark.parametrize(
    "wrong",
    [
        {"operation": "creat_schedule"},
        {"kind": "cut"},
        {"times": 0},
        {"share": 2},
        {"when": "during"},
        {"mangle": "eaten"},
        {"latency": "long"},
    ],
)
def test_a_fault_nobody_could_mean_is_refused_and_none_is_added(server, wrong):
    with pytest.raises(ValueError, match=r"fault|operation"):
        server.faults([{"status": 500}, wrong])
    assert httpx.get(f"{server.origin}/_simulator/faults").json() == {"faults": []}


def test_a_reset_ends_all_faults(api, server):
    server.faults({"cut": True})
    server.reset()
    assert create(api).is_success


def test_a_server_stops_at_once_while_faults_keep_clients_waiting():
    from concurrent.futures import ThreadPoolExecutor

    from pulumi_scaling.simulator import Simulator

    server = Simulator().serve()
    server.faults([{"latency": 30, "times": 1}, {"mangle": "drip", "seconds": 30}])
    headers = {"authorization": f"Bearer {server.key}"}
    with ThreadPoolExecutor() as pool:
        waiting = [pool.submit(httpx.get, f"{server.url}/users", headers=headers) for _ in range(2)]
        while len(server.requests) < 2:
            time.sleep(0.01)
        started = time.perf_counter()
        server.stop()
        assert time.perf_counter() - started < 2
        for each in waiting:
            assert isinstance(each.exception(timeout=5), httpx.TransportError)
