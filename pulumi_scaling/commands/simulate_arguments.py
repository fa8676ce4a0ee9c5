"""What can be said to `pulumi-scaling simulate`; needs nothing of what the simulator needs."""

from __future__ import annotations

import argparse
from typing import Final

__all__ = ["arguments"]

EXAMPLES: Final = """\
examples:
  pulumi-scaling simulate
  pulumi-scaling simulate --port 0 --data state.db
  pulumi-scaling simulate --log
  pulumi-scaling simulate --seed world.yaml --switch delete_status=204
  pulumi-scaling simulate --switches switches.toml
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add them to the command's parser."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = EXAMPLES
    parser.add_argument("--port", type=_port, default=8787, help="0 for a free one [8787]")
    parser.add_argument("--host", default="127.0.0.1", help="where to listen [127.0.0.1]")
    parser.add_argument("--data", metavar="FILE", help="keep the world in a file; else in memory")
    parser.add_argument("--seed", metavar="FILE", help="a YAML file of what is there at first")
    parser.add_argument(
        "--switch",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="answer one open question about the API the other way; may be repeated",
    )
    parser.add_argument(
        "--switches",
        metavar="FILE",
        help="the switches.toml that `probe` wrote: behave as that account; --switch wins",
    )
    parser.add_argument(
        "--allow-remote-control",
        action="store_true",
        help="serve /_simulator/ on an address that is not loopback, too",
    )
    parser.add_argument(
        "--log", action="store_true", help="say who is paged for what, and why, as it happens"
    )


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65_535:
        raise argparse.ArgumentTypeError(f"{text} is no port, which go from 0 to 65535")
    return int(text)
