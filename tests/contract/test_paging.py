"""Lists: pages, cursors, and limits that are none."""

import pytest

BAD = (422, "validation_error", "")


def walk(api, path, limit, rows_of):
    rows, cursor, pages = [], None, 0
    while True:
        params = {"limit": limit, **({"cursor": cursor} if cursor else {})}
        body = api.get(path, params=params).json()
        found, cursor = rows_of(body)
        assert len(found) <= limit
        rows += found
        pages += 1
        if cursor is None:
            return rows, pages


def beside(body):
    return body["data"], body["nextCursor"]


def inside(key):
    return lambda body: (body["data"][key], body["data"]["nextCursor"])


@pytest.mark.parametrize(("limit", "pages"), [(1, 7), (3, 3), (7, 1), (100, 1)])
def test_every_row_comes_once_whatever_the_limit(api, new_schedule, limit, pages):
    made = [new_schedule() for _ in range(7)]
    assert walk(api, "/oncall/schedules", limit, beside) == (made, pages)


def test_policies_page_beside_and_incidents_and_components_inside_data(
    api, new_policy, new_incident
):
    policies = [new_policy() for _ in range(3)]
    assert walk(api, "/escalation/policies", 2, beside) == (policies, 2)
    incidents = [new_incident() for _ in range(3)]
    assert walk(api, "/incidents", 2, inside("incidents")) == (incidents[::-1], 2)
    for name in ("One", "Two"):
        api.post("/components", json={"name": name})
    components, pages = walk(api, "/components", 2, inside("components"))
    assert ([each["name"] for each in components], pages) == (["Checkout", "One", "Two"], 2)


def test_a_page_has_20_rows_when_nobody_asks(api, new_schedule):
    for _ in range(21):
        new_schedule()
    body = api.get("/oncall/schedules").json()
    assert len(body["data"]) == 20
    assert api.get("/oncall/schedules", params={"cursor": body["nextCursor"]}).json()["data"]


def test_rows_that_come_and_go_between_pages_neither_repeat_nor_hide_others(api, new_schedule):
    made = [new_schedule() for _ in range(4)]
    first = api.get("/oncall/schedules?limit=2").json()
    for gone in (made[1], made[3]):
        api.delete(f"/oncall/schedules/{gone['id']}")
    late = new_schedule()
    rest = api.get("/oncall/schedules", params={"limit": 2, "cursor": first["nextCursor"]}).json()
    assert rest["data"] == [made[2], late]


def test_a_filter_goes_with_the_cursor(api, new_incident):
    made = [new_incident(severity=each) for each in ("low", "high", "low", "low")]
    path = "/incidents?severity=low&limit=2"
    body = api.get(path).json()["data"]
    rest = api.get(f"{path}&cursor={body['nextCursor']}").json()["data"]
    assert body["incidents"] + rest["incidents"] == [made[3], made[2], made[0]]


@pytest.mark.parametrize(
    "limit", ["0", "101", "-1", "1.0", "1e1", "ten", "", "%2B5", "٣", "9" * 40, "5&limit=5"]
)
def test_a_bad_limit_is_422(api, refused, limit):
    assert refused(api.get(f"/oncall/schedules?limit={limit}")) == BAD


@pytest.mark.parametrize(
    "cursor", ["", "0", "é", "bm9uZQ", "eyJzY2hlZHVsZXMiOnRydWV9", "W1tbW1tb", "e30", "=" * 5]
)
def test_a_cursor_that_is_not_ours_is_422(api, refused, cursor):
    assert refused(api.get("/oncall/schedules", params={"cursor": cursor})) == BAD


def test_the_cursor_of_another_list_is_422(api, refused, new_policy):
    for _ in range(2):
        new_policy()
    cursor = api.get("/escalation/policies?limit=1").json()["nextCursor"]
    assert refused(api.get("/oncall/schedules", params={"cursor": cursor})) == BAD


def test_unknown_parameters_are_ignored(api, new_schedule):
    made = new_schedule()
    assert api.get("/oncall/schedules?page=2&sort=name").json()["data"] == [made]
