"""What the API tells about an incident and its timeline."""

from __future__ import annotations

from typing import Annotated, Any

from .records import Instant, Listed, Person, Record

__all__ = [
    "Actor",
    "ComponentRef",
    "Incident",
    "IncidentUpdate",
    "IncidentWithHistory",
    "StatusChange",
]


class ComponentRef(Record):
    """An affected component."""

    id: str
    name: str | None = None


class Incident(Record):
    """An incident as lists show it."""

    id: str
    title: str
    severity: str
    status: str
    """investigating, identified, monitoring or resolved."""
    created_at: Instant
    updated_at: Instant
    org_id: str | None = None
    description: str | None = None
    owner_id: Person | None = None
    """None when nobody was on call."""
    escalation_policy_id: str | None = None
    affected_components: Annotated[tuple[ComponentRef, ...], Listed] = ()
    created_by: Person | None = None
    escalation: dict[str, Any] | None = None
    """How far it has escalated, in the words of the server."""


class StatusChange(Record):
    """When an incident came into a status."""

    id: str | None = None
    status: str
    changed_at: Instant
    resolution_note: str | None = None
    """For the team alone."""


class IncidentWithHistory(Incident):
    """An incident with the statuses it has been through, oldest first."""

    status_history: Annotated[tuple[StatusChange, ...], Listed] = ()


class Actor(Record):
    """Who did something."""

    id: str
    name: str | None = None


class IncidentUpdate(Record):
    """One line of an incident's timeline."""

    id: str
    incident_id: str | None = None
    body: str | None = None
    """None when it had no text, or its text was redacted."""
    status_change: str | None = None
    visibility: str
    posted_by: Actor | None = None
    posted_at: Instant
    redacted_at: Instant | None = None
    redacted_by: Actor | None = None
