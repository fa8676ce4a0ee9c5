"""The schedules of a plan, or of what a stack holds now: nothing is asked of the API."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final, Literal

from pulumi_scaling.errors import ScalingError
from pulumi_scaling.model import object_in, rows_in
from pulumi_scaling.review.engine_asked import plan_text
from pulumi_scaling.review.plan import plan_in, plan_of
from pulumi_scaling.review.worlds_read import worlds

from .pulumi_found import ask, cli
from .rota_seen import Seen
from .rota_worlds import seen_in

__all__ = ["Side", "planned", "stacked"]

Side = Literal["before", "after"]
SECONDS: Final = 60.0
"""For the CLI to print a stack: a large one in the cloud takes its time."""


def planned(file: str, side: Side, names: Iterable[str], now: datetime) -> Seen:
    """One side of what `pulumi preview --json --show-sames` printed; `-` reads it from a pipe."""
    read = worlds([plan_in(plan_text(file, f"--preview {file}"), file)], now=now)
    what = f"the changes to {read.stack}" if read.stack else "the changes"
    return seen_in(getattr(read, side), names, f"{side} {what}")


def stacked(stack: str, names: Iterable[str], now: datetime) -> Seen:
    """What the state of a stack holds, as if a plan said that all of it stays."""
    plan = plan_of({"steps": list(map(_stays, _resources(stack)))}, f"the stack {stack}")
    return seen_in(worlds([plan], now=now).before, names, f"in the stack {stack}")


def _resources(stack: str) -> list[Mapping[str, Any]]:
    program = cli(os.environ)
    if program is None:
        raise ScalingError("--stack takes the Pulumi CLI, and there is none on PATH")
    words = ("stack", "export", "--stack", stack, "--non-interactive", "--color", "never")
    ran = ask(program, *words, seconds=SECONDS)
    if ran.code != 0:
        raise ScalingError(f"the stack {stack} cannot be read: {ran.sentence}")
    try:
        said = json.loads(ran.out)
    except ValueError:
        raise ScalingError(f"the stack {stack} cannot be read: its export is no JSON") from None
    rows = rows_in(object_in(said, "deployment"), "resources")
    # What is marked so is gone already, but for the engine's own book-keeping.
    return [row for row in rows if not row.get("delete")]


def _stays(resource: Mapping[str, Any]) -> dict[str, Any]:
    op = "read" if resource.get("external") else "same"
    return {"op": op, "urn": resource.get("urn"), "oldState": resource, "newState": resource}
