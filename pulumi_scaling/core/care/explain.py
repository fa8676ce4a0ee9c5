"""What an error of the API means for the resource at hand, and what to do about it.

The client's error says what the API answered; here it becomes one sentence about the resource, in
the program's words, that ends with the next step.
"""

from __future__ import annotations

import shlex
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from copy import copy
from typing import Any, Final

from pulumi_scaling.client import API_KEY_VARIABLE
from pulumi_scaling.core.run import API_KEY, TAKE_OVER_VARIABLE, Account, Settings
from pulumi_scaling.core.words import title
from pulumi_scaling.errors import (
    ApiError,
    ConfigError,
    Conflict,
    ConnectionFailed,
    NotAuthorized,
    NotFound,
    ServerFault,
)
from pulumi_scaling.model import Kind

__all__ = ["ALIAS", "dropping", "explained"]


ALIAS: Final = "opts=pulumi.ResourceOptions(aliases=[pulumi.Alias(name='<its old name>')])"


@contextmanager
def explained(
    doing: str,
    kind: Kind,
    values: Mapping[str, Any],
    settings: Settings,
    id_: str | None = None,
) -> Generator[None]:
    """Turn what the API answers inside into a sentence: `doing` is `created`, `read`, …."""
    try:
        yield
    except (ApiError, ConnectionFailed, ConfigError) as error:
        subject = title(kind, values, id_)
        remedy = _remedy(error, doing, kind, values, settings)
        sentence = f"the {subject} was not {doing}: {error}" + (f"; {remedy}" if remedy else "")
        # A copy, since reads in flight are joined: the same error may reach several resources.
        told = copy(error)
        told.args = (sentence,)
        raise told from error


def _remedy(
    error: Exception, doing: str, kind: Kind, values: Mapping[str, Any], settings: Settings
) -> str:
    if isinstance(error, Conflict):
        return _conflict(error, doing, kind, values)
    if isinstance(error, NotAuthorized) and error.code != "not_authorized":
        return _credentials(settings)
    if isinstance(error, NotFound) and doing == "created" and kind.parent:
        return (
            f"the {kind.parent_label} it belongs to is gone; if that is in this stack, `pulumi up "
            "--refresh` makes it again"
        )
    if isinstance(error, NotFound) and doing == "updated":
        return "it was deleted meanwhile; `pulumi up --refresh` makes it again"
    if isinstance(error, ServerFault):
        return "nothing to change in the program; run it again in a while"
    return ""


def _conflict(error: Conflict, doing: str, kind: Kind, values: Mapping[str, Any]) -> str:
    """The way out of a taken name: the usual cause first, the one that takes something last."""
    if doing != "created":
        return "choose another name, or rename the other one first"
    name = str(values.get(kind.natural_key or "", ""))
    found = f"it is {error.held_by}; " if error.held_by else ""
    if error.lost_before and error.held_by:
        return (
            f"{found}an earlier attempt of this run may have made it, since its answer was lost: "
            f"`{TAKE_OVER_VARIABLE}={error.held_by} pulumi up` goes on with it; if it was there "
            "before, choose another name"
        )
    if error.held_as and error.held_as != name:
        return (
            f"it is {error.held_by}, called {error.held_as!r}, which the API holds to be the same "
            "name; choose another one, or write it in the same letters to go on from there"
        )
    lost = (
        f"; if an interrupted run made it, `{TAKE_OVER_VARIABLE}={error.held_by} pulumi up` takes "
        "it over"
    )
    return (
        f"{found}if this resource was renamed in the program, keep its identity with {ALIAS}; "
        "if it was made elsewhere, choose another name, or take it into this stack with "
        f"`pulumi-scaling adopt --fill adopt.json --import {shlex.quote(name)}`"
        f"{lost if error.held_by else ''}"
    )


def _credentials(settings: Settings) -> str:
    if settings.key_from == API_KEY:
        return (
            f"the key is the stack's {API_KEY}. If it was rotated: refresh and destroy use the "
            "config of the last up, so run `pulumi up`, or `pulumi refresh|destroy "
            "--run-program`, which use the new key"
        )
    return f"the key comes from the environment variable {settings.key_from}"


def dropping(account: Account, item: str) -> str:
    """The command that removes what no stack has."""
    key = f"Authorization: Bearer ${API_KEY_VARIABLE}"
    return f'`curl -X DELETE -H "{key}" {account.client.base_url}{item}`'
