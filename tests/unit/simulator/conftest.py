"""A world of its own for each test, closed behind it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pulumi_scaling.simulator.world import Store, Switches, World


@pytest.fixture
def world() -> Iterator[World]:
    store = Store()
    yield World(store=store, switches=Switches())
    store.close()
