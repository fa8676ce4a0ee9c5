"""A short text that stands for all that will be, so that a deploy can tell whether it was reviewed.

Made of what decides who is woken: rotations, chains, working hours, who is invited; not of when it
is asked, nor of descriptions. A running turn that is kept moves the start of a rotation, and to
which day depends on when that is decided: of such a one it counts where in its cycle it stands.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Final

from pulumi_scaling.rota import Condition, Layer, Link

from .worlds import Chain, Schedule
from .worlds_read import Worlds

__all__ = ["Fingerprint", "fingerprint"]

VERSION: Final = "r1"
PART: Final = 12
WHOLE: Final = 24

Fingerprint = tuple[str, Mapping[str, str]]
"""Of all, and of each schedule and policy by its key."""


def fingerprint(seen: Worlds) -> Fingerprint:
    """Of the world after; two worlds in which the same people are woken have the same."""
    parts = {
        key: _digest(_schedule(each, seen), PART) for key, each in seen.after.schedules.items()
    }
    parts |= {key: _digest(_chain(each), PART) for key, each in seen.after.chains.items()}
    whole = {"parts": parts, "members": dict(seen.after.members)}
    return f"{VERSION}-{_digest(whole, WHOLE)}", parts


def _digest(said: Any, length: int) -> str:
    text = json.dumps(said, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()[:length]


def _schedule(one: Schedule, seen: Worlds) -> Any:
    layers = [_layer(one, each, kept=(one.key, each.name) in seen.kept) for each in one.rota.layers]
    return [one.name, one.timezone, layers, _unseen(one)]


def _layer(one: Schedule, layer: Layer, *, kept: bool) -> Any:
    until = layer.effective_until
    start: Any = layer.effective_from.isoformat()
    if kept:
        day = layer.effective_from.astimezone(one.rota.zone).toordinal()
        start = day % (layer.length_days * len(layer.participants))
    return [
        layer.position,
        layer.length_days,
        layer.handoff_time.isoformat(),
        start,
        until and until.isoformat(),
        list(layer.participants),
    ]


def _chain(one: Chain) -> Any:
    return [one.name, [_link(each) for each in one.links], _unseen(one)]


def _link(link: Link) -> Any:
    wait = link.wait.total_seconds()
    return [wait, link.schedule, sorted(link.users), link.condition and _condition(link.condition)]


def _condition(condition: Condition) -> Any:
    windows = [
        [sorted(each.days), each.start.isoformat(), each.end.isoformat()]
        for each in condition.hours.windows
    ]
    return [condition.when, condition.hours.zone.key, sorted(windows)]


def _unseen(one: Schedule | Chain) -> Any:
    return sorted([each.what, each.why] for each in one.unseen)
