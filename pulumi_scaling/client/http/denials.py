"""An answer that says no, as an error that says why.

The cause is told by status and `type`; `code` is more precise and may be empty.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from pulumi_scaling.errors import (
    ApiError,
    Conflict,
    InUse,
    Invalid,
    NotAuthorized,
    NotFound,
    RateLimited,
    ServerFault,
)

from .json_forms import as_object

__all__ = ["MEANING", "NO_API", "refusal", "request_note"]

NO_API: Final = "the base URL is not that of the API, or its path is another"

MEANING: Final[Mapping[str, str]] = {
    "missing_authorization_header": "the request carried no key",
    "invalid_api_key": "the API does not accept the key; it is wrong, revoked or expired",
    "not_authorized": "the API does not accept the key for this; it is wrong or expired, or "
    "not that of an org:admin, which team calls need",
    "redaction_not_permitted": "only the author within five minutes, or an admin, may redact it",
    "not_found": "there is no such object in the key's organization",
    "name_conflict": "the name is already in use",
    "invalid_status_transition": "an incident moves one step forward at a time",
    "policy_in_use": "an active incident uses the policy",
    "invalid_participant": "a participant is not a member of the organization",
    "invalid_target": "the target does not exist or is malformed",
    "invalid_timezone": "there is no such time zone",
    "cannot_remove_self": "nobody can remove themselves; another admin's key can",
    "cannot_change_own_role": "nobody can change their own role; another admin's key can",
    "invalid_component_id": "there is no such component",
    "duplicate_component_id": "a component is named twice",
    "incident_resolved": "the incident is resolved, which is final",
    "no_public_surface": "no published status page shows any of its components",
    "invalid_target_user": "the new owner is not a member of the organization",
    "default_policy": "it is the default policy",
}

_BY_STATUS: Final[Mapping[int, tuple[type[ApiError], str]]] = {
    400: (Invalid, "the API refused a value"),
    401: (NotAuthorized, "the API does not accept the key"),
    403: (NotAuthorized, "the key may not do this"),
    404: (NotFound, MEANING["not_found"]),
    405: (Invalid, "the API does not know this verb here"),
    409: (Conflict, MEANING["name_conflict"]),
    422: (Invalid, "the API refused a value"),
    429: (RateLimited, "the API is asked too often"),
}


_CREATING: Final = re.compile(r"POST (/[^/]+){1,2}|POST /team/members/invite")
"""What names no object, so that none can be missing."""
LONGEST: Final = 300
"""Characters of the server's own words; a page of HTML explains nothing."""


def refusal(
    *, status: int, body: Any, what: str, retry_after: float | None = None, advice: str = ""
) -> ApiError:
    """Make the error for a status of 400 or more; `what` was asked, as `POST /team/members`."""
    said = _object(body)
    code, type_, request_id = (_text(said.get(key)) for key in ("code", "type", "requestId"))
    cls, meaning = _BY_STATUS.get(
        status,
        (ServerFault, "the service failed") if status >= 500 else (Invalid, "the API said no"),
    )
    if code == "policy_in_use":
        cls = InUse
    meaning = MEANING.get(code, meaning)
    if status == 404 and _CREATING.fullmatch(what):
        # What is not there can only be the API.
        meaning = NO_API
    if (message := _text(said.get("message"))) and message.casefold() not in meaning.casefold():
        meaning += f" ({message})"
    if cls is RateLimited and retry_after:
        meaning += f"; it wants to be left alone for {retry_after:.0f} s"
    facts = ", ".join(
        part
        for part in (f"{what} answered {status}", code, request_id and f"request {request_id}")
        if part
    )
    sentence = f"{meaning} [{facts}]" + (f"; {advice}" if advice else "")
    error = cls(sentence, status=status, type_=type_, code=code, request_id=request_id or None)
    if isinstance(error, RateLimited):
        error.retry_after = retry_after
    return error


def request_note(body: Any) -> str:
    """The id to quote to support, for an answer that was no error and made no sense."""
    request_id = _text(_object(body).get("requestId"))
    return f" [request {request_id}]" if request_id else ""


def _object(body: Any) -> Mapping[str, Any]:
    return as_object(body) or {}


def _text(value: object) -> str:
    """One line of a server's text; whatever could rule a terminal is not repeated."""
    text = " ".join(value[: 2 * LONGEST].split()) if isinstance(value, str) else ""
    return text[:LONGEST] if text.isprintable() else ""
