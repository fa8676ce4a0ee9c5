"""What will be sent, said before any of it is; and how it ended, where something is left to do."""

from __future__ import annotations

from collections.abc import Iterator

from .asks import Ask
from .reads import MOST, READS
from .sandbox_run import Ended
from .throwaway import PREFIX
from .writes import INVITES, LISTS, WRITES

__all__ = ["announced", "how_it_ended"]


def announced(*, write: bool, invite: bool) -> list[str]:
    """Each request, with the guesses it is for."""
    lines = [
        f"{len(READS)} requests that change nothing; those that fail are sent once more, and",
        f"never more than {MOST} altogether:",
        "",
        *map(_line, READS),
    ]
    if not write:
        return lines
    asks = (*WRITES, *INVITES) if invite else WRITES
    lines += [
        "",
        f"then at most {len(asks)} on objects of its own, named '{PREFIX} …', which page nobody:",
        "no schedule of them has anybody before the year 2099, and no incident is opened:",
        "",
        *map(_line, asks),
        "",
        "then each object it made is deleted, whatever happened meanwhile:",
        "",
        *(f"  DELETE {each.path}/{{own}}, three times if it fails" for each in LISTS),
        "",
        "Before all that and after it these lists are looked through, for what a probe has left:",
        "",
        *(f"  GET {each.path}?limit=100, page by page" for each in LISTS),
        "",
        "What an earlier one left is deleted too. Before that it is seen that nobody uses it, by",
        "who is on call on it, and by each policy, routing policy and integration there is.",
    ]
    if invite:
        lines.append("  GET /team/members, if the invitation was not seen to be revoked")
        lines.append(
            "The address of --invite gets a real letter; the invitation is revoked at once."
        )
    return lines


def _line(ask: Ask) -> str:
    return f"  {ask.line}  ({' '.join(ask.settles)})"


def _objects(count: int) -> str:
    return "1 object" if count == 1 else f"{count} objects"


def how_it_ended(ended: Ended) -> Iterator[str]:
    """What somebody should know of a probe that wrote."""
    if ended.before:
        yield f"{_objects(ended.before)} that an earlier probe had left went with its own"
    if ended.stopped:
        yield f"not everything was tried: {ended.stopped}"
    if ended.stayed:
        stayed = _objects(ended.stayed)
        yield f"{stayed} named '{PREFIX} …' could not be removed: run it again"
    if ended.unseen:
        lists = ", ".join(ended.unseen)
        yield f"something may be left in {lists}, which could not be looked through: run it again"
    if ended.invitation:
        yield "the invitation could not be revoked: revoke it by hand"
