"""The fixtures users get, in a project of their own."""

import subprocess
import sys

PROJECT = """
import os
import urllib.request


def ask(url, path):
    request = urllib.request.Request(url + path)
    request.add_header("Authorization", "Bearer " + os.environ["SCALING_CLOUD_API_KEY"])
    return urllib.request.urlopen(request).status


def test_the_url_is_where_the_simulator_is(scaling_simulator, scaling_url):
    assert scaling_url == scaling_simulator.url == os.environ["SCALING_CLOUD_BASE_URL"]
    assert ask(scaling_url, "/users") == 200
    scaling_simulator.seed({"organizations": [{"id": "org_left_behind"}]})
    scaling_simulator.switches({"delete_status": 204})


def test_each_test_starts_in_the_first_state(scaling_simulator):
    assert scaling_simulator.requests == []
    assert scaling_simulator.switches({})["delete_status"] == 200
"""


def test_a_project_uses_the_fixtures_with_warnings_as_errors(tmp_path):
    (tmp_path / "test_project.py").write_text(PROJECT)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-W", "error", "-p", "no:cacheprovider", "."],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "2 passed" in done.stdout, done.stdout + done.stderr
