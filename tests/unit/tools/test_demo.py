"""The demo's manners: it ends, it says which step failed, and it asks the API itself."""

import signal
import sys
import threading
import time

import demo
import httpx
import pytest

from pulumi_scaling.simulator import Simulator


def stand_in(tmp_path, code):
    """A `pulumi` that is a few lines of Python."""
    pulumi = tmp_path / "pulumi"
    pulumi.write_text(f"#!{sys.executable}\n{code}\n")
    pulumi.chmod(0o755)
    return [str(pulumi), "up", "--yes"]


def test_a_failing_step_is_named_with_what_to_do(tmp_path, capfd):
    command = stand_in(tmp_path, "print('no such thing'); raise SystemExit(3)")
    with pytest.raises(demo.StepError) as caught:
        demo.step(command, cwd=tmp_path, env={})
    assert str(caught.value).startswith("`pulumi up --yes` failed with 3; its output is above.\n")
    assert "what to do: " in str(caught.value)
    assert capfd.readouterr().out == "no such thing\n"


def test_a_step_that_hangs_is_stopped_as_ctrl_c_would(tmp_path, monkeypatch, capfd):
    monkeypatch.setattr(demo, "PATIENCE", 0.5)
    command = stand_in(
        tmp_path,
        "import time\ntry: time.sleep(60)\nexcept KeyboardInterrupt: print('stopped politely')",
    )
    with pytest.raises(demo.StepError, match=r"`pulumi up --yes` did not end in 0.5 s"):
        demo.step(command, cwd=tmp_path, env={})
    assert capfd.readouterr().out == "stopped politely\n"


def test_a_person_who_interrupts_does_not_interrupt_twice(tmp_path, monkeypatch, capfd):
    # The terminal tells every process of the foreground; here only this one is told, so that
    # a second word from the demo would be seen.
    monkeypatch.setattr(demo, "GRACE", 1)
    command = stand_in(
        tmp_path,
        "import time\ntry: time.sleep(60)\nexcept KeyboardInterrupt: print('told')",
    )
    interrupt = threading.Timer(0.5, signal.raise_signal, [signal.SIGINT])
    interrupt.start()
    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        demo.step(command, cwd=tmp_path, env={})
    interrupt.join()
    assert time.monotonic() - began < 20
    assert capfd.readouterr().out == ""


def test_the_table_is_what_the_api_holds():
    with Simulator().serve() as server:
        with httpx.Client(headers={"Authorization": f"Bearer {server.key}"}) as client:
            one = {"name": "Primary", "timezone": "Europe/Paris"}
            made = client.post(f"{server.url}/oncall/schedules", json=one).json()["data"]
        head, row = demo.rows(server.url, server.key)
    assert head.split() == ["KIND", "NAME", "ID"]
    assert row.split() == ["Schedule", "Primary", made["id"]]
