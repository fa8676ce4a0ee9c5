"""Members and invitations. Changes need the key of an `org:admin`."""

from __future__ import annotations

from typing import Annotated, Any

from pulumi_scaling.client.http import as_list, as_object, segment
from pulumi_scaling.errors import Unreadable

from .area import Area
from .records import Instant, Listed, Record, read
from .sending import given
from .words import Role

__all__ = ["Invitation", "Member", "Members", "Team"]


class Member(Record):
    """A person who has joined."""

    id: str
    email: str
    role: str
    first_name: str | None = None
    last_name: str | None = None
    image_url: str | None = None
    joined_at: Instant | None = None


class Invitation(Record):
    """A person who has been asked to join."""

    id: str
    email_address: str
    role: str
    status: str = "pending"
    created_at: Instant | None = None


class Members(Record):
    """Everybody who belongs to the organization, and everybody who has been asked to."""

    members: Annotated[tuple[Member, ...], Listed] = ()
    invitations: Annotated[tuple[Invitation, ...], Listed] = ()


class Team(Area):
    """`client.team`."""

    def list(self) -> Members:
        """Both members and invitations, which the API tells in one answer.

        ```python
        team = client.team.list()
        print([member.email for member in team.members if member.role == "org:admin"])
        print("still pending:", [each.email_address for each in team.invitations])
        ```
        """
        lists: dict[str, list[Any]] = {"members": [], "invitations": []}
        for data, _more in self._calls.leaves("/team/members"):
            page = as_object(data) or {}
            if as_list(page.get("members")) is None:
                raise Unreadable("GET /team/members answered without its list of members")
            for name, rows in lists.items():
                rows.extend(as_list(page.get(name)) or [])
        return read(Members, lists, "GET /team/members")

    def invite(self, email_address: str, *, role: Role = "org:member") -> Invitation:
        """Send somebody an invitation by mail. Never sent twice by itself.

        ```python
        invitation = client.team.invite("fay@example.com")
        client.team.revoke(invitation.id)
        ```
        """
        return self._one(
            Invitation,
            "POST",
            "/team/members/invite",
            given(email_address=email_address, role=role),
        )

    def revoke(self, invitation_id: str) -> None:
        """Take an invitation back before it is accepted."""
        self._calls.delete(f"/team/members/invitations/{segment(invitation_id)}")

    def set_role(self, user_id: str, role: Role) -> Member:
        """Make somebody an admin, or no longer one; nobody changes their own role."""
        return self._one(
            Member, "PATCH", f"/team/members/{segment(user_id)}/role", given(role=role)
        )

    def remove(self, user_id: str) -> None:
        """Remove somebody from the organization; rotations and targets keep naming them."""
        self._calls.delete(f"/team/members/{segment(user_id)}")
