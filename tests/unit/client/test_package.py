"""What the package offers, and what merely importing it costs."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from pulumi_scaling import client
from pulumi_scaling.client.areas.area import Area


def loaded(statement):
    """The modules of ours that a fresh process holds after a statement."""
    code = f"{statement}\nimport sys\nprint(*(n for n in sys.modules if n.startswith('pulumi_sc')))"
    run = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, timeout=60
    )
    return set(run.stdout.split())


def test_the_program_side_does_not_pay_for_the_client():
    assert "pulumi_scaling.client" not in loaded("import pulumi_scaling")


def test_a_client_does_not_pay_for_areas_it_does_not_use():
    held = loaded("from pulumi_scaling.client import Client; Client(api_key='scl_live_x')")
    assert "pulumi_scaling.client.http.wire" in held
    assert not held & {"pulumi_scaling.client.areas.area", "pulumi_scaling.client.areas.declared"}


def test_all_that_areas_answer_with_or_take_can_be_imported_from_the_package():
    told = set(client.__all__)
    assert list(told) != []
    for home in client._HOMES:
        module = import_module(f"pulumi_scaling.client.areas.{home}")
        for name in module.__all__:
            value = getattr(module, name)
            if isinstance(value, type) and issubclass(value, Area):
                assert name not in told
            else:
                assert getattr(client, name) is value
                told.discard(name)
    for name in told:
        assert hasattr(client, name)
    with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
        _ = client.Nothing


def test_every_module_of_the_client_is_small():
    for path in Path(client.__file__).parent.glob("*.py"):
        assert len(path.read_text("utf-8").splitlines()) <= 300, path.name
