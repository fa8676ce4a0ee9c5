"""A world of its own for each test, closed behind it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pulumi_scaling.simulator.store import Store
from pulumi_scaling.simulator.switches import Switches
from pulumi_scaling.simulator.world import World


@pytest.fixture
def world() -> Iterator[World]:
    store = Store()
    yield World(store=store, switches=Switches())
    store.close()
