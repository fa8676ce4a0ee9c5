"""Incidents: opened, acknowledged, told about, handed over, resolved.

An incident goes through investigating, identified, monitoring and resolved, one step forward at a
time. Opening one pages people, and so does handing it over: neither is ever sent twice by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, get_args

from pulumi_scaling.client.http import segment
from pulumi_scaling.errors import ConnectionFailed, Invalid, ServerFault, Unreadable

from .area import Area
from .incident_records import Incident, IncidentUpdate, IncidentWithHistory
from .sending import day, given
from .words import Severity, Status, Visibility

__all__ = ["Incidents"]

LIFECYCLE: Final[tuple[Status, ...]] = get_args(Status)


class Incidents(Area):
    """`client.incidents`."""

    def list(
        self,
        *,
        status: Status | None = None,
        severity: Severity | None = None,
        from_: date | str | None = None,
        to: date | str | None = None,
    ) -> Iterator[Incident]:
        """Go through them, newest first; `from_` and `to` are the first and last UTC day to keep.

        ```python
        for incident in client.incidents.list(severity="critical", from_="2026-01-01"):
            print(incident.created_at, incident.title, incident.status)
        ```
        """
        query = {"status": status, "severity": severity, "from": day(from_), "to": day(to)}
        return self._all(Incident, "/incidents", within="incidents", **query)

    def create(
        self,
        *,
        title: str,
        severity: Severity,
        owner_id: str | None = None,
        owner_schedule_id: str | None = None,
        escalation_policy_id: str | None = None,
        description: str | None = None,
        component_ids: Sequence[str] | None = None,
    ) -> Incident:
        """Open one, and page whom its policy says.

        It belongs to `owner_id`, or to whoever is on call on `owner_schedule_id`; the schedule
        also brings the policy that targets it.

        ```python
        incident = client.incidents.create(
            title="Checkout is down", severity="critical", owner_schedule_id=schedule.id
        )
        print(incident.owner_id, incident.status)
        ```
        """
        body = given(
            title=title,
            severity=severity,
            owner_id=owner_id,
            owner_schedule_id=owner_schedule_id,
            escalation_policy_id=escalation_policy_id,
            description=description,
            component_ids=component_ids,
        )
        return self._one(Incident, "POST", "/incidents", body)

    def get(self, incident_id: str) -> IncidentWithHistory:
        """Read one with the statuses it has been through."""
        return self._one(IncidentWithHistory, "GET", _path(incident_id))

    def set_status(
        self, incident_id: str, status: Status, *, resolution_note: str | None = None
    ) -> Incident:
        """Move it one step forward; `resolve` takes all the steps that are left.

        ```python
        client.incidents.set_status(incident.id, "identified")
        ```
        """
        body = given(status=status, resolution_note=resolution_note)
        for last_try in (False, True):
            try:
                # Not repeated blindly: the second of two equal steps is refused as a step back.
                return self._one(
                    Incident, "PATCH", f"{_path(incident_id)}/status", body, repeatable=False
                )
            except (ConnectionFailed, ServerFault) as lost:
                certain = isinstance(lost, ConnectionFailed) and not lost.ambiguous
                if certain or last_try:
                    raise
            now = self.get(incident_id)
            if now.status == status:
                return now
        raise AssertionError("the last try returns or raises")

    def resolve(self, incident_id: str, *, resolution_note: str | None = None) -> Incident:
        """Take all the steps that are left to resolved, one by one; the note is for the team.

        ```python
        client.incidents.resolve(incident.id, resolution_note="Rolled back to yesterday")
        ```
        """
        incident: Incident = self.get(incident_id)
        # Twice the steps: others may move it meanwhile, and then a step of ours is refused.
        for _ in range(2 * len(LIFECYCLE)):
            if incident.status == LIFECYCLE[-1]:
                return incident
            if incident.status not in LIFECYCLE:
                raise Unreadable(f"the incident {incident_id} has a status no step leads on from")
            step = LIFECYCLE[LIFECYCLE.index(incident.status) + 1]
            note = resolution_note if step == LIFECYCLE[-1] else None
            try:
                incident = self.set_status(incident_id, step, resolution_note=note)
            except Invalid as refused:
                now = self.get(incident_id)
                if refused.code != "invalid_status_transition" or now.status == incident.status:
                    raise
                incident = now
        raise Unreadable(f"the incident {incident_id} never came to be resolved")

    def updates(self, incident_id: str) -> Iterator[IncidentUpdate]:
        """Go through its timeline, in the order of the server."""
        return self._all(IncidentUpdate, f"{_path(incident_id)}/updates", within="updates")

    def post_update(
        self,
        incident_id: str,
        body: str | None = None,
        *,
        visibility: Visibility = "internal",
        status_change: Status | None = None,
    ) -> IncidentUpdate:
        """Add a line to its timeline, move it a step forward, or both; public only if you say so.

        ```python
        client.incidents.post_update(incident.id, "A bad deploy; rolling back")
        client.incidents.post_update(incident.id, "Found it", status_change="identified")
        ```
        """
        return self._one(
            IncidentUpdate,
            "POST",
            f"{_path(incident_id)}/updates",
            given(body=body, visibility=visibility, status_change=status_change),
        )

    def redact(self, incident_id: str, update_id: str) -> IncidentUpdate:
        """Wipe the text of an update: its author within five minutes, an admin always."""
        path = f"{_path(incident_id)}/updates/{segment(update_id)}/redact"
        return self._one(IncidentUpdate, "POST", path, repeatable=True)

    def acknowledge(self, incident_id: str) -> Incident:
        """Stop the escalation: nobody else is paged. Doing it again changes nothing."""
        return self._one(Incident, "POST", f"{_path(incident_id)}/acknowledge", repeatable=True)

    def hand_off(self, incident_id: str, target_user_id: str) -> Incident:
        """Give it to another owner, who is paged."""
        body = given(target_user_id=target_user_id)
        return self._one(Incident, "POST", f"{_path(incident_id)}/handoff", body)

    def set_components(self, incident_id: str, component_ids: Sequence[str]) -> Incident:
        """Replace the affected components; an empty list clears them."""
        body = given(component_ids=component_ids)
        return self._one(Incident, "PUT", f"{_path(incident_id)}/components", body)


def _path(incident_id: str) -> str:
    return f"/incidents/{segment(incident_id)}"
