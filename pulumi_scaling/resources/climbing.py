"""Incidents that climb a policy right now, and so stand in the way of taking it apart."""

from __future__ import annotations

from typing import Final

from pulumi_scaling.model import Hold

__all__ = ["climbing"]

ACTIVE: Final = ("investigating", "identified", "monitoring")


def climbing(subject: str, *, refused_by_api: bool) -> Hold:
    """The hold of active incidents on the policy whose id is in `subject`."""
    return Hold(
        path="/incidents",
        at=("escalationPolicyId",),
        subject=subject,
        filters=tuple({"status": status} for status in ACTIVE),
        named_by="title",
        refused_by_api=refused_by_api,
        sentence="is in use by the active incident {holders}, which climbs its chain right now; "
        "resolve it first",
    )
