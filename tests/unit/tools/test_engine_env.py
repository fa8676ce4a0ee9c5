"""What a program run by the engine sees, and what of the user's own it must not."""

import os
from pathlib import Path

import pytest
from engine_env import environment


@pytest.fixture
def env(monkeypatch, tmp_path):
    def env_with(**variables):
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        return environment(Path("/engine/bin"), venv=Path("/checkout/.venv"), home=tmp_path)

    return env_with


def test_the_venvs_python_is_the_first_there_is(env):
    assert env(PATH="/usr/bin")["PATH"] == "/checkout/.venv/bin:/engine/bin:/usr/bin"


def test_state_and_settings_are_below_the_given_folder(env, tmp_path):
    made = env()
    assert made["PULUMI_BACKEND_URL"] == f"file://{tmp_path}/backend"
    assert made["PULUMI_HOME"] == f"{tmp_path}/pulumi"
    assert (tmp_path / "backend").is_dir()
    assert (tmp_path / "pulumi").is_dir()


def test_a_relative_folder_still_makes_an_absolute_url(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    made = environment(Path("/engine/bin"), venv=Path("/venv"), home=Path("here"))
    assert made["PULUMI_BACKEND_URL"] == f"file://{tmp_path}/here/backend"


@pytest.mark.parametrize(
    "name",
    [
        "SCALING_CLOUD_API_KEY",
        "SCALING_CLOUD_FORCE",
        "PULUMI_ACCESS_TOKEN",
        "PULUMI_STACK",
        "PYTHONPATH",
        "PYTHONHOME",
    ],
)
def test_the_users_keys_stacks_and_paths_stay_outside(env, name):
    assert name not in env(**{name: "theirs"})


def test_the_rest_of_the_environment_is_kept(env):
    assert env(LANG="fr_FR.UTF-8")["LANG"] == "fr_FR.UTF-8"


@pytest.mark.parametrize("name", ["NO_PROXY", "no_proxy"])
def test_loopback_is_reached_past_any_proxy(env, monkeypatch, name):
    for spelling in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(spelling, raising=False)
    made = env(**{name: "internal"})
    assert made["NO_PROXY"] == made["no_proxy"] == "internal,127.0.0.1,localhost,::1"


def test_our_own_environment_is_left_as_it_is(env):
    before = dict(os.environ)
    env()
    assert dict(os.environ) == before
