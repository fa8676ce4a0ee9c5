"""Telling of a comparison who is on call now and will not be, or will be and was not.

What is said with its schedule is told at once. Rotations of their own come one by one: each is
noted, and the run tells of them at its end, when all are known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from pulumi_scaling.core.care import (
    Setting,
    Start,
    layer_held,
    layer_of,
    rank_held,
    spelled,
    turns_of,
    wanted_start,
)
from pulumi_scaling.core.run import Account, Place, Sides, Zones, told_of
from pulumi_scaling.core.words import (
    Told,
    in_order,
    named_by,
    nobody_named,
    odd_start,
    title,
    told,
    zone_called,
)
from pulumi_scaling.errors import Refused
from pulumi_scaling.model import Kind, Turns, holds_unknown, is_list, is_object
from pulumi_scaling.rota import Layer, Rota

from .comparing import Change
from .leaving import leaving, note_joining, note_leaving, note_parting
from .starting import identity, layers_held

__all__ = ["tell", "tell_joined", "tell_leaving", "tell_of_starts"]

State = Mapping[str, Any]
WAY_OUT: Final = (
    "; scaling:handoffNow is `refuse`, so {}. Let the running turn go on with "
    'rollout="keep_turn" on the rotation, or wait for the handoff, or let it through once: '
    "`SCALING_CLOUD_FORCE=1 pulumi up`"
)


def tell(place: Place, state: State, inputs: State, change: Change, *, hidden: bool) -> None:
    """Say what a comparison means for people, or refuse it where that was asked for.

    `hidden`: the program keeps secret who they are, and they are not named.
    """
    kind = place.kind
    if kind.inline and kind.inline.kind.turns:
        place.run.rotas.called(place.own, inputs.get("name"))
        was, will = (each.get(kind.inline.field) for each in (state, inputs))
        if was is None and is_list(will) and not holds_unknown(will):
            note_joining(place, inputs, hidden=hidden)
        elif was is not None and will is None:
            note_parting(place, state, hidden=hidden)
        elif change.fields:
            _say(place.account, _inside(place, state, inputs, change, hidden=hidden))
    elif kind.turns and change.replaces:
        note_leaving(place, state)
    elif kind.turns:
        sides = _noted(place, kind.turns, state, inputs, change, hidden=hidden)
        if sides and change.fields and _refuses(place.account):
            _refuse(_told_so_far(place, sides))


def tell_of_starts(
    account: Account, kind: Kind, olds: State, inputs: State, *, hidden: bool
) -> None:
    """Say where a start is not what it seems, and note a rotation that is to be made."""
    if kind.inline and kind.inline.kind.turns:
        turns, field = kind.inline.kind.turns, kind.inline.field
        zone = inputs.get(turns.zone)
        layers, before = inputs.get(field), olds.get(field)
        for at, layer in enumerate(layers if is_list(layers) else ()):
            if is_object(layer) and (layer not in (before or ()) or zone != olds.get(turns.zone)):
                where = f"{title(kind, inputs)}: {field}[{at}]"
                _warn_of_start(account, turns, layer, zone, where)
    elif kind.turns and isinstance(inputs.get(kind.parent or ""), str):
        zones = account.run.zones(inputs[kind.parent or ""])
        if zones and dict(olds) != dict(inputs):
            _warn_of_start(account, kind.turns, inputs, zones.will, title(kind, inputs))
        if zones and not olds and not holds_unknown(dict(inputs)):
            _note_new(Place.of(account, kind, inputs), kind.turns, inputs, zones, hidden=hidden)


def _warn_of_start(account: Account, turns: Turns, layer: State, zone: object, where: str) -> None:
    said, handoff, there = layer.get(turns.start), layer.get(turns.clock), zone_called(zone)
    if there and isinstance(said, str) and isinstance(handoff, str):
        odd = odd_start(said, handoff, there, account.now())
        if odd:
            account.warn_once(f"{where}: {turns.start}: {odd}")


def _note_new(place: Place, turns: Turns, inputs: State, zones: Zones, *, hidden: bool) -> None:
    rotas, account = place.run.rotas, place.account
    own, old = rotas.let_go(place.parent, str(inputs.get("name"))) or (None, None)
    person = identity(place.kind, old or {}, account.people)
    start = wanted_start(turns, None, inputs, Setting(*zones, account.now(), person), old)
    sides = rotas.note(
        place.parent,
        own,
        before=rotas.of(place.parent).before.get(own or ""),
        after=layer_of(turns, inputs, start.at if start else None, zones.will, person, 0),
        wanted=place.siblings.rank(inputs),
        spelled=spelled(turns, person, inputs),
        hidden=hidden,
    )
    if own and _refuses(account):
        _refuse(_told_so_far(place, sides))


def tell_leaving(place: Place, state: State) -> None:
    """Refuse to delete a rotation, where the pager would change hands and that is asked for."""
    if _refuses(place.account) and (sides := leaving(place, state)):
        _refuse(_told_so_far(place, sides), "it was not deleted")


def tell_joined(place: Place, inputs: State, holder: State, layers: Sequence[State]) -> None:
    """Say what it means that a schedule says from now on what were resources of their own.

    They are still in `holder`; `layers` are as they will be there.
    """
    kind, account = _turning(place.kind), place.account
    rows = in_order(holder, kind) if kind else ()
    if kind is None or kind.turns is None or not rows:
        return
    before = _on_the_wire(kind, kind.turns, rows, holder.get(kind.turns.zone))
    after = _on_the_wire(kind, kind.turns, layers, inputs.get(kind.turns.zone))
    if before is None or after is None:
        return
    people = {who for rota in (before, after) for each in rota.layers for who in each.participants}
    said = place.run.says(place.kind, inputs)
    hidden = said is not None and place.run.hides(said)
    emails = {who: account.people.email_of(who) or who for who in people}
    named = nobody_named if hidden else named_by(emails)
    _say(account, told(str(inputs.get("name")), before, after, account.now(), named))


def _on_the_wire(kind: Kind, turns: Turns, rows: Sequence[State], zone: object) -> Rota | None:
    said = [turns_of(kind, row) for row in rows]
    return _rota(
        zone,
        [
            layer_of(turns, each, str(each.get(turns.start)), str(zone), str, at)
            for at, each in enumerate(said)
        ],
    )


def _inside(place: Place, state: State, inputs: State, change: Change, *, hidden: bool) -> Told:
    kind, account = place.kind, place.account
    inline = kind.inline
    layers = inputs.get(inline.field) if inline else None
    if inline is None or inline.kind.turns is None or state.get(inline.field) is None:
        return Told()
    if layers is None or holds_unknown({"all": layers, "zone": inputs.get(inline.kind.turns.zone)}):
        return Told()
    turns, person = inline.kind.turns, identity(kind, state, account.people)
    was, will = state.get(turns.zone), inputs.get(turns.zone)
    held = layers_held(kind, state)
    old = [layer_held(turns, each, was, person, at) for at, each in enumerate(held)]
    new = [
        layer_of(turns, each, start.at if start else None, will, person, at)
        for at, (each, start) in enumerate(zip(layers, change.starts, strict=True))
    ]
    before, after = _rota(was, old), _rota(will, new)
    if before is None or after is None:
        return Told()
    named = nobody_named if hidden else named_by(spelled(turns, person, *held, *layers))
    return told(str(inputs.get("name")), before, after, account.now(), named)


def _rota(zone: object, layers: list[Layer | None]) -> Rota | None:
    known, where = [each for each in layers if each], zone_called(zone)
    if where is None or len(known) < len(layers) or len({each.name for each in known}) < len(known):
        return None
    return Rota(zone=where, layers=tuple(known))


def _noted(
    place: Place, turns: Turns, state: State, inputs: State, change: Change, *, hidden: bool
) -> Sides | None:
    """Note one rotation; all that is known of its schedule by now."""
    account, run = place.account, place.run
    affects = {turns.start, turns.end, turns.clock, turns.length, turns.people}
    # A schedule that is no part of the run is read once, and not for the order of layers alone,
    # unless some of them are left out.
    if run.limited:
        affects.add("position")
    zones = place.zones if affects & {*change.fields} else run.zones(place.parent)
    if zones is None:
        return None
    met = run.rotas.of(place.parent).before
    if affects & {*change.fields} and not met and run.leaves_out(place.parent):
        _note_neighbours(place, turns, zones.will)
    person = identity(place.kind, state, account.people)
    there = run.rotas.of(place.parent).before.get(place.own)
    at = there.position if there else rank_held(state)
    before = layer_held(turns, state, zones.was, person, at)
    start: Start | None = next(iter(change.starts), None)
    known = not holds_unknown(dict(inputs))
    after = (
        layer_of(turns, inputs, start.at if start else None, zones.will, person, at)
        if known
        else None
    )
    return run.rotas.note(
        place.parent,
        place.own,
        before=before,
        after=after,
        wanted=place.siblings.rank(inputs),
        spelled=spelled(turns, person, state, inputs),
        hidden=hidden,
    )


def _note_neighbours(place: Place, turns: Turns, zone: str) -> None:
    """What stands in a schedule of which the run leaves out some: it stays, unless compared."""
    kind, account = place.kind, place.account
    if not account.has_key:
        return
    for at, row in enumerate(in_order(account.read(place.above), kind)):
        said = turns_of(kind, row)
        start = str(said.get(turns.anchored))
        layer = layer_of(turns, said, start, zone, str, at)
        people = [str(who) for who in said.get(turns.people) or ()]
        emails = {who: account.people.email_of(who) or who for who in people}
        place.run.rotas.note(
            place.parent, str(row["id"]), before=layer, after=layer, wanted=None, spelled=emails
        )


def _told_so_far(place: Place, sides: Sides) -> Told:
    """What comes of it for the schedule, as far as the run has met its rotations."""
    return told_of(sides, place.zones, place.account.now()) or Told()


def _say(account: Account, found: Told) -> None:
    if _refuses(account):
        _refuse(found)
    for line in found.lines:
        account.tell_once(line)


def _refuses(account: Account) -> bool:
    return account.settings.handoff_now == "refuse" and not account.settings.force


def _refuse(found: Told, so: str = "nothing was changed") -> None:
    if found.at_once:
        raise Refused(found.lines[0] + WAY_OUT.format(so))


def _turning(kind: Kind) -> Kind | None:
    """What people take turns in: it, or what may be said with it."""
    inside = kind.inline.kind if kind.inline else None
    return kind if kind.turns else inside if inside and inside.turns else None
