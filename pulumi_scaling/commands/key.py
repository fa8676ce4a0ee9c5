"""Which account a command talks to: where the provider would look, and what it found there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from pulumi_scaling.client import API_KEY_VARIABLE, BASE_URL_VARIABLE, base_url
from pulumi_scaling.core import API_KEY, BASE_URL, Settings
from pulumi_scaling.errors import ConfigError

from . import pulumi_found
from .findings import Finding
from .stack import Stack, look

__all__ = ["Configured", "configured", "masked"]

PREFIX: Final = "scl_live_"
SET_KEY: Final = f"`pulumi config set --secret {API_KEY}`"


@dataclass(frozen=True)
class Configured:
    """The account that is meant, as far as it is said."""

    settings: Settings
    findings: list[Finding]


def configured(
    folder: Path, environment: Mapping[str, str], stack_name: str | None = None
) -> Configured:
    """Look in the selected stack, where this is the folder of a project, and in the environment."""
    project, program = pulumi_found.project(folder), pulumi_found.cli(environment)
    stack: Stack | None = None
    findings: list[Finding] = []
    if project and program:
        stack, findings = look(program, project, environment, stack_name)
    elif project:
        said = f"the config of {project} is not looked at: that takes the CLI"
        findings.append(Finding("stack", "warning", said))
    else:
        said = f"no Pulumi.yaml in {folder} or above it: only the environment is looked at"
        fix = "where the key is in a stack's config, run this in the folder of its program"
        level = "failure" if stack_name else "warning"
        findings.append(Finding("stack", level, said, fix))  # type: ignore[arg-type]
    config: Mapping[str, str] = stack.values if stack else {}
    settings = Settings.of(config, environment)
    try:
        settings.valid()
    except ConfigError as wrong:
        said, _, fix = str(wrong).partition("; ")
        findings.append(Finding("config", "failure", said, fix))
        # What else there is to find does not hang on it.
        settings = replace(settings, pending_people=Settings().pending_people)
    findings += [_key(settings, stack, environment), _url(config, environment, stack)]
    return Configured(settings, findings)


def masked(key: str) -> str:
    """Enough of a key to tell it from another one, and no use to whoever reads it.

    ```python
    >>> masked("scl_live_harborline_admin")
    'scl_live_…dmin'

    ```
    """
    prefix = PREFIX if key.startswith(PREFIX) else ""
    hidden = len(key) - len(prefix)
    # Of a short one even the last characters are too much.
    return f"{prefix}…{key[-4:] if hidden >= 16 else ''}"


def _key(settings: Settings, stack: Stack | None, environment: Mapping[str, str]) -> Finding:
    key = settings.api_key
    if stack and API_KEY in stack.locked:
        # Whatever the environment has: a run would stop here.
        why = stack.locked[API_KEY]
        said = f"it is in the config of {stack.name} and cannot be decrypted: {why.said}"
        return Finding("key", "failure", said, why.fix)
    if key is None:
        said = f"none: neither {API_KEY} in a stack's config nor {API_KEY_VARIABLE}"
        fix = f"{SET_KEY} in the folder of the program, or export {API_KEY_VARIABLE}=…"
        return Finding("key", "failure", said, fix)
    if not (key.isascii() and key.isprintable() and " " not in key):
        said = f"{masked('')} has characters that no key can have, from {settings.key_from}"
        return Finding("key", "failure", said, "copy it again, without spaces, quotes or line ends")
    if stack is None or settings.key_from != API_KEY:
        return Finding("key", "ok", f"{masked(key)}, from {API_KEY_VARIABLE}")
    other = environment.get(API_KEY_VARIABLE)
    note = (
        f"; {API_KEY_VARIABLE} has another one, which is not used"
        if other not in {None, "", key}
        else ""
    )
    said = f"{masked(key)}, from the config of {stack.name}"
    if API_KEY in stack.encrypted:
        return Finding("key", "ok", f"{said}, encrypted{note}")
    fix = f"{SET_KEY}; and make a new key if the file was shared"
    return Finding("key", "warning", f"{said}, in plain text for all to read{note}", fix)


def _url(config: Mapping[str, str], environment: Mapping[str, str], stack: Stack | None) -> Finding:
    if stack and BASE_URL in stack.locked:
        why = stack.locked[BASE_URL]
        said = f"it is in the config of {stack.name} and cannot be decrypted: {why.said}"
        return Finding("base URL", "failure", said, why.fix)
    given = config.get(BASE_URL) or environment.get(BASE_URL_VARIABLE)
    where = BASE_URL if config.get(BASE_URL) else BASE_URL_VARIABLE
    try:
        url = base_url(given)
    except ConfigError as wrong:
        fix = (
            f"`pulumi config set {BASE_URL} https://…`, or `pulumi config rm {BASE_URL}`"
            if where == BASE_URL
            else f"export {BASE_URL_VARIABLE}=https://…, or unset it"
        )
        return Finding("base URL", "failure", f"{wrong} (from {where})", fix)
    return Finding("base URL", "ok", f"{url}, {f'from {where}' if given else 'the usual one'}")
