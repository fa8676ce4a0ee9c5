"""Ids of any letters live a whole life; what no request can name is never kept."""

import json
from urllib.parse import unquote

import httpx
import pytest

from pulumi_scaling import core, errors
from pulumi_scaling.resources import by_name

POLICY, LAYER = by_name["EscalationPolicy"], by_name["PolicyLayer"]
ODD = [
    "a/b",
    "a/../b",
    "a b",
    "a%2Fb",
    "100%",
    "?x=1#y",
    "ÿ\U0001f600",
    "a\r\nb",
    "x" * 500,
    "a/b/c/d",
]


def _answer(body):
    return httpx.Response(200, content=json.dumps(body))


class Odd:
    """A server of one policy with a layer, whose ids are of its own taste."""

    def __init__(self, policy, layer):
        self.ids = {"policy": policy, "layer": layer}
        self.layers = []
        self.policies = []

    def __call__(self, request):
        parts = [
            unquote(each) for each in request.url.raw_path.decode().partition("?")[0].split("/")
        ]
        _, _, _, _, *rest = parts
        body = json.loads(request.content) if request.content else {}
        if request.method == "GET" and not rest:
            return _answer({"data": []})
        if request.method == "POST" and not rest:
            row = {
                **body,
                "id": self.ids["policy"],
                "orgId": "org",
                "createdAt": "2026-01-05T08:00:00Z",
            }
            self.policies = [row]
            return _answer({"data": row})
        assert rest[0] == self.ids["policy"], rest
        if request.method == "POST":
            row = {**body, "id": self.ids["layer"], "createdAt": "2026-01-05T08:00:00Z"}
            self.layers = [row]
            return _answer({"data": row})
        if rest[1:] and request.method != "GET":
            assert rest[2] == self.ids["layer"], rest
        if request.method == "DELETE":
            self.layers, self.policies = [], self.policies if rest[1:] else []
            return httpx.Response(204)
        if request.method == "PATCH":
            self.layers = [{**self.layers[0], **body}]
            return _answer({"data": self.layers[0]})
        return _answer({"data": {**self.policies[0], "layers": self.layers}})


@pytest.mark.parametrize("id_", ODD)
def test_an_id_of_any_letters_lives_a_whole_life(answering, id_):
    server = Odd(id_, f"{id_}!")

    def run():
        return answering(server, force=True)

    policy, _ = core.create(run(), POLICY, {"name": "Payments"})
    assert policy == id_
    said = {**LAYER.example, "policy_id": policy, "target": {"type": "users", "users": ["u"]}}
    layer, state = core.create(run(), LAYER, said)
    assert core.read(run(), LAYER, layer, state)["policy_id"] == policy
    assert not core.diff(run(), LAYER, layer, state, said)
    after = core.update(run(), LAYER, layer, state, {**said, "ack_timeout_minutes": 9})
    assert server.layers[0]["ackTimeoutMinutes"] == 9
    assert core.read(run(), POLICY, policy, {"name": "Payments"})["name"] == "Payments"
    account = run()
    account.first_page = lambda _path: ([], True)
    core.delete(account, LAYER, layer, after)
    core.delete(account, POLICY, policy, {"name": "Payments"})
    assert (server.layers, server.policies) == ([], [])


@pytest.mark.parametrize("id_", ["", ".", "..", "x" * 5_000, "half\ud800"])
def test_an_id_that_no_request_can_name_is_refused_and_said(answering, id_):
    with pytest.raises(errors.Refused, match="an id that no request can name") as caught:
        core.create(answering(Odd(id_, "x")), POLICY, {"name": "Payments"})
    assert "removed where the API's own pages show it" in str(caught.value)
    str(caught.value).encode()


@pytest.mark.parametrize(
    "id_", ["3f0c9a52-7d41-4b8e-9a36-51c2e8d70b14", "pol_01HZX", "org:x", "a.b~c_d"]
)
def test_an_id_of_a_usual_form_is_kept_letter_by_letter(answering, id_):
    server = Odd(id_, f"l{id_}")
    server.policies = [{"id": id_, "name": "Payments"}]
    layer, _ = core.create(
        answering(server),
        LAYER,
        {**LAYER.example, "policy_id": id_, "target": {"type": "users", "users": ["u"]}},
    )
    assert layer == f"{id_}/l{id_}"


@pytest.mark.parametrize(
    "raw", [b'"a\\ud800b"', b'"a\xed\xa0\x80b"', b'"a\\uD800"', b'"\\udc00\\ud800"']
)
def test_half_a_character_of_a_server_can_be_kept_and_shown(answering, raw):
    row = b'{"data": {"id": "x", "name": "Payments", "description": ' + raw + b', "orgId": "o"}}'
    account = answering(lambda _: httpx.Response(200, content=row))
    state = core.read(account, POLICY, "x", {})
    assert "\ufffd" in state["description"]
    state["description"].encode()


def test_a_whole_character_in_two_escapes_stays_one(answering):
    row = b'{"data": {"id": "x", "name": "\\ud83d\\ude00", "orgId": "o"}}'
    account = answering(lambda _: httpx.Response(200, content=row))
    assert core.read(account, POLICY, "x", {})["name"] == "\U0001f600"


def test_half_a_character_in_a_refusal_can_be_shown(answering):
    body = b'{"code": "a\\ud800", "message": "no \\udfff", "requestId": "r\\ud800"}'
    with pytest.raises(errors.Invalid) as caught:
        answering(lambda _: httpx.Response(422, content=body)).client.get("/x")
    str(caught.value).encode()
