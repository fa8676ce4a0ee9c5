"""The command: what it announces, what it sends, how it ends, and what it writes down."""

from __future__ import annotations

import io
import json

import httpx
import pytest

from pulumi_scaling.assumed import positions_of
from pulumi_scaling.cli import main
from pulumi_scaling.probe import probe_command
from pulumi_scaling.probe.probe_arguments import Options
from pulumi_scaling.probe.reads import MOST, READS
from pulumi_scaling.probe.writes import INVITES, LISTS, WRITES
from pulumi_scaling.simulator import ADMIN_KEY, EXPIRED_KEY, ORGANIZATION, Simulator
from tests.unit.probe.in_process import AT_ONCE, FULL, URL, InProcess, holds, simulated


@pytest.fixture(autouse=True)
def _exported(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    monkeypatch.setenv("SCALING_CLOUD_BASE_URL", URL)
    monkeypatch.setenv("SCALING_CLOUD_API_KEY", ADMIN_KEY)


@pytest.fixture
def run(capsys):
    """Probe a transport; the exit status, what was said and what was said aside."""

    def command(transport, **options):
        code = probe_command.probe(Options(**options), transport=transport, patience=AT_ONCE)
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


def refuse(request):
    raise AssertionError(f"{request.method} {request.url} was sent")


def test_a_dry_run_lists_every_request_and_sends_none(run):
    nowhere = httpx.MockTransport(refuse)
    code, out, _ = run(nowhere, dry_run=True, write=True, sandbox=ORGANIZATION, invite="a@b.c")
    assert code == 0
    for ask in (*READS, *WRITES, *INVITES):
        assert ask.line in out
        assert ask.path.split("{")[0] in out
    assert "Nothing was sent" in out
    _, out, _ = run(nowhere, dry_run=True)
    assert all(ask.line not in out for ask in WRITES if ask.writes)


def announced(asks):
    """Method and path of each, ids as a star."""
    return {(ask.method, "/v1" + "/".join(map(starred, ask.path.split("/")))) for ask in asks}


def starred(part):
    return "*" if part.startswith("{") else part


def sent(simulator, asks):
    """The requests that fit none of what was announced."""
    wanted = [(method, path.split("/")) for method, path in announced(asks)]
    return [
        (request.method, request.path)
        for request in simulator.journal.requests
        if not any(
            method == request.method
            and len(path) == len(parts := request.path.split("/"))
            and all(one in {"*", other} for one, other in zip(path, parts, strict=True))
            for method, path in wanted
        )
    ]


def test_it_reads_what_it_announced_and_nothing_else(run):
    simulator = simulated(seed=FULL)
    code, out, err = run(InProcess(simulator))
    assert (code, err) == (0, "")
    assert f"{len(simulator.journal.requests)} requests were sent" in out
    assert len(simulator.journal.requests) <= len(READS) <= MOST
    assert {request.method for request in simulator.journal.requests} == {"GET"}
    lists = [ask for ask in READS if ask.path != "{list}"]
    assert sent(simulator, lists) == []


def test_it_writes_what_it_announced_and_nothing_else(run):
    simulator = simulated(seed=FULL)
    before = holds(simulator)
    options = {"write": True, "sandbox": ORGANIZATION, "invite": "new@example.com", "yes": True}
    code, _, _ = run(InProcess(simulator), **options)
    assert code == 0
    asks = [ask for ask in (*READS, *WRITES, *INVITES) if ask.path != "{list}"]
    removing = [type(asks[0])("", "DELETE", each.path + "/{own}", ()) for each in LISTS]
    through = [type(asks[0])("", "GET", each.path, ()) for each in LISTS]
    assert sent(simulator, [*asks, *removing, *through]) == []
    writes = [each for each in simulator.journal.requests if each.method != "GET"]
    assert len(writes) <= len([ask for ask in (*WRITES, *INVITES) if ask.writes]) + 12
    assert holds(simulator) == before


def test_it_writes_only_where_somebody_agrees(run, monkeypatch):
    simulator = simulated(seed=FULL)
    here = InProcess(simulator)
    code, _, err = run(here, write=True)
    assert (code, simulator.journal.requests) == (2, [])
    assert "say --sandbox ORG_ID" in err
    code, _, err = run(here, sandbox=ORGANIZATION)
    assert (code, simulator.journal.requests) == (2, [])
    code, _, err = run(here, write=True, sandbox=ORGANIZATION)
    assert (code, simulator.journal.requests) == (2, [])
    assert "nobody is there to agree" in err

    class Terminal(io.StringIO):
        def isatty(self):
            return True

    monkeypatch.setattr("sys.stdin", Terminal("no\n"))
    code, _, err = run(here, write=True, sandbox=ORGANIZATION)
    assert (code, simulator.journal.requests) == (2, [])
    assert "POST /oncall/schedules" in err
    monkeypatch.setattr("sys.stdin", Terminal("y\n"))
    code, _, _ = run(here, write=True, sandbox=ORGANIZATION)
    assert code == 0
    assert any(request.method == "POST" for request in simulator.journal.requests)


def test_its_exit_status_tells_whether_anything_differs(run):
    assert run(InProcess(simulated(seed=FULL)))[0] == 0
    code, out, _ = run(InProcess(simulated({"request_id": "errors"}, seed=FULL)))
    assert code == 1
    assert "(request_id: errors, assumed everywhere)" in out
    strange = InProcess(simulated(seed=FULL), after=with_a_member)
    code, out, _ = run(strange)
    assert code == 1
    assert "'teamId'" in out


def with_a_member(_request, answer):
    body = answer.json()
    if isinstance(body.get("data"), list):
        body["data"] = [{**row, "teamId": "t"} for row in body["data"]]
    return httpx.Response(answer.status_code, json=body)


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (httpx.Response(200, json={"data": {"users": []}}), "is not the Scaling API"),
        (httpx.Response(302, headers={"location": "http://evil.example"}), "not the Scaling API"),
        (httpx.Response(404, text="<html>"), "is not the Scaling API"),
    ],
)
def test_what_is_no_such_api_does_not_get_the_key(run, answer, sentence):
    asked = []

    def record(request):
        asked.append(request)
        return answer

    code, _, err = run(httpx.MockTransport(record))
    assert code == 2
    assert sentence in err
    assert [request.headers.get("authorization") for request in asked] == [None]


def test_a_key_that_is_not_accepted_and_silence_are_told(run, monkeypatch):
    monkeypatch.setenv("SCALING_CLOUD_API_KEY", EXPIRED_KEY)
    code, _, err = run(InProcess(simulated()))
    assert (code, "not accepted (401)" in err) == (2, True)

    def silent(request):
        raise httpx.ConnectError("refused", request=request)

    code, _, err = run(httpx.MockTransport(silent))
    assert (code, "nothing answers there" in err) == (2, True)
    monkeypatch.delenv("SCALING_CLOUD_API_KEY")
    assert run(httpx.MockTransport(refuse))[0] == 2


def test_what_is_written_is_shown_first_and_makes_a_simulator(run, tmp_path):
    there = InProcess(simulated({"handoff_time": "HH:MM:SS"}, seed=FULL))
    code, out, _ = run(there, report="report.json", switches="switches.toml")
    assert code == 1
    for name in ("report.json", "switches.toml"):
        assert (tmp_path / name).read_text() in out
    report = json.loads((tmp_path / "report.json").read_text())
    assert report["assumptions"]["A14"]["verdict"] == "does not hold"
    found = positions_of(tmp_path / "switches.toml")
    assert found.switches["handoff_time"] == "HH:MM:SS"
    with Simulator(switches=tmp_path / "switches.toml").serve() as server:
        assert server.switches({})["handoff_time"] == "HH:MM:SS"


def test_the_report_is_all_that_programs_get(run, tmp_path):
    code, out, err = run(InProcess(simulated(seed=FULL)), json=True, switches="s.toml")
    report = json.loads(out)
    assert code == 0
    assert report["looked"] == "by reading"
    assert {each["verdict"] for each in report["assumptions"].values()} == {"holds", "not seen"}
    assert (tmp_path / "s.toml").read_text() in err


def test_a_position_that_nobody_foresaw_is_written_down_and_told_by_the_simulator(run, tmp_path):
    def with_dots(_request, answer):
        return httpx.Response(
            answer.status_code, content=answer.content.replace(b'"09:00"', b'"9.00 o clock"')
        )

    code, out, _ = run(InProcess(simulated(seed=FULL), after=with_dots), switches="switches.toml")
    assert code == 1
    assert "RotationLayer.handoff_time: may differ at every preview" in out
    found = positions_of(tmp_path / "switches.toml")
    assert dict(found.unforeseen) == {"handoff_time": "it came back as text of 9 to 16 characters"}
    with pytest.warns(UserWarning, match="handoff_time: the account does what no switch is for"):
        Simulator(switches=tmp_path / "switches.toml").close()


def test_leftovers_are_told_by_a_look_and_removed_by_a_probe_that_writes(run):
    rows = [{"name": "pulumi-scaling probe 0123456789ab"}]
    seed = {"organizations": [{"id": ORGANIZATION, "components": rows}]}
    simulator = simulated(seed=seed)
    left = {"name": "pulumi-scaling probe 0123456789ab c", "timezone": "UTC"}
    simulator.control.seed({"organizations": [{"id": ORGANIZATION, "schedules": [left]}]})
    _, out, _ = run(InProcess(simulator))
    assert "An earlier probe left an object here" in out
    _, _, err = run(InProcess(simulator), write=True, sandbox=ORGANIZATION, yes=True)
    assert "2 objects that an earlier probe had left went" in err
    assert [row["name"] for row in holds(simulator)["components"]] == ["Checkout"]
    assert holds(simulator)["schedules"] == []


def test_the_command_line_reaches_it(capsys):
    assert main(["probe", "--dry-run"]) == 0
    assert "GET /oncall/schedules?limit=100" in capsys.readouterr().out
