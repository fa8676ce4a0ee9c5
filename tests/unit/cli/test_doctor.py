"""`doctor`: each wrong turn has its line, its fix and its exit status, and none of them hangs."""

import os
import signal
import socket
import subprocess
import sys
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from pulumi_scaling.adopt.stack_command import FLOOR as ADOPT_FLOOR
from pulumi_scaling.commands import reach
from pulumi_scaling.commands.key import masked
from pulumi_scaling.commands.pulumi_found import FLOOR, ask
from pulumi_scaling.simulator import ADMIN_KEY, EXPIRED_KEY, MEMBER_KEY, ORGANIZATION
from tools import engine as tools

FINE = {
    "version": "echo v3.255.0",
    "stack --show-name": "echo dev",
    "config --json": "echo '{}'",
}


def project(folder, text="name: oncall\nruntime: python\n"):
    (folder / "Pulumi.yaml").write_text(text)


@pytest.fixture(autouse=True)
def _our_python_first(elsewhere, monkeypatch):
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}:{os.environ['PATH']}")


# ---------------------------------------------------------------- the machine


def test_python_and_the_sdk_are_named_with_their_versions(elsewhere, doctor):
    found = doctor()
    assert found["Python"]["said"].startswith(sys.version.split()[0])
    assert found["Pulumi SDK"]["level"] == "ok"


def test_without_a_cli_it_says_how_to_get_one(at, doctor):
    found = doctor()["Pulumi CLI"]
    assert found["level"] == "failure"
    assert found["said"] == "no `pulumi` on PATH or in ~/.pulumi/bin"
    assert "install the Pulumi CLI 3.254.0 or newer" in found["fix"]


def test_an_old_cli_is_told_with_what_is_needed(at, cli, doctor):
    cli({"version": "echo v3.100.2"})
    found = doctor()["Pulumi CLI"]
    assert found["level"] == "failure"
    assert "3.100.2 is older than 3.254.0" in found["said"]
    assert found["fix"].startswith("install the Pulumi CLI 3.254.0 or newer")


def test_a_cli_beside_the_path_works_and_is_mentioned(at, cli, doctor, monkeypatch, tmp_path):
    folder = cli(FINE)
    home = tmp_path / ".pulumi"
    home.mkdir()
    folder.rename(home / "bin")
    found = doctor()["Pulumi CLI"]
    assert (found["level"], "export PATH=" in found["fix"]) == ("warning", True)


@pytest.mark.parametrize("broken", ["echo nonsense", "exit 3", "kill -9 $$"])
def test_a_cli_that_does_not_work_is_a_failure_and_no_crash(at, cli, doctor, broken):
    cli({"version": broken})
    assert doctor()["Pulumi CLI"]["level"] == "failure"


def test_a_host_that_does_not_answer_is_a_warning(at, cli, doctor):
    cli(FINE, host="exit 1")
    assert doctor()["Python host"]["level"] == "warning"


HOST = f"exec {sys.executable} {Path(__file__).with_name('host.py')} 127.0.0.1:1"


def test_a_host_older_than_the_cli_is_a_warning_with_the_way_out(at, cli, doctor):
    folder = cli(FINE, host=f"{HOST} 3.200.1")
    found = doctor()["Python host"]
    assert found["level"] == "warning"
    assert found["said"].startswith(f"3.200.1, {folder}/pulumi-language-python: ")
    assert found["said"].endswith("older than the CLI (3.255.0)")
    assert found["fix"].startswith("install the CLI anew: the two come together")


def test_a_host_that_was_built_is_explained_and_no_alarm(at, cli, doctor):
    # As tools/engine.py builds one where none can be downloaded: it tells no version over the wire.
    module = "# github.com/pulumi/pulumi/sdk/v3\tv3.79.0"
    cli(FINE, host=f"{HOST} built {module}")
    found = doctor()["Python host"]
    assert (found["level"], found["fix"]) == ("ok", None)
    assert found["said"].startswith("3.79.0, ")
    assert (
        "older than the CLI (3.255.0), and well so: it is built from its Go module" in found["said"]
    )


def test_the_host_that_is_asked_is_the_one_the_cli_takes(at, cli, doctor, monkeypatch, tmp_path):
    folder = cli(FINE, host=f"{HOST} 3.255.0")
    strange = tmp_path / "strange"
    strange.mkdir()
    strange.joinpath("pulumi-language-python").write_text(f"#!/bin/sh\n{HOST} 3.200.1\n")
    strange.joinpath("pulumi-language-python").chmod(0o755)
    monkeypatch.setenv("PATH", f"{strange}:{os.environ['PATH']}")
    found = doctor()["Python host"]
    assert (found["level"], str(strange) in found["said"]) == ("warning", True)
    assert f"the CLI takes what is on PATH before its own, {folder}" in found["fix"]
    monkeypatch.setenv("PULUMI_IGNORE_AMBIENT_PLUGINS", "true")
    assert doctor()["Python host"]["level"] == "ok"


def test_in_the_folder_of_a_program_it_names_what_imports(at, cli, doctor):
    cli(FINE)
    assert "import" not in doctor()
    project(at)
    found = doctor()["import"]
    assert found["level"] == "ok"
    assert "`pulumi-scaling adopt`" in found["said"]
    assert "KeyError: '__provider'" in found["said"]


def test_a_command_that_hangs_is_ended_with_all_it_started(tmp_path):
    slow = tmp_path / "pulumi"
    slow.write_text("#!/bin/sh\nsleep 60 &\nsleep 60\n")
    slow.chmod(0o755)
    began = time.monotonic()
    ran = ask(slow, "config", seconds=0.3)
    assert time.monotonic() - began < 5
    assert (ran.code, ran.sentence) == (None, "`pulumi config` did not end in 0 s")


def test_the_floor_is_the_one_of_the_tools_and_of_adopt():
    assert FLOOR == tools.FLOOR == ADOPT_FLOOR


# ---------------------------------------------------------------- the program's Python


def test_another_python_without_the_package_is_told_with_the_way_to_ours(
    at, cli, doctor, monkeypatch, tmp_path
):
    folder = cli(FINE)
    (folder / "python3").write_text("#!/bin/sh\necho False\n")
    (folder / "python3").chmod(0o755)
    project(at)
    found = doctor()["program"]
    assert found["said"] == f"it would run with {folder}/python3, which has no pulumi_scaling"
    assert found["fix"].startswith("source ")


def test_a_virtual_environment_that_is_not_there_is_told(at, cli, doctor):
    cli(FINE)
    project(at, "name: a\nruntime:\n  name: python\n  options:\n    virtualenv: venv\n")
    found = doctor()["program"]
    assert (found["level"], found["fix"]) == ("failure", "`pulumi install` makes it")


def test_our_own_python_needs_no_line(at, cli, doctor):
    cli(FINE)
    project(at)
    assert "program" not in doctor()


# ---------------------------------------------------------------- the stack


def test_in_a_wrong_directory_it_says_which_one_to_go_to(elsewhere, doctor):
    found = doctor()["stack"]
    assert found["level"] == "warning"
    assert "no Pulumi.yaml in" in found["said"]
    assert found["fix"].endswith("run this in the folder of its program")


@pytest.mark.parametrize(
    ("said", "fix"),
    [
        ("no stack selected; please use `pulumi stack select`", "`pulumi stack init dev`"),
        ("PULUMI_ACCESS_TOKEN must be set for login", "`pulumi login --local`"),
    ],
)
def test_a_stack_that_cannot_be_asked_is_told_with_the_next_command(at, cli, doctor, said, fix):
    project(at)
    cli({**FINE, "stack --show-name": f"echo 'error: {said}' >&2; exit 1"})
    found = doctor()["stack"]
    assert (found["level"], found["said"]) == ("failure", said)
    assert fix in found["fix"]


def test_a_stack_of_another_name_is_told(at, cli, doctor):
    project(at)
    cli(
        {
            **FINE,
            "config --json --stack prod": "echo \"error: no stack named 'prod' found\" >&2; exit 6",
        }
    )
    found = doctor("--stack", "prod")["stack"]
    assert found["said"] == "no stack named 'prod' found"
    assert "`pulumi stack ls`" in found["fix"]


def test_a_project_without_a_cli_says_that_its_config_is_not_looked_at(at, doctor):
    project(at)
    found = doctor()["stack"]
    assert (found["level"], found["said"].endswith("that takes the CLI")) == ("warning", True)


def test_an_old_environment_that_has_the_package_is_only_mentioned(at, cli, doctor, monkeypatch):
    folder = cli(FINE)
    (folder / "python3").write_text("#!/bin/sh\necho True\n")
    (folder / "python3").chmod(0o755)
    project(at)
    found = doctor()["program"]
    assert (found["level"], found["said"]) == ("ok", f"runs with another Python, {folder}/python3")


def test_a_word_that_the_provider_would_refuse_is_told(at, cli, server, doctor):
    project(at)
    word = '{"scaling:pendingPeople":{"value":"wait"}}'
    cli({**FINE, "config --json": f"echo '{word}'"})
    found = doctor()["config"]
    assert "must be one of leave-out, refuse" in found["said"]
    assert found["fix"] == "`pulumi config set scaling:pendingPeople leave-out`"


def test_an_address_that_cannot_be_decrypted_is_not_guessed(at, cli, server, doctor):
    project(at)
    locked = "echo 'error: passphrase must be set' >&2; exit 1"
    secret = '{"scaling:baseUrl":{"secret":true}}'
    cli({**FINE, "config --json": f"echo '{secret}'", "config get scaling:baseUrl": locked})
    found = doctor()
    assert "cannot be decrypted" in found["base URL"]["said"]
    assert "reachable" not in found


def test_a_person_sees_how_many_things_stand_in_the_way(elsewhere, server, run, monkeypatch):
    monkeypatch.setenv("SCALING_CLOUD_BASE_URL", server.url)
    code, out, _ = run("doctor")
    assert code == 1
    assert out.endswith("2 things stand in the way; the arrows say what to do\n")
    assert out.count("FAIL") == 2
    assert "\033" not in out


def test_ctrl_c_ends_it_at_once_with_all_it_started(at, cli, tmp_path):
    mark = tmp_path / "alive"
    cli({"version": f"echo $$ > {mark}; sleep 60"})
    words = [sys.executable, "-m", "pulumi_scaling.cli", "doctor"]
    with subprocess.Popen(words, stderr=subprocess.PIPE, text=True) as running:
        until = time.monotonic() + 20
        while not (mark.exists() and mark.read_text().strip()):
            assert time.monotonic() < until
            time.sleep(0.05)
        running.send_signal(signal.SIGINT)
        _, err = running.communicate(timeout=10)
    assert (running.returncode, err) == (130, "")
    with pytest.raises(ProcessLookupError):
        os.kill(int(mark.read_text()), 0)


# ---------------------------------------------------------------- the key


def stack_key(value, *, secret):
    shown = f'{{"scaling:apiKey":{{"value":"{value}","secret":false}}}}'
    hidden = '{"scaling:apiKey":{"secret":true}}'
    return {
        **FINE,
        "config --json": f"echo '{hidden if secret else shown}'",
        "config get scaling:apiKey": f"echo '{value}'",
    }


def test_an_encrypted_key_of_the_stack_is_well_and_wins(at, cli, doctor, monkeypatch):
    project(at)
    cli(stack_key(ADMIN_KEY, secret=True))
    monkeypatch.setenv("SCALING_CLOUD_API_KEY", "scl_live_an_old_one")
    found = doctor()
    said = "scl_live_…dmin, from the config of dev, encrypted"
    note = "; SCALING_CLOUD_API_KEY has another one, which is not used"
    assert (found["key"]["level"], found["key"]["said"]) == ("ok", said + note)
    assert found["key valid"]["level"] == "ok"


def test_a_plain_key_of_the_stack_is_a_warning_with_the_command_that_encrypts_it(at, cli, doctor):
    project(at)
    cli(stack_key(ADMIN_KEY, secret=False))
    found = doctor()["key"]
    assert (found["level"], "in plain text" in found["said"]) == ("warning", True)
    assert found["fix"].startswith("`pulumi config set --secret scaling:apiKey`")


def test_a_key_that_cannot_be_decrypted_says_what_is_missing(at, cli, doctor):
    project(at)
    locked = "echo 'error: passphrase must be set with PULUMI_CONFIG_PASSPHRASE' >&2; exit 1"
    cli({**stack_key("", secret=True), "config get scaling:apiKey": locked})
    found = doctor()["key"]
    assert (found["level"], "cannot be decrypted" in found["said"]) == ("failure", True)
    assert "PULUMI_CONFIG_PASSPHRASE" in found["fix"]


def test_no_key_at_all_names_both_places(elsewhere, server, doctor, monkeypatch):
    monkeypatch.setenv("SCALING_CLOUD_BASE_URL", server.url)
    found = doctor()
    assert found["key"]["level"] == "failure"
    assert "`pulumi config set --secret scaling:apiKey`" in found["key"]["fix"]
    assert "export SCALING_CLOUD_API_KEY=…" in found["key"]["fix"]
    assert found["reachable"]["level"] == "ok"
    assert "key valid" not in found


@pytest.mark.parametrize("key", ["scl_live_of_nobody", EXPIRED_KEY])
def test_a_key_that_is_not_accepted_says_what_it_can_be(at, doctor, monkeypatch, key):
    monkeypatch.setenv("SCALING_CLOUD_API_KEY", key)
    found = doctor()["key valid"]
    assert found["level"] == "failure"
    assert "wrong, revoked or expired" in found["said"]
    assert found["fix"].endswith("export SCALING_CLOUD_API_KEY=…")


@pytest.mark.parametrize("key", ["scl_live_a b", "“scl_live_a”", "scl_live_a\n"])
def test_a_key_with_characters_no_key_has_is_not_sent(at, server, doctor, monkeypatch, key):
    monkeypatch.setenv("SCALING_CLOUD_API_KEY", key)
    server.forget_requests()
    found = doctor()
    assert (found["key"]["level"], "key valid" in found) == ("failure", False)
    assert [each.status for each in server.requests] == [401]


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("scl_live_harborline_admin", "scl_live_…dmin"),
        ("scl_live_short", "scl_live_…"),
        ("something-that-is-no-key-of-theirs", "…eirs"),
        ("hunter2", "…"),
        ("", "…"),
    ],
)
def test_a_key_is_shown_as_far_as_it_is_no_use_to_others(key, shown):
    assert masked(key) == shown


def test_no_form_of_the_answer_holds_the_key(at, cli, run):
    project(at)
    cli(stack_key(ADMIN_KEY, secret=True))
    for words in ((), ("--json",)):
        _, out, err = run("doctor", *words)
        assert ADMIN_KEY not in out + err
        assert ADMIN_KEY.removeprefix("scl_live_") not in out + err


# ---------------------------------------------------------------- the address


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("http://api.scaling.cloud", "would send the key unencrypted to another machine"),
        ("ftp://127.0.0.1", "is not an http(s) address"),
        ("https://me:pass@127.0.0.1", "carries credentials"),
        ("nonsense", "is not an http(s) address"),
    ],
)
def test_a_base_url_that_cannot_work_is_not_asked(at, doctor, monkeypatch, url, sentence):
    monkeypatch.setenv("SCALING_CLOUD_BASE_URL", url)
    found = doctor()
    assert found["base URL"]["level"] == "failure"
    assert sentence in found["base URL"]["said"]
    assert found["base URL"]["fix"].startswith("export SCALING_CLOUD_BASE_URL=")
    assert "reachable" not in found


def test_where_nothing_listens_it_says_to_start_the_simulator(at, doctor, monkeypatch):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    monkeypatch.setenv("SCALING_CLOUD_BASE_URL", f"http://127.0.0.1:{port}")
    found = doctor()["reachable"]
    assert found["level"] == "failure"
    assert "pulumi-scaling simulate" in found["fix"]


def test_a_name_that_no_one_knows_is_a_failure(at, doctor, monkeypatch):
    monkeypatch.setenv("SCALING_CLOUD_BASE_URL", "https://api.scaling.invalid")
    found = doctor()["reachable"]
    assert (found["level"], "HTTPS_PROXY" in found["fix"]) == ("failure", True)


@pytest.mark.parametrize(
    "fault",
    [
        {"status": 200, "body": "<html>a login page</html>"},
        {"status": 404, "body": {"message": "no such page"}},
        {"status": 302, "headers": {"location": "https://example.com"}, "body": None},
        {"status": 401, "body": "no"},
    ],
)
def test_what_is_no_scaling_api_never_gets_the_key(at, server, doctor, fault):
    server.faults(fault)
    server.forget_requests()
    found = doctor()["reachable"]
    assert found["level"] == "failure"
    assert "is not the Scaling API" in found["said"]
    assert len(server.requests) == 1


def test_a_server_that_keeps_silent_is_given_up(at, server, doctor, monkeypatch):
    monkeypatch.setattr("pulumi_scaling.commands.reach.ANSWER", 0.3)
    monkeypatch.setattr("pulumi_scaling.commands.reach.CONNECT", 0.3)
    server.faults({"latency": 30})
    began = time.monotonic()
    found = doctor()["reachable"]
    assert time.monotonic() - began < 8
    assert (found["level"], "in time" in found["said"]) == ("failure", True)


@pytest.mark.parametrize("status", [500, 503, 429])
def test_trouble_of_the_service_is_not_the_users_mistake(at, server, doctor, monkeypatch, status):
    monkeypatch.setattr("pulumi_scaling.commands.reach.ASK", 0.5)
    server.faults({"status": status})
    found = doctor()["reachable"]
    assert (found["level"], str(status) in found["said"]) == ("warning", True)


# ---------------------------------------------------------------- the account


def test_an_empty_account_cannot_be_named_and_says_so(at, server, doctor, monkeypatch):
    mo = {"id": "user_mo", "email": "mo@acme.example", "role": "org:admin"}
    keys = [{"key": "scl_live_acme", "user": "mo@acme.example"}]
    server.seed({"organizations": [{"id": "org_acme", "members": [mo], "keys": keys}]})
    monkeypatch.setenv("SCALING_CLOUD_API_KEY", "scl_live_acme")
    said = doctor()["organization"]["said"]
    assert said == "not to be told while the account is empty; 1 person, such as mo@acme.example"


def test_a_key_of_another_organization_than_the_stack_says_is_a_failure(seeded, at, cli, doctor):
    seeded()
    project(at)
    cli({**FINE, "config --json": """echo '{"scaling:organization":{"value":"org_dev"}}'"""})
    found = doctor()["organization"]
    assert found["level"] == "failure"
    assert found["said"] == "org_harborline, and scaling:organization of the stack is org_dev"
    assert found["fix"] == "use a key of org_dev"


def test_the_organization_is_that_of_the_key(seeded, at, doctor):
    seeded()
    assert doctor()["organization"]["said"].startswith("org_harborline; 5 people")


def test_a_key_that_is_no_admins_is_a_warning(at, doctor, monkeypatch):
    assert doctor()["admin"]["level"] == "ok"
    monkeypatch.setenv("SCALING_CLOUD_API_KEY", MEMBER_KEY)
    assert doctor()["admin"]["level"] == "warning"


@pytest.mark.parametrize(
    ("seconds", "level", "said"),
    [
        (1, "ok", "within 1 s of the API's"),
        (-59, "ok", "within 59 s of the API's"),
        (600, "warning", "this machine is 10 minutes ahead of the API"),
        (-90, "warning", "this machine is 90 seconds behind the API"),
        (-9 * 3600, "warning", "this machine is 9 hours behind the API"),
        (3 * 86400, "warning", "this machine is 3 days ahead of the API"),
    ],
)
def test_a_clock_that_is_off_is_told_with_the_side(seconds, level, said):
    theirs = datetime(2026, 3, 1, tzinfo=timezone.utc)
    (found,) = reach._clock(theirs, theirs + timedelta(seconds=seconds))
    assert (found.level, found.said) == (level, said)


def test_an_account_that_is_not_as_assumed_is_told_in_a_line(at, server, doctor):
    assert "API" not in doctor()
    server.switches({"policy_generation": "steps", "last_cursor": "absent"})
    policy = {"name": "Chain", "layers": []}
    server.seed({"organizations": [{"id": ORGANIZATION, "policies": [policy]}]})
    found = doctor()["API"]
    assert found["level"] == "ok"
    assert "A1, generation of policies: a policy has steps" in found["said"]
    assert "A18, cursor of a last page: absent on the last page" in found["said"]
    assert "`pulumi-scaling probe`" in found["fix"]


def test_looking_changes_nothing(seeded, at, doctor):
    server = seeded()
    server.forget_requests()
    doctor()
    assert server.writes == []
    assert 0 < len(server.requests) <= 6
