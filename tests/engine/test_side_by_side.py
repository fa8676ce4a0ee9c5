"""The engine that lives are lived with, held against the real one: calls, server and state.

A few programs here; `make soak ARGS="--engine 200"` goes through as many as it is told.
"""

from __future__ import annotations

import os

import pytest

from tests.engine.model_against_cli import Told, compared, programs
from tests.engine.stack import Stack

pytestmark = pytest.mark.long

SAMPLE = int(os.environ.get("SIDE_BY_SIDE", "4"))


@pytest.mark.parametrize("told", programs(SAMPLE), ids=lambda told: told.name.replace(" ", "-"))
def test_the_model_does_what_the_engine_does(told: Told, stack: Stack) -> None:
    differences = compared(told, stack)
    assert not differences, "\n".join(differences)
