"""`pulumi-scaling adopt`: the steps, and what is said about them."""

from __future__ import annotations

import os
import re
import shlex
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from pulumi_scaling.core import API_KEY, BASE_URL, Account, Settings
from pulumi_scaling.errors import Refused, ScalingError
from pulumi_scaling.model import object_in
from pulumi_scaling.resources import CATALOG

from .arguments import Options
from .files import Style, files
from .proof import DONE, FAILED, REMAINS, proven
from .selection import Selection
from .stack_command import IMPORT, PROVE, Engine
from .survey import Survey, survey
from .wording import plural

__all__ = ["run"]

WRITING: Final = ("out", "members", "separate", "by_team", "overwrite", "project")
"""What is said of a program that is to be written."""
FOREVER: Final = float("inf")
"""How long what was read holds: an adoption is of one moment."""


def run(options: Options) -> int:
    """Do what was asked; the exit status."""
    if options.preview and not options.fill:
        _aside("error: --preview says what --fill goes by, and is nothing without it")
        return FAILED
    try:
        _fitting(options)
        account = Account(
            Settings.of(_config(options), os.environ),
            kinds=CATALOG,
            warn=lambda sentence: _aside(f"warning: {sentence}"),
            before_write=_never,
            snapshot_seconds=FOREVER,
        )
        with account.client:
            if options.fill:
                from .filling import fill

                return fill(account, options, options.fill, say=_say, aside=_aside)
            return _write(account, options)
    except ScalingError as error:
        _aside(f"error: {error}")
        return FAILED


def _fitting(options: Options) -> None:
    """Stop before anything is asked where what was said does not go together."""
    if options.fill:
        usual = Options()
        said = [each for each in WRITING if getattr(options, each) != getattr(usual, each)]
        if said:
            words = " and ".join("--" + each.replace("_", "-") for each in said)
            verb = "says" if len(said) == 1 else "say"
            raise Refused(
                f"{words} {verb} how a program is written, and --fill is for one that is written "
                "already; leave one of the two out"
            )
    elif options.out.exists() and not options.out.is_dir():
        raise Refused(f"{options.out} is a file; --out names the folder of the program")


def _config(options: Options) -> dict[str, str]:
    """What the selected stack says, where there is a program and with it perhaps a stack."""
    if not options.fill or options.preview:
        return {}
    try:
        said = Engine(Path(), _say, options.stack).asked("config", "--show-secrets")
    except Refused:
        return {}
    return {
        name: str(given.get("value"))
        for name in (API_KEY, BASE_URL)
        if (given := object_in(said, name)).get("value")
    }


def _write(account: Account, options: Options) -> int:
    engine = Engine(options.out, _say)
    if options.run_import:
        Engine(Path(), _say).ready()
    wanted = Selection(options.names, options.policies)
    done = survey(account, wanted, members=options.members, separate=options.separate, say=_aside)
    if options.separate:
        _refuse_parts(account)
    for sentence in done.left_out:
        _aside(f"warning: {sentence}")
    if not done.found:
        raise Refused("there is nothing to adopt: the account has nothing a program could say")
    style = Style(
        project=options.project or _project(options.out),
        protected=not options.unprotected,
        by_team=options.by_team,
    )
    _keep(options.out, files(done.found, done.elsewhere, style), overwrite=options.overwrite)
    _say(f"{_counted(done)} in {options.out}")
    status = REMAINS if done.left_out or done.moved else DONE
    if done.moved:
        again = "; ".join(done.moved)
        _aside(f"warning: the account changed while it was read ({again}); run it again")
    stack = options.stack or "dev"
    if not options.run_import:
        _say("\n".join(["what to run now:", *_commands(options, stack)]))
        return status
    engine.select(stack)
    engine.must(*IMPORT, "import.json", *_protection(options))
    return proven(engine, _say, _aside) or status


def _refuse_parts(account: Account) -> None:
    """Refuse one by one what the account holds as parts of a whole."""
    for kind in CATALOG:
        whole = kind.inline.whole if kind.inline else None
        if whole and account.habits.speaks_whole(kind):
            raise Refused(f"{kind.label}s cannot be adopted with --separate: {whole.apart}")


def _commands(options: Options, stack: str) -> list[str]:
    return [
        f"  cd {shlex.quote(str(options.out))}",
        f"  pulumi stack init {shlex.quote(stack)}",
        f"  pulumi {' '.join([*IMPORT, 'import.json', *_protection(options)])}",
        f"  pulumi {' '.join(PROVE)}",
        "  pulumi up    # changes nothing, and notes in the stack what depends on what",
    ]


def _protection(options: Options) -> list[str]:
    return ["--protect=false"] if options.unprotected else []


def _keep(folder: Path, made: dict[str, str], *, overwrite: bool) -> None:
    """Write the files, all or none, and none over what somebody wrote."""
    try:
        there = {name: _text(folder / name) for name in made}
        differing = [name for name, text in there.items() if text not in {None, made[name]}]
        if differing and not overwrite:
            raise Refused(
                f"{', '.join(differing)} in {folder} would be replaced; choose another --out, or "
                "say --overwrite"
            )
        for name, text in made.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, "utf-8", newline="\n")
    except OSError as error:
        raise Refused(f"{folder} cannot be written: {error.strerror or error}") from error


def _text(path: Path) -> str | None:
    return path.read_bytes().decode("utf-8", "replace") if path.exists() else None


def _project(folder: Path) -> str:
    name = re.sub(r"[^A-Za-z0-9_.-]+", "-", folder.resolve().name).strip("-.")
    return name[:100] or "oncall"


def _counted(done: Survey) -> str:
    counts: dict[str, int] = {}
    for one in done.found:
        counts[one.kind.label] = counts.get(one.kind.label, 0) + 1
    return _listing(
        f"{count} {label if count == 1 else plural(label)}" for label, count in counts.items()
    )


def _listing(parts: Iterable[str]) -> str:
    *most, last = parts
    return f"{', '.join(most)} and {last}" if most else last


def _never() -> None:
    raise Refused("adopting only reads; this is a bug of ours, please report it")


def _say(sentence: str) -> None:
    sys.stdout.write(sentence + "\n")
    sys.stdout.flush()


def _aside(sentence: str) -> None:
    sys.stderr.write(sentence + "\n")
    sys.stderr.flush()
