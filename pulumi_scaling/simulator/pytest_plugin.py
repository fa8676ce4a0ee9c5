"""Fixtures for projects that test their on-call programs: `scaling_simulator` and `scaling_url`.

pytest loads this module in every run of everybody who has the package installed, so it imports
nothing that is not needed to declare the fixtures.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pulumi_scaling.assumed import Positions
    from pulumi_scaling.simulator.serving import Server

OPTION = "scaling_switches"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Where it is said which API the simulator is to be."""
    what = "the switches.toml of `pulumi-scaling probe`: the simulator behaves as that account"
    parser.addini(OPTION, what)
    parser.getgroup("scaling").addoption("--scaling-switches", metavar="FILE", help=what)


def pytest_report_header(config: pytest.Config) -> list[str]:
    """What the account does and the simulator does not."""
    return [f"scaling: {sentence}" for sentence in _positions(config).sentences]


def _positions(config: pytest.Config) -> Positions:
    from pulumi_scaling.assumed import BadSwitches, UnknownSwitch, positions_of

    said = config.getoption("--scaling-switches")
    # A path of the ini file is one beside it, whatever folder pytest was started in.
    file = config.invocation_params.dir / said if said else None
    if file is None and (told := config.getini(OPTION)):
        file = (config.inipath.parent if config.inipath else config.rootpath) / str(told)
    try:
        return positions_of(file)
    except (BadSwitches, UnknownSwitch) as wrong:
        raise pytest.UsageError(str(wrong)) from None


@pytest.fixture(scope="session")
def _scaling_server(pytestconfig: pytest.Config) -> Iterator[Server]:
    from pulumi_scaling.simulator import Simulator

    with Simulator(switches=_positions(pytestconfig).switches).serve() as server:
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
