"""Answers as typed values, read leniently: the service may grow, and scripts must not break.

Unknown fields are ignored, lists and optional fields may be missing or null, words such as a status
are open strings, and instants are aware datetimes in UTC. What has no sense without a field, an
object without its id, is refused.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError
from pydantic.alias_generators import to_camel

from pulumi_scaling.client.http import as_list, as_object
from pulumi_scaling.errors import Unreadable
from pulumi_scaling.model import instant

__all__ = ["Clock", "Instant", "Listed", "People", "Person", "Record", "read"]

R = TypeVar("R", bound="Record")


def _on_wire(name: str) -> str:
    """`userIds` for user_ids, `from` for from_, which Python keeps for itself."""
    return to_camel(name.removesuffix("_"))


class Record(BaseModel):
    """What the API said about one object, at the moment it said it."""

    model_config = ConfigDict(
        alias_generator=_on_wire, populate_by_name=True, extra="ignore", frozen=True
    )


def read(record: type[R], value: Any, what: str) -> R:
    """Read one object of an answer; `what` was asked, as `GET /users`."""
    try:
        return record.model_validate(value)
    except ValidationError as error:
        # The first is enough to tell a broken server; its input is not shown, it may be long.
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        where = ".".join(map(str, first["loc"])) or "it"
        raise Unreadable(
            f"{what} answered with something that is no {record.__name__}: {where}: "
            f"{first['msg'][:200]}"
        ) from None


def _instant(value: object) -> object:
    if isinstance(value, datetime):
        return value
    moment = instant(value) if isinstance(value, str) else None
    if moment is None:
        raise ValueError("no RFC 3339 instant")
    return moment


def _clock(value: object) -> object:
    """09:00 for 09:00:00, which mean the same."""
    return value[:5] if isinstance(value, str) and value[5:] == ":00" else value


def _person(value: object) -> object:
    """A person may come as an id or as an object that holds it."""
    inside = as_object(value)
    return value if inside is None else inside.get("id")


def _people(value: object) -> object:
    """One person, several or nobody."""
    if value is None:
        return []
    several = as_list(value)
    return [_person(one) for one in ([value] if several is None else several)]


def _listed(value: object) -> object:
    return () if value is None else value


Instant = Annotated[datetime, BeforeValidator(_instant)]
Clock = Annotated[str, BeforeValidator(_clock)]
Person = Annotated[str, BeforeValidator(_person)]
People = Annotated[tuple[str, ...], BeforeValidator(_people)]
Listed = BeforeValidator(_listed)
"""For a list that may be null."""
