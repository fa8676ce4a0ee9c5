"""Every error on the page is one that happens, in these words; every one that happens is on it."""

import re
import time
from dataclasses import replace
from pathlib import Path

import httpx
import pulumi
import pytest

from pulumi_scaling import core
from pulumi_scaling.client import Client
from pulumi_scaling.dynamic import engine
from pulumi_scaling.dynamic.program import Program
from pulumi_scaling.dynamic.resources import Schedule
from pulumi_scaling.errors import ScalingError
from pulumi_scaling.patience import Patience
from pulumi_scaling.previews import CALLED_KEY
from pulumi_scaling.resources import by_name
from pulumi_scaling.simulator import ADMIN_KEY, EXPIRED_KEY, MEMBER_KEY, OTHER_KEY

PAGE = Path(__file__).resolve().parents[3] / "sdk-docs" / "guides" / "errors.md"
ROW = re.compile(r"^\| ``(.*?)`` \|[^|\n]+\|(?:[^|\n]|\\\|)+\|$", re.MULTILINE)
SCHEDULE, ROTATION, POLICY, LAYER, MEMBER = (
    by_name[name]
    for name in ("Schedule", "RotationLayer", "EscalationPolicy", "PolicyLayer", "Member")
)
GIVEN = {"name": "Primary", "timezone": "UTC"}
NEW = {"email": "new@example.com", "role": "org:member"}


def rows():
    return [row.replace("\\|", "|").strip() for row in ROW.findall(PAGE.read_text("utf-8"))]


def fits(row, sentence):
    return re.fullmatch(".*".join(map(re.escape, row.split("…"))), sentence, re.DOTALL)


@pytest.fixture
def patience():
    return Patience(retry=0.001, first_wait=0.001, moment=0.01)


@pytest.fixture
def said(account_on, server, answering, monkeypatch):
    """A sentence for each thing that can go wrong, made to go wrong."""
    told = []

    def expect(act, *arguments):
        try:
            problems = act(*arguments)
        except (ScalingError, pulumi.RunError) as error:
            told.append(str(error))
        else:
            found = [problem.sentence for problem in getattr(problems, "problems", ())]
            assert found, "nothing went wrong"
            told.extend(found)

    def world():
        server.reset()
        return account_on(server)

    def create(account, kind, inputs):
        return core.create(account, kind, inputs)

    def fault(**fault):
        server.clear_faults()
        server.faults(fault)

    for topic in (
        setup,
        account,
        network,
        hostile,
        lost,
        refused,
        people,
        checks,
        lookups,
        gone,
        program,
    ):
        with monkeypatch.context() as patch:
            topic(expect, world, create, fault, server, account_on, answering, patch)
    return told


def setup(expect, world, create, fault, server, account_on, answering, monkeypatch):
    for name in ("SCALING_CLOUD_API_KEY", "SCALING_CLOUD_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    expect(lambda: Client().get("/users"))
    expect(lambda: Client(api_key="a b"))
    expect(lambda: Client(api_key="k", deadline=0))
    for url in (
        "https://me:secret@x",
        "https://[::",
        "ftp://x",
        "http://example.com",
        "https://x?a",
    ):
        expect(lambda url=url: Client(api_key="k", base_url=url))
    expect(core.Settings(handoff_now="no").valid)
    expect(core.Settings(pending_people="no").valid)
    monkeypatch.setattr(engine, "_PARENT", -1)
    expect(engine.stop_without_engine)


def account(expect, world, create, fault, server, account_on, answering, monkeypatch):
    world()
    expect(create, account_on(server, key=EXPIRED_KEY), SCHEDULE, GIVEN)
    expect(create, account_on(server, key=MEMBER_KEY), MEMBER, NEW)
    expect(core.check, account_on(server, key=EXPIRED_KEY), SCHEDULE, {}, GIVEN)
    expect(core.check, account_on(server, key=MEMBER_KEY), MEMBER, {}, NEW)
    expired = account_on(server, key=EXPIRED_KEY)
    expired.settings = replace(expired.settings, key_from="scaling:apiKey")
    expect(create, expired, SCHEDULE, GIVEN)
    first = world()
    made, state = create(first, SCHEDULE, GIVEN)
    expect(create, account_on(server), SCHEDULE, GIVEN)
    expect(create, first, SCHEDULE, GIVEN)
    refreshed = account_on(server)
    core.read(refreshed, SCHEDULE, made, state)
    expect(create, refreshed, SCHEDULE, GIVEN)
    server.clock(advance=2 * 86_400)
    expect(create, account_on(server), SCHEDULE, GIVEN)
    server.switches({"name_case": "insensitive"})
    create(account_on(server), SCHEDULE, {**GIVEN, "name": "Folded"})
    expect(create, account_on(server), SCHEDULE, {**GIVEN, "name": "FOLDED"})
    server.switches({"name_case": "sensitive"})
    server.clock(behind=3600)
    fault(operation="create_schedule", cut=True, when="after", times=1)
    expect(create, account_on(server), SCHEDULE, {**GIVEN, "name": "Lost"})
    server.clock(behind=0)
    server.clear_faults()
    other, _ = create(first, SCHEDULE, {**GIVEN, "name": "Other"})
    news = {**GIVEN, "name": "Other"}
    expect(core.update, account_on(server), SCHEDULE, made, state, news)
    expect(core.read, account_on(server), LAYER, "a", {})
    first.client.delete(f"/oncall/schedules/{made}")
    expect(
        core.update, account_on(server), SCHEDULE, made, state, {**GIVEN, "timezone": "Asia/Tokyo"}
    )
    foreign = account_on(server, key=OTHER_KEY)
    create(foreign, SCHEDULE, GIVEN)
    expect(core.read, account_on(server, key=OTHER_KEY), SCHEDULE, other, state)
    elsewhere = account_on(server, key=OTHER_KEY, organization="org_harborline")
    expect(core.check, elsewhere, SCHEDULE, {}, GIVEN)
    expect(create, elsewhere, SCHEDULE, GIVEN)
    strange = account_on(server, key=OTHER_KEY)
    core.check(strange, SCHEDULE, {}, GIVEN)
    core.diff(strange, SCHEDULE, other, {**GIVEN, **state}, GIVEN)
    expect(create, strange, SCHEDULE, {**GIVEN, "name": "Somewhere else"})
    expect(core.read, world(), SCHEDULE, made, {"name": "Primary"})


def network(expect, world, create, fault, server, account_on, answering, monkeypatch):
    account = world()
    fault(operation="create_schedule", status=429, retry_after=90)
    expect(create, account, SCHEDULE, GIVEN)
    fault(operation="get_schedule", status=500)
    expect(core.read, account, SCHEDULE, "3f0c9a52-7d41-4b8e-9a36-51c2e8d70b14", {"x": 1})
    monkeypatch.setattr(account.client, "_deadline", 0.3)
    for trouble in ({"latency": 5}, {"cut": True}):
        fault(operation="get_schedule", **trouble)
        expect(core.read, account, SCHEDULE, "3f0c9a52-7d41-4b8e-9a36-51c2e8d70b14", {"x": 1})
    server.clear_faults()
    made, state = create(account, SCHEDULE, GIVEN)
    account.client._deadline = 30
    fault(operation="get_schedule", mangle="not_json")
    # A second resource of a run that meets what the first has met, and the first of another run.
    expect(core.read, account, SCHEDULE, made, state)
    expect(core.read, account_on(server), SCHEDULE, made, state)
    nobody = account_on(server)
    nobody.client.base_url = nobody.client._wire.base_url = "http://127.0.0.1:9/v1"
    nobody.client._deadline = 0.2
    expect(core.read, nobody, SCHEDULE, "x", {})

    def talks(request):
        raise httpx.ReadTimeout("too long", request=request)

    monkeypatch.setattr(
        "pulumi_scaling.client.http.deadlines.Deadline.kept_talking", lambda _: True
    )
    expect(core.read, answering(talks), SCHEDULE, "x", {})
    monkeypatch.undo()


def hostile(expect, world, create, fault, server, account_on, answering, monkeypatch):
    account = world()
    fault(operation="get_schedule", status=302, headers={"location": "https://evil.example"})
    expect(core.read, account, SCHEDULE, "3f0c9a52-7d41-4b8e-9a36-51c2e8d70b14", {"x": 1})
    fault(operation="get_schedule", mangle="huge")
    expect(core.read, account, SCHEDULE, "3f0c9a52-7d41-4b8e-9a36-51c2e8d70b14", {"x": 1})
    fault(operation="get_schedule", status=200, body={})
    expect(core.read, account, SCHEDULE, "3f0c9a52-7d41-4b8e-9a36-51c2e8d70b14", {"x": 1})
    packed = {"Content-Encoding": "gzip"}
    expect(
        lambda: answering(lambda _: httpx.Response(200, stream=_Bytes(), headers=packed)).read("/x")
    )

    def read(kind, data, id_="x"):
        answer = httpx.Response(200, json={"data": data})
        core.read(answering(lambda _: answer), kind, id_, {})

    expect(read, SCHEDULE, 1)
    expect(read, SCHEDULE, {"name": 1})
    expect(read, ROTATION, {"layers": 1}, "x/y")
    expect(read, MEMBER, {"members": [{"id": "x"}], "invitations": []})
    layer = {"id": "y", "ackTimeoutMinutes": 5, "position": 1}
    for target in (1, {"type": "spell"}, {"type": "users", "userIds": [1]}):
        expect(read, LAYER, {"layers": [{**layer, "target": target}]}, "x/y")
    expect(read, LAYER, {"layers": [{**layer, "target": 1}, {}]}, "x/y")

    def listed(answer):
        expect(lambda: answering(lambda _: httpx.Response(200, json=answer)).listed("/things"))

    listed({"data": {}})
    listed({"data": [1]})
    listed({"data": [{"id": "x"}], "nextCursor": "same"})
    pages = iter(range(10**6))
    expect(
        lambda: answering(
            lambda _: httpx.Response(200, json={"data": [], "nextCursor": str(next(pages))})
        ).listed("/things")
    )
    many = ([{"id": f"{page}-{row}"} for row in range(10_000)] for page in range(20))
    expect(
        lambda: answering(
            lambda _: httpx.Response(200, json={"data": next(many), "nextCursor": str(next(pages))})
        ).listed("/things")
    )

    def slow(_request):
        time.sleep(0.01)
        rows = [{"id": str(next(pages))}]
        return httpx.Response(200, json={"data": rows, "nextCursor": rows[0]["id"]})

    hasty = answering(slow)
    hasty.client._deadline = 0.02
    expect(lambda: hasty.listed("/things"))
    dots = httpx.Response(200, json={"data": {"id": "..", "name": "P", "orgId": "o"}})
    expect(create, answering(lambda _: dots), by_name["EscalationPolicy"], {"name": "P"})
    expect(lambda: answering(None).client.schedules.delete(".."))
    expect(lambda: answering(None).client.get("/users/" + "x" * 70_000))


class _Bytes(httpx.SyncByteStream):
    def __iter__(self):
        yield b"packed"


def lost(expect, world, create, fault, server, account_on, answering, monkeypatch):
    account = world()
    fault(operation=["create_schedule", "list_schedules"], status=400, skip=0)
    server.clear_faults()
    server.faults({"operation": "create_schedule", "status": 504})
    server.faults({"operation": "list_schedules", "status": 400})
    expect(create, account, SCHEDULE, GIVEN)
    account = world()
    server.faults({"operation": "create_schedule", "status": 504})
    expect(create, account, SCHEDULE, GIVEN)
    account = world()
    account.client.server_time_at = lambda _moment: None
    fault(operation="create_schedule", status=504, when="after")
    expect(create, account, SCHEDULE, GIVEN)
    policy, layer = _layered(world())
    expect(create, account_on(server), LAYER, layer)
    aware, (row,) = account_on(server), server.rows("policy_layers")
    aware.run.predecessors.told({"PolicyLayer": [{"layer_id": row["id"], CALLED_KEY: "first"}]})
    expect(create, aware, LAYER, layer)
    account = account_on(server)
    server.switches({"layer_insertion": "append"})
    fault(operation="reorder_policy_layers", status=400)
    other = {**layer, "ack_timeout_minutes": 9}
    core.diff(account, LAYER, f"{policy}/x", {}, {})
    expect(create, account, LAYER, other)
    server.faults({"operation": "delete_policy_layer", "status": 400})
    expect(create, account_on(server), LAYER, {**other, "ack_timeout_minutes": 8})


def _layered(account):
    policy, _ = core.create(account, POLICY, {"name": "Payments"})
    layer = {**LAYER.example, "policy_id": policy}
    core.create(account, LAYER, layer)
    return policy, layer


def refused(expect, world, create, fault, server, account_on, answering, monkeypatch):
    account = world()
    schedule, state = create(account, SCHEDULE, GIVEN)
    policy, _ = create(account, POLICY, {"name": "Payments"})
    target = {"type": "schedule", "schedule_id": schedule}
    layer = {**LAYER.example, "policy_id": policy, "target": target}
    own, held = create(account, LAYER, layer)
    turns = {**ROTATION.example, "schedule_id": schedule}
    create(account, ROTATION, turns)
    careful = account_on(server, handoff_now="refuse")
    weekly = {name: turns[name] for name in turns if name != "schedule_id"}
    rota = {**GIVEN, "name": "Rota", "layers": [{**weekly, "participants": ["bo@example.com"]}]}
    one, before = create(account, SCHEDULE, rota)
    rota = {**rota, "layers": [{**weekly, "participants": ["cy@example.com"]}]}
    core.check(careful, SCHEDULE, before, rota)
    expect(core.diff, careful, SCHEDULE, one, before, rota)
    nowhere = answering(lambda _: httpx.Response(200, json={"data": {"id": "s", "layers": []}}))
    expect(create, nowhere, ROTATION, {**turns, "effective_from": "2026-01-05"})
    expect(core.delete, account_on(server), SCHEDULE, schedule, state)
    preview = account_on(server)
    core.told_by_stack(preview, {"Schedule": [state]})
    updating = account_on(server)
    updating.run.departures.foretold_by(preview.run.departures.leaving)
    expect(core.delete, updating, SCHEDULE, schedule, state)
    with Client(api_key=ADMIN_KEY, base_url=server.url) as client:
        opened = {"title": "Down", "severity": "critical", "ownerScheduleId": schedule}
        client.post("/incidents", opened)
    expect(core.delete, account_on(server), LAYER, own, held)
    expect(core.delete, account_on(server), POLICY, policy, {"name": "Payments"})
    person = {"email": "bo@example.com", "role": "org:member"}
    known = {**person, "adopted": False, "status": "active", "user_id": "user_bo"}
    expect(core.delete, account_on(server), MEMBER, "bo@example.com", known)
    fault(operation="create_policy_layer", status=400, body={"code": "invalid_target"})
    expect(create, account_on(server), LAYER, {**layer, "ack_timeout_minutes": 9})
    fault(operation="create_schedule", status=400, body={"code": "new_rule"})
    expect(create, account_on(server), SCHEDULE, {**GIVEN, "name": "Third"})


def people(expect, world, create, fault, server, account_on, answering, monkeypatch):
    account = world()
    schedule, _ = create(account, SCHEDULE, GIVEN)
    turns = {**ROTATION.example, "schedule_id": schedule}
    for who in ("boo@example.com", "zz@nowhere.net"):
        expect(create, account_on(server), ROTATION, {**turns, "participants": [who]})
    few = account_on(server, key=MEMBER_KEY)
    expect(create, few, ROTATION, {**turns, "participants": ["zz@nowhere.net"]})
    account = account_on(server)
    account.people.invites("soon@example.com")
    expect(create, account, ROTATION, {**turns, "participants": ["soon@example.com"]})
    create(account, MEMBER, NEW)
    expect(create, account_on(server), ROTATION, {**turns, "participants": [NEW["email"]]})
    strict = account_on(server, pending_people="refuse")
    strict.people.invites("soon@example.com")
    for email in (NEW["email"], "soon@example.com"):
        expect(create, strict, ROTATION, {**turns, "participants": [email]})

    def check(inputs):
        return core.check(account_on(server), ROTATION, {}, inputs)

    expect(check, {**turns, "participants": ["user_nobody"]})
    for named in ("Cy Okafor", "Zed Nobody"):
        expect(check, {**turns, "participants": [named]})
    twin = {"id": "user_ed2", "email": "eli2@example.com", "firstName": "Eli", "role": "org:member"}
    server.seed({"organizations": [{"id": "org_harborline", "members": [twin]}]})
    expect(check, {**turns, "participants": ["Eli"]})
    secret = {**turns, "participants": ["Cy Okafor"]}
    hidden = ["participants"]
    expect(lambda: core.check(account_on(server), ROTATION, {}, secret, hidden=hidden))
    without = core.Account(core.Settings(base_url=server.url), warn=print)
    expect(core.check, without, ROTATION, {}, secret)
    expect(check, {**turns, "schedule_id": "3f0c9a52-7d41-4b8e-9a36-51c2e8d70b14"})


def checks(expect, world, create, fault, server, account_on, answering, monkeypatch):
    def check(kind, **changes):
        given = {**kind.example, **changes}
        given = {name: value for name, value in given.items() if value is not None}
        expect(lambda: core.check(answering(None), kind, {}, given))

    check(SCHEDULE, name=None)
    check(SCHEDULE, name="")
    check(SCHEDULE, name="x" * 256)
    check(SCHEDULE, name=7)
    check(SCHEDULE, nmae="x")
    check(SCHEDULE, timezone="Europe/Pari")
    check(SCHEDULE, timezone="xyzzy")
    check(ROTATION, participants=[])
    check(ROTATION, participants=[None])
    check(ROTATION, participants="bo@example.com")
    check(ROTATION, participants=[" bo"])
    check(ROTATION, rotation_type="weekley")
    check(ROTATION, rotation_length_days=3)
    check(ROTATION, rotation_length_days="x")
    check(ROTATION, handoff_time="9am")
    check(ROTATION, effective_from="soon")
    check(ROTATION, effective_until="2020-01-01T00:00:00Z")
    check(LAYER, position=0)
    check(LAYER, ack_timeout_minutes=99_999)
    check(LAYER, target="bo")
    check(LAYER, target={"type": "user"})
    check(MEMBER, email="bo")


def lookups(expect, world, create, fault, server, account_on, answering, monkeypatch):
    account = world()
    create(account, SCHEDULE, GIVEN)
    account = account_on(server)
    expect(lambda: core.find(account, SCHEDULE, {"name": "Primry"}))
    expect(lambda: core.find(account, POLICY, {"name": "None"}))
    expect(lambda: core.find(account, SCHEDULE, {"name": "a", "id": "b"}))
    nobody = "3f0c9a52-7d41-4b8e-9a36-51c2e8d70b14"
    expect(lambda: core.find(account, SCHEDULE, {"id": nobody}))
    twice = [{"id": "a", "email": "x@y.z"}, {"id": "b", "email": "X@y.z"}]
    answer = httpx.Response(200, json={"data": {"users": twice}})
    expect(lambda: core.find_user(answering(lambda _: answer), email="x@y.z", id_=None))
    none = httpx.Response(200, json={"data": 1})
    expect(lambda: core.find_on_call(answering(lambda _: none), schedule_id="s", at=None))


def gone(expect, world, create, fault, server, account_on, answering, monkeypatch):
    account = world()
    policy, layer = _layered(account)
    state = {"name": "Payments"}
    account.client.delete(f"/escalation/policies/{policy}")
    expect(create, account_on(server), LAYER, {**layer, "position": 2})
    account = account_on(server)
    core.diff(account, POLICY, policy, state, state)
    expect(lambda: core.check(account, LAYER, {}, {**layer, "position": 2}))
    expect(lambda: core.check(account_on(server), LAYER, {}, {**layer, "policy_id": None}))
    expect(lambda: core.check(account_on(server), LAYER, {}, {**layer, "policy_id": "x"}))
    lost = answering(lambda _: httpx.Response(404))
    expect(create, lost, SCHEDULE, GIVEN)
    expect(lambda: lost.listed("/oncall/schedules"))
    import_ = pulumi.ResourceOptions(import_="some-id")
    expect(lambda: Schedule("primary", name="Primary", timezone="UTC", opts=import_))


def program(expect, world, create, fault, server, account_on, answering, monkeypatch):
    said = Program()
    said.claim("policy", "PolicyLayer", "position", 1, "first")
    expect(lambda: said.claim("policy", "PolicyLayer", "position", 1, "second"))
    said.claim(None, "Schedule", "name", "Primary", "first")
    expect(lambda: said.claim(None, "Schedule", "name", "Primary", "second"))


def test_each_error_of_the_page_happens_in_these_words_and_no_other_does(said):
    told = [" ".join(each.split()) for each in said]
    unwritten = [each for each in told if not any(fits(row, each) for row in rows())]
    assert unwritten == []
    unheard = [row for row in rows() if not any(fits(row, each) for each in told)]
    assert unheard == []
