"""`simulate` as a process: data that survives it, a port that is taken, an end that is clean."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from pulumi_scaling.simulator import ADMIN_KEY, Simulator, simulate
from pulumi_scaling.simulator.world import UnusableData

HEADERS = {"authorization": f"Bearer {ADMIN_KEY}"}


@contextlib.contextmanager
def command(**options):
    """A simulator in a process of its own; yields it, its base URL and its first words."""
    options = {
        "port": 0,
        **{key: value if value is True else str(value) for key, value in options.items()},
    }
    code = f"from pulumi_scaling.simulator import simulate; exit(simulate(**{options}))"
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONWARNINGS": "error"},
    )
    said = []
    while not (said and said[-1].startswith("Ctrl-C")):
        line = process.stdout.readline()
        if not line:
            pytest.fail(process.stderr.read())
        said.append(line)
    url = re.search(r"at (http://\S+)", said[0]).group(1)
    try:
        yield process, url, "".join(said)
    finally:
        process.kill()
        process.communicate()


def test_it_says_where_it_is_and_how_to_get_there_and_leaves_cleanly():
    with command() as (process, url, said):
        assert f"export SCALING_CLOUD_BASE_URL={url}" in said
        assert f"export SCALING_CLOUD_API_KEY={ADMIN_KEY}" in said
        assert httpx.get(f"{url}/users", headers=HEADERS).is_success
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=5)
        assert (process.returncode, out.strip(), err) == (0, "Stopped.", "")


def test_with_a_log_each_page_is_a_line_as_it_happens():
    with command(log=True) as (process, url, _said), httpx.Client(headers=HEADERS) as client:
        target = {"type": "users", "userIds": ["user_cy"]}
        policy = client.post(f"{url}/escalation/policies", json={"name": "Payments"}).json()["data"]
        layers = f"{url}/escalation/policies/{policy['id']}/layers"
        for place in (1, 2):
            layer = {"position": place, "ackTimeoutMinutes": 5, "target": target}
            client.post(layers, json=layer).raise_for_status()
        opened = {"title": "Checkout\nis down", "severity": "critical"}
        opened |= {"escalationPolicyId": policy["id"], "ownerId": "user_ana"}
        client.post(f"{url}/incidents", json=opened).raise_for_status()
        first = process.stdout.readline()
        ahead = {"advance": 301}
        client.post(url.replace("/v1", "/_simulator/clock"), json=ahead).raise_for_status()
        second = process.stdout.readline()
        told = "Z  Checkout is down → Cy Okafor <cy@example.com>, by layer {} of Payments\n"
        assert first.endswith(told.format(1))
        assert second.endswith(told.format(2))


def test_what_it_names_opens_in_a_browser():
    with command() as (_process, url, said):
        named = set(re.findall(r"http://[^\s.]+(?:\.\d+)*[^\s.]*", said))
        assert len(named) >= 3
        for each in named:
            got = httpx.get(each, headers={"accept": "text/html"}, follow_redirects=True)
            assert (got.status_code, "<h1" in got.text) == (200, True), each
        assert httpx.get(url).status_code == 404


def test_no_answered_write_is_lost_when_it_is_killed_in_the_middle(tmp_path):
    data = tmp_path / "state.db"
    answered: list[str] = []
    with command(data=data) as (process, url, _said):
        over = threading.Event()

        def write(worker):
            with httpx.Client(base_url=url, headers=HEADERS) as client:
                for number in range(100_000):
                    name = f"{worker}-{number}"
                    body = {"name": name, "timezone": "UTC"}
                    try:
                        answer = client.post("/oncall/schedules", json=body)
                    except httpx.TransportError:
                        return
                    if answer.is_success:
                        answered.append(name)
                    if over.is_set():
                        return

        with ThreadPoolExecutor() as pool:
            for worker in range(4):
                pool.submit(write, worker)
            while len(answered) < 200:
                time.sleep(0.005)
            process.kill()
            over.set()
    with Simulator(data=data).serve() as server:
        kept = {row["name"] for row in server.rows("schedules")}
        assert set(answered) <= kept
        # A write may have been kept and its answer lost with the process; one a worker at most.
        assert len(kept - set(answered)) <= 4


def test_a_world_survives_a_restart_and_is_not_seeded_twice(tmp_path):
    data = tmp_path / "state.db"
    seed = {"organizations": [{"id": "org_harborline", "policies": [{"name": "Payments"}]}]}
    for _ in range(2):
        with Simulator(data=data, seed=seed, random_seed=1).serve() as server:
            made = httpx.post(
                f"{server.url}/escalation/policies",
                headers=HEADERS,
                json={"name": f"P{len(server.rows('policies'))}"},
            )
            assert made.is_success
            names = [row["name"] for row in server.rows("policies")]
    assert names == ["Payments", "P1", "P2"]


def test_one_file_is_for_one_simulator(tmp_path):
    data = tmp_path / "state.db"
    with Simulator(data=data).serve(), pytest.raises(UnusableData, match="another simulator"):
        Simulator(data=data)


@pytest.mark.parametrize("content", [b"no database at all, just text" * 100, None])
def test_data_that_is_none_of_ours_is_left_alone(tmp_path, capsys, content):
    data = tmp_path / "state.db"
    if content is None:
        data = tmp_path / "missing" / "state.db"
    else:
        data.write_bytes(content)
    assert simulate(data=data) == 1
    assert "state.db cannot be" in capsys.readouterr().err
    assert content is None or data.read_bytes() == content


def test_data_of_another_version_is_refused(tmp_path):
    import sqlite3

    data = tmp_path / "state.db"
    with contextlib.closing(sqlite3.connect(data)) as old:
        old.execute("CREATE TABLE schedules (id TEXT)")
        old.commit()
    with pytest.raises(UnusableData, match="not written by this version"):
        Simulator(data=data)


def test_a_port_in_use_is_explained(server, capsys):
    port = int(server.origin.rpartition(":")[2])
    assert simulate(port=port) == 1
    said = capsys.readouterr().err
    assert f"127.0.0.1:{port}" in said
    assert "--port" in said


def test_a_missing_seed_and_a_wrong_switch_are_explained(tmp_path, capsys):
    assert simulate(seed=tmp_path / "world.yaml") == 1
    assert "world.yaml cannot be read" in capsys.readouterr().err
    assert simulate(switches={"delete_status": "205"}) == 1
    assert "delete_status knows 200, 204, not '205'" in capsys.readouterr().err
