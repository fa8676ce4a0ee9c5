"""The Scaling API, small enough to carry: for tests and demos, with no account.

In a test or a script, `serve` runs it on a free port of this machine until the block ends:

    from pulumi_scaling.simulator import Simulator

    with Simulator().serve() as server:
        httpx.post(
            f"{server.url}/oncall/schedules",
            headers={"Authorization": f"Bearer {server.key}"},
            json={"name": "Primary", "timezone": "Europe/Paris"},
        )
        assert [row["name"] for row in server.rows("schedules")] == ["Primary"]
        assert [request.operation for request in server.writes] == ["create_schedule"]

`server.url` and `server.key` are what a program takes as `SCALING_CLOUD_BASE_URL` and
`SCALING_CLOUD_API_KEY`. The organization `org_harborline` has the members ana, bo, cy, dee and eli
(`user_ana`, `ana@example.com`, and so on; ana and dee are admins); further keys, one expired, one
of a member who is no admin and one of another organization, are constants of this package.

Besides: `server.requests`, `server.reset()`, `server.seed({...})`, `server.faults({...})`,
`server.clock("2026-03-01T03:00:00Z")`, `server.switches({...})`, `server.accept(invitation_id)`,
`server.expire(invitation_id)` and `server.pages`. `FLIPPED` is every assumption switch in its other
position: a program that works under `Simulator(switches=FLIPPED)` relies on no guess about the API.

The package knows the API contract and nothing of the provider, so the two cannot share a mistake.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pulumi_scaling.simulator.control import (
        ADMIN_KEY,
        EXPIRED_KEY,
        MEMBER_KEY,
        ORGANIZATION,
        OTHER_KEY,
        OTHER_ORGANIZATION,
        SECOND_KEY,
    )
    from pulumi_scaling.simulator.serving import Server
    from pulumi_scaling.simulator.simulator import Simulator
    from pulumi_scaling.simulator.until_interrupted import simulate
    from pulumi_scaling.simulator.world import FLIPPED, GENERATIONS, SWITCHES

__all__ = [
    "ADMIN_KEY",
    "EXPIRED_KEY",
    "FLIPPED",
    "GENERATIONS",
    "MEMBER_KEY",
    "ORGANIZATION",
    "OTHER_KEY",
    "OTHER_ORGANIZATION",
    "SECOND_KEY",
    "SWITCHES",
    "Server",
    "Simulator",
    "simulate",
]

_HOMES = {
    **dict.fromkeys(("FLIPPED", "GENERATIONS", "SWITCHES"), "world"),
    "Server": "serving",
    "Simulator": "simulator",
    "simulate": "until_interrupted",
}


def __getattr__(name: str) -> Any:
    """Import on first use: pytest loads this package's plugin in every run of every user."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    try:
        home = import_module(f"{__name__}.{_HOMES.get(name, 'control')}")
    except ModuleNotFoundError as missing:
        if (missing.name or "").startswith("pulumi_scaling"):
            raise
        from pulumi_scaling.origin import requirement

        raise ImportError(
            f"the simulator needs {missing.name}: pip install '{requirement('simulator')}'"
        ) from missing
    value = globals()[name] = getattr(home, name)
    return value
