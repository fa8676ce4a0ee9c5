"""What writing tells of rotations: lengths, repeats, order, and what a layer that goes leaves."""

from __future__ import annotations

from typing import Final

from .aspects import Aspect, Told, as_assumed, at, otherwise, strange
from .looks_kept import Look, Looks
from .object_witnesses import lists_of
from .value_classes import code_class
from .write_witnesses import REFUSED

__all__ = ["ROTATIONS"]


def _elsewhere(looks: Looks) -> Told | None:
    for look in looks.answered("under_another_schedule", "under_another_schedule_whole"):
        by = "change_layer" if look.ask.method == "PATCH" else "put_schedule"
        if not any(True for _ in looks.done(by)):
            return None  # The verb may be unknown here, which looks the same.
        if look.status == 404:
            return as_assumed("404 below another schedule", look)
        seen = "it was changed" if look.ok else f"{look.status} with {code_class(look.code)}"
        return otherwise(f"{seen}, below another schedule", look)
    return None


def _plain(looks: Looks) -> bool:
    """Whether one without anything special was taken, so that a refusal is for what is."""
    return any(True for _ in looks.done("create_layer"))


def _lengths(looks: Looks) -> Told | None:
    taken, refused = ("free", "daily may be of two days"), ("tied", "daily of two days")
    return _taken_or_not(looks, "daily_of_two_days", "rotation_lengths", taken, refused)


def _repeated(looks: Looks) -> Told | None:
    taken, refused = ("allowed", "somebody may stand there twice"), ("refused", "somebody twice")
    return _taken_or_not(looks, "somebody_twice", "repeated_participants", taken, refused)


def _taken_or_not(
    looks: Looks, ask: str, switch: str, taken: tuple[str, str], refused: tuple[str, str]
) -> Told | None:
    """The position of a switch, each with what it is told by."""
    for look in looks.answered(ask):
        if look.ok:
            return at(switch, *taken, look)
        position, what = refused
        seen = f"{look.status} for {what}"
        if look.status in REFUSED:
            return at(switch, position, seen, look) if _plain(looks) else None
        return strange(seen, look)
    return None


def _nobody_in_it(looks: Looks) -> Told | None:
    for look in looks.answered("nobody_in_it"):
        if look.status == 422:
            return as_assumed("422 for a rotation of nobody", look) if _plain(looks) else None
        return otherwise(f"{look.status} for a rotation of nobody", look)
    return None


def _order(looks: Looks) -> Told | None:
    for look in looks.answered("order_layers"):
        if look.ok:
            return as_assumed("layers were put in order", look)
        return otherwise(f"{look.status} for an order", look)
    return None


def _order_body(looks: Looks) -> Told | None:
    whole, less = looks.get("order_layers"), looks.get("order_without_one")
    if whole is None or less is None or not whole.ok or less.status is None:
        return None
    if [row.get("id") for row in whole.rows] != list(whole.ask.body["layerIds"]):
        return otherwise("the answer is not the layers in their new order", whole)
    if less.status == 422:
        return as_assumed("422 for an order that leaves one out", whole, less)
    return otherwise(f"{less.status} for an order that leaves one out", less)


def _rotation_gap(looks: Looks) -> Told | None:
    """What the others do when the first goes."""
    gone = looks.get("delete_first_layer")
    for look in looks.done("get_made_schedule"):
        places = sorted(_places(look))
        if gone is None or not gone.ok or not places:
            return None
        if _first_place(looks) != 0:
            return strange("the first place is not 0", gone, look)
        if places[0] == 0:
            return at("gaps", "closed", "the others move up", gone, look)
        if places[0] == 1:
            return at("gaps", "left", "the others stay where they are", gone, look)
        return strange("the others went elsewhere", gone, look)
    return None


def _first_place(looks: Looks) -> object:
    """Where the one stood that was removed."""
    for look in looks.done("order_layers"):
        return look.rows[0].get("position") if look.rows else None
    return looks["create_layer"].object.get("position")


def _places(look: Look) -> list[int]:
    rows = lists_of(look, "layers")
    return [place for row in rows if isinstance(place := row.get("position"), int)]


ROTATIONS: Final = (
    Aspect("A33", "nobody in a rotation", "one that is asked for so", "write", _nobody_in_it),
    Aspect(
        "A12", "a layer below another schedule", "one that is asked for so", "write", _elsewhere
    ),
    Aspect("A32", "days of a daily rotation", "one of two", "write", _lengths, "rotation_lengths"),
    Aspect(
        "A33",
        "somebody twice",
        "a rotation that has one so",
        "write",
        _repeated,
        "repeated_participants",
    ),
    Aspect("A34", "the path of an order", "an order of rotation layers", "write", _order),
    Aspect("A35", "the body of an order", "one that leaves a layer out", "write", _order_body),
    Aspect("A37", "gaps in a schedule", "the first layer removed", "write", _rotation_gap, "gaps"),
)
