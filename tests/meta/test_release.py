"""The workflow of a release lies ready: pinned, without secrets, and with the right notes."""

import re
import subprocess
import sys

import pytest
import yaml
from release_notes import CHANGELOG, section, tagged

TOOLS = CHANGELOG.parent / "tools"
TEXT = (TOOLS / "release.yml").read_text("utf-8")
WORKFLOW = yaml.safe_load(TEXT)
JOBS = WORKFLOW["jobs"]
STEPS = [step for job in JOBS.values() for step in job["steps"]]

# ---------------------------------------------------------------- the workflow


def test_it_runs_for_a_tag_alone_and_builds_as_a_person_does():
    assert WORKFLOW[True] == {"push": {"tags": ["v*"]}}  # YAML reads the key `on` as yes.
    assert set(WORKFLOW) == {"name", True, "permissions", "defaults", "jobs"}
    runs = [step["run"] for step in JOBS["build"]["steps"] if "run" in step]
    assert runs[0] == "make package"


def test_every_step_is_a_pinned_action_or_a_shell_that_parses():
    assert all(("uses" in step) != ("run" in step) for step in STEPS)
    for line in re.findall(r"uses: (.*)", TEXT):
        assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line
    for step in STEPS:
        if "run" in step:
            assert "${{" not in step["run"], "what is not ours would be taken for shell"
            subprocess.run(["bash", "-n", "-c", step["run"]], check=True)


def test_each_job_may_do_one_thing_and_nothing_is_secret():
    assert WORKFLOW["permissions"] == {}
    assert {name: job["permissions"] for name, job in JOBS.items()} == {
        "build": {"contents": "read"},
        "attest": {"id-token": "write", "attestations": "write"},
        "publish": {"id-token": "write"},
        "release": {"contents": "write"},
    }
    assert "secrets." not in TEXT
    assert "password" not in TEXT


def test_nothing_is_uploaded_where_no_index_is_named_and_everything_after_it_is_attested():
    assert JOBS["publish"]["if"] == "vars.RELEASE_INDEX != ''"
    assert JOBS["publish"]["steps"][-1]["with"]["repository-url"] == "${{ vars.RELEASE_INDEX }}"
    assert JOBS["publish"]["environment"] == "release"
    assert {name: job.get("needs") for name, job in JOBS.items()} == {
        "build": None,
        "attest": "build",
        "publish": "attest",
        "release": "attest",
    }
    assert "://" not in TEXT


# ---------------------------------------------------------------- its notes
LOG = """\
# Changelog

## Unreleased

- later

## 1.2.0 - 2026-12-01

### Added

- this: `## 1.1.0` is no heading here

### Your state

- that

## 1.2.0rc1 - 2026-11-30

- before

## 1.1.0

## 1.0.0 - 2026-01-01

- the first
"""


def test_the_section_of_a_version_is_cut_out_whole_and_alone():
    this = "### Added\n\n- this: `## 1.1.0` is no heading here\n\n### Your state\n\n- that\n"
    assert section(LOG, "1.2.0") == this
    assert section(LOG, "1.2.0rc1") == "- before\n"
    assert section(LOG, "1.0.0") == "- the first\n"


@pytest.mark.parametrize(
    ("log", "version", "said"),
    [
        (LOG, "1.2", "the changelog has no section '## 1.2 - <day>'"),
        (LOG, "1x2.0", "the changelog has no section '## 1x2.0 - <day>'"),
        (LOG, "1.1.0", "the changelog says nothing below '## 1.1.0'"),
        (LOG + LOG, "1.0.0", "the changelog has more than one section '## 1.0.0 - <day>'"),
    ],
)
def test_a_section_that_is_not_there_once_and_full_stops_a_release(log, version, said):
    with pytest.raises(SystemExit, match=f"^{re.escape(said)}$"):
        section(log, version)


def test_a_tag_of_another_version_stops_a_release():
    assert tagged("v1.2.0", "1.2.0") == "1.2.0"
    words = [sys.executable, str(TOOLS / "release_notes.py"), "v99.0.0"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert re.fullmatch(r"the tag is v99\.0\.0 and the version \S+: one of .*\n", done.stderr)


def test_our_changelog_can_be_cut():
    found = section(CHANGELOG.read_text("utf-8"), "Unreleased")
    assert found.startswith("### Added\n")
    assert "\n### Your state\n" in found
