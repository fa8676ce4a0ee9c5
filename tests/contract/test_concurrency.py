"""Many clients at once: one name goes to one of them, and positions stay a row without holes."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import httpx


def at_once(server, count, request):
    """Send from threads that wait for each other first; returns the statuses."""
    ready = Barrier(count)
    headers = {"authorization": f"Bearer {server.key}"}

    def one(number):
        with httpx.Client(base_url=server.url, headers=headers, timeout=30) as client:
            client.get("/users")
            ready.wait()
            return request(client, number).status_code

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


def test_fifty_clients_and_one_name_make_one_schedule(server):
    body = {"name": "Primary", "timezone": "UTC"}
    statuses = at_once(server, 50, lambda client, _n: client.post("/oncall/schedules", json=body))
    assert sorted(statuses) == [200] + [409] * 49
    assert len(server.rows("schedules")) == 1


def test_forty_layers_inserted_first_end_up_in_a_row(server, new_policy, order_of):
    path = f"/escalation/policies/{new_policy()['id']}"
    target = {"type": "users", "userIds": ["user_bo"]}
    body = {"position": 1, "ackTimeoutMinutes": 5, "target": target}
    statuses = at_once(server, 40, lambda client, _n: client.post(f"{path}/layers", json=body))
    assert statuses == [200] * 40
    assert [position for position, _id in order_of(path)] == list(range(1, 41))


def test_layers_deleted_at_once_leave_the_others_in_a_row(
    server, api, new_schedule, new_layer, order_of
):
    path = f"/oncall/schedules/{new_schedule()['id']}"
    ids = [new_layer(path.rpartition("/")[2])["id"] for _ in range(30)]
    gone = ids[::2]
    at_once(server, 15, lambda client, n: client.delete(f"{path}/layers/{gone[n]}"))
    assert order_of(path) == list(enumerate(ids[1::2]))


def test_orders_from_several_threads_take_turns_with_requests(server, api):
    with ThreadPoolExecutor(8) as pool:
        made = [
            pool.submit(api.post, "/escalation/policies", json={"name": f"P{number}"})
            for number in range(60)
        ]
        looked = [pool.submit(server.rows, "policies") for _ in range(60)]
        assert all(each.result().is_success for each in made)
        assert all(isinstance(each.result(), list) for each in looked)
    assert len(server.rows("policies")) == 60
