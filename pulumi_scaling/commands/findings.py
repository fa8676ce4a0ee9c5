"""What a look around came to: one line for each thing, and what to do where it is not well."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from dataclasses import asdict, dataclass
from threading import Thread
from typing import Final, Literal, TypeVar

from .table import Paint, clean

__all__ = ["Finding", "as_json", "failed", "screen", "within"]

Level = Literal["ok", "warning", "failure"]
Result = TypeVar("Result")


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    check: str
    """What it is, in a word or two."""
    level: Level
    said: str
    """How it is."""
    fix: str | None = None
    """What to do about it."""


_LOOKS: Final = {"ok": ("ok", "green"), "warning": ("warn", "yellow"), "failure": ("FAIL", "red")}


def failed(findings: Iterable[Finding]) -> bool:
    """Tell whether anything stands in the way."""
    return any(finding.level == "failure" for finding in findings)


def screen(findings: Sequence[Finding], paint: Paint) -> list[str]:
    """Lines for a person; each fix stands under what it is for."""
    shown: list[str] = []
    width = max(len(finding.check) for finding in findings)
    for finding in findings:
        word, colour = _LOOKS[finding.level]
        mark = paint(f"{word:<4}", colour)  # type: ignore[arg-type] # the table above has colours
        shown.append(f"{mark}  {finding.check:<{width}}  {clean(finding.said)}")
        if finding.fix:
            arrow = paint("→", "bold")
            shown.append(f"{'':<4}  {'':<{width}}  {arrow} {clean(finding.fix)}")
    return shown


def as_json(findings: Sequence[Finding]) -> str:
    """The same for programs."""
    rows = [asdict(finding) for finding in findings]
    return json.dumps({"ok": not failed(findings), "findings": rows}, indent=2, ensure_ascii=False)


def within(seconds: float, look: Callable[[], Result]) -> Result:
    """Do it, or raise TimeoutError: a name server that keeps silent is nobody's to interrupt."""
    done: Future[Result] = Future()

    def run() -> None:
        try:
            done.set_result(look())
        except BaseException as error:  # noqa: BLE001 - handed on to whoever waits
            done.set_exception(error)

    worker = Thread(target=run, daemon=True)
    worker.start()
    worker.join(seconds)
    if worker.is_alive():
        raise TimeoutError(f"no answer in {seconds:.0f} s")
    return done.result()
