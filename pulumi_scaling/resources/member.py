"""A person in the organization, from invitation to removal.

The API has two objects for one human: an invitation with one id, and after it is accepted a member
with another. Here it is one resource, keyed by e-mail.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pulumi_scaling.model import Fields, Hold, Kind, Length, Made, Mark, Must, Session

TEAM = "/team/members"
State = dict[str, Any]
HOME = ("org_id", "known_by")


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


class MemberState(MemberInputs):
    """A person as the API keeps them."""

    user_id: str | None = None
    """The id of the member; absent while the invitation is pending."""
    status: str
    """`pending` until the invitation is accepted, then `active`."""
    invitation_id: str | None = None
    """The id of the pending invitation."""
    adopted: bool
    """Whether the person was there before this stack; such a person is left in place on destroy."""
    role_before: str | None = None
    """The role an adopted person had, and gets back on destroy."""
    org_id: str | None = None
    """The organization; absent where it had nothing yet that tells its id."""
    known_by: str | None = None
    """The id of somebody else in it, to recognise it by."""


class MemberVerbs:
    """Invite, adopt, promote and let go."""

    def create(self, api: Session, inputs: State) -> Made:
        """Take over who is there already, else invite."""
        email = str(inputs["email"])
        member, invitation = _find(api, email, fresh=False)
        if member:
            state = _adopted(api, inputs, member)
        elif invitation and invitation.get("role") == inputs["role"]:
            state = _pending(inputs, invitation, adopted=True)
        else:
            if invitation:
                api.delete(f"{TEAM}/invitations/{api.segment(str(invitation['id']))}")
            state = _pending(inputs, _invite(api, inputs), adopted=False)
        api.claim(email.casefold())
        return Made(email.casefold(), state | _home(api, email))

    def read(self, api: Session, id_: str, state: State) -> State | None:
        """The person now: active, pending, or gone."""
        member, invitation = _find(api, str(state.get("email") or id_), fresh=False)
        known = state or {"email": id_, "adopted": True}
        if member:
            return _active(known, member)
        if invitation:
            return _pending(known | {"role": invitation["role"]}, invitation, adopted=None)
        if state:
            api.prove_ours(id_, state)
        return None

    def update(self, api: Session, id_: str, state: State, inputs: State) -> State:
        """Change the role: of a member by PATCH, of an invitation by a new one."""
        member, invitation = _find(api, id_, fresh=True)
        if not _recognised(state, member, invitation):
            # Found or not, it may be another organization's: nobody is invited there by mistake.
            api.prove_ours(id_, state)
        known = state | inputs
        if member:
            if member.get("role") != inputs["role"]:
                member = _promote(api, member, inputs["role"])
            return _active(known, member)
        if invitation and invitation.get("role") == inputs["role"]:
            return _pending(known, invitation, adopted=None)
        if invitation:
            api.delete(f"{TEAM}/invitations/{api.segment(str(invitation['id']))}")
        return _pending(known, _invite(api, inputs), adopted=None)

    def delete(self, api: Session, id_: str, state: State) -> None:
        """Withdraw what this stack gave; leave in place who was there before."""
        if api.claimed(id_):
            # The same person was just adopted under another resource name: a rename in the
            # program must not remove a human.
            return
        member, invitation = _find(api, id_, fresh=True)
        if not _recognised(state, member, invitation):
            api.prove_ours(id_, state)
        if invitation:
            api.delete(f"{TEAM}/invitations/{api.segment(str(invitation['id']))}")
        if not member:
            return
        if state.get("adopted"):
            before = state.get("role_before") or member.get("role")
            if before != member.get("role"):
                _promote(api, member, str(before))
            api.warn(
                f"{id_} was in the organization before this stack and stays, as {before}; "
                "remove them by hand if they should go"
            )
            return
        api.free(str(member["id"]), id_)
        api.delete(f"{TEAM}/{api.segment(str(member['id']))}")

    def moved(self, api: Session, id_: str, state: State) -> bool:
        """Tell whether a pending invitation was accepted, or is no more."""
        if state.get("status") != "pending":
            return False
        member, invitation = _find(api, id_, fresh=False)
        return member is not None or invitation is None


def _home(api: Session, email: str) -> State:
    """What tells the organization from others, where the person is later not to be found."""
    others = (
        str(row["id"])
        for row in api.get(TEAM, fresh=False)["members"]
        if str(row.get("email")).casefold() != email.casefold()
    )
    home = {"org_id": api.org_id(), "known_by": next(others, None)}
    return {name: value for name, value in home.items() if value is not None}


def _recognised(state: State, member: State | None, invitation: State | None) -> bool:
    if member:
        return str(member["id"]) == state.get("user_id")
    return invitation is not None and str(invitation["id"]) == state.get("invitation_id")


def _find(api: Session, email: str, *, fresh: bool) -> tuple[State | None, State | None]:
    team = api.get(TEAM, fresh=fresh)
    folded = email.casefold()
    member = next(
        (row for row in team["members"] if str(row.get("email")).casefold() == folded), None
    )
    invitation = next(
        (row for row in team["invitations"] if str(row.get("emailAddress")).casefold() == folded),
        None,
    )
    return member, invitation


def _invite(api: Session, inputs: State) -> State:
    def landed() -> list[State]:
        _, invitation = _find(api, str(inputs["email"]), fresh=True)
        return [invitation] if invitation and invitation.get("role") == inputs["role"] else []

    content = {"emailAddress": inputs["email"], "role": inputs["role"]}
    invited: State = api.post(f"{TEAM}/invite", content, landed=landed)
    return invited


def _promote(api: Session, member: State, role: str) -> State:
    path = f"{TEAM}/{api.segment(str(member['id']))}/role"
    changed: State = api.patch(path, {"role": role})
    return {**member, **changed}


def _adopted(api: Session, inputs: State, member: State) -> State:
    before = member.get("role")
    if before != inputs["role"]:
        member = _promote(api, member, inputs["role"])
    return _active(inputs | {"adopted": True, "role_before": before}, member)


def _active(known: State, member: State) -> State:
    return {
        "email": known["email"],
        "adopted": bool(known.get("adopted")),
        **{name: known[name] for name in ("role_before", *HOME) if known.get(name)},
        "role": member["role"],
        "user_id": str(member["id"]),
        "status": "active",
    }


def _pending(known: State, invitation: State, *, adopted: bool | None) -> State:
    if adopted is None:
        adopted = bool(known.get("adopted"))
    return {
        "email": known["email"],
        "role": invitation.get("role", known.get("role")),
        "status": "pending",
        "invitation_id": str(invitation["id"]),
        "adopted": adopted,
        **{name: known[name] for name in HOME if known.get(name)},
    }


MEMBER = Kind(
    name="Member",
    path=TEAM,
    inputs=MemberInputs,
    state=MemberState,
    natural_key="email",
    looked_up=("email",),
    example={"email": "ana@example.com", "role": "org:member"},
    replaces=("email",),
    bookkeeping=("adopted", "role_before", *HOME),
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
