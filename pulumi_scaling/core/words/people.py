"""Who somebody's e-mail or user id means.

Programs name people by e-mail, the wire by id. One list of users serves a whole run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, Final

from pulumi_scaling.errors import ApiError, Refused, ScalingError
from pulumi_scaling.model import folded

__all__ = ["People", "in_a_row", "looks_spoken"]

Rows = Iterable[dict[str, Any]]
AFTERWARDS: Final = (
    "run `pulumi up` again after they accept, and `pulumi up --continue-on-error` until then"
)
LEAVE_OUT: Final = (
    "; or let rosters go without them until then: `pulumi config set scaling:pendingPeople "
    "leave-out`"
)


class People:
    """The users of one organization; `refuses` is that no roster goes without who is pending."""

    def __init__(
        self,
        users: Callable[[bool], Rows],
        invitations: Callable[[], Rows],
        known: Callable[[], Rows | None],
        *,
        refuses: bool = False,
    ) -> None:
        self._afterwards = AFTERWARDS + (LEAVE_OUT if refuses else "")
        self._users = users
        self._invitations = invitations
        self._known = known
        self._answers = True
        self._invited_here: set[str] = set()

    def invites(self, email: object) -> None:
        """Note an e-mail that this run declares as a member, and may therefore be unknown yet."""
        if isinstance(email, str):
            self._invited_here.add(email.casefold())

    def awaits(self, email: str) -> bool:
        """Tell whether this run declares the e-mail as a member."""
        return email.casefold() in self._invited_here

    def id_of(self, spelling: str) -> str:
        """The user id behind an e-mail or an id, or an error that says what to do."""
        if "@" not in spelling:
            if looks_spoken(spelling) and (wrong := self.problem(spelling)):
                raise Refused(wrong)
            return spelling
        found = self._find(spelling, fresh=False) or self._find(spelling, fresh=True)
        if found is None:
            raise Refused(self.missing(spelling))
        return found

    def email_of(self, id_: str) -> str | None:
        """The e-mail of a user id, if the list can be had; an id does as well."""
        try:
            users = self._users(False)
        except ScalingError:
            return None
        for user in users:
            if user.get("id") == id_:
                return user.get("email")
        return None

    def already_known(self, spelling: str) -> str:
        """The id behind a spelling as far as that can be said without a request."""
        for user in self._known() or ():
            if str(user.get("email") or "").casefold() == spelling.casefold():
                return str(user.get("id"))
        return folded(spelling)

    def compared(self, spelling: str) -> str:
        """What stands for a person when rosters are compared: the id, or the e-mail nobody has.

        Asks for the users only if nothing else tells, as after an id was rewritten as an e-mail;
        where they cannot be had, two spellings are two people.
        """
        if "@" in spelling and self._answers:
            try:
                return self._find(spelling, fresh=False) or spelling.casefold()
            except ScalingError:
                self._answers = False
        return self.already_known(spelling)

    def problem(self, spelling: str) -> str | None:
        """What stands against putting this person on a roster, in one sentence, or None."""
        if "@" in spelling:
            return None if self._find(spelling, fresh=False) else self.missing(spelling)
        users = list(self._users(False))
        if any(user.get("id") == spelling for user in users):
            return None
        called = [str(user.get("email") or user["id"]) for user in users if _named(user, spelling)]
        if len(called) == 1:
            return f"{spelling!r} is a name, and people are written by e-mail: {called[0]}"
        if called:
            everybody = ", ".join(sorted(called))
            return f"{spelling!r} is the name of several people; write the e-mail: {everybody}"
        if looks_spoken(spelling):
            return (
                f"nobody in the organization is called {spelling!r}; people are written by e-mail"
            )
        return f"no user of the organization has the id {spelling!r}; an e-mail is safer to write"

    def pending(self, spelling: str) -> bool:
        """Tell whether somebody was invited, or is in this run, and has not accepted yet."""
        if "@" not in spelling or self._find(spelling, fresh=False):
            return False
        return self.awaits(spelling) or spelling.casefold() in self._pending()

    def lapsed(self, email: str) -> bool:
        """Tell whether nothing is left of the invitation of somebody who had one."""
        invited = self._seen_pending()
        return not self.awaits(email) and invited is not None and email.casefold() not in invited

    def awaited(self, emails: Sequence[str]) -> str:
        """Say that those whom the program invites are not there yet, and what to do."""
        verbs = "is", "has"
        if len(emails) > 1:
            verbs = "are", "have"
        said = f"{verbs[0]} invited by this program and {verbs[1]} to accept first"
        return f"{in_a_row(emails)} {said}; {self._afterwards}"

    def missing(self, email: str) -> str:
        """Say why nobody has this e-mail, and what to do."""
        if email.casefold() in self._pending():
            return (
                f"{email} was invited and has not accepted yet, so nobody could be paged; "
                + self._afterwards
            )
        if self.awaits(email):
            return self.awaited([email])
        known = [str(user["email"]) for user in self._users(False) if user.get("email")]
        near = _near(email.casefold(), known)
        if near:
            hint = f"did you mean {near}?"
        elif self._seen_pending() is None:
            hint = (
                "whether they are invited cannot be seen with this key: let them accept first, or "
                "use the key of an org:admin"
            )
        else:
            hint = "invite them with scaling.Member first"
        return f"nobody in the organization has the e-mail {email}; {hint}"

    def _find(self, email: str, *, fresh: bool) -> str | None:
        for user in self._users(fresh):
            if str(user.get("email") or "").casefold() == email.casefold():
                return str(user["id"])
        return None

    def _pending(self) -> set[str]:
        # Where invitations are not to be seen, the plainer sentence will do.
        return self._seen_pending() or set()

    def _seen_pending(self) -> set[str] | None:
        """Who is invited; None for a key without the admin role, which may not see it."""
        try:
            return {str(row.get("emailAddress", "")).casefold() for row in self._invitations()}
        except ApiError:
            return None


def in_a_row(people: Iterable[str]) -> str:
    """Several people in a sentence."""
    *others, last = people
    return f"{', '.join(others)} and {last}" if others else last


def looks_spoken(spelling: str) -> bool:
    """Whether it can only be a name: neither an address nor an id has spaces."""
    return "@" not in spelling and len(spelling.split()) > 1


def _named(user: Mapping[str, Any], spelling: str) -> bool:
    names = [str(user.get(each) or "") for each in ("firstName", "lastName")]
    spoken = " ".join(spelling.split()).casefold()
    return bool(spoken) and spoken in {" ".join(names).strip().casefold(), names[0].casefold()}


def _near(email: str, known: Iterable[str]) -> str | None:
    """The address that was meant: a slip in the name or in the domain, and never in both.

    A shared domain alone makes any two addresses look alike, and the wrong person would be woken.
    """
    name, _, domain = email.partition("@")
    parts = {each: each.casefold().partition("@")[::2] for each in known}
    colleagues = {there[0]: each for each, there in parts.items() if there[1] == domain}
    namesakes = {there[1]: each for each, there in parts.items() if there[0] == name}
    for wanted, found in ((name, colleagues), (domain, namesakes)):
        if close := get_close_matches(wanted, found, n=1, cutoff=0.75):
            return found[close[0]]
    return None
