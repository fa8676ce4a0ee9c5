"""`doctor` against the real CLI: what it says at each wrong turn is understood and answered."""

import json
import subprocess
import sys

import pytest

from pulumi_scaling.simulator import ADMIN_KEY


def select(stack, *words):
    subprocess.run(["pulumi", "stack", *words], cwd=stack.folder, env=stack.env, check=True)


@pytest.fixture
def look(stack):
    """The findings for a stack's folder, in the stack's environment but for what is changed."""
    select(stack, "select", "dev")

    def doctor(*words, without=(), **changes):
        env = {name: value for name, value in stack.env.items() if name not in without} | changes
        done = subprocess.run(
            [sys.executable, "-m", "pulumi_scaling.cli", "doctor", "--json", *words],
            cwd=stack.folder,
            env=env,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert ADMIN_KEY not in done.stdout + done.stderr
        said = json.loads(done.stdout)
        assert said["ok"] is (done.returncode == 0)
        return {each["check"]: each for each in said["findings"]}

    return doctor


ENVIRONMENT = ("SCALING_CLOUD_API_KEY", "SCALING_CLOUD_BASE_URL")


def test_a_stack_that_has_all_it_needs_is_well(stack, server, look):
    stack.config("scaling:apiKey", server.key, secret=True)
    stack.config("scaling:baseUrl", server.url, secret=False)
    found = look(without=ENVIRONMENT)
    assert {name: each["level"] for name, each in found.items()} == dict.fromkeys(found, "ok")
    assert found["key"]["said"] == "scl_live_…dmin, from the config of dev, encrypted"
    assert found["Python host"]["said"].split(",")[0].count(".") == 2


def test_a_plain_key_is_a_warning_and_the_fix_it_names_works(stack, server, look):
    stack.config("scaling:apiKey", server.key, secret=False)
    found = look()["key"]
    assert found["level"] == "warning"
    assert "`pulumi config set --secret scaling:apiKey`" in found["fix"]
    stack.config("scaling:apiKey", server.key, secret=True)
    assert look()["key"]["level"] == "ok"


def test_a_missing_passphrase_is_said(stack, server, look):
    stack.command("stack", "change-secrets-provider", "passphrase")
    stack.config("scaling:apiKey", server.key, secret=True)
    found = look(without=("PULUMI_CONFIG_PASSPHRASE",))["key"]
    assert (found["level"], "cannot be decrypted" in found["said"]) == ("failure", True)
    assert found["fix"].startswith("export PULUMI_CONFIG_PASSPHRASE")


def test_no_stack_selected_names_the_two_ways_on(stack, look):
    select(stack, "unselect")
    found = look()["stack"]
    assert found["level"] == "failure"
    assert "`pulumi stack select NAME`" in found["fix"]
    assert look("--stack", "dev")["stack"]["level"] == "ok"


def test_a_stack_that_is_not_there_is_said(look):
    found = look("--stack", "prod")["stack"]
    assert found["said"] == "no stack named 'prod' found"
    assert "`pulumi stack ls`" in found["fix"]


def test_a_missing_login_is_said(look, tmp_path):
    nowhere = {"PULUMI_HOME": str(tmp_path / "nowhere")}
    found = look(without=("PULUMI_BACKEND_URL",), **nowhere)["stack"]
    assert found["level"] == "failure"
    assert "`pulumi login --local`" in found["fix"]
