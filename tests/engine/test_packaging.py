"""What is published: a wheel and an sdist that need nothing but what they say they need.

The environments here are empty but for the distributions that the metadata asks for, linked from
the one the tests run in: nothing is downloaded, and a package that is imported without being
declared is missing.
"""

import re
import subprocess
import tarfile
import zipfile
from importlib import metadata
from pathlib import Path

import pytest

from tests.engine.environments import NAME, ROOT, Environment, build, must, required
from tests.engine.stack import copied
from tools.engine_env import environment

# One worker makes what they share, once.
pytestmark = [pytest.mark.xdist_group("packaging"), pytest.mark.long]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    return build(tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module")
def with_simulator(built, tmp_path_factory):
    made = Environment(tmp_path_factory.mktemp("simulator") / "venv")
    # The engine lists what a program could import, by the pip that every usual environment has.
    made.link(required(NAME, "simulator") | {"pip"})
    made.install(built[0])
    return made


@pytest.fixture(scope="module")
def bare(built, tmp_path_factory):
    made = Environment(tmp_path_factory.mktemp("bare") / "venv")
    made.link(required(NAME) | {"pytest"} | required("pytest"))
    made.install(built[0])
    return made


# ---------------------------------------------------------------- what is in them


def test_the_wheel_holds_the_package_whole_and_nothing_else(built):
    with zipfile.ZipFile(built[0]) as wheel:
        names = {name for name in wheel.namelist() if ".dist-info/" not in name}
    tracked = must(
        "git", "ls-files", "--cached", "--others", "--exclude-standard", "pulumi_scaling"
    )
    assert names <= set(tracked.split())
    assert {name.split("/")[0] for name in names} == {"pulumi_scaling"}
    assert names >= {
        "pulumi_scaling/py.typed",
        "pulumi_scaling/simulator/contract/scaling.openapi.yaml",
        "pulumi_scaling/simulator/world/schema.sql",
        "pulumi_scaling/simulator/control/seed.schema.json",
    }


def test_the_sdist_has_the_examples_the_pages_and_how_to_contribute(built):
    with tarfile.open(built[1]) as sdist:
        names = {name.partition("/")[2] for name in sdist.getnames()}
    assert names >= {
        "examples/quickstart/__main__.py",
        "sdk-docs/index.md",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "LICENSE",
        "README.md",
    }
    assert not [name for name in names if name.startswith((".venv", "dist/", ".git/"))]


def test_the_wheel_says_the_version_and_the_entry_points(with_simulator, tmp_path):
    said = with_simulator.run("pulumi-scaling", "--version", at=tmp_path).stdout
    assert said.strip() == metadata.version(NAME)


# ---------------------------------------------------------------- with the simulator's extra


@pytest.fixture
def simulating(with_simulator, tmp_path):
    """The command as installed, and what it says a program needs."""
    words = [with_simulator.bin / "pulumi-scaling", "simulate", "--port", "0"]
    with subprocess.Popen(words, cwd=tmp_path, stdout=subprocess.PIPE, text=True) as running:
        said = ""
        for line in running.stdout:
            said += line
            if line.startswith("Ctrl-C"):
                break
        try:
            yield dict(re.findall(r"export (\w+)=(\S+)", said))
        finally:
            running.terminate()


def test_the_extra_alone_is_enough_to_simulate_and_to_run_the_quickstart(
    with_simulator, simulating, engine, tmp_path
):
    assert set(simulating) == {"SCALING_CLOUD_BASE_URL", "SCALING_CLOUD_API_KEY"}
    program = tmp_path / "quickstart"
    copied(ROOT / "examples" / "quickstart", program)
    env = environment(engine, venv=with_simulator.folder, home=tmp_path) | simulating
    for words in (
        ["stack", "init", "dev"],
        ["up", "--yes", "--skip-preview"],
        ["up", "--yes", "--skip-preview", "--expect-no-changes"],
    ):
        done = subprocess.run(
            [engine / "pulumi", *words, "--non-interactive"],
            cwd=program,
            env=env,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, done.stdout + done.stderr
    said = with_simulator.run("pulumi-scaling", "doctor", at=program, env=env).stdout
    assert said.endswith("everything is there\n")
    assert "FAIL" not in said
    assert f"ok    stack         dev, of {program}/Pulumi.yaml" in said


def test_the_sdist_installs_too(built, tmp_path):
    made = Environment(tmp_path / "venv")
    made.link(required(NAME) | {"hatchling"} | required("hatchling"))
    made.install(built[1], "--no-build-isolation")
    made.run("python", "-c", "import pulumi_scaling as s; s.Schedule", at=tmp_path)


# ---------------------------------------------------------------- without it


def test_without_the_extra_programs_import_and_simulate_says_what_to_install(bare, tmp_path):
    bare.run("python", "-W", "error", "-c", "import pulumi_scaling as s; s.Schedule", at=tmp_path)
    done = bare.run("pulumi-scaling", "simulate", at=tmp_path, ok=False)
    assert re.fullmatch(
        r"the simulator needs a package that is not installed \(\w+\): "
        r"pip install 'pulumi-scaling\[simulator\] @ file:///\S+\.whl#sha256=[0-9a-f]{64}'\n",
        done.stderr,
    )


@pytest.mark.parametrize("command", ["doctor", "on-call Primary", "adopt"])
def test_without_the_extra_the_other_commands_work(bare, tmp_path, command):
    done = bare.run("pulumi-scaling", *command.split(), at=tmp_path, ok=False)
    assert "Traceback" not in done.stderr
    assert "SCALING_CLOUD_API_KEY" in done.stdout + done.stderr


def test_without_the_extra_a_projects_own_tests_are_left_alone(bare, tmp_path):
    (tmp_path / "test_own.py").write_text("def test_own():\n    assert 1 + 1 == 2\n")
    done = bare.run("python", "-m", "pytest", "-W", "error", at=tmp_path)
    assert "1 passed" in done.stdout


def test_without_the_extra_a_test_that_wants_the_simulator_says_what_to_install(bare, tmp_path):
    (tmp_path / "test_own.py").write_text("def test_own(scaling_simulator):\n    pass\n")
    done = bare.run("python", "-m", "pytest", at=tmp_path, ok=False)
    assert "pip install 'pulumi-scaling[simulator] @ file:///" in done.stdout


def test_nothing_of_the_checkout_is_found_by_what_is_installed(bare, tmp_path):
    code = "import pulumi_scaling; print(pulumi_scaling.__file__)"
    found = bare.run("python", "-c", code, at=tmp_path).stdout.strip()
    assert Path(found).is_relative_to(bare.packages)
    assert not Path(found).is_symlink()
