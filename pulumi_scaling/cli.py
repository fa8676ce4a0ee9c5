"""`pulumi-scaling`: the commands beside a program."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib.metadata import version

__all__ = ["main"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit status."""
    given = _parser().parse_args(argv)
    return _simulate(given)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="pulumi-scaling",
        description="On-call as code for Scaling: what stands beside programs.",
    )
    parser.add_argument("--version", action="version", version=version("pulumi-scaling"))
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    simulate = commands.add_parser(
        "simulate",
        help="run the Scaling API on this machine, with no account",
        description="Run the Scaling API on this machine, with no account.",
        epilog="example: pulumi-scaling simulate --port 8787 --data state.db",
    )
    simulate.add_argument("--port", type=int, default=8787, help="0 for a free one [8787]")
    simulate.add_argument("--host", default="127.0.0.1", help="where to listen [127.0.0.1]")
    simulate.add_argument("--data", metavar="FILE", help="keep the world in a file; else in memory")
    simulate.add_argument("--seed", metavar="FILE", help="a YAML file of what is there at first")
    simulate.add_argument(
        "--switch",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="answer one open question about the API the other way; may be repeated",
    )
    simulate.add_argument(
        "--allow-remote-control",
        action="store_true",
        help="serve /_simulator/ on an address that is not loopback, too",
    )
    return parser


def _simulate(given: argparse.Namespace) -> int:
    try:
        from pulumi_scaling.simulator.serving import simulate
    except ImportError as error:
        sys.stderr.write(
            f"the simulator needs a package that is not installed ({error.name}): "
            "pip install 'pulumi-scaling[simulator]'\n"
        )
        return 1
    return simulate(
        host=given.host,
        port=given.port,
        data=given.data,
        seed=given.seed,
        switches=dict(each.partition("=")[::2] for each in given.switch),
        allow_remote_control=given.allow_remote_control,
    )
