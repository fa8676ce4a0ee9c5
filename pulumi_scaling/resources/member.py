"""A person in the organization, from invitation to removal.

The API has two objects for one human: an invitation with one id, and after it is accepted a member
with another. Here it is one resource, keyed by e-mail.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pulumi_scaling.model import Fields, Hold, Kind, Length, Mark, Must

from .membership import HOME, TEAM, MemberVerbs

_LOCAL = re.compile(
    r"""[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*|"[^"\\\r\n]*\"""", re.ASCII
)
_DOMAIN = re.compile(
    r"[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)*|\[[\d.a-f:]+\]",
    re.ASCII | re.IGNORECASE,
)


def _address(text: str) -> str:
    local, _, domain = text.rpartition("@")
    if len(local) > 64 or not _LOCAL.fullmatch(local) or not _DOMAIN.fullmatch(domain):
        raise ValueError("must be an e-mail address alone, such as ana@example.com")
    return text


class MemberInputs(Fields):
    """A person in the organization: invited by e-mail, later a member with a role.

    The id is the e-mail in lower case. Until the invitation is accepted, `status` is `pending` and
    the person can be on no rotation and no target; the next `pulumi up` after it notices.
    """

    email: Annotated[str, Length(most=320), Must(_address), Mark.FOLDED]
    """Where the invitation goes. Another address is another person, and means a new member."""
    role: Literal["org:admin", "org:member"]
    """`org:admin` may manage the team, `org:member` may not."""
    on_delete: Literal["remove", "leave", "demote"] | None = None
    """What becomes of the person when this resource goes: `remove` takes them out of the
    organization, `leave` leaves them as they are, `demote` leaves them as `org:member`. Left out,
    who was invited by this stack is removed, and who was found is left with the role they had.
    """


class MemberState(MemberInputs):
    """A person as the API keeps them."""

    user_id: str | None = None
    """The id of the member; absent while the invitation is pending."""
    status: str
    """`pending` until the invitation is accepted, then `active`."""
    invitation_id: str | None = None
    """The id of the pending invitation."""
    adopted: bool
    """Whether the person was found and not invited by this stack, as far as it knows; such a person
    is left in place on destroy unless `on_delete` says otherwise."""
    role_before: str | None = None
    """The role an adopted person was found with, and gets back on destroy."""
    org_id: str | None = None
    """The organization; absent where it had nothing yet that tells its id."""
    known_by: str | None = None
    """The id of somebody else in it, to recognise it by."""


MEMBER = Kind(
    name="Member",
    path=TEAM,
    inputs=MemberInputs,
    state=MemberState,
    area=None,
    natural_key="email",
    looked_up=("email",),
    beyond=(
        "How somebody is reached",
        "Groups of people",
        "Who invited somebody, and when they accepted",
    ),
    example={"email": "ana@example.com", "role": "org:member"},
    replaces=("email",),
    bookkeeping=("on_delete", "adopted", "role_before", *HOME),
    remembers=True,
    held=(
        Hold(
            path="/oncall/schedules",
            inside="layers",
            at=("participantIds",),
            sentence="still takes turns on the schedule {holders}; take them off its "
            "rotations first",
        ),
        Hold(
            path="/escalation/policies",
            inside="layers",
            at=("target", "userIds"),
            sentence="is still paged by the escalation policy {holders}; take them off its "
            "targets first",
        ),
    ),
    verbs=MemberVerbs(),
)
