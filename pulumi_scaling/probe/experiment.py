"""What `--write` does, in its order: as few requests as settle what reading cannot.

Nobody is paged by any of it: its schedules have nobody before the year 2099, its chains target
only them and are in no incident and no routing. An incident is asked for in a way that is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from pulumi_scaling.core import no_such_verb
from pulumi_scaling.errors import ScalingError

from .asks import IMPOSSIBLE
from .aspects import Told
from .envelope_witnesses import cursor_place, page_size
from .looks_kept import Look, Looks
from .object_witnesses import generation, lists_of
from .sender import Sending
from .throwaway import Own
from .writes import INVITES, MADE_IN, WRITES

__all__ = ["Experiment", "Halted"]

ASKS: Final = {ask.name: ask for ask in (*WRITES, *INVITES)}
FAR: Final = "2099-01-05T09:00:00.1+01:00"
WINDOWS: Final = [{"days": [1], "start": "09:00", "end": "17:00"}]
OVERLAPPING: Final = [*WINDOWS, {"days": [1], "start": "08:00", "end": "10:00"}]
SEVERITIES: Final = ("critical", "high", "medium", "low")


class Halted(ScalingError):
    """A request was not answered, so that nothing more is tried."""


@dataclass
class Experiment:
    """One run of it: what came back, and what there is to remove."""

    send: Sending
    looks: Looks
    name: str
    made: list[Own] = field(default_factory=list[Own])
    invited: str | None = None
    """The address that may be invited now."""

    def run(self, invite: str | None = None) -> None:
        """All of it."""
        schedule, other = self._schedules()
        if schedule and other:
            self._verbs(schedule, other)
            self._layers(schedule, other)
        hours = self._hours()
        self._components()
        self._refusals()
        if schedule:
            self._chains(schedule, hours)
        if invite:
            self._invite(invite)

    # ------------------------------------------------------------ schedules
    def _schedules(self) -> tuple[str | None, str | None]:
        plain = {"name": self.name, "timezone": "UTC"}
        schedule = self._ask("create_schedule", plain).own
        second = {**plain, "name": f"{self.name} b"}
        other = self._ask("second_schedule", {**second, "description": ""}).own
        if other is None:
            other = self._ask("second_schedule_plain", second).own
        if schedule:
            self._ask("same_name", plain)
            capitals = self._ask("same_name_in_capitals", {**plain, "name": self.name.upper()})
            there = 2 + capitals.ok + len(self.looks["list_schedules"].rows)
            if there < 3 and self._unseen(page_size):
                self._ask("third_schedule", {**plain, "name": f"{self.name} c"})
        self._ask("schedule_of_nothing", {})
        if self._unseen(page_size):
            self._ask("schedules_by_hundred")
        return schedule, other

    def _verbs(self, schedule: str, other: str) -> None:
        self._ask("empty_patch", {}, schedule=schedule)
        self._ask("put_schedule", {"name": f"{self.name} b", "timezone": "UTC"}, other=other)
        self._ask("rename_to_taken", {"name": self.name, "timezone": "UTC"}, other=other)

    # ------------------------------------------------------------ rotation layers
    def _layers(self, schedule: str, other: str) -> None:
        people = self._people()
        if not people:
            return
        layer = {
            "name": self.name,
            "rotationType": "weekly",
            "rotationLengthDays": 7,
            "handoffTime": "09:00",
            "effectiveFrom": FAR,
            "participantIds": people[:1],
        }
        first = self._ask("create_layer", layer, schedule=schedule).own
        twice = {**layer, "name": f"{self.name} b", "participantIds": people[:1] * 2}
        daily = {**layer, "name": f"{self.name} c", "rotationType": "daily"}
        made = [
            self._ask("somebody_twice", twice, schedule=schedule).own,
            self._ask(
                "daily_of_two_days", {**daily, "rotationLengthDays": 2}, schedule=schedule
            ).own,
        ]
        if not any(made):
            second = {**layer, "name": f"{self.name} d"}
            made = [self._ask("second_layer", second, schedule=schedule).own]
        if first is None:
            return
        self._ask("same_layer_name", layer, schedule=schedule)
        nobody = {**layer, "name": f"{self.name} g", "participantIds": []}
        self._ask("nobody_in_it", nobody, schedule=schedule)
        renamed = {"name": f"{self.name} f"}
        if self._ask("change_layer", renamed, schedule=schedule, layer=first).ok:
            self._ask("under_another_schedule", renamed, other=other, layer=first)
        else:
            whole = {**layer, "name": f"{self.name} e"}
            self._ask("under_another_schedule_whole", whole, other=other, layer=first)
        order = [first, *(own for own in made if own)]
        order.reverse()
        if len(order) > 1:
            ordered = self._ask("order_layers", {"layerIds": order}, schedule=schedule)
            self._ask("order_without_one", {"layerIds": order[:1]}, schedule=schedule)
            gone = order[0] if ordered.ok else first
            self._ask("resolve_then", schedule=schedule)
            self._ask("delete_first_layer", schedule=schedule, layer=gone)
            self._ask("get_made_schedule", schedule=schedule)
        else:
            self._ask("resolve_then", schedule=schedule)

    def _people(self) -> list[str]:
        """Ids of users, whoever acts by the key first: nobody else is named without need."""
        rows = self.looks["list_users"].rows
        ids = [own for row in rows if isinstance(own := row.get("id"), str) and own]
        me = self.looks["create_schedule"].object.get("createdBy")
        return sorted(ids, key=lambda own: own != me)

    # ------------------------------------------------------------ hours and components
    def _hours(self) -> str | None:
        body = {"name": self.name, "timezone": "UTC", "windows": WINDOWS}
        hours = self._ask("create_hours", body).own
        if hours:
            self._ask("same_hours_name", body)
            self._ask("change_hours", {"windows": OVERLAPPING}, hours=hours)
            self._ask("hours_listed")
        return hours

    def _components(self) -> None:
        body = {"name": self.name, "groupLabel": "probe", "aliases": ["probe"]}
        component = self._ask("create_component", body).own
        if component is None:
            return
        self._ask("same_component_name", body)
        self._ask("change_component", {"groupLabel": "probe b"}, component=component)
        patched = self.looks.get("empty_patch")
        if patched is None or no_such_verb(patched.status or 0):
            self._ask("empty_component_patch", {}, component=component)
        if self._unseen(cursor_place):
            if not self.looks["list_components"].rows:
                self._ask("second_component", {"name": f"{self.name} b"})
            self._ask("components_in_ones")

    # ------------------------------------------------------------ what must fail
    def _refusals(self) -> None:
        self._ask("incident_of_nothing", {})
        nobodys = {"title": self.name, "severity": "low", "componentIds": [IMPOSSIBLE] * 2}
        if incident := self._ask("incident_for_nobody", nobodys).own:
            for status in ("identified", "monitoring", "resolved"):
                self._ask("resolve_incident", {"status": status}, incident=incident)
            raise Halted("an incident was opened that was to be refused; it is resolved, and stays")
        self._ask("invitation_of_nothing", {})
        rules = [
            {"severity": severity, "outcome": "incident", "escalationPolicyId": IMPOSSIBLE}
            for severity in SEVERITIES
        ]
        self._ask("routing_to_nowhere", {"name": self.name, "rules": rules})
        self._ask("revoke_no_invitation")
        self._ask("role_of_nobody", {"role": "org:member"})

    # ------------------------------------------------------------ chains
    def _chains(self, schedule: str, hours: str | None) -> None:
        policy = self._ask("create_policy", {"name": self.name}).own
        if policy:
            self._ask("same_policy_name", {"name": self.name})
            self._ask("get_policy", policy=policy)
        spoken = generation(self.looks)
        if policy and spoken and spoken[0] == "layers":
            self._links(policy, schedule)
        elif spoken is None or spoken[0] == "steps":
            policy = self._steps(schedule, hours) or policy
        deleted = self._ask("delete_targeted_schedule", schedule=schedule)
        if deleted.ok:
            self.made = [each for each in self.made if each.id != schedule]
            if policy:
                self._ask("chain_without_target", policy=policy)

    def _links(self, policy: str, schedule: str) -> None:
        link = {
            "position": 1,
            "ackTimeoutMinutes": 5,
            "target": {"type": "schedule", "scheduleId": schedule},
        }
        first = self._ask("create_link", link, policy=policy).own
        people = self._people()[1::-1]
        users = {**link, "target": {"type": "users", "userIds": people}}
        second = self._ask("occupied_place", users, policy=policy)
        if not second.ok:
            second = self._ask("place_behind", {**users, "position": 2}, policy=policy)
        last = self._ask("far_place", {**link, "position": 9}, policy=policy).own
        nobody = {"type": "users", "userIds": ["user_probe_nobody"]}
        self._ask("unknown_target", {**link, "position": 9, "target": nobody}, policy=policy)
        empty = {**link, "position": 9, "target": {**nobody, "userIds": []}}
        self._ask("empty_target", empty, policy=policy)
        if first:
            change = {"target": nobody}
            self._ask("unknown_target_by_patch", change, policy=policy, link=first)
        self._ask("chain_made", policy=policy)
        if not (first and last):
            return
        self._ask("move_link", {"position": 1}, policy=policy, link=last)
        occupied = self.looks["occupied_place"]
        if occupied.ok and occupied.object.get("position") == 2:
            self._ask("far_move", {"position": 50}, policy=policy, link=first)
        moved = self._ask("chain_moved", policy=policy)
        rows = sorted(lists_of(moved, "layers"), key=lambda row: str(row.get("position")).zfill(9))
        if rows and isinstance(own := rows[0].get("id"), str):
            self._ask("delete_link", policy=policy, link=own)
            self._ask("chain_left", policy=policy)

    def _steps(self, schedule: str, hours: str | None) -> str | None:
        step = {"position": 1, "targetType": "schedule", "targetId": schedule}
        steps: list[dict[str, Any]] = [{**step, "escalateAfterSeconds": 90}]
        last = {**step, "position": 2, "escalateAfterSeconds": 120}
        condition = {"workingHoursId": hours, "when": "during"}
        steps.append({**last, "condition": condition} if hours else last)
        body = {"name": f"{self.name} b", "steps": steps}
        policy = self._ask("policy_with_steps", body).own
        if policy:
            self._ask("put_steps", body, policy=policy)
        return policy

    # ------------------------------------------------------------ invitations
    def _invite(self, address: str) -> None:
        body = {"emailAddress": address, "role": "org:member"}
        self.invited = address
        invited = self._ask("invite", body)
        if invited.own:
            self._ask("invite_again", body)
            if self._ask("revoke_invitation", invitation=invited.own).ok:
                self.invited = None
        elif not invited.ok:
            self.invited = None

    # ------------------------------------------------------------ sending
    def _unseen(self, tell: Any) -> bool:
        told: Told | None = tell(self.looks)
        return told is None

    def _ask(self, name: str, body: Mapping[str, Any] | None = None, **ids: str) -> Look:
        """Send one that was announced, and note what it made before anything else happens."""
        ask = replace(ASKS[name], body=body)
        self.send.allow(1)
        look = self.looks.add(self.send(ask, ids))
        if look.answer is None or (look.status or 0) >= 500 or look.status in {408, 429}:
            raise Halted(
                f"{name} was answered with {look.status or 'nothing'}: nothing more is tried"
            )
        # What has no id here is found by its name at the end.
        if ask.method == "POST" and look.ok and look.own and ask.path in MADE_IN:
            self.made.append(Own(MADE_IN[ask.path], look.own))
        return look
