"""What an error of the API means for the resource at hand, and what to do about it.

The client's error says what the API answered; here it becomes one sentence about the resource, in
the program's words, that ends with the next step.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from copy import copy
from typing import Any

from pulumi_scaling.client import API_KEY_VARIABLE
from pulumi_scaling.core.run import API_KEY, Account, Settings
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

from .taken import way_out

__all__ = ["dropping", "explained"]


@contextmanager
def explained(
    doing: str,
    kind: Kind,
    values: Mapping[str, Any],
    account: Account,
    id_: str | None = None,
    called: Callable[[str], str | None] | None = None,
) -> Generator[None]:
    """Turn what the API answers inside into a sentence: `doing` is `created`, `read`, ….

    `called` tells by its id what the stack calls the object that this one lies in. What is about
    no one resource, as a service that is down, is advised upon once a run.
    """
    try:
        yield
    except (ApiError, ConnectionFailed, ConfigError) as error:
        subject = title(kind, values, id_, called)
        said, remedy = str(error), _remedy(error, doing, kind, values)
        if general := error.general or _general(error, account.settings):
            first = account.run.advised(general, subject)
            said = said.removesuffix(f"; {general}")
            remedy = general if first == subject else f"as for the {first}"
        sentence = f"the {subject} was not {doing}: {said}" + (f"; {remedy}" if remedy else "")
        # A copy, since reads in flight are joined: the same error may reach several resources.
        told = copy(error)
        told.args = (sentence,)
        raise told from error


def _remedy(error: Exception, doing: str, kind: Kind, values: Mapping[str, Any]) -> str:
    if isinstance(error, Conflict):
        return way_out(error, doing, kind, values)
    if isinstance(error, NotFound) and doing == "created" and kind.parent:
        return (
            f"the {kind.parent_label} it belongs to is gone; if that is in this stack, `pulumi up "
            "--refresh` makes it again"
        )
    if isinstance(error, NotFound) and doing == "updated":
        return "it was deleted meanwhile; `pulumi up --refresh` makes it again"
    return ""


def _general(error: Exception, settings: Settings) -> str:
    if isinstance(error, NotAuthorized):
        return credentials(error, settings)
    if isinstance(error, ServerFault):
        return "nothing to change in the program; run it again in a while"
    return ""


def credentials(error: NotAuthorized, settings: Settings) -> str:
    """Where the key comes from, unless it may well be a right one."""
    if error.code == "not_authorized":
        return ""
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
