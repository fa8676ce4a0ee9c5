"""What writing tells of chains: where a layer goes, what a delete leaves, ids of steps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pulumi_scaling.core import refuses_place
from pulumi_scaling.model import is_object

from .aspects import Aspect, Told, as_assumed, at, otherwise, strange
from .looks_kept import Look, Looks, Row
from .object_witnesses import generation, lists_of
from .value_classes import code_class

__all__ = ["CHAINS"]


def _place(row: Row) -> int | None:
    place = row.get("position")
    return place if isinstance(place, int) else None


def _place_of(look: Look, own: str | None) -> int | None:
    rows = lists_of(look, "layers")
    return next((_place(row) for row in rows if row.get("id") == own), None)


def _insertion(looks: Looks) -> Told | None:
    first, second = looks.get("create_link"), looks.get("occupied_place")
    if first is None or second is None or not first.ok or second.status is None:
        return None
    if refuses_place(second.status, second.code):
        # Only if the same was taken behind: it may be the target that is refused.
        seen = f"{second.status} for an occupied place"
        behind = list(looks.done("place_behind"))
        return at("layer_insertion", "refuse", seen, second, *behind) if behind else None
    chain = looks.get("chain_made")
    if not second.ok or chain is None or not chain.ok:
        return strange(f"{second.status} for an occupied place", second) if not second.ok else None
    before, after = _place_of(chain, first.own), _place_of(chain, second.own)
    if (after, before) == (1, 2):
        return at("layer_insertion", "shift", "the one that was there moves", second, chain)
    if (after, before) == (2, 1):
        return at("layer_insertion", "append", "the new one goes last", second, chain)
    return strange("neither of the two stands where it could be told", second, chain)


def _moves(looks: Looks) -> Told | None:
    """Whether a PATCH moves: as the chain has it then, or refused as an occupied place is."""
    for look in looks.answered("move_link"):
        chain, last = looks.get("chain_moved"), looks["far_place"]
        if not look.ok:
            return _move_refused(look, looks)
        if chain is None or not chain.ok:
            return None
        before, now = _place(last.object), _place_of(chain, last.own)
        if now == 1:
            return at("patch_position", "honoured", "it went where it was told", look, chain)
        if now == before:
            return at("patch_position", "ignored", "it stayed", look, chain)
        return strange("it went elsewhere", look, chain)
    return None


def _move_refused(look: Look, looks: Looks) -> Told:
    insertion, occupied = _insertion(looks), looks.get("occupied_place")
    alike = occupied is not None and (occupied.status, occupied.code) == (look.status, look.code)
    if alike and insertion is not None and insertion.position == "refuse":
        return at("patch_position", "honoured", "refused, as an occupied place is", look)
    return strange(f"{look.status} with {code_class(look.code)}", look)


def _past_the_end(looks: Looks) -> Told | None:
    insertion = _insertion(looks)
    if insertion is not None and insertion.position == "append":
        return _far_move(looks)
    chain, far = looks.get("chain_made"), looks.get("far_place")
    if insertion is None or far is None or chain is None or not (far.status and chain.ok):
        return None
    if not far.ok:
        return strange(f"{far.status} for a place past the end", far)
    place = _place(far.object)
    if place == 9:
        return at("past_the_end", "kept", "it stands where it was told, behind a hole", far)
    if place == len(lists_of(chain, "layers")):
        return at("past_the_end", "clamped", "it stands behind the last one", far)
    return strange("it stands elsewhere", far)


def _far_move(looks: Looks) -> Told | None:
    """Where each new layer goes last, only a move tells, if it moves at all."""
    moves = _moves(looks)
    if moves is None or moves.position != "honoured":
        return None
    for look in looks.done("far_move"):
        if _place(look.object) == 50:
            return at("past_the_end", "kept", "it stands where it was told, behind a hole", look)
        return at("past_the_end", "clamped", "it stands behind the last one", look)
    return None


def _chain_gap(looks: Looks) -> Told | None:
    gone, before = looks.get("delete_link"), looks.get("chain_moved")
    for look in looks.done("chain_left"):
        if gone is None or before is None or not gone.ok:
            return None
        were = sorted(filter(None, map(_place, lists_of(before, "layers"))))[1:]
        are = sorted(filter(None, map(_place, lists_of(look, "layers"))))
        if are == [place - 1 for place in were]:
            return at("gaps", "closed", "the others move up", gone, look)
        if are == were:
            return at("gaps", "left", "the others stay where they are", gone, look)
        return strange("the others went elsewhere", gone, look)
    return None


def _users_order(looks: Looks) -> Told | None:
    for look in looks.done("occupied_place", "place_behind"):
        target = look.object.get("target")
        sent: Sequence[str] = look.ask.body["target"]["userIds"]
        came = target.get("userIds") if is_object(target) else None
        if len(sent) < 2:
            return None
        if came == list(sent):
            return at("users_order", "kept", "as they were sent", look)
        if came == list(sent)[::-1]:
            return at("users_order", "reversed", "the other way round", look)
        return strange("other people than were sent", look)
    return None


def _unknown_target(looks: Looks) -> Told | None:
    asked = list(looks.answered("unknown_target", "unknown_target_by_patch", "empty_target"))
    for look in asked:
        if (look.status, look.code) != (400, "invalid_target"):
            seen = "it was done" if look.ok else f"{look.status} with {code_class(look.code)}"
            return otherwise(f"{seen}, where a target names nobody", look)
    return as_assumed("400 invalid_target for each", *asked) if len(asked) == 3 else None


def _deletion(looks: Looks) -> Told | None:
    """Only where something targets the schedule that is deleted."""
    targeting = ("chain_left", "chain_moved", "put_steps", "policy_with_steps", "create_link")
    targeted = list(looks.done(*targeting))
    for look in looks.answered("delete_targeted_schedule"):
        if not targeted:
            return None
        if look.ok:
            return at("schedule_deletion", "allowed", "it goes, although a policy targets it", look)
        if look.status in {400, 409, 422}:
            # Only if it went without the policy: something else may stand in the way.
            gone = list(looks.done("remove_schedule"))
            seen = f"{look.status} while a policy targets it"
            return at("schedule_deletion", "refused", seen, look, *gone) if gone else None
        return strange(f"{look.status} while a policy targets it", look)
    return None


def _dangling(looks: Looks) -> Told | None:
    for look in looks.answered("chain_without_target"):
        if not look.ok:
            return otherwise(f"{look.status} for a policy whose schedule went", look)
        kept = lists_of(look, "layers") or lists_of(look, "steps")
        return (
            as_assumed("what targeted it stays", look)
            if kept
            else otherwise("what targeted it went along", look)
        )
    return None


def _in_steps(looks: Looks) -> bool:
    found = generation(looks)
    return found is not None and found[0] == "steps"


def _no_steps(looks: Looks) -> Told | None:
    for look in looks.answered("create_policy") if _in_steps(looks) else ():
        if look.ok:
            return at("no_steps", "accepted", "a policy without steps", look)
        if look.status in {400, 422}:
            return at("no_steps", "refused", f"{look.status} for a policy without steps", look)
        return strange(f"{look.status} for a policy without steps", look)
    return None


def _step_ids(looks: Looks) -> Told | None:
    first, again = looks.get("policy_with_steps"), looks.get("put_steps")
    if first is None or again is None or not (first.ok and again.ok):
        return None
    ids = [[row.get("id") for row in lists_of(look, "steps")] for look in (first, again)]
    if not ids[0] or len(ids[0]) != len(ids[1]):
        return strange("other steps came back than were sent", first, again)
    if ids[0] == ids[1]:
        return at("step_ids", "by_index", "each keeps its id", again)
    if not set(map(str, ids[0])) & set(map(str, ids[1])):
        return at("step_ids", "renewed", "each has a new id", again)
    return strange("some keep their ids", first, again)


def _seconds(looks: Looks) -> Told | None:
    for look in looks.done("policy_with_steps") if _in_steps(looks) else ():
        seconds = [row.get("escalateAfterSeconds") for row in lists_of(look, "steps")]
        if seconds[:1] == [90]:
            return as_assumed("90 seconds stay so", look)
        return otherwise("90 seconds do not stay so", look)
    return None


CHAINS: Final = (
    Aspect(
        "A29", "schedules that are targeted", "one deleted", "write", _deletion, "schedule_deletion"
    ),
    Aspect("A29", "what targeted a schedule", "a policy whose schedule went", "write", _dangling),
    Aspect(
        "A36",
        "a layer at a taken place",
        "a layers account",
        "write",
        _insertion,
        "layer_insertion",
    ),
    Aspect("A36", "a move by PATCH", "a layers account", "write", _moves, "patch_position"),
    Aspect(
        "A36",
        "a place past the end",
        "a layers account that does not put each layer last",
        "write",
        _past_the_end,
        "past_the_end",
    ),
    Aspect("A37", "gaps in a chain", "a layers account", "write", _chain_gap, "gaps"),
    Aspect(
        "A38",
        "order of a users target",
        "a layers account with two people",
        "write",
        _users_order,
        "users_order",
    ),
    Aspect("A38", "targets that are not there", "a layers account", "write", _unknown_target),
    Aspect("A48", "policies without steps", "a steps account", "write", _no_steps, "no_steps"),
    Aspect("A48", "ids of steps", "a steps account", "write", _step_ids, "step_ids"),
    Aspect("A48", "seconds that are no minutes", "a steps account", "write", _seconds),
)
