"""Where plans come from: the engine is asked, or what it said is read from files.

What the engine says goes on to people, so a key in it does not.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from pulumi_scaling.client import API_KEY_VARIABLE
from pulumi_scaling.commands.pulumi_found import Ran, ask, cli, project
from pulumi_scaling.errors import Refused
from pulumi_scaling.waiting import waiting_for

from .plan import Plan, plan_in

__all__ = ["asked", "given", "plan_text", "without_keys"]

SECONDS: Final = 3600.0
"""Until a preview counts as hung."""
WORDS: Final = ("preview", "--json", "--show-sames", "--non-interactive", "--color", "never")
KEY: Final = re.compile(r"scl_(live|test)_[A-Za-z0-9_-]+")


def given(files: Sequence[str]) -> list[Plan]:
    """Read what was kept of previews; `-` is standard input."""
    return [
        plan_in(plan_text(each, f"the preview {each}"), "standard input" if each == "-" else each)
        for each in files
    ]


def asked(
    stack: str | None, extra: Sequence[str], environment: Mapping[str, str] = os.environ
) -> Plan:
    """Run a preview in this folder."""
    program = cli(environment)
    if program is None:
        raise Refused(
            "there is no `pulumi` on PATH or in ~/.pulumi/bin; install its CLI, or give what it "
            "said elsewhere with --preview FILE"
        )
    if project(Path.cwd()) is None and not any(each in {"-C", "--cwd"} for each in extra):
        raise Refused(
            f"no Pulumi.yaml in {Path.cwd()} or above it; run this in the folder of the program, "
            "or give a preview with --preview FILE"
        )
    chosen = ("--stack", stack) if stack else ()
    plain = {**environment, "PULUMI_ENABLE_STREAMING_JSON_PREVIEW": "false"}
    ran = ask(program, *WORDS, *chosen, *extra, environment=plain, seconds=SECONDS)
    try:
        return _plan(ran, " ".join(["pulumi", *WORDS[:3], *chosen, *extra]))
    except Refused as refused:
        raise Refused(without_keys(str(refused), [environment.get(API_KEY_VARIABLE)])) from None


def without_keys(text: str, keys: Iterable[str | None] = ()) -> str:
    """The same with nothing in it that opens an account."""
    for key in keys:
        if key:
            text = text.replace(key, "[the key]")
    return KEY.sub("[the key]", text)


def _plan(ran: Ran, command: str) -> Plan:
    if ran.code == 0:
        return plan_in(ran.out, f"what `{command}` printed")
    if ran.out.lstrip().startswith("{"):
        plan_in(ran.out, f"what `{command}` printed")  # Says what went wrong, if that is in it.
    raise Refused(f"`{command}` ended with {ran.code}: {ran.sentence or 'it said nothing'}")


def plan_text(name: str, called: str) -> str:
    """What a file holds, or standard input does; either may be a pipe that takes its time."""
    try:
        with waiting_for("a preview on standard input" if name == "-" else name):
            return sys.stdin.read() if name == "-" else Path(name).read_text("utf-8-sig")
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is no text"
        raise Refused(f"{called} cannot be read: {why}") from None
