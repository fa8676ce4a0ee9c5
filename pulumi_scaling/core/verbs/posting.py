"""Sending one new object: with the number where the server takes one along, and once at most."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pulumi_scaling.client import segment
from pulumi_scaling.core.care import as_asked, post_once
from pulumi_scaling.core.run import Place, refuses_place
from pulumi_scaling.core.words import title
from pulumi_scaling.errors import Conflict, Invalid
from pulumi_scaling.model import rows_in

__all__ = ["in_own", "post"]

Content = Mapping[str, Any]
Row = Mapping[str, Any]


def in_own(place: Place) -> bool:
    """Tell whether this run made the parent, and so whatever is in it."""
    return place.run.owns(place.parent) and not place.run.has_taken(place.parent)


def post(place: Place, content: Content, rank: int | None) -> Row:
    """Make it among its siblings; the object in the answer."""
    siblings, order = place.siblings, place.kind.order
    if order is None or not (siblings.known or order.posted):
        return _post(place, content)
    if not siblings.known:
        # Where one before it came to stand was not as it was asked for.
        siblings.look()
    asked = siblings.position_for(None if place.account.habits.refuses_occupied else rank)
    row = _post(place, {**content, "position": asked} if order.posted else content)
    siblings.insert(row, asked=asked)
    return row


def _post(place: Place, content: Content) -> Row:
    known, candidates = _witnesses(place, content)
    try:
        return post_once(
            place.account,
            place.collection,
            content,
            candidates=candidates,
            what=title(place.kind, {**content, **place.parents}, None, place.run.called),
            known=known,
        )
    except (Invalid, Conflict) as error:
        if "position" not in content or not refuses_place(error.status, error.code):
            raise
        # A server that refuses occupied places takes the place after the last one, which somebody
        # else may have taken since it was read.
        place.siblings.look()
        last = place.siblings.next_position()
        if content["position"] == last:
            raise
        row = _post(place, {**content, "position": last})
        place.account.habits.learn_refuses_occupied(str(error))
        return row


def _witnesses(place: Place, content: Content) -> tuple[bool, Callable[[], list[Any]]]:
    """What could tell after a lost answer which object came of it.

    Whether all that was there before is known, and how to find what is like it and new.
    """
    account, kind, run = place.account, place.kind, place.run
    listed = None if kind.found_in else account.snapshots.known(place.collection + "?")
    # What this run put into a parent of its own it holds, so all else there is new.
    known = in_own(place) or place.siblings.known or listed is not None
    before = {*place.siblings.ids, *(str(row.get("id")) for row in listed or ())}

    def candidates() -> list[Any]:
        return [
            row
            for row in _there(place, content)
            if row.get("id") not in before
            and not run.owns(str(row.get("id")))
            and as_asked(kind, row, content)
        ]

    return known, candidates


def _there(place: Place, content: Content) -> list[Any]:
    """What is there now, each as a whole where it may be what was made."""
    account, kind = place.account, place.kind
    if kind.found_in:
        return list(rows_in(account.read(place.above, fresh=True), kind.found_in))
    rows = account.listed(place.collection, fresh=True)
    if kind.listed.whole:
        return rows
    named = kind.fields[kind.natural_key or ""].wire
    alike = [row for row in rows if row.get(named) == content.get(named)]
    return [
        account.read(f"{place.collection}/{segment(str(row['id']))}", fresh=True) for row in alike
    ]
