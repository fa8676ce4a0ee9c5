"""How a run speaks to the API and what it deletes, told by its requests and what was there then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from tests.lives.invariants import broken, promise
from tests.lives.wire import ALONE, FAULTS, Asked
from tests.lives.world import World

__all__ = ["Holes", "good_manners"]

CERTAIN: Final = frozenset({"unsent", "down", "429", "429 date", "busy"})
"""What a server has surely not carried out."""
UNSURE: Final = frozenset(FAULTS) - CERTAIN
CLOSED: Final = "resolved"


def good_manners(asked: Sequence[Asked]) -> None:
    """All of them, of one run."""
    nothing_is_written_for_nobody(asked)
    a_server_is_left_alone(asked)
    no_unsure_create_is_repeated_unseen(asked)


@promise
def nothing_is_written_for_nobody(asked: Sequence[Asked]) -> None:
    """Nothing is written any more once the engine that asked for it is gone."""
    for each in asked:
        if each.orphan and each.method != "GET":
            raise broken(nothing_is_written_for_nobody, each.line)


@promise
def a_server_is_left_alone(asked: Sequence[Asked]) -> None:
    """A server that says when to come back is not asked the same again before."""
    until: dict[tuple[object, ...], float] = {}
    for each in asked:
        what = (each.run, each.who, each.method, each.path)
        if each.at < until.pop(what, 0.0):
            raise broken(a_server_is_left_alone, f"asked too soon: {each.line}")
        if each.fault in {"429", "429 date"}:
            # A date has whole seconds.
            until[what] = each.at + ALONE - (each.fault == "429 date")


@promise
def no_unsure_create_is_repeated_unseen(asked: Sequence[Asked]) -> None:
    """A create that may have been carried out is sent again only by who has looked since."""
    unsure: dict[tuple[object, str], tuple[str, Any]] = {}
    for each in asked:
        who = each.run, each.who
        if each.method == "GET":
            unsure.pop(who, None)
        elif each.method == "POST":
            if unsure.pop(who, None) == (each.path, each.body):
                raise broken(no_unsure_create_is_repeated_unseen, each.line)
            if each.fault in UNSURE:
                unsure[who] = each.path, each.body


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


@dataclass
class Holes:
    """Watches each delete of a run for whom it leaves unreached."""

    world: World
    there: frozenset[str]
    """The ids of what was there before: what a run itself has made too many nobody needs."""
    found: list[str] = field(default_factory=list[str])

    def watch(self, asked: Asked) -> None:
        """Look at what still needs what was just removed."""
        if asked.method != "DELETE" or (asked.status or 500) >= 300:
            return
        parts = asked.path.strip("/").split("/")
        if asked.path.startswith("/oncall/schedules/") and len(parts) == 3:
            self._needed(asked, self._paging("scheduleId", parts[2]))
        elif asked.path.startswith("/escalation/policies/") and parts[-1] in self.there:
            self._needed(asked, self._climbing(parts[2]) if len(parts) == 5 else [])
        elif asked.path.startswith("/team/members/") and len(parts) == 3:
            turns = self.world.rows("rotation_layers")
            on = [f"turns {row['name']!r}" for row in turns if parts[2] in row["participantIds"]]
            self._needed(asked, [*on, *self._paging("userIds", parts[2])])

    def _paging(self, field_: str, own: str) -> list[str]:
        told = [(row["id"], row["target"].get(field_)) for row in self.world.rows("policy_layers")]
        return [f"link {id_}" for id_, who in told if own == who or own in _several(who)]

    def _climbing(self, policy: str) -> list[str]:
        rows = self.world.rows("incidents")
        return [
            f"incident {row['title']!r}"
            for row in rows
            if row.get("escalationPolicyId") == policy and row["status"] != CLOSED
        ]

    def _needed(self, asked: Asked, by: list[str]) -> None:
        if by:
            self.found.append(f"{asked.line}, which {', '.join(by)} needed")

    @promise
    def no_delete_opens_a_hole(self) -> None:
        """Nothing is deleted that somebody else's chain, turns or open incident still needs."""
        for what in self.found:
            raise broken(self.no_delete_opens_a_hole, what)
