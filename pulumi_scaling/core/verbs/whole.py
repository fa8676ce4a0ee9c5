"""Objects that hold what lives in them: written as a whole, with all of it.

Where an account speaks that generation of the API. Which one it speaks shows in any answer about
one object; where none was seen yet, a create tries the first and hears of the second.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pulumi_scaling.core.run import Place, no_such_verb
from pulumi_scaling.core.words import in_order
from pulumi_scaling.errors import Invalid, NotFound, Refused
from pulumi_scaling.model import Dialect, List, Problem

from .changing import change

__all__ = [
    "change_any",
    "fits_generation",
    "known_whole",
    "may_be_whole",
    "misfits",
    "put_whole",
    "refuse_apart",
    "whole_body",
]

Row = Mapping[str, Any]
Layers = Sequence[Mapping[str, Any]]


def known_whole(place: Place) -> Dialect | None:
    """The generation that holds all in the object, if the account is known to speak it."""
    kind = place.kind
    speaks = kind.inline and place.account.habits.speaks_whole(kind)
    return kind.inline.whole if kind.inline and speaks else None


def misfits(place: Place, layers: Layers) -> list[Problem]:
    """What cannot be said in the generation that the account is known to speak."""
    inline = place.kind.inline
    if inline is None or inline.whole is None or not place.account.habits.generation(place.kind):
        return []
    why = inline.whole.unsayable if known_whole(place) else inline.whole.own
    told = ((at, why(layer)) for at, layer in enumerate(layers))
    return [Problem(f"{inline.field}[{at}]", sentence) for at, sentence in told if sentence]


def fits_generation(place: Place, layers: Layers | None) -> None:
    """Refuse what this account could not take, before anything is written."""
    wrong = misfits(place, layers or ())
    if wrong:
        raise Refused("; ".join(f"{each.path} {each.sentence}" for each in wrong))


def whole_body(place: Place, content: Row, layers: Layers) -> dict[str, Any]:
    """The object with all that lives in it, as a request says it."""
    inline = place.kind.inline
    shape = place.kind.fields[inline.field].shape if inline else None
    if inline is None or inline.whole is None or not isinstance(shape, List):
        return dict(content)
    fits_generation(place, layers)
    resolve = place.account.people.id_of
    first = inline.kind.order.first if inline.kind.order else 0
    entries = [shape.of.wire(layer, resolve) for layer in layers]
    steps = [inline.whole.write(entry, at) for at, entry in enumerate(entries, first)]
    return {**content, inline.whole.within: steps}


def put_whole(place: Place, content: Row, layers: Layers | None, now: Row) -> Row:
    """Replace it: what changed, over what is there now, with the chain that is said or there."""
    inline, account = place.kind.inline, place.account
    assert inline is not None  # noqa: S101 - asked of no other kind
    assert inline.whole is not None  # noqa: S101 - likewise
    fields = [spec for name, spec in place.kind.fields.items() if name not in place.kind.elsewhere]
    body: dict[str, Any] = {**{spec.wire: now.get(spec.wire) for spec in fields}, **content}
    if layers is None:
        rows = in_order(now, inline.kind)
        first = inline.kind.order.first if inline.kind.order else 0
        body[inline.whole.within] = [
            inline.whole.write(row, at) for at, row in enumerate(rows, first)
        ]
    else:
        body = whole_body(place, body, layers)
    row: Row = account.wrote(place.item, account.client.put(place.item, body))
    return row


def may_be_whole(place: Place, layers: Layers = ()) -> bool:
    """Tell whether it could be, as far as any answer has shown, and whether it could be said so.

    What was not known before a request was refused may be known after it, by a neighbour's answer.
    """
    if known_whole(place):
        return True
    inline = place.kind.inline
    whole = inline.whole if inline else None
    if whole is None or place.account.habits.generation(place.kind):
        return False
    return not any(whole.unsayable(layer) for layer in layers)


def change_any(place: Place, content: Row) -> Row:
    """Change the object itself, and leave what lives in it as it is, in either generation."""
    account = place.account
    if not known_whole(place):
        try:
            row = change(place, content)
        except (NotFound, Invalid) as error:
            if not may_be_whole(place) or not no_such_verb(error.status):
                raise
        else:
            return row
    now = account.read(place.item, fresh=True)
    if known_whole(place):
        return put_whole(place, content, None, now)
    return change(place, content)


def refuse_apart(place: Place, *, sure: bool = False) -> None:
    """Refuse one that would have to be said by itself, where they are parts of their parent.

    `sure` looks, where nothing was seen yet.
    """
    account = place.account
    parent = account.kinds.get(place.kind.parent_kind or "")
    whole = parent.inline.whole if parent and parent.inline else None
    if parent is None or whole is None:
        return
    if sure and not account.habits.generation(parent):
        try:
            account.read(place.above, fresh=True)
        except NotFound:
            return  # The parent is gone, which is another sentence.
    if account.habits.speaks_whole(parent):
        raise Refused(whole.apart)
