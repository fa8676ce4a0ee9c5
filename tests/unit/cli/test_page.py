"""The page of commands: every command and option is on it, and all it shows is so."""

import argparse
import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from pulumi_scaling.cli import main, parser
from pulumi_scaling.simulator import ADMIN_KEY

ROOT = Path(__file__).resolve().parents[3]
PAGE = (ROOT / "sdk-docs" / "commands.md").read_text("utf-8")


def commands():
    return next(
        action.choices
        for action in parser()._actions
        if isinstance(action, argparse._SubParsersAction)
    )


def section(name):
    return PAGE.partition(f"\n## {name}\n")[2].partition("\n## ")[0]


def blocks(language, text=PAGE):
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def shown():
    """Each command of the page, with what it is said to print or None."""
    for block in blocks("console"):
        command, _, out = block.partition("\n")
        yield command.removeprefix("$ "), out
    for block in blocks("sh"):
        yield from ((line, None) for line in block.splitlines())


SHOWN = dict(shown())


@pytest.mark.parametrize("name", commands())
def test_every_command_has_its_section_and_every_option_its_row(name):
    assert f"[`{name}`](#{name})" in PAGE
    text = section(name)
    for action in commands()[name]._actions:
        if action.dest == "help":
            continue
        word = action.option_strings[-1] if action.option_strings else action.metavar
        takes = action.option_strings and action.nargs != 0
        value = f" {action.metavar or action.dest.upper()}" if takes else ""
        assert f"| `{word}{value}` |" in text


@pytest.mark.parametrize("name", commands())
def test_no_option_on_the_page_is_made_up(name):
    known = {word for action in commands()[name]._actions for word in action.option_strings}
    rows = re.findall(r"^\| `(--[\w-]+)", section(name), re.MULTILINE)
    assert set(rows) <= known
    assert len(rows) == len(set(rows))


@pytest.mark.parametrize("name", [None, *commands()])
def test_every_help_text_ends_with_examples_that_parse(name):
    help_ = (commands()[name] if name else parser()).format_help()
    lines = re.findall(
        r"^ {2}(pulumi-scaling .+)$", help_.partition("examples:\n")[2], re.MULTILINE
    )
    assert lines
    for line in lines:
        words = re.split(r" {2,}|(?<=Payments) ", line)[0]
        given = parser().parse_args(shlex.split(words)[1:])
        assert name in {None, given.command}


@pytest.mark.parametrize("name", commands())
def test_every_argument_says_what_it_is_for(name):
    assert all(action.help for action in commands()[name]._actions)


ASKS = (" on-call", " rota")


@pytest.mark.parametrize("line", [line for line in SHOWN if any(word in line for word in ASKS)])
def test_what_is_shown_of_who_is_on_call_is_what_is_printed(seeded, at, cli, run, line):
    seeded()
    (at / "Pulumi.yaml").write_text("name: oncall\nruntime: python\n")
    cli({"version": "echo v3.255.0", "stack": "echo dev", "config --json": "echo '{}'"})
    code, out, err = run(*shlex.split(line)[1:])
    assert (code, err) == (0, "")
    if SHOWN[line]:
        assert out == SHOWN[line]


@pytest.mark.parametrize("line", [line for line in SHOWN if " doctor" in line])
def test_what_is_shown_of_doctor_is_how_it_looks(seeded, at, cli, run, monkeypatch, line):
    server = seeded()
    (at / "Pulumi.yaml").write_text("name: oncall\nruntime: python\n")
    values = {"scaling:apiKey": ADMIN_KEY, "scaling:baseUrl": server.url}
    key = json.dumps({name: {"value": value} for name, value in values.items()})
    host = f"exec {sys.executable} {ROOT}/tests/unit/cli/host.py"
    answers = {"version": "echo v3.255.0", "stack": "echo dev", "config --json": f"echo '{key}'"}
    folder = cli(answers, host=host)
    (folder / "python3").symlink_to(sys.executable)
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}:{folder}:/usr/bin:/bin")
    code, out, err = run(*shlex.split(line)[1:])
    assert (code, err) == (0, "")
    if SHOWN[line]:
        assert _general(out) == _general(SHOWN[line])


def _general(text):
    """Versions, folders, ports and durations are those of a machine."""
    text = re.sub(r"\d+\.\d+\.\d+(?:\.\w+)?", "1.2.3", text)
    text = re.sub(r"/(?:[\w.-]+/)+(?!v1)", "/", text)
    text = re.sub(r"127\.0\.0\.1:\d+|1\.2\.3\.1:\d+|1\.2\.3:\d+", "here", text)
    text = re.sub(r"\bpython3?(?:\.\d+)?,", "python,", text)
    return re.sub(r"\d+ (ms|s)\b", r"1 \1", text)


def test_what_is_shown_of_review_runs_one_after_the_other(at, run, monkeypatch):
    monkeypatch.delenv("SCALING_CLOUD_API_KEY", raising=False)
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    recorded = ROOT / "tests" / "unit" / "review" / "recorded" / "joins.json"
    (at / "preview.json").write_bytes(recorded.read_bytes())
    lines = [line for line in SHOWN if " review" in line]
    assert lines
    for line in lines:
        assert run(*shlex.split(line)[1:])[0] == 0, line


@pytest.mark.parametrize("line", [line for line in SHOWN if " adopt" in line])
def test_what_is_shown_of_adopt_runs(seeded, at, line):
    seeded()
    words = [sys.executable, "-m", "pulumi_scaling.cli", *shlex.split(line)[1:]]
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("line", [line for line in SHOWN if " simulate" in line])
def test_what_is_shown_of_simulate_runs_until_it_is_interrupted(elsewhere, line):
    words = [sys.executable, "-m", "pulumi_scaling.cli", *shlex.split(line)[1:]]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout.readline().startswith("Scaling, simulated, at http://127.0.0.1:")
        running.send_signal(2)
        assert running.wait(10) == 0


@pytest.mark.parametrize("line", [line for line in SHOWN if " probe" in line])
def test_what_is_shown_of_probe_looks_at_an_account_and_leaves_it_as_it_is(seeded, at, run, line):
    server = seeded()
    kinds = ("schedules", "policies", "components", "working_hours", "invitations")
    before = {kind: server.rows(kind) for kind in kinds}
    assert run(*shlex.split(line)[1:])[0] == 0
    assert {kind: server.rows(kind) for kind in kinds} == before


def test_every_command_shown_is_run_by_a_test_here():
    names = [line.split()[1] for line in SHOWN]
    assert set(names) == set(commands())
    assert len(names) >= 8


def test_the_version_is_that_of_the_package(capsys):
    from importlib.metadata import version

    with pytest.raises(SystemExit) as left:
        parser().parse_args(["--version"])
    assert left.value.code == 0
    assert capsys.readouterr().out.strip() == version("pulumi-scaling")


@pytest.mark.parametrize("port", ["99999", "-1", "eighty"])
def test_what_is_no_port_is_refused_in_a_line(capsys, port):
    with pytest.raises(SystemExit):
        main(["simulate", "--port", port])
    assert capsys.readouterr().err.splitlines()[-1].startswith("pulumi-scaling simulate: error:")


def test_a_preview_to_fill_nothing_from_is_refused(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["adopt", "--preview", "preview.json"]) == 1
    assert "--fill" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
