"""Updates: who may say what where, and whose words may be wiped."""

import uuid

import pytest

from pulumi_scaling.simulator import MEMBER_KEY

BAD = (422, "validation_error", "")
NOT_FOUND = (404, "invalid_request_error", "not_found")
FORBIDDEN = (403, "not_authorized_error", "redaction_not_permitted")


@pytest.fixture
def path(new_incident):
    return f"/incidents/{new_incident()['id']}"


@pytest.fixture
def shown_component(server):
    """One that a published status page shows."""
    return server.rows("components", "org_harborline")[0]["id"]


def test_an_internal_update_keeps_text_author_and_time(api, server, path):
    server.clock("2026-05-11T07:00:00Z")
    said = {"body": "Pool metrics attached.", "visibility": "internal"}
    answer = api.post(f"{path}/updates", json=said)
    assert answer.status_code == 200
    posted = answer.json()["data"]
    assert posted == {
        "id": posted["id"],
        "incidentId": path.rpartition("/")[2],
        **said,
        "statusChange": None,
        "postedBy": {"id": "user_ana", "name": "Ana Sousa"},
        "postedAt": "2026-05-11T07:00:00.000Z",
        "redactedAt": None,
        "redactedBy": None,
    }
    assert api.get(f"{path}/updates").json()["data"]["updates"] == [posted]


@pytest.mark.parametrize(
    "wrong",
    [
        {"body": "x"},
        {"visibility": "internal"},
        {"body": "", "visibility": "internal"},
        {"statusChange": "identified", "visibility": "public"},
        {"statusChange": "closed", "visibility": "internal"},
        {"body": "x", "visibility": "secret"},
    ],
)
def test_an_update_needs_visibility_and_something_to_say(api, path, refused, wrong):
    assert refused(api.post(f"{path}/updates", json=wrong)) == BAD


def test_a_status_change_in_an_update_moves_the_incident_once(api, path, refused):
    moved = {"statusChange": "identified", "visibility": "internal"}
    assert api.post(f"{path}/updates", json=moved).json()["data"]["statusChange"] == "identified"
    shown = api.get(path).json()["data"]
    assert shown["status"] == "identified"
    assert [each["status"] for each in shown["statusHistory"]] == ["investigating", "identified"]
    assert len(api.get(f"{path}/updates").json()["data"]["updates"]) == 1
    again = api.post(f"{path}/updates", json=moved)
    assert refused(again) == (400, "invalid_request_error", "invalid_status_transition")
    assert len(api.get(f"{path}/updates").json()["data"]["updates"]) == 1


def test_a_public_update_needs_a_published_page_sharing_a_component(
    api, path, refused, shown_component
):
    said = {"body": "We are on it.", "visibility": "public", "statusChange": "identified"}
    nowhere = api.post(f"{path}/updates", json=said)
    assert refused(nowhere) == (400, "invalid_request_error", "no_public_surface")
    assert api.get(path).json()["data"]["status"] == "investigating"
    api.put(f"{path}/components", json={"componentIds": [shown_component]})
    assert api.post(f"{path}/updates", json=said).json()["data"]["visibility"] == "public"


def test_redaction_wipes_the_text_and_keeps_the_rest_even_when_resolved(api, path):
    said = {"body": "Secret", "statusChange": "identified", "visibility": "internal"}
    posted = api.post(f"{path}/updates", json=said).json()["data"]
    for status in ("monitoring", "resolved"):
        api.patch(f"{path}/status", json={"status": status})
    redacted = api.post(f"{path}/updates/{posted['id']}/redact").json()["data"]
    assert redacted == {
        **posted,
        "body": None,
        "redactedAt": redacted["redactedAt"],
        "redactedBy": {"id": "user_ana", "name": "Ana Sousa"},
    }
    assert redacted["redactedAt"] is not None
    assert api.get(f"{path}/updates").json()["data"]["updates"][0] == redacted


def test_the_first_redaction_is_the_one_kept(api, server, path):
    said = {"body": "Secret", "visibility": "internal"}
    posted = api.post(f"{path}/updates", json=said).json()["data"]
    once = api.post(f"{path}/updates/{posted['id']}/redact").json()["data"]
    server.clock(advance=60)
    assert api.post(f"{path}/updates/{posted['id']}/redact").json()["data"] == once


@pytest.mark.parametrize(("age", "may"), [(0, True), (300, True), (300.001, False)])
def test_an_author_has_five_minutes(server, client_for, refused, path, age, may):
    author = client_for(MEMBER_KEY)
    server.clock("2026-05-11T07:00:00Z")
    said = {"body": "Oops", "visibility": "internal"}
    posted = author.post(f"{path}/updates", json=said).json()["data"]
    server.clock(advance=age)
    answer = author.post(f"{path}/updates/{posted['id']}/redact")
    if may:
        assert answer.json()["data"]["body"] is None
    else:
        assert refused(answer) == FORBIDDEN


def test_only_an_admin_redacts_the_words_of_others(api, client_for, refused, path):
    said = {"body": "Mine", "visibility": "internal"}
    posted = api.post(f"{path}/updates", json=said).json()["data"]
    redact = f"{path}/updates/{posted['id']}/redact"
    assert refused(client_for(MEMBER_KEY).post(redact)) == FORBIDDEN


def test_an_unknown_update_or_one_of_another_incident_is_404(api, path, refused, new_incident):
    said = {"body": "Here", "visibility": "internal"}
    elsewhere = new_incident()["id"]
    posted = api.post(f"/incidents/{elsewhere}/updates", json=said).json()["data"]
    for update in (posted["id"], str(uuid.uuid4()), "upd_1"):
        assert refused(api.post(f"{path}/updates/{update}/redact")) == NOT_FOUND
