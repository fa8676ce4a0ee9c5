"""What can be said to `pulumi-scaling adopt`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Options", "arguments", "options"]

STATUS = """\
exit status: 0 done, and with --import proven: a preview says no change; 2 done, and something
remains: changes, what was left out, or an account that changed meanwhile; 1 it was not done.
The account is only read. The key comes from SCALING_CLOUD_API_KEY; with --fill, the config of the
selected stack comes first.

examples:
  pulumi-scaling adopt --out oncall                     everything, and the commands that follow
  pulumi-scaling adopt --out oncall --import            ... and run them, and prove it
  pulumi-scaling adopt --out payments --policy Payments a policy and all it leads to
  pulumi-scaling adopt --fill import.json --import      what this program would create, and exists
"""


@dataclass(frozen=True)
class Options:
    """One call of the command."""

    names: Sequence[str] = ()
    policies: Sequence[str] = ()
    out: Path = Path("oncall")
    fill: Path | None = None
    preview: Path | None = None
    members: bool = False
    separate: bool = False
    unprotected: bool = False
    by_team: bool = False
    overwrite: bool = False
    run_import: bool = False
    project: str | None = None
    stack: str | None = None


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add them to the command's parser."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = STATUS
    add = parser.add_argument
    add("names", nargs="*", metavar="NAME", help="what to adopt, by name or glob [all]")
    add(
        "--policy",
        dest="policies",
        action="append",
        default=[],
        metavar="NAME",
        help="a policy and all it leads to; may be repeated",
    )
    add("--out", type=Path, default=Path("oncall"), metavar="DIR", help="for the program [oncall]")
    add(
        "--fill",
        type=Path,
        metavar="FILE",
        help="complete the file of `pulumi preview --import-file` for the program in this folder; "
        "made if it is not there",
    )
    add(
        "--preview",
        type=Path,
        metavar="FILE",
        help="with --fill: the output of `pulumi preview --json`, instead of running it",
    )
    add("--members", action="store_true", help="people too, as Member resources")
    add(
        "--unprotected",
        action="store_true",
        help="let the program delete what it adopts; else everything is protected",
    )
    add(
        "--separate",
        action="store_true",
        help="each layer as a resource of its own, instead of a list in what it lies in",
    )
    add("--by-team", action="store_true", help="one module a team instead of one file")
    add("--overwrite", action="store_true", help="replace files that are there and differ")
    add(
        "--import",
        dest="run_import",
        action="store_true",
        help="run the import too, and prove that nothing is left to change",
    )
    add("--project", metavar="NAME", help="the name of the Pulumi project [that of DIR]")
    add("--stack", metavar="NAME", help="the stack [dev; with --fill the selected one]")


def options(given: argparse.Namespace) -> Options:
    """What was said, as a value."""
    known = {name: value for name, value in vars(given).items() if name in Options.__annotations__}
    return Options(**known)
