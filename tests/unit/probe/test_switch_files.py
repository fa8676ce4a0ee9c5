"""The file of switches: written, read, refused in a sentence, and obeyed by the simulator."""

from __future__ import annotations

import subprocess
import sys

import pytest

from pulumi_scaling.assumed import (
    FLIPPED,
    BadSwitches,
    Positions,
    UnknownSwitch,
    positions_in,
    positions_of,
    text_of,
)
from pulumi_scaling.cli import main
from pulumi_scaling.simulator import Simulator

FOUND = Positions(FLIPPED, {"A19": "400 and 422 for a bad limit and a bad cursor"})


def test_what_is_written_is_read_again():
    assert positions_in(text_of(FOUND)) == FOUND
    assert positions_in(text_of(Positions())) == Positions()
    assert positions_of(None) == Positions()
    assert positions_of({"delete_status": "204"}).switches == {"delete_status": 204}


@pytest.mark.parametrize(
    ("text", "error", "sentence"),
    [
        ("[switches\\n", BadSwitches, "is no TOML"),
        ("[other]", BadSwitches, "other is neither"),
        ("switches = 3", BadSwitches, "switches is no table"),
        ("[switches]\ndelete_staus = 204", UnknownSwitch, "did you mean 'delete_status'"),
        ("[switches]\ndelete_status = 205", UnknownSwitch, "delete_status knows 200, 204"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_file(tmp_path, text, error, sentence):
    file = tmp_path / "switches.toml"
    file.write_text(text)
    with pytest.raises(error, match=sentence) as refused:
        positions_of(file)
    assert str(file) in str(refused.value)
    with pytest.raises(error):
        Simulator(switches=file)
    with pytest.raises(BadSwitches, match="No such file"):
        positions_of(tmp_path / "none.toml")


def test_a_bad_file_ends_the_command_in_a_line(tmp_path, capsys):
    assert main(["simulate", "--port", "0", "--switches", str(tmp_path / "none.toml")]) == 1
    assert "none.toml cannot be read" in capsys.readouterr().err


def test_the_command_says_what_it_does_and_what_it_cannot(tmp_path):
    file = tmp_path / "switches.toml"
    file.write_text(text_of(Positions({"delete_status": 204}, FOUND.unforeseen)))
    words = [sys.executable, "-m", "pulumi_scaling.cli", "simulate", "--port", "0"]
    words += ["--switches", str(file), "--switch", "delete_status=200"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout.readline() == "As switches.toml has it: delete_status 204.\n"
        assert running.stdout.readline().startswith("Not as the account: A19: the account does")
        running.send_signal(2)
        assert running.wait(10) == 0


PROJECT = """
def test_it_is_the_account(scaling_simulator):
    assert scaling_simulator.switches({})["delete_status"] == 204
"""


@pytest.mark.parametrize("by", ["ini", "option"])
def test_a_project_tests_against_the_account(tmp_path, by):
    (tmp_path / "test_project.py").write_text(PROJECT)
    (tmp_path / "switches.toml").write_text(
        text_of(Positions({"delete_status": 204}, FOUND.unforeseen))
    )
    words = ["--scaling-switches", "switches.toml"] if by == "option" else []
    ini = "scaling_switches = switches.toml" if by == "ini" else ""
    (tmp_path / "pytest.ini").write_text(f"[pytest]\n{ini}\n")
    command = [sys.executable, "-m", "pytest", "-W", "error", "-p", "no:cacheprovider", *words]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "1 passed" in done.stdout, done.stdout + done.stderr
    assert "scaling: A19: the account does what no switch is for" in done.stdout
    (tmp_path / "switches.toml").write_text("[switches]\nnone = 1\n")
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "there is no switch 'none'" in done.stdout + done.stderr
