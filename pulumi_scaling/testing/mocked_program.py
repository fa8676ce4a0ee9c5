"""Runs a program as Pulumi's own unit tests do, and keeps what it registers.

Ids are made up, so that what refers to another resource knows which; everything else is what the
program says. Nothing is sent anywhere.
"""

from __future__ import annotations

import asyncio
import re
import runpy
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, cast

import pulumi
from pulumi import runtime
from pulumi.runtime import Mocks, set_all_config, set_mocks

from pulumi_scaling.errors import Refused
from pulumi_scaling.model import check
from pulumi_scaling.previews import TYPE_PREFIX
from pulumi_scaling.resources import by_name

__all__ = ["Outputs", "Source", "registered"]

Source = str | Path | Callable[[], object]
Outputs = Mapping[str, Mapping[str, Any]]
"""What resources of other providers answer with, by their types."""
PROJECT: Final = "tested"
"""Where no Pulumi.yaml lies beside the program."""


class _Kept(Mocks):
    """Answers for the engine."""

    def __init__(self, project: str, stack: str, outputs: Outputs) -> None:
        self._where, self._outputs = f"{stack}::{project}", outputs
        self.steps: list[dict[str, Any]] = []

    def new_resource(self, args: pulumi.runtime.MockResourceArgs) -> tuple[str | None, Any]:
        """Note one, under an id of its own."""
        inputs: dict[str, Any] = cast("Any", args).inputs
        known = {name: value for name, value in inputs.items() if not name.startswith("__")}
        kind = by_name.get(args.typ.removeprefix(TYPE_PREFIX))
        own = args.resource_id or f"{args.name}-{len(self.steps)}"
        if kind and kind.parent and not args.resource_id:
            own = f"{known.get(kind.parent)}/{own}"
        state = {"id": own, "type": args.typ, "inputs": known, "outputs": known}
        # As if all of it were there: then its id stands for it wherever it is referred to.
        urn = f"urn:pulumi:{self._where}::{args.typ}::{args.name}"
        self.steps.append({"op": "same", "urn": urn, "oldState": state, "newState": state})
        return own, {**known, **self._outputs.get(args.typ, {})}

    def call(self, args: pulumi.runtime.MockCallArgs) -> Any:  # noqa: ARG002 - whatever it is
        """Look nothing up."""
        return {}


def registered(
    program: Source, config: Mapping[str, str], stack: str, outputs: Outputs
) -> dict[str, Any]:
    """All resources of a program, as a plan of them would be printed."""
    project = _project(program)
    kept = _Kept(project, stack, outputs)
    # A test may run in a thread or a process in which nobody has asked for a loop yet.
    with suppress(RuntimeError):
        asyncio.get_event_loop()
    set_mocks(kept, project=project, stack=stack, preview=False)
    set_all_config(dict(config))

    def run() -> None:
        program() if callable(program) else _run(Path(program))

    # It waits until all is registered; the SDK gives no types for it.
    cast("Any", runtime).test(run)()
    _refuse_mistakes(kept.steps)
    return {"steps": kept.steps, "changeSummary": {}}


def _project(program: Source) -> str:
    """The name of its project, which is that of its config."""
    if callable(program):
        return PROJECT
    path = Path(program)
    settings = (path if path.is_dir() else path.parent) / "Pulumi.yaml"
    text = settings.read_text("utf-8") if settings.exists() else ""
    found = re.search(r"^name:\s*['\"]?([\w.-]+)", text, re.MULTILINE)
    return found[1] if found else PROJECT


def _run(path: Path) -> None:
    """Run a file, or the `__main__.py` of a folder, with what lies beside it to import."""
    file = path / "__main__.py" if path.is_dir() else path
    folder = str(file.resolve().parent)
    before = set(sys.modules)
    sys.path.insert(0, folder)
    try:
        runpy.run_path(str(file))
    finally:
        sys.path.remove(folder)
        # Another program may have a module of the same name.
        for name in set(sys.modules) - before:
            if str(getattr(sys.modules[name], "__file__", "")).startswith(folder):
                del sys.modules[name]


def _refuse_mistakes(steps: list[dict[str, Any]]) -> None:
    wrong = [
        f"{kind} '{step['urn'].rpartition('::')[2]}': {problem.path} {problem.sentence}"
        for step in steps
        if (kind := step["newState"]["type"].removeprefix(TYPE_PREFIX)) in by_name
        for problem in check(by_name[kind].inputs, step["newState"]["inputs"]).problems
    ]
    if wrong:
        raise Refused("; ".join(wrong))
