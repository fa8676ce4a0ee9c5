"""`pulumi-scaling probe`: look, tell, and write down what may be written down."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pulumi_scaling.assumed import text_of
from pulumi_scaling.client import Transport, base_url
from pulumi_scaling.commands.key import configured
from pulumi_scaling.commands.table import Paint, clean
from pulumi_scaling.errors import ScalingError

from .looking import CannotLook, look
from .looks import Looks
from .probe_arguments import Options
from .reads import MOST, READS
from .report import report
from .screen import differs, screen
from .sending import Sending
from .verdicts import Verdict, positions, verdicts

__all__ = ["probe"]

AS_ASSUMED: Final = 0
DIFFERS: Final = 1
BLIND: Final = 2


@dataclass(frozen=True)
class _Account:
    url: str
    key: str


def probe(options: Options, *, transport: Transport | None = None) -> int:
    """Do what was asked; the exit status."""
    try:
        return _probed(options, transport)
    except ScalingError as error:
        sys.stderr.write(f"pulumi-scaling probe: {clean(str(error))}\n")
        return BLIND


def _probed(options: Options, transport: Transport | None) -> int:
    if options.dry_run:
        _say([*_announced(), "", "Nothing was sent."])
        return AS_ASSUMED
    account = _account(options)
    send = Sending(account.url, account.key, most=MOST, transport=transport)
    try:
        looks = look(send)
    finally:
        send.close()
    return _told(options, looks, verdicts(looks), requests=len(send.sent))


def _announced() -> list[str]:
    lines = [f"{len(READS)} requests that change nothing; those told to wait are sent once more,"]
    lines += [f"and never more than {MOST} altogether:", ""]
    return lines + [f"  {ask.line}  ({' '.join(ask.settles)})" for ask in READS]


def _account(options: Options) -> _Account:
    found = configured(Path.cwd(), os.environ, options.stack)
    for finding in found.findings:
        if finding.level == "failure":
            fix = f"; {finding.fix}" if finding.fix else ""
            raise CannotLook(f"{finding.check}: {finding.said}{fix}")
    if found.settings.api_key is None:
        raise CannotLook("there is no key; `pulumi-scaling doctor` says where it is looked for")
    return _Account(base_url(found.settings.base_url), found.settings.api_key)


def _told(options: Options, looks: Looks, found: Sequence[Verdict], *, requests: int) -> int:
    written = json.dumps(report(looks, found, wrote=options.write), indent=1) + "\n"
    if options.json:
        sys.stdout.write(written)
    else:
        _say([*screen(looks, found, Paint(sys.stdout)), f"{requests} requests were sent."])
    if options.report:
        _write(options.report, written, shown=options.json)
    if options.switches:
        _write(options.switches, text_of(positions(found)), shown=False, aside=options.json)
    return DIFFERS if differs(looks, found) else AS_ASSUMED


def _write(name: str, text: str, *, shown: bool, aside: bool = False) -> None:
    """Show what is written, then write it."""
    if not shown:
        stream = sys.stderr if aside else sys.stdout
        stream.write(f"\nInto {clean(name)}:\n\n{text}")
        stream.flush()
    try:
        Path(name).write_text(text, "utf-8")
    except OSError as error:
        raise CannotLook(f"{name} cannot be written: {error.strerror}") from None


def _say(lines: Sequence[str]) -> None:
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()
