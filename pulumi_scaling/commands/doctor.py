"""`pulumi-scaling doctor`: is everything here that a program needs, and what to do if not."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from .existing import existing
from .findings import as_json, failed, screen
from .interpreter import interpreter
from .key import configured
from .machine import machine
from .pulumi_found import project
from .reach import reach
from .table import Paint

__all__ = ["doctor"]


def doctor(*, stack: str | None = None, json: bool = False) -> int:
    """Look around and tell; 1 if something stands in the way. Changes nothing, never waits long."""
    findings = machine(os.environ)
    if program := project(Path.cwd()):
        findings += filter(None, [interpreter(program, os.environ)])
    account = configured(Path.cwd(), os.environ, stack)
    findings += account.findings
    if not any(each.check == "base URL" and each.level == "failure" for each in account.findings):
        findings += reach(account.settings)
    if program:
        findings.append(existing())
    if json:
        sys.stdout.write(as_json(findings) + "\n")
        return int(failed(findings))
    paint = Paint(sys.stdout)
    wrong = sum(each.level == "failure" for each in findings)
    last = paint("everything is there", "green")
    if wrong:
        things = "thing stands" if wrong == 1 else "things stand"
        last = paint(f"{wrong} {things} in the way; the arrows say what to do", "red")
    sys.stdout.write("\n".join([*screen(findings, paint), "", last]) + "\n")
    return int(failed(findings))
