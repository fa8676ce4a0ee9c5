"""Fixtures for projects that test their on-call programs: `scaling_simulator` and `scaling_url`.

pytest loads this module in every run of everybody who has the package installed, so it imports
nothing that is not needed to declare the fixtures.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pulumi_scaling.simulator.serving import Server


@pytest.fixture(scope="session")
def _scaling_server() -> Iterator[Server]:
    from pulumi_scaling.simulator import Simulator

    with Simulator().serve() as server:
        yield server


@pytest.fixture
def scaling_simulator(_scaling_server: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A running simulator in its first state; programs of the test find it in the environment."""
    _scaling_server.reset()
    monkeypatch.setenv("SCALING_CLOUD_BASE_URL", _scaling_server.url)
    monkeypatch.setenv("SCALING_CLOUD_API_KEY", _scaling_server.key)
    yield _scaling_server
    # Left behind by a test that failed, a fault would fail whatever uses the session's server next.
    _scaling_server.clear_faults()


@pytest.fixture
def scaling_url(scaling_simulator: Server) -> str:
    """The base URL of the running simulator."""
    return scaling_simulator.url
