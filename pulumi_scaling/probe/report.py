"""The report: what may leave this machine. Every word of it is ours, or one of the contract.

No key, name, address, id, text or instant of the account is in it: only statuses, codes that are
known, shapes, lengths as classes and the ids of assumptions.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pulumi_scaling.version import VERSION

from . import known
from .looks_kept import Look, Looks
from .probe_verdicts import Part, Verdict, positions
from .sandbox_run import Ended
from .unforeseen import unforeseen
from .value_classes import code_class, shape

__all__ = ["report"]


def report(looks: Looks, found: Sequence[Verdict], ended: Ended | None) -> dict[str, Any]:
    """All of it, for programs and for whoever it is sent to."""
    known_positions = positions(found)
    return {
        "probe": f"pulumi-scaling {VERSION}",
        "looked": _how(ended),
        "assumptions": {
            verdict.assumption: {
                "verdict": verdict.word,
                "parts": [_part(part) for part in verdict.parts],
            }
            for verdict in found
        },
        "switches": dict(known_positions.switches),
        "without a switch": dict(known_positions.unforeseen),
        "unforeseen": [
            {"what": each.what, "request": each.request, "where": each.where, "seen": each.seen}
            for each in unforeseen(looks)
        ],
        "requests": [_request(look) for look in looks.values()],
    }


def _how(ended: Ended | None) -> str:
    if ended is None:
        return "by reading"
    return "by reading and some writing" if ended.stopped else "by reading and writing"


def _part(part: Part) -> dict[str, Any]:
    shown: dict[str, Any] = {"about": part.aspect.about, "verdict": part.word}
    if part.told is None:
        return {**shown, "would show it": part.aspect.shown_by}
    return {**shown, "seen": part.told.seen, "by": list(part.told.by)}


def _request(look: Look) -> dict[str, Any]:
    shown: dict[str, Any] = {"name": look.ask.name, "method": look.ask.method}
    if look.answer is None:
        return {**shown, "status": None}
    nodes = known.known_answer(look.ask.operation or "") if look.ok else known.known_error()
    shown["status"] = look.answer.status
    if not look.ok:
        shown["code"] = code_class(look.code)
    return {**shown, "shape": shape(look.answer.body, nodes)}
