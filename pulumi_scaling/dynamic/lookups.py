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
from .results import GetEscalationPolicyResult, GetMemberResult, GetScheduleResult

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


def get_schedule(*, name: str | None = None, id: str | None = None) -> GetScheduleResult:  # noqa: A002
    """Find a schedule by its name or its id."""
    with _spoken() as account:
        return GetScheduleResult(**_found(account, "Schedule", name, id))


def get_escalation_policy(
    *,
    name: str | None = None,
    id: str | None = None,  # noqa: A002 - Pulumi's own name for it
) -> GetEscalationPolicyResult:
    """Find an escalation policy by its name or its id."""
    with _spoken() as account:
        return GetEscalationPolicyResult(**_found(account, "EscalationPolicy", name, id))


def get_user(*, email: str | None = None, id: str | None = None) -> GetUserResult:  # noqa: A002
    """Find somebody who is in the organization, by e-mail in any case or by user id."""
    from pulumi_scaling import core

    with _spoken() as account:
        return GetUserResult(**core.find_user(account, email=email, id_=id))


def get_member(*, email: str) -> GetMemberResult:
    """Find a person of the team, accepted or still invited; needs an admin's key."""
    from pulumi_scaling import core
    from pulumi_scaling.resources import by_name

    with _spoken() as account:
        return GetMemberResult(**core.find_member(account, by_name["Member"], email=email))


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


def get_schedule_output(
    *,
    name: pulumi.Input[str] | None = None,
    id: pulumi.Input[str] | None = None,  # noqa: A002 - Pulumi's own name for it
) -> pulumi.Output[GetScheduleResult]:
    """Find a schedule by an output."""
    return _later(get_schedule, name=name, id=id)


def get_escalation_policy_output(
    *,
    name: pulumi.Input[str] | None = None,
    id: pulumi.Input[str] | None = None,  # noqa: A002 - Pulumi's own name for it
) -> pulumi.Output[GetEscalationPolicyResult]:
    """Find an escalation policy by an output."""
    return _later(get_escalation_policy, name=name, id=id)


def get_user_output(
    *,
    email: pulumi.Input[str] | None = None,
    id: pulumi.Input[str] | None = None,  # noqa: A002 - Pulumi's own name for it
) -> pulumi.Output[GetUserResult]:
    """Find somebody by an output."""
    return _later(get_user, email=email, id=id)


def get_member_output(*, email: pulumi.Input[str]) -> pulumi.Output[GetMemberResult]:
    """Find a person of the team by an output."""
    return _later(get_member, email=email)


def get_on_call_output(
    *, schedule_id: pulumi.Input[str], at: pulumi.Input[str] | datetime | None = None
) -> pulumi.Output[GetOnCallResult]:
    """Tell who is on call on a schedule of the same program."""
    return _later(get_on_call, schedule_id=schedule_id, at=at)


def _later(look: Callable[..., Result], **given: Any) -> pulumi.Output[Result]:
    def known(values: dict[str, Any]) -> Result:
        return look(**values)

    return pulumi.Output.all(**given).apply(known)


def _found(account: Account, kind: str, name: str | None, id_: str | None) -> dict[str, Any]:
    from pulumi_scaling import core
    from pulumi_scaling.resources import by_name

    return core.find(account, by_name[kind], name=name, id_=id_)


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
