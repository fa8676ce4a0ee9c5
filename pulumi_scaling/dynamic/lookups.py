"""Looking up what exists, in the program: preview and up alike need a key for it.

Each has a twin, `…_output`, that takes outputs and gives one. Many lookups of one kind cost one
list a run.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from math import inf
from typing import TYPE_CHECKING, Any, TypeVar

import pulumi

from pulumi_scaling.errors import ScalingError

from .plain import Unclear, instant

if TYPE_CHECKING:
    from pulumi_scaling.core import Account

Result = TypeVar("Result")


@dataclass(frozen=True)
class GetUserResult:
    """Somebody who is in the organization."""

    id: str
    """The user id."""
    email: str | None
    """Where they are written to."""
    first_name: str | None
    """As they gave it."""
    last_name: str | None
    """As they gave it."""


@dataclass(frozen=True)
class GetOnCallResult:
    """Who is on call on a schedule at one instant."""

    schedule_id: str
    """The schedule asked about."""
    owner_id: str | None
    """The user id of who owns incidents; None when nobody is on call."""
    owner_email: str | None
    """The e-mail of the same person."""
    paged_ids: list[str]
    """The user ids of everybody the schedule would page, one of each active layer."""
    paged_emails: list[str]
    """The e-mails of the same people."""


def get_user(*, email: str | None = None, id: str | None = None) -> GetUserResult:  # noqa: A002
    """Find somebody who is in the organization, by e-mail in any case or by user id."""
    from pulumi_scaling import core

    with _spoken() as account:
        return GetUserResult(**core.find_user(account, email=email, id_=id))


def get_on_call(*, schedule_id: str, at: datetime | str | None = None) -> GetOnCallResult:
    """Tell who is on call, now or at an instant such as `2026-07-04T18:00:00Z`.

    A `datetime` with a time zone will do as well.

    Now differs from run to run: what is made from it will show as a change.
    """
    from pulumi_scaling import core

    try:
        moment = None if at is None else str(instant(at))
    except Unclear as unclear:
        raise pulumi.RunError(f"get_on_call: at: {unclear}") from None
    with _spoken() as account:
        return GetOnCallResult(**core.find_on_call(account, schedule_id=schedule_id, at=moment))


def get_user_output(
    *,
    email: pulumi.Input[str] | None = None,
    id: pulumi.Input[str] | None = None,  # noqa: A002 - Pulumi's own name for it
) -> pulumi.Output[GetUserResult]:
    """Find somebody by an output."""
    return later(get_user, email=email, id=id)


def get_on_call_output(
    *, schedule_id: pulumi.Input[str], at: pulumi.Input[str] | datetime | None = None
) -> pulumi.Output[GetOnCallResult]:
    """Tell who is on call on a schedule of the same program."""
    return later(get_on_call, schedule_id=schedule_id, at=at)


def later(look: Callable[..., Result], **given: Any) -> pulumi.Output[Result]:
    """What a lookup answers once all that it is given is known."""

    def known(values: dict[str, Any]) -> Result:
        return look(**values)

    return pulumi.Output.all(**given).apply(known)


def found(kind: str, **by: str | None) -> dict[str, Any]:
    """One object of a kind, by exactly one of what it is looked up by."""
    from pulumi_scaling import core
    from pulumi_scaling.resources import by_name

    with _spoken() as account:
        return core.find(account, by_name[kind], by)


@contextmanager
def _spoken() -> Generator[Account]:
    """Lend the program's account; what it refuses ends the run with a sentence, not a traceback."""
    from .accounts import account_for

    config = pulumi.Config("scaling")
    try:
        yield account_for(
            {"scaling:apiKey": config.get("apiKey"), "scaling:baseUrl": config.get("baseUrl")},
            snapshot_seconds=inf,
        )
    except ScalingError as error:
        # Still a NotFound to whoever catches it, and a RunError to Pulumi.
        spoken = type(type(error).__name__, (type(error), pulumi.RunError), {})(str(error))
        spoken.__dict__.update(vars(error))
        raise spoken from None
