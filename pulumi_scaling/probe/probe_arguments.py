"""What can be said to `pulumi-scaling probe`."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from typing import Final

__all__ = ["Options", "arguments", "options"]

STATUS: Final = """\
exit status: 0 what was seen is as it was assumed, 1 something differs, 2 it could not be looked at.

examples:
  pulumi-scaling probe --dry-run                  what would be asked; nothing is sent
  pulumi-scaling probe                            reads only, some 26 requests
  pulumi-scaling probe --report report.json --switches switches.toml
  pulumi-scaling probe --write --sandbox ORG_ID   an organization that may be written to
"""


@dataclass(frozen=True)
class Options:
    """One call of the command."""

    dry_run: bool = False
    json: bool = False
    report: str | None = None
    switches: str | None = None
    stack: str | None = None
    write: bool = False
    sandbox: str | None = None
    invite: str | None = None
    yes: bool = False


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add them to the command's parser."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = STATUS
    add = parser.add_argument
    add("--dry-run", action="store_true", help="list the requests, and send none")
    add("--json", action="store_true", help="the report, for programs")
    add("--report", metavar="FILE", help="show the redacted report, and write it there")
    add(
        "--switches", metavar="FILE", help="show the positions for `simulate`, and write them there"
    )
    add("--stack", metavar="NAME", help="whose config to look at [the selected]")
    add("--write", action="store_true", help="also make, change and remove objects of its own")
    add("--sandbox", metavar="ORG_ID", help="with --write: the organization it may write to")
    add("--invite", metavar="ADDRESS", help="with --write: also invite this address, and revoke it")
    add("--yes", action="store_true", help="do not ask before writing")


def options(given: argparse.Namespace) -> Options:
    """What was said."""
    return Options(
        dry_run=given.dry_run,
        json=given.json,
        report=given.report,
        switches=given.switches,
        stack=given.stack,
        write=given.write,
        sandbox=given.sandbox,
        invite=given.invite,
        yes=given.yes,
    )
