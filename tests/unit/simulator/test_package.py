"""The package as others import it: cheap for the plugin, free of the provider."""

import subprocess
import sys
from pathlib import Path

import pytest

import pulumi_scaling.simulator as package

# The front door of the whole package imports the provider for programs; the simulator must not
# need what comes in by it, so it is imported past it.
PAST_THE_DOOR = """
import sys, types
door = sys.modules["pulumi_scaling"] = types.ModuleType("pulumi_scaling")
door.__path__ = [{path!r}]
{code}
print(*sorted(sys.modules))
"""
PLUGIN = "import pulumi_scaling.simulator.pytest_plugin"
ALL = "from pulumi_scaling.simulator import Simulator; Simulator().app()"


def loaded(code):
    path = str(Path(package.__file__).parents[1])
    program = PAST_THE_DOOR.format(path=path, code=code)
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_the_plugin_costs_a_users_test_run_next_to_nothing():
    heavy = {"starlette", "uvicorn", "jsonschema_rs", "yaml", "sqlite3", "asyncio"}
    # What measures coverage in this process comes along with any program.
    assert not heavy & (loaded(PLUGIN) - loaded("pass"))


def test_the_simulator_shares_the_rota_its_pictures_and_the_switches_and_nothing_else():
    ours = {
        name.split(".")[1]
        for name in loaded(ALL)
        if name.startswith("pulumi_scaling.") and name.count(".")
    }
    # The names of what is only assumed are no knowledge that a mistake could be shared by.
    assert ours == {"simulator", "rota", "pictures", "assumed", "toml_reader"}


def test_every_exported_name_is_there_and_no_other():
    for name in package.__all__:
        assert getattr(package, name) is not None
    with pytest.raises(AttributeError, match="Simulacrum"):
        _ = package.Simulacrum


def test_no_file_is_too_long_to_read_in_one_sitting():
    folder = Path(package.__file__).parent
    lengths = {path.name: len(path.read_text().splitlines()) for path in folder.rglob("*.py")}
    assert {name: length for name, length in lengths.items() if length > 300} == {}
