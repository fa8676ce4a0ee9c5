"""What a person sees: each guess in a line, what nobody foresaw, and what it means for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from pulumi_scaling.assumed import switch_named
from pulumi_scaling.commands.table import Paint

from .consequences import consequences
from .looks_kept import Looks
from .probe_verdicts import Part, Verdict, positions
from .reads import FOUND_IN
from .throwaway import is_ours
from .unforeseen import Unforeseen, unforeseen

__all__ = ["differs", "screen"]

COLOURS: Final = {"holds": "green", "does not hold": "red", "not seen": "dim"}
LISTED: Final = tuple(each for each in FOUND_IN.values() if each != "list_incidents")
WHATS: Final = {
    "member": "a member that is on no page",
    "type": "another type",
    "envelope": "another envelope",
    "code": "a code that is on no page",
    "header": "a header",
}


def differs(looks: Looks, found: Sequence[Verdict]) -> bool:
    """Whether anything is not as it was assumed; a header of its own breaks nothing."""
    strange = any(each.what != "header" for each in unforeseen(looks))
    return strange or any(verdict.word == "does not hold" for verdict in found)


def screen(looks: Looks, found: Sequence[Verdict], paint: Paint, *, key: str) -> Iterator[str]:
    """Line by line; a name that a server made of the key is not among them."""
    for verdict in found:
        for part in verdict.parts:
            word = paint(f"{part.word:<13}", COLOURS[part.word])  # type: ignore[arg-type] # the table above has colours
            yield f"{word}  {verdict.assumption:<3}  {_line(part)}"
    if strange := unforeseen(looks):
        yield ""
        yield "No guess foresaw (names are shown here and nowhere else):"
        yield from (f"  {_strange(each, key)}" for each in strange)
    if told := consequences(positions(found)):
        yield ""
        yield "For programs this means:"
        yield from (f"  {line}" for line in told)
    if left := sum(is_ours(row.get("name")) for look in looks.done(*LISTED) for row in look.rows):
        yield ""
        objects = "an object" if left == 1 else f"{left} objects"
        yield f"An earlier probe left {objects} here: --write removes by name what is left."
    yield ""
    words = Counter(verdict.word for verdict in found)
    yield (
        f"Of {len(found)} guesses {words['holds']} hold, {words['does not hold']} do not, "
        f"{words['not seen']} were not seen to their end."
    )


def _line(part: Part) -> str:
    aspect, told = part.aspect, part.told
    if told is None:
        return f"{aspect.about}: would be shown by {aspect.shown_by}"
    if told.holds:
        return f"{aspect.about}: {told.seen}"
    if aspect.switch is None:
        return f"{aspect.about}: {told.seen}"
    here = "nothing that a switch is for" if told.position is None else _spelled(told.position)
    assumed = _spelled(switch_named(aspect.switch).default)
    return f"{aspect.about}: {told.seen} ({aspect.switch}: {here}, assumed {assumed})"


def _spelled(position: str | int) -> str:
    return str(position) or "empty"


def _strange(each: Unforeseen, key: str) -> str:
    where = f" at {each.where}" if each.where else ""
    named = "" if not each.name or key in each.name else f" {escaped(each.name)}"
    seen = f"({each.seen})" if named else each.seen
    return f"{WHATS[each.what]}{named}: {seen}{where}, by {each.request}"


def escaped(name: str) -> str:
    """A name that somebody else gave, as text that can do nothing."""
    kept = "".join(
        each if each.isascii() and (each.isalnum() or each in "-_.") else "?" for each in name
    )
    return f"'{kept[:40]}{'…' if len(kept) > 40 else ''}'"
