"""Nobody waits longer than two seconds without a word about what it is for."""

import os
import threading

import pytest

from pulumi_scaling import waiting
from pulumi_scaling.cli import main


@pytest.fixture
def _soon(monkeypatch):
    monkeypatch.setattr(waiting, "QUIET", 0.3)
    monkeypatch.setattr(waiting, "TICK", 0.05)


@pytest.mark.usefixtures("_soon")
@pytest.mark.parametrize("words", ["on-call", "rota", "adopt --out x", "doctor"])
def test_a_command_that_waits_for_the_api_says_so_once(seeded, at, capfd, words):
    server = seeded()
    server.faults({"latency": 0.7})
    main(words.split())
    said = f"pulumi-scaling {words.split()[0]}: waiting for {server.url} …\n"
    assert capfd.readouterr().err.count(said) == 1


@pytest.mark.usefixtures("_soon")
def test_a_command_that_waits_for_pulumi_says_so(at, cli, capfd):
    (at / "Pulumi.yaml").write_text("name: oncall\nruntime: python\n")
    cli({"version": "sleep 0.7; echo v3.255.0", "stack": "echo dev", "config": "echo '{}'"})
    main(["doctor"])
    assert "pulumi-scaling doctor: waiting for `pulumi version` …\n" in capfd.readouterr().err


@pytest.mark.usefixtures("_soon", "at")
@pytest.mark.parametrize("command", ["review", "rota"])
def test_a_command_that_waits_for_somebody_to_type_a_preview_says_so(monkeypatch, capfd, command):
    reading, writing = os.pipe()
    with os.fdopen(reading) as typed:
        monkeypatch.setattr("sys.stdin", typed)
        threading.Timer(0.7, os.close, [writing]).start()
        main([command, "--preview", "-"])
    said = f"pulumi-scaling {command}: waiting for a preview on standard input …\n"
    assert capfd.readouterr().err.count(said) == 1


@pytest.mark.usefixtures("_soon")
def test_what_is_quick_and_what_is_no_command_is_silent(seeded, at, capfd):
    server = seeded()
    main(["on-call"])
    server.faults({"latency": 0.7})
    with waiting.waiting_for("nobody"):
        pass
    assert capfd.readouterr().err == ""
