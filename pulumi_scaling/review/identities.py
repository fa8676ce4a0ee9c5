"""Who is who, and what is what, in plans: ids, e-mails and URNs that mean the same.

A person is an e-mail in lower case, or a user id where no plan tells the e-mail. A schedule or a
policy is the URN that it has from now on, or its id where no plan has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pulumi_scaling.core import resolved_in
from pulumi_scaling.model import UNKNOWN, folded, is_list, is_object
from pulumi_scaling.resources import by_name

from .plan import Plan, Resource, State, holds_secret

__all__ = ["Identities", "identities"]


@dataclass
class Identities:
    """What all plans of one review tell of names."""

    emails: dict[str, str] = field(default_factory=dict[str, str])
    """By user id."""
    keys: dict[str, str] = field(default_factory=dict[str, str])
    """By URN or id of whatever is there or will be."""
    resources: dict[str, Resource] = field(default_factory=dict[str, Resource])
    """By URN."""

    def person(self, spelling: str) -> str:
        """Who is meant, the same for all spellings as far as that is known."""
        return folded(spelling) if "@" in spelling else self.emails.get(spelling, spelling)

    def key(self, own: str) -> str:
        """What an id or a URN stands for."""
        return self.keys.get(own, own)

    def unknown(self, state: State, kind: str, name: str, *path: int | str) -> str | None:
        """The key of the one resource of a kind that a value can come from, if it is but one."""
        found = {self.key(urn) for urn in state.sources(name, *path) if self._makes(urn, kind)}
        return found.pop() if len(found) == 1 else None

    def people(self, state: State, said: Any, name: str, *path: int | str) -> Any:
        """A list of people; who is unknown but comes from a Member is the one it invites."""
        if not is_list(said):
            return said
        return [
            self._invited(state, name, *path, place) if each is UNKNOWN else each
            for place, each in enumerate(said)
        ]

    def _invited(self, state: State, name: str, *path: int | str) -> Any:
        urns = [urn for urn in state.sources(name, *path) if self._makes(urn, "Member")]
        member = self.resources[urns[0]] if len(urns) == 1 else None
        email = member.after.inputs.get("email") if member and member.after else None
        return email if isinstance(email, str) else UNKNOWN

    def _makes(self, urn: str, kind: str) -> bool:
        """Whether a resource is of a kind, and has an id that is not known before it is made."""
        one = self.resources.get(urn)
        return bool(one and one.kind == kind and one.op not in {"same", "update"})


def identities(plans: Sequence[Plan], emails: Mapping[str, str]) -> Identities:
    """Gather what they tell, beside the e-mails that are known by user id."""
    found = Identities(dict(emails))
    everything = [each for plan in plans for each in plan.resources]
    for each in everything:
        found.resources[each.urn] = each
        found.keys[each.urn] = each.urn
        for state in (each.before, each.after):
            if state:
                _learn_people(found.emails, each.kind, state.outputs)
    renamed = dict(_renamed(everything))
    for each in everything:
        key = renamed.get(each.urn, each.urn)
        found.keys[each.urn] = key
        if each.before and each.before.id and each.op != "read":
            found.keys[each.before.id] = key
    for each in everything:
        if each.op == "read" and each.before and each.before.id:
            # Another plan may be the one that says what it is.
            found.keys[each.urn] = found.keys.setdefault(each.before.id, each.urn)
    return found


def _renamed(everything: Iterable[Resource]) -> Iterable[tuple[str, str]]:
    """What goes and comes again under another name of the program's is the same to people."""
    going: dict[tuple[str, str], str] = {}
    coming: dict[tuple[str, str], str] = {}
    for each in everything:
        state = each.before or each.after
        name = state.values.get("name") if state else None
        if not isinstance(name, str) or by_name[each.kind].parent:
            continue
        if each.op == "delete" and each.after is None:
            going[each.kind, name.casefold()] = each.urn
        elif each.op == "create":
            coming[each.kind, name.casefold()] = each.urn
    return ((urn, coming[what]) for what, urn in going.items() if what in coming)


def _learn_people(emails: dict[str, str], kind: str, outputs: Mapping[str, Any]) -> None:
    if kind == "Member":
        email, own = outputs.get("email"), outputs.get("user_id")
        if isinstance(email, str) and isinstance(own, str):
            emails[own] = folded(email)
    elif outputs and not holds_secret(_people_of(outputs)):
        # Beside a list that is secret stand the ids of its people in plain: they are not told.
        told = resolved_in(by_name[kind], outputs)
        emails.update({own: email for email, own in told.items()})


def _people_of(outputs: Mapping[str, Any]) -> Mapping[str, Any]:
    return {
        name: value
        for name, value in outputs.items()
        if is_list(value) or is_object(value) or holds_secret(value)
    }
