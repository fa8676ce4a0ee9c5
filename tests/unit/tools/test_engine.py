"""Where an engine is found, how it is made, and what is said when it cannot be had."""

import os
import shutil
import signal
import time
from types import SimpleNamespace

import engine_makers
import pytest


@pytest.mark.parametrize("version", ["v3.254.0", "3.255.1", "v4.0.0", "v3.300.0-alpha.1+dirty"])
def test_an_engine_on_path_is_taken_in_silence(machine, version):
    folder = machine.has_pulumi(version)
    assert machine.engine() == (str(folder), "", 0)


def test_an_engine_in_the_home_folder_is_taken_without_being_on_path(machine):
    folder = machine.has_pulumi("v3.255.0", at=machine.home / ".pulumi" / "bin")
    assert machine.engine() == (str(folder), "", 0)


def test_the_one_on_path_goes_before_the_one_in_the_home_folder(machine):
    machine.has_pulumi("v3.300.0", at=machine.home / ".pulumi" / "bin")
    folder = machine.has_pulumi("v3.255.0")
    assert machine.engine() == (str(folder), "", 0)


def test_a_linked_cli_has_its_host_beside_the_file(machine):
    real = machine.has_pulumi("v3.255.0", at=machine.root / "cellar")
    (machine.bin / "pulumi").symlink_to(real / "pulumi")
    assert machine.engine() == (str(machine.bin), "", 0)


def test_an_engine_made_earlier_is_taken_in_silence(machine):
    machine.has_pulumi("v3.255.0", at=machine.made)
    machine.has_go()
    assert machine.engine() == (str(machine.made), "", 0)
    assert machine.go_calls == []


def test_one_that_is_too_old_is_named_and_another_is_made(machine):
    machine.has_pulumi("v3.100.0")
    machine.has_go()
    out, err, code = machine.engine()
    assert (out, code) == (str(machine.made), 0)
    assert f"{machine.bin}/pulumi is 3.100.0, older than 3.254.0: looking for another" in err


def test_a_cli_that_cannot_run_python_programs_is_not_an_engine(machine):
    machine.has_pulumi("v3.255.0", host=["pulumi-language-python"])
    machine.has_go()
    out, err, _ = machine.engine()
    assert out == str(machine.made)
    assert "no pulumi-language-python-exec and no pulumi-resource-pulumi-python beside it" in err


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("#!/bin/sh\necho hello\n", "does not tell its version: 'hello'"),
        ("#!/bin/sh\necho broken >&2; exit 3\n", "broken"),
        ("#!/no/such/shell\n", "does not run: No such file"),
    ],
)
def test_a_pulumi_that_is_something_else_is_passed_over(machine, script, words):
    machine.has_pulumi("v3.255.0")
    (machine.bin / "pulumi").write_text(script)
    machine.has_go()
    out, err, _ = machine.engine()
    assert out == str(machine.made)
    assert words in err


def test_the_sdks_installer_goes_before_a_build(machine):
    machine.has_go(downloads=True)
    out, err, code = machine.engine()
    assert (out, code) == (str(machine.made), 0)
    assert err == (
        f"installing the Pulumi engine {machine.pinned}: a minute or less, once, kept in"
        f" ~/.cache/pulumi-scaling/engine-{machine.pinned}\n"
    )
    assert machine.go_calls == []


def test_where_nothing_can_be_downloaded_go_builds_the_pinned_modules(machine):
    machine.has_go()
    out, err, code = machine.engine()
    assert (out, code) == (str(machine.made), 0)
    assert (
        f"building the Pulumi engine {machine.pinned} from its Go modules, once: about 4 minutes, a"
        " download of 300 MB, and 4.2 GB on disk for that time; then 126 MB are kept in"
        f" ~/.cache/pulumi-scaling/engine-{machine.pinned}, and nothing else\n"
    ) in err
    at, what = zip(*((call.split()[0], call.split()[-1]) for call in machine.go_calls), strict=True)
    assert at == ("tools", "langhost", "tools")
    assert what == (
        "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
        "github.com/pulumi/pulumi/sdk/v3/python/cmd/pulumi-language-python",
        "github.com/pulumi/pulumi/sdk/v3",
    )
    assert sorted(file.name for file in machine.made.iterdir()) == [
        "pulumi",
        "pulumi-language-python",
        "pulumi-language-python-exec",
        "pulumi-resource-pulumi-python",
    ]
    assert machine.engine() == (str(machine.made), "", 0), "and it is kept"
    assert len(machine.go_calls) == 3


def test_the_oldest_one_is_made_whatever_else_there_is_and_kept(machine):
    machine.has_pulumi(f"v{machine.pinned}")
    machine.has_go()
    out, err, code = machine.engine("--oldest")
    assert (out, code) == (str(machine.caches / f"engine-{machine.oldest}" / "bin"), 0)
    assert f"building the Pulumi engine {machine.oldest}" in err
    assert [call.split()[0] for call in machine.go_calls] == ["oldest", "langhost", "oldest"]
    assert machine.engine("--oldest") == (out, "", 0)
    assert len(machine.go_calls) == 3


def test_a_build_leaves_no_caches_behind_and_reads_the_modules_that_are_there(machine):
    machine.has_go()
    machine.engine()
    assert sorted(file.name for file in machine.caches.iterdir()) == [
        f"engine-{machine.pinned}",
        "lock",
    ]
    assert {file.name for file in machine.home.iterdir()} == {".cache"}
    read = f"file://{machine.home}/go/pkg/mod/cache/download"
    assert machine.go_env["GOPROXY"] == f"{read},https://proxy.example.com,direct"
    assert machine.go_env["GOFLAGS"] == "-modcacherw"


def test_caches_that_somebody_names_are_used_and_kept(machine):
    for name in ("GOCACHE", "GOMODCACHE"):
        machine.env[name] = str(machine.root / name)
    machine.has_go()
    machine.engine()
    assert (machine.root / "GOCACHE" / "much").exists()
    assert (machine.root / "GOMODCACHE" / "much").exists()
    assert "GOPROXY" not in machine.go_env


def test_where_there_is_no_room_nothing_is_begun(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(shutil, "which", lambda _: "/some/go")
    room = SimpleNamespace(free=1_200_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: room)
    told = "takes 4.2 GB for a while, and where ~/engine will be only 1.2 GB are free"
    with pytest.raises(engine_makers.NoEngineError, match=told):
        engine_makers.build(engine_makers.NEWEST, tmp_path / "ready", tmp_path / "engine")


def test_the_caches_may_be_elsewhere(machine):
    machine.env["XDG_CACHE_HOME"] = str(machine.root / "caches")
    machine.has_go()
    kept = machine.root / "caches" / "pulumi-scaling" / f"engine-{machine.pinned}"
    assert machine.engine()[0] == str(kept / "bin")


def test_a_broken_one_among_the_caches_is_made_again(machine):
    machine.has_pulumi("v3.255.0", at=machine.made)
    (machine.made / "pulumi").write_text("#!/bin/sh\nexit 1\n")
    machine.has_go()
    assert machine.engine()[0] == str(machine.made)
    assert machine.engine()[1:] == ("", 0)


def test_without_go_it_says_what_was_tried_and_what_to_do(machine):
    out, err, code = machine.engine()
    assert (out, code) == ("", 1)
    assert err.partition("\n")[2] == (
        "no Pulumi engine could be had:\n"
        "  - no pulumi on PATH or in ~/.pulumi/bin\n"
        "  - the SDK's installer: OSError: Name or service not known\n"
        "  - building from Go modules: there is no `go` on PATH to build it with\n"
        "what to do: install the Pulumi CLI 3.254.0 or newer (its documentation has a command for"
        f" each system),\nor install Go {engine_makers.NEWEST.go} or newer; then run this again."
        " Behind a proxy, set HTTPS_PROXY, or GOPROXY for Go.\n"
    )


def test_too_old_and_nothing_else_to_be_had(machine):
    machine.has_pulumi("v3.90.0")
    _, err, code = machine.engine()
    assert code == 1
    assert f"  - {machine.bin}/pulumi is 3.90.0, older than 3.254.0\n" in err


def test_a_build_that_fails_says_gos_last_words_and_leaves_nothing(machine):
    machine.has_go(fails="go: reading the module: dial tcp: no route to host")
    _, err, code = machine.engine()
    assert code == 1
    assert "  - building from Go modules: go: reading the module: dial tcp: no route" in err
    assert [file.name for file in machine.caches.iterdir()] == ["lock"]


def test_an_sdk_that_is_not_there_is_no_reason_to_stop(machine):
    shutil.rmtree(machine.root / "sdk")
    machine.env["PYTHONNOUSERSITE"] = "1"
    blocked = machine.root / "sdk"
    blocked.mkdir()
    (blocked / "pulumi.py").write_text("raise ModuleNotFoundError('No module named pulumi')")
    machine.has_go()
    assert machine.engine()[0] == str(machine.made)


def test_caches_that_cannot_be_written_are_named(machine):
    (machine.root / "file").touch()
    machine.env["XDG_CACHE_HOME"] = str(machine.root / "file")
    machine.has_go()
    _, err, code = machine.engine()
    assert code == 1
    assert f"cannot keep an engine in {machine.root}/file/pulumi-scaling: Not a directory" in err
    assert "set XDG_CACHE_HOME" in err


def test_two_at_once_make_one(machine):
    machine.has_go(seconds=0.3)
    first = machine.start()
    machine.wait_for_go()
    second = machine.start()
    results = [process.communicate(timeout=60) for process in (first, second)]
    assert [out.strip() for out, _ in results] == [str(machine.made)] * 2
    assert "another process is making the Pulumi engine: waiting for it" in results[1][1]
    assert len(machine.go_calls) == 3


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_build_leaves_nothing_and_ends_go(machine, how):
    machine.has_go(seconds=50)
    with machine.start() as process:
        go = machine.wait_for_go()
        began = time.monotonic()
        process.send_signal(how)
        process.communicate(timeout=30)
    assert process.returncode == {signal.SIGINT: 1, signal.SIGTERM: 143}[how]
    assert time.monotonic() - began < 20, "it did not wait for go"
    with pytest.raises(ProcessLookupError):
        os.kill(go, 0)
    assert [file.name for file in machine.caches.iterdir()] == ["lock"]


def test_what_a_killed_build_left_is_removed_by_the_next(machine):
    (machine.caches / "making-x" / "engine" / "bin").mkdir(parents=True)
    machine.has_go()
    machine.engine()
    assert sorted(file.name for file in machine.caches.iterdir()) == [
        f"engine-{machine.pinned}",
        "lock",
    ]
