"""What is done for a person: invited, taken over, promoted, let go.

The API has two objects for one human: an invitation with one id, and after it is accepted a member
with another. Whether this stack invited them is in neither; it is known from the state alone.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from pulumi_scaling.model import Made, Session

__all__ = ["HOME", "TEAM", "MemberVerbs"]

TEAM: Final = "/team/members"
State = dict[str, Any]
HOME: Final = ("org_id", "known_by")
KEPT: Final = ("on_delete", *HOME)
"""What no answer of the API says, so that a state goes on with it."""
PLAIN: Final = "org:member"


class Past(NamedTuple):
    """How somebody who is there already came to be there, as far as anything tells."""

    adopted: bool = True
    role_before: str | None = None
    told: bool = False
    """Whether the stack itself tells, which had the person under another resource."""


class MemberVerbs:
    """Invite, take over, promote and let go."""

    def create(self, api: Session, inputs: State) -> Made:
        """Take over who is there already, else invite."""
        email = str(inputs["email"])
        member, invitation = _find(api, email, fresh=False)
        if member:
            state = _taken_over(api, inputs, member, _past(api, email))
        elif invitation and invitation.get("role") == inputs["role"]:
            past = _past(api, email)
            state = _pending(inputs | {"adopted": past.adopted}, invitation)
            if not past.told and not inputs.get("on_delete"):
                api.warn(_unclear(email, "has a pending invitation", invitation.get("createdAt")))
        else:
            if invitation:
                api.delete(f"{TEAM}/invitations/{api.segment(str(invitation['id']))}")
            state = _pending(inputs, _invite(api, inputs))
        api.claim(email.casefold())
        return Made(email.casefold(), state | _home(api, email))

    def read(self, api: Session, id_: str, state: State) -> State | None:
        """The person now: active, pending, or gone."""
        member, invitation = _find(api, str(state.get("email") or id_), fresh=False)
        known = state or {"email": id_, "adopted": True}
        first = not (state.get("user_id") or state.get("invitation_id"))
        if not any(state.get(each) for each in HOME) and (
            first or _recognised(state, member, invitation)
        ):
            # Who is brought into a stack by an import is recognised later by what is noted now.
            known = {**known, **_home(api, id_)}
        if member:
            return _active(known, member)
        if invitation:
            return _pending(known | {"role": invitation["role"]}, invitation)
        if state:
            api.prove_ours(id_, state)
        return None

    def update(self, api: Session, id_: str, state: State, inputs: State) -> State:
        """Change the role: of a member by PATCH, of an invitation by a new one."""
        member, invitation = _find(api, id_, fresh=True)
        if not _recognised(state, member, invitation):
            # Found or not, it may be another organization's: nobody is invited there by mistake.
            api.prove_ours(id_, state)
        kept = {name: value for name, value in state.items() if name != "on_delete"}
        known = kept | inputs
        if member:
            if member.get("role") != inputs["role"]:
                member = _promote(api, member, inputs["role"])
            return _active(known, member)
        if invitation and invitation.get("role") == inputs["role"]:
            return _pending(known, invitation)
        if invitation:
            api.delete(f"{TEAM}/invitations/{api.segment(str(invitation['id']))}")
        # From now on it is this stack that invited them.
        return _pending(known | {"adopted": False}, _invite(api, inputs))

    def delete(self, api: Session, id_: str, state: State) -> None:
        """Withdraw what this stack gave, unless the program says what becomes of the person."""
        if api.claimed(id_):
            # The same person was just taken over under another resource name: a rename in the
            # program must not remove a human.
            return
        member, invitation = _find(api, id_, fresh=True)
        if not _recognised(state, member, invitation):
            api.prove_ours(id_, state)
        wish = _wish(state)
        if invitation and wish is None:
            api.warn(_stays(id_, "invited already", "invited", "withdraws such an invitation"))
        elif invitation and wish != "leave":
            api.delete(f"{TEAM}/invitations/{api.segment(str(invitation['id']))}")
        if not member or wish == "leave":
            return
        if wish == "remove":
            api.free(str(member["id"]), id_)
            api.delete(f"{TEAM}/{api.segment(str(member['id']))}")
            return
        before = PLAIN if wish == "demote" else state.get("role_before") or member.get("role")
        if before != member.get("role"):
            _promote(api, member, str(before))
        if wish is None:
            api.warn(_stays(id_, "in the organization", f"as {before}", "takes such a person out"))

    def ends(self, state: State) -> bool:
        """Who was invited by this stack goes, unless the program says otherwise."""
        return _wish(state) == "remove"

    def moved(self, api: Session, id_: str, state: State) -> bool:
        """Tell whether a pending invitation was accepted, or is no more."""
        if state.get("status") != "pending":
            return False
        member, invitation = _find(api, id_, fresh=False)
        return member is not None or invitation is None

    def foresee(self, api: Session, olds: State, inputs: State) -> None:
        """See that the key is an admin's; whoever is there is told of when they are taken over."""
        if any(inputs[name] != olds.get(name) for name in ("email", "role")):
            api.get(TEAM, fresh=False)

    def find(self, api: Session, by: str, wanted: str) -> State:  # noqa: ARG002 - by their address alone
        """One person of the team, accepted or still invited."""
        team = api.get(TEAM, fresh=False)
        people = [{**row, "email": row.get("email")} for row in team["members"]]
        people += [
            {**row, "email": row.get("emailAddress"), "pending": 1} for row in team["invitations"]
        ]
        row = api.one_of(people, "email", wanted)
        pending = "pending" in row
        return {
            "id": wanted.casefold(),
            "email": row["email"],
            "role": row["role"],
            "status": "pending" if pending else "active",
            "user_id": None if pending else row["id"],
            "invitation_id": row["id"] if pending else None,
        }


def _home(api: Session, email: str) -> State:
    """What tells the organization from others, where the person is later not to be found."""
    others = (
        str(row["id"])
        for row in api.get(TEAM, fresh=False)["members"]
        if str(row.get("email")).casefold() != email.casefold()
    )
    home = {"org_id": api.org_id(), "known_by": next(others, None)}
    return {name: value for name, value in home.items() if value is not None}


def _wish(state: State) -> str | None:
    """What is to become of the person; of one who was found, nothing unless it is said."""
    wish: str | None = state.get("on_delete") or (None if state.get("adopted") else "remove")
    return wish


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


def _past(api: Session, email: str) -> Past:
    state = api.earlier("email", email)
    if state is None:
        return Past()
    return Past(bool(state.get("adopted")), state.get("role_before"), told=True)


def _taken_over(api: Session, inputs: State, member: State, past: Past) -> State:
    found = str(member.get("role"))
    if not past.told and not inputs.get("on_delete"):
        # A run that was killed may have invited them, or given them the role they have.
        same = found == inputs["role"] and found != PLAIN
        if same or api.recent(member.get("joinedAt")):
            said = f"is in the organization as {found}"
            api.warn(_unclear(str(inputs["email"]), said, member.get("joinedAt")))
    before = past.role_before if past.told else found
    if found != inputs["role"]:
        member = _promote(api, member, inputs["role"])
    return _active(inputs | {"adopted": past.adopted, "role_before": before}, member)


def _unclear(email: str, said: str, since: object) -> str:
    day = f", since {since}" if isinstance(since, str) else ""
    return (
        f"{email} {said} already{day}, and is taken over as found: they stay when this resource "
        "goes, with the role they have. Whether an earlier run of this stack invited or promoted "
        'them cannot be told; if it did, say on_delete="remove", or "demote" for a role alone, and '
        'if not, on_delete="leave"'
    )


def _stays(email: str, found: str, so: str, removes: str) -> str:
    return (
        f"{email} was found {found}, and not invited by this stack as far as it knows, and stays, "
        f'{so}; on_delete="remove" on the resource {removes}'
    )


def _active(known: State, member: State) -> State:
    return {
        "email": known["email"],
        "adopted": bool(known.get("adopted")),
        **{name: known[name] for name in ("role_before", *KEPT) if known.get(name)},
        "role": member["role"],
        "user_id": str(member["id"]),
        "status": "active",
    }


def _pending(known: State, invitation: State) -> State:
    return {
        "email": known["email"],
        "role": invitation.get("role", known.get("role")),
        "status": "pending",
        "invitation_id": str(invitation["id"]),
        "adopted": bool(known.get("adopted")),
        **{name: known[name] for name in KEPT if known.get(name)},
    }
