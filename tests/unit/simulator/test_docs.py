"""The page about the simulator tells every switch, fault, control call and key there is."""

from pathlib import Path

import pytest
import yaml

from pulumi_scaling.simulator import GENERATIONS, SWITCHES
from pulumi_scaling.simulator.areas import shown
from pulumi_scaling.simulator.control import Control, control_routes, defaults, seeds
from pulumi_scaling.simulator.serving import Faults, Journal, faults

PAGE = (Path(__file__).parents[3] / "sdk-docs" / "simulator.md").read_text()


def code(position):
    return f"`{position}`" if str(position) else "(empty)"


@pytest.mark.parametrize("switch", [*SWITCHES, *GENERATIONS], ids=lambda switch: switch.name)
def test_each_switch_has_its_row(switch):
    others = ", ".join(code(other) for other in switch.others)
    cells = (f"`{switch.name}`", switch.assumption, code(switch.default), others, switch.help)
    assert f"| {' | '.join(cells)} |" in PAGE


@pytest.mark.parametrize("key", faults.SCHEMA["properties"])
def test_each_key_of_a_fault_is_told(key):
    assert f"`{key}`" in PAGE


def test_each_control_call_is_told(world):
    control = Control(world=world, journal=Journal(), faults=Faults(), seed=None)
    for route in control_routes.routes(control):
        (method,) = route.methods - {"HEAD"}
        assert f"`{method} {route.path}`" in PAGE


def test_each_key_and_each_kind_of_rows_is_told():
    for organization in defaults.WORLD["organizations"]:
        for key in organization["keys"]:
            assert f"`{key['key']}`" in PAGE
    for kind in shown.KINDS:
        assert f"`{kind}`" in PAGE


def test_the_seed_on_the_page_grows(world):
    fence = PAGE.partition("```yaml\n")[2].partition("```")[0]
    planted = seeds.plant(world, yaml.safe_load(fence))
    assert {kind: len(ids) for kind, ids in planted.items()} == {
        "members": 2,
        "schedules": 1,
        "rotation_layers": 1,
        "overrides": 1,
        "policies": 1,
        "policy_layers": 2,
    }
