"""One program through the real CLI and through the model of its engine: what either did.

Ids and times are each run's own, so they are left out; who is meant shows in the names around them.
The order of requests is one of many that are possible, so two runs agree if the real one put
nothing in an order that no run of the model has.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from tests.lives.engine import Snapshot
from tests.lives.likeness import Things
from tests.lives.programs import short

__all__ = ["Seen", "difference", "of_model", "pairs", "state_of", "write_of"]

ID: Final = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|orginv_[0-9a-f]+"
)
OWN: Final = frozenset({"__provider", "created_at", "kept_turns", "anchored_from"})
"""What is of a run's own time or process."""


@dataclass
class Seen:
    """What a command did."""

    changed: Mapping[str, str]
    writes: Sequence[str]
    """In their order."""
    reads: frozenset[str]
    there: Mapping[str, Things]
    state: Mapping[str, Any]
    orders: set[tuple[str, str]] = field(default_factory=set)
    """Which write came before which, in any run of it."""
    others: list[Seen] = field(default_factory=list)
    """What came of it in other orders."""


def write_of(method: str, path: str, body: Any) -> str:
    """A request without ids."""
    if isinstance(body, dict):
        # The simulator adds it to a request that leaves it out, before it is looked at here.
        body = {name: value for name, value in body.items() if (name, value) != ("steps", [])}
    text = "" if body is None else json.dumps(body, sort_keys=True)
    return ID.sub("*", f"{method} {path.partition('?')[0]} {text}").strip()


def state_of(resources: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """What a state holds, by the names of resources."""
    found: dict[str, Any] = {}
    for each in resources:
        if "pulumi-python:dynamic/scaling:" not in each["urn"]:
            continue
        shown = {
            "inputs": _kept(each.get("inputs") or {}),
            "outputs": _kept(each.get("outputs") or {}),
            "dependencies": sorted(
                short(urn) for urn in each.get("dependencies") or () if "providers" not in urn
            ),
            "propertyDependencies": {
                name: sorted(map(short, urns))
                for name, urns in sorted((each.get("propertyDependencies") or {}).items())
                if urns
            },
            "deletedWith": short(each.get("deletedWith") or ""),
            "protect": bool(each.get("protect")),
            "pendingReplacement": bool(each.get("pendingReplacement")),
        }
        name = short(each["urn"]) + (" (to be deleted)" if each.get("delete") else "")
        found[name] = json.loads(ID.sub("*", json.dumps(shown)), parse_int=float)
    return found


def _kept(values: Mapping[str, Any]) -> dict[str, Any]:
    # Null is no value in a state of ours.
    return {name: value for name, value in values.items() if name not in OWN and value is not None}


def pairs(writes: Sequence[str]) -> set[tuple[str, str]]:
    """Each two that came one before the other."""
    return {(one, other) for at, one in enumerate(writes) for other in writes[at + 1 :]}


def of_model(snapshot: Snapshot) -> dict[str, Any]:
    """The same of the model's state."""
    return state_of(each.shown() for each in snapshot.resources)


def difference(real: Seen, model: Seen) -> list[str]:
    """In what no run of the model is as the engine; nothing if one is."""
    found = [_between(real, each, model.orders) for each in (model, *model.others)]
    return min(found, key=len)


def _between(real: Seen, model: Seen, orders: set[tuple[str, str]]) -> list[str]:
    found: list[str] = []
    if dict(real.changed) != dict(model.changed):
        found.append(f"steps: really {dict(real.changed)}, here {dict(model.changed)}")
    more = Counter(real.writes) - Counter(model.writes)
    less = Counter(model.writes) - Counter(real.writes)
    if more or less:
        found.append(f"writes: only really {dict(more)}, only here {dict(less)}")
    if extra := real.reads ^ model.reads:
        found.append(
            f"reads: {sorted(extra & real.reads)} really, {sorted(extra - real.reads)} here"
        )
    for kind, things in real.there.items():
        if things != model.there[kind]:
            found.append(f"server: {kind} is really {things}, here {model.there[kind]}")
    names = real.state.keys() | model.state.keys()
    for name in sorted(names):
        one, other = real.state.get(name), model.state.get(name)
        if one != other:
            found.append(f"state of {name}: really {one}, here {other}")
    if not more and not less and (odd := pairs(real.writes) - orders):
        twice = {each for each, count in Counter(real.writes).items() if count > 1}
        odd = {pair for pair in odd if not twice & {*pair}}
        if odd:
            found.append(f"order: really {sorted(odd)[:3]}, here never")
    return found
