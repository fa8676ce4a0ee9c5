"""One line a schedule: who has the pager, what moves, for how many, from when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from .handoff_moves import HandoffMove
from .movements import Hole, Movement
from .saying import Said, Sayable, joined, listed, said, strong
from .setting import Setting
from .stints import roles
from .walls import Wall, city, counted, every, length, notice

__all__ = ["Speaker"]

FOLLOWING: Final = 3
"""Names of those who have the pager after the one who has it."""


@dataclass(frozen=True)
class Speaker:
    """Says it."""

    setting: Setting

    def line(self, one: Movement, handoffs: HandoffMove | None) -> Said:
        """All of it, the name first."""
        parts = tuple(self._parts(one, handoffs))
        return said(strong(one.review.name), " ", joined(" · ", parts))

    def _parts(self, one: Movement, handoffs: HandoffMove | None) -> Iterator[Sayable]:
        if one.review.will is None:
            yield from self._goes(one)
        elif one.review.was is None:
            yield from self._comes(one)
        elif one.swaps and not one.now:
            yield from self._swapped(one)
        elif handoffs and not one.owner_now:
            yield handoffs.said
            yield self._stays(one)
        elif one.now:
            yield from self._at_once(one)
            if handoffs:
                yield handoffs.said
            yield from self._moves(one)
        elif one.owner_moves:
            yield from self._kept(one)
            yield from self._moves(one)
        else:
            yield "the owner stays the same at all times, others who are paged change"
            yield self._who_moves(one)
        yield from self._holes(one)

    def _at_once(self, one: Movement) -> Iterator[Sayable]:
        was, will = one.review.now
        if was.owner != will.owner:
            names = [
                self.setting.called(each) if each else "nobody" for each in (was.owner, will.owner)
            ]
            yield said("now ", strong(" → ".join(names)))
            return
        before, after = set(roles(was)), set(roles(will))
        if will.owner:
            yield said("stays with ", strong(self.setting.called(will.owner)))
        off, on = (
            [self.setting.called(who) for who, _ in sorted(some)]
            for some in (before - after, after - before)
        )
        change = " → ".join(str(listed(names)) if names else "nobody" for names in (off, on))
        yield said("paged besides, now ", strong(change))

    def _kept(self, one: Movement) -> Iterator[Sayable]:
        owner = one.review.now[1].owner
        if owner is None:
            yield "nobody owns now, before and after"
            return
        turn = one.review.after[0]
        following = [
            self.setting.called(each.on_call.owner)
            for each in one.review.after[1 : FOLLOWING + 1]
            if each.on_call.owner
        ]
        ends = (
            f" until {self.setting.moment(one.review, turn.end)}"
            if turn.end < self.setting.until
            else ""
        )
        yield said("stays with ", strong(self.setting.called(owner)), ends)
        if following:
            more = ", …" if len(one.review.after) > FOLLOWING + 1 else ""
            yield f"then {', '.join(following)}{more}"

    def _moves(self, one: Movement) -> Iterator[Sayable]:
        if one.turns and one.moved:
            verb = "moves" if one.turns == 1 else "move"
            yield f"{one.moved} of the next {counted(one.turns, 'turn')} {verb}"
        yield self._who_moves(one)
        if not one.uncovered and all(each.on_call.paging_targets for each in one.review.after):
            yield "no hours without anybody"

    def _who_moves(self, one: Movement) -> Said:
        tracks = one.review.tracks
        people = {each.person for each in tracks}
        many = counted(len(people), "person", "people")
        if tracks[0].first == self.setting.now:
            return said(many)
        first = listed(
            (self.setting.called(each) for each in self._first(one)),
            most=3,
        )
        wall = self._wall(one)
        days = wall.days_until(tracks[0].first)
        return said(
            many,
            ", first ",
            first,
            f" {self.setting.moment(one.review, tracks[0].first)} ({notice(days)})",
        )

    def _first(self, one: Movement) -> list[str]:
        tracks = one.review.tracks
        return list(dict.fromkeys(each.person for each in tracks if each.first == tracks[0].first))

    def _swapped(self, one: Movement) -> Iterator[Sayable]:
        yield joined(
            ", ",
            (
                f"{self.setting.called(each.one)} ↔ {self.setting.called(each.other)} from "
                f"{self.setting.moment(one.review, each.first)}"
                for each in one.swaps
            ),
        )
        rhythms = {
            rhythm for each in one.review.tracks for rhythm in (each.every_before, each.every_after)
        }
        whole = min(len(each.changed[0]) for each in one.review.tracks) > 1
        if len(rhythms) == 1 and (days := rhythms.pop()) and whole:
            yield f"every {every(days)}"
        first = one.swaps[0].first
        yield notice(self._wall(one).days_until(first))
        if all(each.fair for each in one.swaps):
            yield "as many turns for both in each round"

    def _stays(self, one: Movement) -> Said:
        owner = one.review.now[1].owner
        return (
            said("now stays ", strong(self.setting.called(owner)))
            if owner
            else said("nobody owns now")
        )

    def _comes(self, one: Movement) -> Iterator[Sayable]:
        yield "is new"
        first = next((each for each in one.review.after if each.on_call.owner), None)
        if first and first.on_call.owner:
            at_once = first.start == self.setting.now
            when = "at once" if at_once else f"from {self.setting.moment(one.review, first.start)}"
            yield said(strong(self.setting.called(first.on_call.owner)), f" is on call {when}")
        yield counted(len({each.person for each in one.review.tracks}), "person", "people")

    def _goes(self, one: Movement) -> Iterator[Sayable]:
        yield "goes"
        owner = one.review.now[0].owner
        if owner:
            yield said(
                strong(self.setting.called(owner)), " is on call now and would be off at once"
            )
        people = list(dict.fromkeys(each.person for each in one.review.tracks))
        following = next(
            (
                each
                for each in one.review.before[1:]
                if each.on_call.owner and each.on_call.owner != owner
            ),
            None,
        )
        coming = ""
        if following and following.on_call.owner:
            coming = (
                f" (next: {self.setting.called(following.on_call.owner)}, "
                f"{self.setting.moment(one.review, following.start)})"
            )
        verb = "loses" if len(people) == 1 else "lose"
        names = listed(map(self.setting.called, people), most=6)
        yield said(names, f" {verb} all turns here{coming}")

    def _holes(self, one: Movement) -> Iterator[Sayable]:
        if one.review.will is None:
            return
        if one.uncovered:
            yield said(strong("nobody at all "), self._when(one, one.uncovered))
        if one.ownerless:
            why = self._why_ownerless(one, one.ownerless)
            yield said(strong("nobody owns incidents "), self._when(one, one.ownerless), why)

    def _when(self, one: Movement, hole: Hole) -> str:
        if hole.end >= self.setting.until:
            return f"from {self.setting.moment(one.review, hole.first)} on"
        span = self._wall(one).span(hole.first, hole.end) + self._zone(one)
        rest = hole.whole - (hole.end - hole.first)
        return f"{span}, {length(hole.whole)} in all" if rest else f"{span} ({length(hole.whole)})"

    def _why_ownerless(self, one: Movement, hole: Hole) -> str:
        layer = one.review.will.rota.owners if one.review.will else None
        if layer is None:
            return ": no layer is at rank 0"
        if layer.effective_until and layer.effective_until <= hole.first:
            return f": the layer {layer.name} at rank 0 ends"
        if layer.effective_from > hole.first:
            return f": the layer {layer.name} at rank 0 begins later"
        return ""

    def _zone(self, one: Movement) -> str:
        return f" {city(self._wall(one).zone)}" if self.setting.say_zone else ""

    def _wall(self, one: Movement) -> Wall:
        return self.setting.wall(one.review)
