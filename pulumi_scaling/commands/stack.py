"""What the selected stack's config says about the account, asked of the CLI as a person would."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from pulumi_scaling.core import API_KEY, BASE_URL, ORGANIZATION, PENDING_PEOPLE
from pulumi_scaling.model import object_in

from .findings import Finding
from .pulumi_found import Ran, ask

__all__ = ["Stack", "look"]

_REMEDIES: Final = (
    # What the CLI says, and how to get on.
    ("no stack selected", "`pulumi stack select NAME`, or `pulumi stack init dev` for a first one"),
    ("no stack named", "`pulumi stack ls` names those there are; `pulumi stack init` makes one"),
    (
        "PULUMI_ACCESS_TOKEN",
        "`pulumi login --local` keeps stacks here, `pulumi login` in the cloud",
    ),
    ("passphrase", "export PULUMI_CONFIG_PASSPHRASE, or PULUMI_CONFIG_PASSPHRASE_FILE"),
    ("did not end", "run `pulumi stack` by hand: the backend or what keeps the secrets is silent"),
)


@dataclass(frozen=True)
class Stack:
    """Config as the provider would get it, and which of it is encrypted."""

    name: str
    values: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    encrypted: frozenset[str] = frozenset()
    locked: Mapping[str, Finding] = field(default_factory=dict[str, Finding])
    """What is there and could not be decrypted, and why."""


def look(
    program: Path, project: Path, environment: Mapping[str, str], name: str | None
) -> tuple[Stack | None, list[Finding]]:
    """Ask which stack is selected and what it says."""
    chosen = ("--stack", name) if name else ()
    if name is None:
        shown = ask(program, "stack", "--show-name", *_QUIET, environment=environment)
        if shown.code != 0:
            return None, [_stuck("stack", shown)]
        name = shown.out.strip()
    listed = ask(program, "config", "--json", *chosen, *_QUIET, environment=environment)
    if listed.code != 0:
        return None, [_stuck("stack", listed)]
    rows = _rows(listed.out)
    values = {each: row["value"] for each, row in rows.items() if isinstance(row.get("value"), str)}
    locked: dict[str, Finding] = {}
    encrypted = frozenset(each for each, row in rows.items() if row.get("secret"))
    for each in sorted(encrypted):
        got = ask(program, "config", "get", each, *chosen, *_QUIET, environment=environment)
        if got.code == 0:
            values[each] = got.out.rstrip("\r\n")
        else:
            locked[each] = _stuck(each, got)
    found = Stack(name, values, encrypted, locked)
    return found, [Finding("stack", "ok", f"{name}, of {project}")]


_QUIET: Final = ("--non-interactive", "--color", "never")


def _rows(text: str) -> dict[str, Mapping[str, Any]]:
    try:
        said = json.loads(text)
    except ValueError:
        return {}
    read = (API_KEY, BASE_URL, ORGANIZATION, PENDING_PEOPLE)
    return {name: object_in(said, name) for name in read if name in said}


def _stuck(check: str, ran: Ran) -> Finding:
    said = ran.sentence or f"the CLI ended with {ran.code} and said nothing"
    fix = next((fix for mark, fix in _REMEDIES if mark in said), "run `pulumi stack` by hand")
    return Finding(check, "failure", said, fix)
