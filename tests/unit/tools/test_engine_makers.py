"""How programs are run for the engine: bounded, and ended with all they started."""

import fcntl
import sys
import time

import pytest
from engine_makers import NoEngineError, home, run, short

# The grandchild holds a lock for as long as it lives, and nobody else has a handle on it.
FAMILY = """
import subprocess, sys, time
held = "import fcntl, sys, time; lock = open(sys.argv[1], 'w'); fcntl.flock(lock, fcntl.LOCK_EX);"
held += "print(flush=True); time.sleep(60)"
subprocess.Popen([sys.executable, "-c", held, sys.argv[1]], stdout=subprocess.PIPE).stdout.read(1)
time.sleep(60)
"""


def test_what_does_not_answer_is_ended_with_its_children(tmp_path):
    began = time.monotonic()
    with pytest.raises(NoEngineError, match=f"no answer in 1 s from {sys.executable}"):
        run([sys.executable, "-c", FAMILY, str(tmp_path / "lock")], within=1)
    with (tmp_path / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
    assert time.monotonic() - began < 20


def test_a_failure_without_words_tells_its_code():
    with pytest.raises(NoEngineError, match="ended with 7"):
        run([sys.executable, "-c", "raise SystemExit(7)"], within=30)


def test_only_the_last_words_are_kept():
    talk = "import sys; [print(i, file=sys.stderr) for i in range(9)]; sys.exit(1)"
    with pytest.raises(NoEngineError) as caught:
        run([sys.executable, "-c", talk], within=30)
    assert str(caught.value).split() == ["6", "7", "8"]


def test_nothing_waits_for_a_person():
    assert run([sys.executable, "-c", "import sys; print(repr(sys.stdin.read()))"], within=30) == (
        "''\n"
    )


def test_an_empty_home_variable_is_no_home(monkeypatch):
    monkeypatch.setenv("HOME", "")
    assert home().is_absolute()


def test_paths_are_written_as_people_do(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    assert short(tmp_path / "a" / "b") == "~/a/b"
    assert short(tmp_path.parent) == str(tmp_path.parent)
