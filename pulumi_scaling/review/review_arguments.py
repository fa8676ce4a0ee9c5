"""What can be said to `pulumi-scaling review`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

__all__ = ["FORMATS", "Options", "arguments", "options"]

FORMATS: Final = ("text", "md", "json", "html", "svg", "ics")
STATUS: Final = """\
exit status: 0 it was told, and no rule is broken; 1 a rule is broken, or with --verify something
else is about to be applied than was reviewed; 2 it could not be looked at.
Nothing is changed. With a key at hand, the account is asked what only it can know.

examples:
  pulumi-scaling review                                   this stack, for a person
  pulumi-scaling review --stack prod --format md --out review.md
  pulumi-scaling review -- --refresh --target '**payments'
  pulumi preview --json --show-sames | pulumi-scaling review --preview -
  pulumi-scaling review --preview eu.json --preview us.json --format html --out review.html
  pulumi-scaling review --fail-on gap,handoff-now
  pulumi-scaling review --verify review.json              in the deploy job
"""


@dataclass(frozen=True)
class Options:
    """One call of the command."""

    extra: Sequence[str] = ()
    previews: Sequence[str] = ()
    stack: str | None = None
    format: str | None = None
    out: str | None = None
    weeks: int = 8
    since: str | None = None
    zone: str | None = None
    names: Literal["full", "initials"] = "full"
    config: str | None = None
    fail_on: Sequence[str] = ()
    verify: str | None = None
    offline: bool = False


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add them to the command's parser."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = STATUS
    add = parser.add_argument
    add("extra", nargs="*", metavar="-- FLAG", help="more for `pulumi preview`, behind --")
    add(
        "--preview",
        dest="previews",
        action="append",
        default=[],
        metavar="FILE",
        help="what `pulumi preview --json --show-sames` printed, instead of running it; `-` is "
        "standard input; may be repeated: several stacks are one review",
    )
    add("--stack", metavar="NAME", help="which stack to preview [the selected]")
    add("--format", choices=FORMATS, help="[that of --out, else text]")
    add("--out", metavar="FILE", help="where to write it; with ics a folder, one file a person")
    add("--weeks", type=_weeks, default=8, metavar="N", help="how far to look [8]")
    add(
        "--from",
        dest="since",
        metavar="INSTANT",
        help="when it is applied: an instant, or a day [now]",
    )
    add("--zone", metavar="ZONE", help="whose clocks to use [most schedules']")
    add(
        "--names",
        choices=("full", "initials"),
        default="full",
        metavar="STYLE",
        help="of people: full, or initials [full]",
    )
    add("--config", metavar="FILE", help="people, promises and rules [on-call.toml, if there]")
    add(
        "--fail-on",
        type=_rules,
        default=(),
        metavar="RULE[,RULE]",
        help="end with 1 where one of these is broken [what --config says]",
    )
    add(
        "--verify",
        metavar="HASH",
        help="compare with the hash of a review, or with a file of its JSON; end with 1 if it is "
        "another one",
    )
    add("--offline", action="store_true", help="do not ask the account, though there is a key")


def options(given: argparse.Namespace) -> Options:
    """What was said, as a value."""
    known = {name: value for name, value in vars(given).items() if name in Options.__annotations__}
    return Options(**known)


def _weeks(text: str) -> int:
    weeks = int(text)
    if not 1 <= weeks <= 520:
        raise argparse.ArgumentTypeError(f"{weeks} weeks cannot be told: 1 to 520 can")
    return weeks


def _rules(text: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in text.split(",") if each.strip())
