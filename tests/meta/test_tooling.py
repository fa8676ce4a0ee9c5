"""Promises of the Makefile, the pins and CI that nothing else would notice when broken."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import engine
import engine_makers
import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ROOT / "tools"
MAKEFILE = (ROOT / "Makefile").read_text()
TARGETS = [
    "help",
    "demo",
    "test",
    "cover",
    "engine",
    "check",
    "generate",
    "bench",
    "soak",
    "simulate",
    "package",
    "clean",
]


def make(*arguments, at=ROOT):
    run = subprocess.run(
        ["make", "--no-print-directory", *arguments],
        cwd=at,
        env={"PATH": os.environ["PATH"], "HOME": str(at)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return run.stdout, run.stderr, run.returncode


# ---------------------------------------------------------------- make


def test_plain_make_tells_what_there_is_in_one_line_each():
    out, err, code = make()
    assert (err, code) == ("", 0)
    lines = [re.fullmatch(r"make (\w+) +(\S.*)", line) for line in out.splitlines()]
    assert [line and line[1] for line in lines] == TARGETS
    assert max(map(len, out.splitlines())) <= 100


def test_every_target_a_person_types_is_phony_and_told():
    phony = re.findall(r"^\.PHONY: (.*)", MAKEFILE, re.MULTILINE)[0].split()
    assert phony == TARGETS
    assert re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE) == TARGETS


INSTALLED = ("pyproject.toml", "tools/constraints.txt", "pulumi_scaling/version.py")


@pytest.fixture
def checkout(tmp_path):
    """The parts that make reads, with a .venv that only looks installed."""
    for folder in ("tools", "pulumi_scaling"):
        (tmp_path / folder).mkdir()
    for name in ("Makefile", *INSTALLED):
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / ".venv").mkdir()
    for stamp in (".made", ".runs", ".develops"):
        (tmp_path / ".venv" / stamp).touch()
    return tmp_path


@pytest.mark.parametrize("target", ["demo", "test"])
def test_what_is_installed_is_not_installed_again(checkout, target):
    out, _, code = make("--dry-run", target, at=checkout)
    assert code == 0
    assert "pip install" not in out


@pytest.mark.parametrize("changed", INSTALLED)
def test_a_changed_requirement_or_version_is_installed(checkout, changed):
    (checkout / ".venv" / ".made").touch()
    out, _, _ = make("--dry-run", f"--new-file={changed}", "test", at=checkout)
    assert "pip install --quiet --editable '.[dev]'" in out
    assert out.count("pip install") == 1


def test_the_demo_installs_only_what_it_runs(checkout):
    shutil.rmtree(checkout / ".venv")
    out, _, _ = make("--dry-run", "demo", at=checkout)
    assert "-m venv .venv" in out
    assert "pip install --quiet --editable '.[simulator]'" in out
    assert "dev" not in out


def test_an_old_python_is_refused_with_the_way_out(checkout):
    shutil.rmtree(checkout / ".venv")
    old = checkout / "python3"
    # Looks like 3.9 to whoever asks it for its version.
    old.write_text(
        f"#!/bin/sh\nshift\nexec {sys.executable} -c "
        "\"import sys; sys.version_info = (3, 9); sys.version = '3.9.0 (main)'; $1\"\n"
    )
    old.chmod(0o755)
    _, err, code = make("demo", f"PYTHON={old}", at=checkout)
    assert code == 2
    assert re.search(r"Python 3\.10 or newer is needed, \S+ is 3\.9\.0: make PYTHON=… names", err)
    assert not (checkout / ".venv").exists()


def test_clean_takes_only_what_make_made(checkout):
    kept = {path.relative_to(checkout) for path in checkout.rglob("*")}
    kept -= {path for path in kept if path.parts[0] == ".venv"}
    (checkout / "tools" / "__pycache__").mkdir()
    (checkout / ".mypy_cache").mkdir()
    out, err, code = make("clean", at=checkout)
    assert (err, code) == ("", 0)
    assert {path.relative_to(checkout) for path in checkout.rglob("*")} == kept
    assert "kept: the Pulumi engine in ~/.cache/pulumi-scaling" in out


# ---------------------------------------------------------------- CI


def test_ci_runs_the_checks_the_readmes_test_command_and_all_that_it_leaves_out():
    script = (ROOT / ".ci" / "run").read_text()
    commands = [line for line in script.splitlines() if line and not line.startswith("#")]
    assert commands[2:] == ["make check", "make test", "make cover", "make engine"]
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111
    assert "make test" in (ROOT / "README.md").read_text()


def test_what_one_target_leaves_out_of_the_tests_another_runs():
    runs = {
        name: re.findall(r"(?:\$\(PYTEST\)|-m pytest) .*", MAKEFILE.partition(f"\n{name}:")[2])
        for name in ("test", "cover", "engine")
    }
    assert runs["test"][0] == '$(PYTEST) -m "not long" $(ARGS)'
    assert runs["cover"][0] == "-m pytest -n 3 --dist loadgroup tests --ignore=tests/engine"
    assert runs["engine"] == [
        "$(PYTEST) -m long tests/engine",
        '$(PYTEST) -m "not long" tests/engine',
    ]
    assert not re.search(r"\s-k\s|--deselect|\|\| ", MAKEFILE)


# ---------------------------------------------------------------- pins
PIN = re.compile(r"[\w.-]+==[\w.+]+(?:; python_version (?:<|>=) \"3\.11\")?")


def test_every_development_requirement_has_one_exact_version():
    lines = (TOOLS / "constraints.txt").read_text().splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert all(PIN.fullmatch(pin) for pin in pins), pins
    # The oldest Python promised has its own pin where a project has left it behind.
    for python in ("3.10", "3.11", "3.13"):
        here = [one for one in map(Requirement, pins) if holds(one, python)]
        names = [one.name.lower() for one in here]
        assert len(names) == len(set(names)), python


def holds(pin, python):
    return pin.marker is None or pin.marker.evaluate({"python_version": python})


def test_the_engines_two_modules_are_of_one_version():
    for module in (TOOLS, TOOLS / "oldest"):
        said = (module / "go.mod").read_text()
        versions = re.findall(r"pulumi/pulumi/(?:pkg|sdk)/v3 v(\S+)", said)
        assert len(versions) == 2
        assert len(set(versions)) == 1


def test_an_engine_we_would_make_is_one_we_would_take():
    assert tuple(map(int, engine_makers.NEWEST.version.split("."))) >= engine.FLOOR


def test_the_oldest_engine_that_is_tried_is_the_oldest_that_people_are_told():
    shown = f"{engine_makers.OLDEST.version.removesuffix('.0')} or newer"
    for page in ("README.md", "sdk-docs/commands.md", "sdk-docs/guides/adopting-an-account.md"):
        assert shown in (ROOT / page).read_text(), page


@pytest.mark.parametrize("module", ["", "langhost", "oldest"])
def test_every_go_module_that_is_named_has_its_checksum(module):
    at = TOOLS / module
    required = re.findall(r"^\s+(\S+) (v\S+)", (at / "go.mod").read_text(), re.MULTILINE)
    sums = (at / "go.sum").read_text()
    replaced = "github.com/atotto/clipboard"
    missing = [f"{name} {v}" for name, v in required if f"{name} {v}/go.mod " not in sums]
    assert [line for line in missing if not line.startswith(replaced)] == []


def test_nothing_says_where_to_download_from():
    files = [*TOOLS.glob("*.txt"), *TOOLS.rglob("go.*"), ROOT / "Makefile", ROOT / ".ci" / "run"]
    assert [file.name for file in files if "://" in file.read_text()] == []
