"""`pulumi-scaling`: the commands beside a program."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from typing import Final, NoReturn

from pulumi_scaling.adopt import arguments as adopt
from pulumi_scaling.commands import simulate_arguments as simulate
from pulumi_scaling.probe import probe_arguments as probe
from pulumi_scaling.review import review_arguments as review
from pulumi_scaling.version import VERSION
from pulumi_scaling.waiting import aloud

__all__ = ["main", "parser"]

EXAMPLES: Final = """\
examples:
  pulumi-scaling doctor                what is missing before a first `pulumi up`
  pulumi-scaling simulate              an account to try things on, until Ctrl-C
  pulumi-scaling on-call Primary       who is woken now, and who is next
  pulumi-scaling rota --weeks 8        whose turns they are in the weeks to come
  pulumi-scaling review                what a plan changes for people, before it does
  pulumi-scaling adopt --out oncall    a program for what the account holds
  pulumi-scaling probe                 which of the guesses about the API hold for the account

`pulumi-scaling COMMAND --help` says more about each.
"""
DOCTOR_EXAMPLES: Final = """\
exit status: 0 if nothing stands in the way, 1 if something does.

examples:
  pulumi-scaling doctor
  pulumi-scaling doctor --stack prod
  pulumi-scaling doctor --json
"""
ON_CALL_EXAMPLES: Final = """\
exit status: 0 if it can be told, also when nobody is on call; 1 if it cannot.

examples:
  pulumi-scaling on-call Primary
  pulumi-scaling on-call Primary --at 2026-03-29T02:30:00+01:00
  pulumi-scaling on-call Primary --json
  pulumi-scaling on-call
"""

ROTA_EXAMPLES: Final = """\
exit status: 0 if all of it can be told, 1 if not.

examples:
  pulumi-scaling rota Primary
  pulumi-scaling rota --all --weeks 12 --format html --out rota
  pulumi-scaling rota --format ics --out calendars
  pulumi-scaling rota --preview preview.json --format html --out rota
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit status."""
    given = parser().parse_args(argv)
    try:
        # The simulator waits for others, who know it.
        with nullcontext() if given.command == "simulate" else aloud(given.command):
            return int(_RUN[given.command](given))
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # `… | head` has read enough; Python would complain once more while it exits.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141


def parser() -> argparse.ArgumentParser:
    """All commands with their options, for running them and for whoever checks the page."""
    parser = _Parser(
        prog="pulumi-scaling",
        description="On-call as code for Scaling: what stands beside programs.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=VERSION)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    simulate.arguments(
        commands.add_parser(
            "simulate",
            help="run the Scaling API on this machine, with no account",
            description="Run the Scaling API on this machine, with no account.",
        )
    )
    doctor = commands.add_parser(
        "doctor",
        help="look whether everything is here that a program needs, and say what to do if not",
        description="Look whether everything is here that a program needs: Python, SDK, CLI and "
        "language host, where the key and the base URL come from, whether the API answers and "
        "whose key it is. Changes nothing.",
        epilog=DOCTOR_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    doctor.add_argument("--stack", metavar="NAME", help="whose config to look at [the selected]")
    doctor.add_argument("--json", action="store_true", help="the same for programs")
    on_call = commands.add_parser(
        "on-call",
        help="who is on call on a schedule or on each, until when, and who is next",
        description="Who is on call on a schedule, until when, and who is next; without a name, "
        "on all of them in a row each. The API is asked; the key is found where "
        "a program in this folder would find it.",
        epilog=ON_CALL_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    on_call.add_argument(
        "schedule", metavar="SCHEDULE", nargs="?", help="its name, or its id [all of them]"
    )
    on_call.add_argument(
        "--at",
        metavar="INSTANT",
        help="as 2026-03-29T02:30:00+01:00, a moment and not a day alone [now]",
    )
    on_call.add_argument("--stack", metavar="NAME", help="whose config to look at [the selected]")
    on_call.add_argument("--json", action="store_true", help="the same for programs")
    rota = commands.add_parser(
        "rota",
        help="whose turns they are in the weeks to come: text, page, drawing, calendars, JSON",
        description="Whose turns they are in the weeks to come, as the layers of the schedules "
        "have it. Unless told otherwise the API is asked; the key is found where a program in this "
        "folder would find it.",
        epilog=ROTA_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    rota.add_argument(
        "schedules", metavar="SCHEDULE", nargs="*", help="names, or ids [all of them]"
    )
    rota.add_argument("--all", action="store_true", help="all schedules, also said without names")
    rota.add_argument("--weeks", type=_weeks, default=4, metavar="N", help="how many [4]")
    rota.add_argument(
        "--from",
        dest="since",
        metavar="DAY",
        help="a day, or an instant with an offset [the Monday of this week]",
    )
    rota.add_argument("--zone", metavar="ZONE", help="whose clocks to use [most schedules']")
    rota.add_argument(
        "--format", choices=["text", "html", "svg", "ics", "json"], default="text", help="[text]"
    )
    rota.add_argument("--out", metavar="DIR", help="write files there; with ics, one a person")
    source = rota.add_mutually_exclusive_group()
    source.add_argument("--stack", metavar="NAME", help="what a stack holds, not the account")
    source.add_argument(
        "--preview",
        metavar="FILE",
        help="what `pulumi preview --json --show-sames` printed, not the account; - for a pipe",
    )
    side = rota.add_mutually_exclusive_group()
    side.add_argument("--before", action="store_true", help="with --preview: as it is now")
    side.add_argument("--after", action="store_true", help="with --preview: as it will be [so]")
    adopt.arguments(
        commands.add_parser(
            "adopt",
            help="write the program for what an account holds, and the file that imports it",
            description="Write the program for what an account holds, and the file that imports "
            "it into a stack.",
        )
    )
    review.arguments(
        commands.add_parser(
            "review",
            help="what `pulumi up` would change for people: who is woken, before and after",
            description="What `pulumi up` would change for people: who is woken, before and after, "
            "who must know, and what will be refused. Runs `pulumi preview`, or reads what it "
            "printed; changes nothing.",
        )
    )
    probe.arguments(
        commands.add_parser(
            "probe",
            help="which API an account speaks: each guess held against what it answers",
            description="Which API an account speaks: each guess that this package rests on is "
            "held against what the account answers. Changes nothing, unless --write is said.",
        )
    )
    return parser


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line: a page of options before it hides the sentence."""

    def error(self, message: str) -> NoReturn:
        # What a function could not take, argparse tells with the name of the function.
        said = re.sub(r": invalid _?\w+ value: (.+)", r": \1 is not what it takes", message)
        self.exit(2, f"{self.prog}: error: {said}; `{self.prog} --help` lists what can be said\n")


def _weeks(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 520:
        raise argparse.ArgumentTypeError(f"{text} weeks cannot be shown: 1 to 520 can")
    return int(text)


def _doctor(given: argparse.Namespace) -> int:
    from pulumi_scaling.commands.doctor import doctor

    return doctor(stack=given.stack, json=given.json)


def _on_call(given: argparse.Namespace) -> int:
    from pulumi_scaling.commands.on_call import on_call

    return on_call(given.schedule, at=given.at, stack=given.stack, json=given.json)


def _rota(given: argparse.Namespace) -> int:
    from pulumi_scaling.commands.rota_command import RotaOptions, show_rota

    return show_rota(
        RotaOptions(
            schedules=() if given.all else given.schedules,
            weeks=given.weeks,
            since=given.since,
            zone=given.zone,
            format=given.format,
            out=given.out,
            stack=given.stack,
            preview=given.preview,
            side="before" if given.before else "after",
        )
    )


def _adopt(given: argparse.Namespace) -> int:
    from pulumi_scaling.adopt.command import run

    return run(adopt.options(given))


def _review(given: argparse.Namespace) -> int:
    from pulumi_scaling.review.review_command import run

    return run(review.options(given))


def _probe(given: argparse.Namespace) -> int:
    from pulumi_scaling.probe.probe_command import probe as look

    return look(probe.options(given))


def _simulate(given: argparse.Namespace) -> int:
    try:
        from pulumi_scaling.simulator import simulate as serve
    except ImportError as error:
        from .origin import requirement

        sys.stderr.write(
            f"the simulator needs a package that is not installed ({error.name}): "
            f"pip install '{requirement('simulator')}'\n"
        )
        return 1
    return serve(
        host=given.host,
        port=given.port,
        data=given.data,
        seed=given.seed,
        switches=dict(each.partition("=")[::2] for each in given.switch),
        switches_file=given.switches,
        allow_remote_control=given.allow_remote_control,
        log=given.log,
    )


_RUN: Final[Mapping[str, Callable[[argparse.Namespace], int]]] = {
    "simulate": _simulate,
    "doctor": _doctor,
    "on-call": _on_call,
    "rota": _rota,
    "adopt": _adopt,
    "review": _review,
    "probe": _probe,
}


if __name__ == "__main__":
    sys.exit(main())
