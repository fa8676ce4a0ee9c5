"""`pulumi-scaling probe`: look, tell, and write down what may be written down."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TextIO

from pulumi_scaling.assumed import text_of
from pulumi_scaling.client import Transport, base_url
from pulumi_scaling.commands.key import configured
from pulumi_scaling.commands.table import Paint, clean
from pulumi_scaling.errors import Refused, ScalingError
from pulumi_scaling.patience import Patience

from .announcing import announced, how_it_ended
from .looking import CannotLook, look
from .looks_kept import Looks
from .probe_arguments import Options
from .probe_verdicts import positions, verdicts
from .reads import MOST
from .report import report
from .sandbox_run import Ended, write
from .screen import differs, screen
from .sender import Sending

__all__ = ["probe"]

AS_ASSUMED: Final = 0
DIFFERS: Final = 1
BLIND: Final = 2


@dataclass(frozen=True)
class _Account:
    url: str
    key: str


def probe(
    options: Options,
    *,
    transport: Transport | None = None,
    patience: Patience = Patience(),  # noqa: B008 - a value that nothing changes
) -> int:
    """Do what was asked; the exit status."""
    try:
        return _probed(options, transport, patience)
    except ScalingError as error:
        sys.stderr.write(f"pulumi-scaling probe: {clean(str(error))}\n")
        return BLIND


def _probed(options: Options, transport: Transport | None, patience: Patience) -> int:
    _sensible(options)
    if options.dry_run:
        _say(
            [*announced(write=options.write, invite=bool(options.invite)), "", "Nothing was sent."]
        )
        return AS_ASSUMED
    account = _account(options)
    if options.write and not options.yes:
        _agreed(options)
    send = Sending(account.url, account.key, most=MOST, transport=transport, patience=patience)
    try:
        looks = look(send)
        ended = Ended()
        if options.write and options.sandbox:
            ended = write(
                send, looks, sandbox=options.sandbox, invite=options.invite, patience=patience
            )
    finally:
        send.close()
    return _told(options, looks, ended, send, account.key)


def _sensible(options: Options) -> None:
    if options.write and not options.sandbox:
        raise Refused("--write is for an organization that is named: say --sandbox ORG_ID")
    if (options.sandbox or options.invite) and not options.write:
        raise Refused("--sandbox and --invite are for --write, without which nothing is written")


def _agreed(options: Options) -> None:
    """Say what is about to happen, and go on only if somebody says so."""
    lines = announced(write=True, invite=bool(options.invite))
    sys.stderr.write("\n".join([*lines, "", f"In {clean(options.sandbox or '')}."]) + "\n")
    sys.stderr.flush()
    if not sys.stdin.isatty():
        raise Refused(
            "nobody is there to agree: say --yes, having read --dry-run; nothing was sent"
        )
    sys.stderr.write("Go on? [y/N] ")
    sys.stderr.flush()
    if sys.stdin.readline().strip().casefold() not in {"y", "yes"}:
        raise Refused("nothing was sent")


def _account(options: Options) -> _Account:
    found = configured(Path.cwd(), os.environ, options.stack)
    for finding in found.findings:
        if finding.level == "failure":
            fix = f"; {finding.fix}" if finding.fix else ""
            raise CannotLook(f"{finding.check}: {finding.said}{fix}")
    if found.settings.api_key is None:
        raise CannotLook("there is no key; `pulumi-scaling doctor` says where it is looked for")
    return _Account(base_url(found.settings.base_url), found.settings.api_key)


def _told(options: Options, looks: Looks, ended: Ended, send: Sending, key: str) -> int:
    found = verdicts(looks)
    written = json.dumps(report(looks, found, ended if options.write else None), indent=1) + "\n"
    if options.json:
        sys.stdout.write(written)
    else:
        lines = screen(looks, found, Paint(sys.stdout), key=key)
        _say([*lines, f"{len(send.sent)} requests were sent."])
    for line in how_it_ended(ended):
        sys.stderr.write(f"pulumi-scaling probe: {clean(line)}\n")
    if options.report:
        _write(options.report, written, shown=options.json)
    if options.switches:
        text = text_of(positions(found))
        _write(
            options.switches, text, shown=False, stream=sys.stderr if options.json else sys.stdout
        )
    if ended.stopped or not ended.clean:
        return BLIND
    return DIFFERS if differs(looks, found) else AS_ASSUMED


def _write(name: str, text: str, *, shown: bool, stream: TextIO | None = None) -> None:
    """Show what is written, then write it."""
    if not shown:
        aside = stream or sys.stdout
        aside.write(f"\nInto {clean(name)}:\n\n{text}")
        aside.flush()
    try:
        Path(name).write_text(text, "utf-8")
    except OSError as error:
        raise CannotLook(f"{name} cannot be written: {error.strerror}") from None


def _say(lines: Sequence[str]) -> None:
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()
