"""The command `pulumi-scaling simulate`: serve until interrupted, and say how to get there."""

from __future__ import annotations

import signal
import sys
from collections.abc import Mapping, Sequence
from errno import EADDRNOTAVAIL
from os import PathLike
from pathlib import Path
from socket import gaierror
from threading import Event
from types import FrameType

from pulumi_scaling.assumed import DEFAULTS, BadSwitches, Positions, positions_of
from pulumi_scaling.simulator.control import BadSeed, defaults
from pulumi_scaling.simulator.page_log import PageLog
from pulumi_scaling.simulator.serving import AddressInUse, Server, is_loopback
from pulumi_scaling.simulator.simulator import Simulator
from pulumi_scaling.simulator.world import UnknownSwitch, UnusableData


def simulate(
    *,
    host: str = "127.0.0.1",
    port: int = 8787,
    data: str | PathLike[str] | None = None,
    seed: str | PathLike[str] | None = None,
    switches: Mapping[str, object] | None = None,
    switches_file: str | PathLike[str] | None = None,
    allow_remote_control: bool = False,
    log: bool = False,
) -> int:
    """Run the simulator until ctrl-C or a SIGTERM; the result is the exit status."""
    try:
        known = positions_of(switches_file)
        # What is said by hand wins: somebody tries the account with one thing otherwise.
        positions = {**known.switches, **(switches or {})}
        simulator = Simulator(data=data, seed=seed, switches=positions)
    except (BadSeed, BadSwitches, UnknownSwitch, UnusableData) as wrong:
        return _refuse(str(wrong))
    try:
        server = simulator.serve(host=host, port=port, allow_remote_control=allow_remote_control)
    except AddressInUse as taken:
        simulator.close()
        return _refuse(f"{taken}. {_way_out(taken.__cause__)}")
    # Before anybody knows the address.
    paged = PageLog(simulator.control.world) if log else None
    over = Event()

    def leave(_signal: int, _frame: FrameType | None) -> None:
        over.set()

    before = [(each, signal.signal(each, leave)) for each in (signal.SIGINT, signal.SIGTERM)]
    try:
        _say(_as_the_account(known, switches_file))
        _say(_greeting(server, host=host, data=data, allow_remote_control=allow_remote_control))
        # Not endlessly: on Windows a wait without an end cannot be interrupted.
        while not over.wait(1):
            for line in paged.news() if paged else ():
                _say([line])
    finally:
        for which, handler in before:
            signal.signal(which, handler)
        server.stop()
    _say(["", "Stopped." + (f" {data} keeps the world." if data else "")])
    return 0


def _way_out(cause: BaseException | None) -> str:
    """What to do about an address, by what the machine said of it."""
    if isinstance(cause, gaierror) or getattr(cause, "errno", None) == EADDRNOTAVAIL:
        return "Give a --host of this machine, such as 127.0.0.1."
    if isinstance(cause, PermissionError):
        return "Give a --port from 1024 on."
    return "Stop what listens there, or give another --port."


def _as_the_account(known: Positions, file: str | PathLike[str] | None) -> Sequence[str]:
    """What a file of switches makes of the simulator, and what it cannot."""
    if file is None:
        return ()
    others = {name: at for name, at in known.switches.items() if at != DEFAULTS[name]}
    told = ", ".join(f"{name} {at}".rstrip() for name, at in others.items())
    return [
        f"As {Path(file).name} has it: {told or 'all that was seen is as assumed'}.",
        *(f"Not as the account: {sentence}." for sentence in known.sentences),
        "",
    ]


def _greeting(
    server: Server,
    *,
    host: str,
    data: str | PathLike[str] | None,
    allow_remote_control: bool,
) -> Sequence[str]:
    where = f"in {Path(data).resolve()}" if data else "in memory, gone when it stops"
    control = (
        f"{server.origin}/_simulator/ sets clock, faults, switches and seeds."
        if allow_remote_control or is_loopback(host)
        else "No control calls: other machines reach this address (--allow-remote-control)."
    )
    return (
        f"Scaling, simulated, at {server.url}",
        f"Open {server.origin}/ to see who is on call, and what would happen if it burned now.",
        f"The world is {where}. {control}",
        "",
        "Point a program at it:",
        f"  export SCALING_CLOUD_BASE_URL={server.url}",
        f"  export SCALING_CLOUD_API_KEY={server.key}",
        "",
        f"More keys: {defaults.SECOND_KEY} (another admin), {defaults.MEMBER_KEY} (no admin),",
        f"  {defaults.EXPIRED_KEY} (expired), {defaults.OTHER_KEY} (another organization).",
        "Ctrl-C stops it.",
    )


def _say(lines: Sequence[str]) -> None:
    if not lines:
        return
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"pulumi-scaling simulate: {sentence}\n")
    return 1
