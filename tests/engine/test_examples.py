"""Every example runs as its README says, with the real engine or, for a cloud, with its mocks."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, Final

import httpx
import pytest
import yaml

from pulumi_scaling.simulator import EXPIRED_KEY, Server
from tests.engine.environments import NAME, Environment, build, required
from tests.engine.stack import NewStack, Stack, copied

EXAMPLES: Final = Path(__file__).resolve().parents[2] / "examples"
EMAILS: Final = {
    f"user_{name}": f"{name}@example.com" for name in ("ana", "bo", "cy", "dee", "eli")
}


def readme(example: str) -> list[str]:
    """What a README quotes as printed, block by block."""
    text = (EXAMPLES / example / "README.md").read_text("utf-8")
    return re.findall(r"^```text\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def script(stack: Stack, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a script of the example beside its program."""
    return subprocess.run(
        [sys.executable, *words],
        cwd=stack.folder,
        env=stack.env,
        text=True,
        capture_output=True,
        check=False,
    )


def suite(folder: Path, env: Mapping[str, str]) -> str:
    """Run the tests that an example brings along, as its README says; what pytest told."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-W", "error"],
        cwd=folder,
        env=env,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


ELSEWHERE: Final = {"quickstart": "the demo", "team": "test_team.py", "adopt": "test_adopt.py"}
"""Examples that other tests run."""


DRILLED: Final = {
    "schedules": [
        {
            "name": "Primary",
            "timezone": "Europe/Paris",
            "layers": [
                {
                    "name": "Weeks",
                    "rotationType": "weekly",
                    "rotationLengthDays": 7,
                    "handoffTime": "09:00",
                    "effectiveFrom": "2026-01-05T08:00:00Z",
                    "participantIds": ["bo@example.com"],
                }
            ],
        }
    ],
    "policies": [
        {
            "name": "Checkout",
            "layers": [
                {"ackTimeoutMinutes": 5, "target": {"type": "schedule", "scheduleId": "Primary"}},
                {
                    "ackTimeoutMinutes": 15,
                    "target": {"type": "users", "userIds": ["ana@example.com", "dee@example.com"]},
                },
            ],
        }
    ],
}


def test_every_example_is_run_and_says_what_it_shows() -> None:
    told = Path(__file__).read_text("utf-8")
    examples = {each.name for each in EXAMPLES.glob("[!.]*") if each.is_dir()}
    for example in examples - ELSEWHERE.keys():
        assert f'"{example}"' in told, example
        assert (EXAMPLES / example / "README.md").exists(), example
        assert (EXAMPLES / example / "requirements.txt").exists(), example


def test_many_teams_are_made_from_one_file_and_a_thirteenth_adds_only_itself(
    new_stack: NewStack,
) -> None:
    stack = new_stack(example="many-teams")
    up = stack.up()
    assert up.counts == {"create": 1 + 12 * 3}
    assert len(up.outputs["policies"]) == 12
    (quoted,) = readme("many-teams")
    assert quoted.strip() in up.out

    teams = stack.folder / "teams.py"
    one_more = '    Team(name="Mail", people=("bo@example.com",), backup="ana@example.com"),\n)\n'
    teams.write_text(teams.read_text().removesuffix(")\n") + one_more)
    preview = stack.preview()
    assert preview.counts == {"same": 37, "create": 3}
    assert set(preview.changed) == {"mail"}


def test_the_whole_account_is_wired_from_the_alarm_to_the_person(
    new_stack: NewStack, server: Server
) -> None:
    stack = new_stack(example="whole-account")
    up = stack.up()
    (quoted,) = readme("whole-account")
    assert quoted.strip() in up.out
    (bridge,) = server.rows("integrations")
    routing = next(row for row in server.rows("routing_policies") if row["name"] == "Checkout")
    assert [each["routingPolicyId"] for each in bridge["selectors"]] == [routing["id"]]
    stack.unchanged()
    stack.destroy()
    assert server.rows("integrations")[0]["selectors"] == []


def test_a_shared_chain_gets_one_teams_layers_and_keeps_all_others(
    new_stack: NewStack, server: Server
) -> None:
    link = {"ackTimeoutMinutes": 5, "target": {"type": "users", "userIds": ["user_bo"]}}
    company = {**DRILLED["schedules"][0], "name": "Company"}
    chain = {"name": "Company", "layers": [link, link]}
    seed = {"id": "org_harborline", "schedules": [company], "policies": [chain]}
    server.seed({"organizations": [seed]})
    there = {kind: server.rows(kind) for kind in ("rotation_layers", "policy_layers")}

    stack = new_stack(example="shared-chain")
    up = stack.up()
    (quoted,) = readme("shared-chain")
    assert quoted.strip() in up.out
    assert [row["name"] for row in server.rows("rotation_layers")] == ["Weeks", "Search, nights"]
    paged = [row["target"]["userIds"] for row in server.rows("policy_layers")]
    assert paged == [["user_bo"], ["user_dee"], ["user_bo"]]
    stack.unchanged()
    stack.destroy()
    assert {kind: [row["id"] for row in server.rows(kind)] for kind in there} == {
        kind: [row["id"] for row in rows] for kind, rows in there.items()
    }


def test_follow_the_sun_wakes_whoever_is_at_work(new_stack: NewStack, server: Server) -> None:
    stack = new_stack(example="follow-the-sun")
    stack.up()
    assert stack.up("--expect-no-changes").changed == {}
    home = {"eli": "T", "ana": "P", "bo": "P", "cy": "L", "dee": "L"}
    asked = {
        "2026-01-13T01:00:00Z": "TPL",  # Ten in the morning in Tokyo.
        "2026-01-13T07:40:00Z": "TPL",
        "2026-01-13T08:00:00Z": "PLT",  # Nine in Paris, in winter.
        "2026-07-14T07:00:00Z": "PLT",  # Nine in Paris, in summer.
        "2026-07-14T16:00:00Z": "LTP",  # Nine in Los Angeles.
    }
    for moment, regions in asked.items():
        server.clock(moment)
        before = len(server.pages)
        done = script(stack, "page.py", "Checkout is down")
        assert done.returncode == 0, done.stderr
        server.clock(advance=900)
        woken = [page["userId"].removeprefix("user_") for page in server.pages[before:]]
        assert "".join(home[each] for each in woken) == regions, moment
        assert done.stdout in readme("follow-the-sun")


@pytest.mark.parametrize("where", ["in place", "copied out"])
def test_the_suite_of_testing_passes_and_says_so_as_quoted(
    ground: tuple[Path, dict[str, str]], tmp_path: Path, where: str
) -> None:
    folder = EXAMPLES / "testing"
    if where == "copied out":
        folder = tmp_path / "anywhere"
        copied(EXAMPLES / "testing", folder)
    told = suite(folder, ground[1])
    (quoted,) = readme("testing")
    assert re.sub(r"[\d.]+s", "0s", quoted) in re.sub(r"[\d.]+s", "0s", told)


def test_with_cloud_is_wired_as_its_suite_says(ground: tuple[Path, dict[str, str]]) -> None:
    assert "3 passed" in suite(EXAMPLES / "with-cloud", ground[1])


def drill(server: Server, *words: str) -> subprocess.CompletedProcess[str]:
    where = {"SCALING_CLOUD_API_KEY": server.key, "SCALING_CLOUD_BASE_URL": server.url}
    return subprocess.run(
        [sys.executable, str(EXAMPLES / "incident-drill" / "drill.py"), *words],
        env={**os.environ, **where},
        text=True,
        capture_output=True,
        check=False,
    )


def test_an_incident_drill_shows_who_is_paged_and_leaves_nothing_open(server: Server) -> None:
    server.clock("2026-03-01T03:00:00Z")
    server.seed({"organizations": [{"id": "org_harborline", **DRILLED}]})
    done = drill(server, "Primary")
    (quoted,) = readme("incident-drill")
    assert done.stdout == quoted, done.stderr
    server.clock(advance=3600)
    assert [page["userId"] for page in server.pages] == ["user_bo"]
    assert [row["status"] for row in server.rows("incidents")] == ["resolved"]

    wrong = drill(server, "Primery")
    assert wrong.returncode == 1
    assert wrong.stderr == "there is no schedule 'Primery'; there are: Primary\n"


def test_a_drill_that_fails_half_way_is_resolved_all_the_same(server: Server) -> None:
    server.seed({"organizations": [{"id": "org_harborline", **DRILLED}]})
    server.faults({"operation": "acknowledge_incident", "status": 422})
    assert drill(server, "Primary").returncode == 1
    assert [row["status"] for row in server.rows("incidents")] == ["resolved"]


# ---------------------------------------------------------------- the workflow of pull-request
WORKFLOW: Final = yaml.safe_load((EXAMPLES / "pull-request" / "on-call.yml").read_text("utf-8"))
FORKS: Final = yaml.safe_load((EXAMPLES / "pull-request" / "on-call-forks.yml").read_text("utf-8"))
SECRETS: Final = ("PULUMI_BACKEND_URL", "PULUMI_CONFIG_PASSPHRASE", "SCALING_CLOUD_API_KEY")
GH: Final = """#!{python}
import json, pathlib, re, shutil, sys

kept = pathlib.Path("{kept}")
comments = json.loads(kept.read_text()) if kept.exists() else []
words = sys.argv[1:]
jq = words[words.index("--jq") + 1] if "--jq" in words else ""
if words[:2] == ["run", "download"]:
    shutil.copytree(kept.with_name("artefact"), words[words.index("--dir") + 1])
elif jq.startswith(".[0].number"):
    merged = kept.with_name("merged")
    print(merged.read_text() if merged.exists() else "")
elif "select(.head.sha" in jq:
    print(41)
elif jq:
    (mark,) = re.findall(r'startswith\\("(.*?)"\\)', jq)
    (user,) = re.findall(r'select\\(.user.login == "(.*?)"\\)', jq)
    (field,) = re.findall(r"[|] [.](id|body)$", jq)
    found = [each for each in comments if (each["user"], each["body"][: len(mark)]) == (user, mark)]
    print(*(each[field] for each in found), sep="\\n")
else:
    method, path = words[words.index("--method") + 1], words[words.index("--method") + 2]
    told = next(word for word in words if word.startswith("body=@")).removeprefix("body=@")
    body = pathlib.Path(told).read_bytes().decode()
    if method == "POST":
        comments.append({{"id": len(comments) + 7, "user": "github-actions[bot]"}})
    edited = comments[-1] if method == "POST" else next(
        each for each in comments if path.endswith("/" + str(each["id"]))
    )
    edited |= {{"did": f"{{method}} {{path}}", "body": body}}
    kept.write_text(json.dumps(comments))
"""


class Runner:
    """Runs the shell of a job as the service would: the real CLI, and a `gh` that keeps notes.

    What a job finds of Python is an environment without the package, until it installs that.
    """

    def __init__(self, stack: Stack, folder: Path, venv: Path) -> None:
        self.stack, self.folder, self.venv = stack, folder, venv
        self.comments_file = folder / "comments.json"
        (folder / "bin").mkdir(parents=True)
        gh = folder / "bin" / "gh"
        gh.write_text(GH.format(python=sys.executable, kept=self.comments_file))
        gh.chmod(0o755)
        self.runs = 0
        self.installed = ""
        self.log = ""

    @property
    def comments(self) -> list[dict[str, Any]]:
        """What would have been written below the pull request."""
        kept = self.comments_file
        return list(json.loads(kept.read_text())) if kept.exists() else []

    def write(self, user: str, body: str) -> None:
        """Have somebody comment."""
        comments = [*self.comments, {"id": 1, "user": user, "did": "", "body": body}]
        self.comments_file.write_text(json.dumps(comments))

    @property
    def summary(self) -> str:
        """What the last job shows on its page."""
        return (self.folder / f"summary-{self.runs}").read_text()

    def job(
        self,
        name: str,
        *,
        secrets: Mapping[str, str],
        fork: bool = False,
        workflow: Mapping[Any, Any] | None = None,
    ) -> int:
        """Run all steps of a job, and those marked `always()` after a failure; the exit code."""
        self.runs += 1
        self.log = ""
        ours = "us/on-call"
        known = {
            **{f"secrets.{name}": value for name, value in secrets.items()},
            "github.token": "" if fork else "token",
            "github.repository": ours,
            "github.event.pull_request.number": "41",
            "github.event.pull_request.head.repo.full_name": "them/on-call" if fork else ours,
            "github.sha": "5ca1ab1e",
            "github.event.workflow_run.id": "7",
            "github.event.workflow_run.head_repository.owner.login": "them",
            "github.event.workflow_run.head_branch": "x'; echo pwned >&2; '",
            "github.event.workflow_run.head_sha": "5ca1ab1e",
        }
        workflow = workflow or WORKFLOW
        temp = self.folder / f"temp-{self.runs}"
        temp.mkdir()
        (self.folder / f"summary-{self.runs}").touch()
        # Nothing of this tree is on the path: what runs is what the job has installed.
        kept = ("SCALING_", "PULUMI_BACKEND_URL", "PULUMI_CONFIG_PASSPHRASE", "PIP_", "PYTHONPATH")
        env = {name: value for name, value in self.stack.env.items() if not name.startswith(kept)}
        first = (self.folder / "bin", self.venv / "bin", env["PATH"])
        env |= {
            "PATH": os.pathsep.join(map(str, first)),
            "VIRTUAL_ENV": str(self.venv),
            "SCALING_CLOUD_BASE_URL": self.stack.server.url,
            "GITHUB_STEP_SUMMARY": str(self.folder / f"summary-{self.runs}"),
            "RUNNER_TEMP": str(temp),
            "PIP_NO_INDEX": "1",
            "PIP_CONFIG_FILE": os.devnull,
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        }
        env |= filled(workflow.get("env", {}), known)
        code = 0
        for step in workflow["jobs"][name]["steps"]:
            if "run" not in step or (code and "always()" not in step.get("if", "")):
                continue
            if not wanted(step.get("if", "always()"), known):
                continue
            if step["run"] == self.installed:
                continue  # The machine of a job is new; this one has it all by now.
            done = subprocess.run(
                ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
                cwd=self.stack.folder,
                env=env | filled(step.get("env", {}), known),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                check=False,
            )
            self.log += done.stdout
            if step["name"] == "Install":
                self.installed = step["run"]
            code = code or done.returncode
        return code


def filled(told: Mapping[str, str], known: Mapping[str, str]) -> dict[str, str]:
    """Put values for `${{ … }}`; a secret that is not given is empty, anything else a mistake."""

    def value(found: re.Match[str]) -> str:
        name = found[1]
        return known.get(name, "") if name.startswith("secrets.") else known[name]

    return {name: re.sub(r"\$\{\{ (\S+) }}", value, text) for name, text in told.items()}


def wanted(condition: str, known: Mapping[str, str]) -> bool:
    """Judge the few conditions of this workflow."""
    return all(
        part == "always()" or known[part.split(" == ")[0]] == known[part.split(" == ")[1]]
        for part in condition.split(" && ")
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("dist"))[0]


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python with pip and what the package needs, as if an index had given that already."""
    made = Environment(tmp_path_factory.mktemp("machine") / "venv")
    made.link(required(NAME))
    made.with_pip()
    return made.folder


@pytest.fixture
def unhashed(new_stack: NewStack, tmp_path: Path, wheel: Path, machine: Path) -> Runner:
    """With a wheel beside the program, and still the hash of the example."""
    stack = new_stack(example="pull-request", name="prod")
    (stack.folder / "wheels").mkdir()
    (stack.folder / "wheels" / wheel.name).write_bytes(wheel.read_bytes())
    return Runner(stack, tmp_path / "runner", machine)


@pytest.fixture
def runner(unhashed: Runner) -> Runner:
    """With the hash written as the README says."""
    text = (EXAMPLES / "pull-request" / "README.md").read_text("utf-8")
    (shell,) = re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    subprocess.run(["bash", "-ec", shell], cwd=unhashed.stack.folder, check=True)
    return unhashed


def test_a_job_installs_nothing_whose_hash_nobody_wrote_down(unhashed: Runner) -> None:
    secrets = {name: unhashed.stack.env[name] for name in SECRETS}
    assert unhashed.job("up", secrets=secrets) == 1
    assert "DO NOT MATCH THE HASHES" in unhashed.log
    assert unhashed.stack.server.requests == []


def test_the_workflow_previews_deploys_and_finds_drift(
    runner: Runner, colleague: httpx.Client
) -> None:
    stack, server = runner.stack, runner.stack.server
    secrets = {name: stack.env[name] for name in SECRETS}

    assert runner.job("up", secrets=secrets) == 0, runner.log
    assert "3 created" in runner.summary
    assert runner.job("drift", secrets=secrets) == 0, runner.log
    assert "What is there is what main says." in runner.log

    stack.edit("Europe/Paris", "Asia/Tokyo")
    server.forget_requests()
    for method in (
        "POST repos/us/on-call/issues/41/comments",
        "PATCH repos/us/on-call/issues/comments/7",
    ):
        assert runner.job("preview", secrets=secrets) == 0, runner.log
        assert runner.comments[-1]["did"] == method
    body = runner.comments[-1]["body"]
    assert body == runner.summary
    assert re.match(r"<!-- pulumi-scaling review: prod -->\n<!-- on-call hash: \S+ -->\n### ", body)
    assert [line for line in readme("pull-request")[0].splitlines() if line not in body] == []
    assert body.index("who must know") < body.index("The raw preview")
    artefacts = stack.folder / "review"
    assert "<svg" in (artefacts / "review.html").read_text()
    assert len(list((artefacts / "calendars").glob("*.ics"))) == 2
    assert server.writes == []

    # What was reviewed is what is deployed; anything else stops.
    merged = runner.folder / "merged"
    merged.write_text("41")
    assert body.splitlines()[1].startswith("<!-- on-call hash: r1-")
    stack.edit("Asia/Tokyo", "America/New_York")
    assert runner.job("up", secrets=secrets) == 1
    assert "::error::What is about to be applied is not what was reviewed in #41." in runner.log
    assert server.writes == []
    stack.edit("America/New_York", "Asia/Tokyo")
    assert runner.job("up", secrets=secrets) == 0, runner.log
    merged.unlink()
    stack.edit("Asia/Tokyo", "Europe/Paris")
    assert runner.job("up", secrets=secrets) == 0, runner.log
    assert "without a pull request" in runner.log

    (schedule,) = server.rows("schedules")
    colleague.patch(f"/oncall/schedules/{schedule['id']}", json={"timezone": "Asia/Tokyo"})
    assert runner.job("drift", secrets=secrets) == 7
    assert 'timezone: "Asia/Tokyo" => "Europe/Paris"' in runner.summary
    assert "::error::Somebody changed on-call elsewhere" in runner.log

    assert runner.job("drift", secrets={**secrets, "SCALING_CLOUD_API_KEY": EXPIRED_KEY}) == 1
    assert "::error::It could not be looked at" in runner.log


def test_a_pull_request_from_a_fork_is_reviewed_without_any_secret(runner: Runner) -> None:
    stack, server = runner.stack, runner.stack.server
    assert runner.job("preview", secrets={}, fork=True) == 0, runner.log
    assert "this is the program alone" in runner.summary
    assert "**Primary**" in runner.summary
    assert runner.comments == []
    assert server.requests == []

    # A second workflow comments on it, and takes what the fork made for the text that it is.
    (stack.folder / "review").rename(runner.folder / "artefact")
    comment = runner.folder / "artefact" / "comment.md"
    comment.write_text(comment.read_text() + "é" * 70_000)
    for method in (
        "POST repos/us/on-call/issues/41/comments",
        "PATCH repos/us/on-call/issues/comments/7",
    ):
        assert runner.job("comment", secrets={}, workflow=FORKS) == 0, runner.log
        assert runner.comments[-1]["did"] == method
        (stack.folder / "review").rename(runner.folder / f"taken-{runner.runs}")
    assert "pwned" not in runner.log
    body = runner.comments[-1]["body"]
    assert body.startswith("<!-- on-call review of a fork -->\n_From a fork")
    assert len(body) < 60_000

    # What a fork says was reviewed is not what lets it through.
    assert "<!-- on-call hash: r1-" in body
    (runner.folder / "merged").write_text("41")
    keys = {name: stack.env[name] for name in SECRETS}
    assert runner.job("up", secrets=keys) == 1
    assert "::error::There is no review of the stack prod in #41." in runner.log
    assert server.writes == []

    stack.edit("Europe/Paris", "Europe/Pari")
    assert runner.job("preview", secrets={}, fork=True) == 1
    assert "the preview fails" in runner.summary
    assert "no IANA time zone; did you mean 'Europe/Paris'?" in runner.summary


def test_a_broken_rule_is_told_below_the_pull_request_and_stops_it(runner: Runner) -> None:
    stack, server = runner.stack, runner.stack.server
    secrets = {name: stack.env[name] for name in SECRETS}
    stack.up()
    soon = (datetime.now(timezone.utc) + timedelta(days=14)).date()
    stack.edit('"effective_from"', f'"effective_until": "{soon}", "effective_from"')
    stranger = "<!-- pulumi-scaling review: prod -->\n<!-- on-call hash: r1-0 -->\n"
    runner.write("mallory", stranger)

    assert runner.job("preview", secrets=secrets) == 1
    assert "gap: Primary: nobody is on call from" in runner.log
    theirs, ours = runner.comments
    assert theirs["body"] == stranger
    assert ours["did"] == "POST repos/us/on-call/issues/41/comments"
    assert "nobody" in ours["body"].splitlines()[2]
    assert (stack.folder / "review" / "review.html").exists()
    assert list((stack.folder / "review" / "calendars").glob("*.ics"))

    # Merged all the same by somebody who may: what was reviewed is what is deployed.
    (runner.folder / "merged").write_text("41")
    server.forget_requests()
    assert runner.job("up", secrets=secrets) == 0, runner.log
    assert "this is what was reviewed" in runner.log
    assert server.writes


def test_what_the_preview_refuses_is_the_first_thing_that_is_said(runner: Runner) -> None:
    stack = runner.stack
    secrets = {name: stack.env[name] for name in SECRETS}
    stack.up()
    stack.config("scaling:handoffNow", "refuse", secret=False)
    stack.edit('["bo@example.com", "cy@example.com"]', '["cy@example.com", "bo@example.com"]')
    assert runner.job("preview", secrets=secrets) == 1
    mark, headline, empty, said, *_ = runner.comments[-1]["body"].splitlines()
    assert mark == "<!-- pulumi-scaling review: prod -->"
    assert headline == "### ⛔ On-call: the preview fails, so nothing can be applied"
    assert empty == ""
    assert said.startswith("    Primary: on call NOW changes, ")


@pytest.mark.parametrize("said", ["1234567", "▲▲▲▲▲▲▲", "~~~~~"])
def test_a_preview_too_long_for_a_comment_is_cut_and_its_exit_code_kept(
    runner: Runner, said: str
) -> None:
    loud = runner.folder / "bin" / "pulumi"
    loud.write_text(
        f"#!/bin/bash\necho 'error: it is loud'\nyes '{said}' | head -n 50000\nexit 1\n"
    )
    loud.chmod(0o755)
    assert runner.job("preview", secrets={"PULUMI_CONFIG_PASSPHRASE": "some"}) == 1
    body = runner.comments[-1]["body"]
    assert 59_000 < len(body) < 60_000
    assert body.startswith("<!-- pulumi-scaling review: prod -->\n### ⛔ On-call: ")
    assert body.splitlines()[3] == "    it is loud"
    assert body.endswith("\n~~~~~\n\n</details>\n")
    assert body.count("\n~~~~~\n") == 1


def test_a_stack_that_is_not_there_has_the_exit_code_of_the_table(stack: Stack) -> None:
    stack.name = "prod"
    code = stack.command("preview", ok=False).code
    told = (EXAMPLES / "pull-request" / "README.md").read_text("utf-8")
    assert f"| {code} | all | there is no stack `prod` |" in told


def test_each_job_runs_for_one_event_and_installs_alike() -> None:
    jobs = WORKFLOW["jobs"]
    events = {name: job["if"].partition("'")[2].rstrip("'") for name, job in jobs.items()}
    assert events == {"preview": "pull_request", "drift": "schedule", "up": "push"}
    assert set(events.values()) == set(WORKFLOW[True])  # YAML reads the key `on` as yes.
    assert len({str(job["steps"][:4]) for job in jobs.values()}) == 1
