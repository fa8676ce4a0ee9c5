"""One organization of a seed, planted into the world.

What the API can create is made by the code that answers its create requests, so a seed cannot hold
what the API could not have reached. People, keys, overrides and integrations have no endpoint that
makes them and are written here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final, cast

from pulumi_scaling.simulator import contract
from pulumi_scaling.simulator.areas import HANDLERS, Call
from pulumi_scaling.simulator.contract import checker
from pulumi_scaling.simulator.world import Row, World, moments

# The members of a create body that name something else, and the table where it is.
_PEOPLE: Final = ("ownerId", "participantIds", "userIds")
_NAMED: Final = {
    "ownerScheduleId": "schedules",
    "scheduleId": "schedules",
    "escalationPolicyId": "policies",
    "componentIds": "components",
}


class BadSeed(ValueError):
    """A document that tells no world, with the place that is wrong."""


class Gardener:
    """Plants one organization."""

    def __init__(self, world: World, org: str, planted: dict[str, list[str]]) -> None:
        self._world = world
        self._store = world.store
        self._org = org
        self._planted = planted
        self._call = Call(world=world, org=org, user="seed", admin=True)

    def plant(self, told: Mapping[str, Any]) -> None:
        """All of it, in an order in which nothing is named before it is there."""
        self._store.run("INSERT OR IGNORE INTO organizations (id) VALUES (?)", self._org)
        for member in told.get("members", ()):
            self._member(member)
        for key in told.get("keys", ()):
            self._key(key)
        self._call = replace(self._call, user=self._somebody())
        plain: tuple[tuple[str, Callable[[Mapping[str, Any]], object]], ...] = (
            ("invitations", self._invitation),
            ("components", self._component),
            ("schedules", self._schedule),
            ("overrides", self._override_anywhere),
            ("policies", self._policy),
            ("routing_policies", self._routing_policy),
            ("working_hours", self._working_hours),
            ("integrations", self._integration),
            ("incidents", self._incident),
        )
        for kind, plant in plain:
            for each in told.get(kind, ()):
                plant(each)

    def _invitation(self, body: Mapping[str, Any]) -> None:
        self._make("invite_team_member", "invitations", body)

    def _working_hours(self, body: Mapping[str, Any]) -> None:
        self._make("create_working_hours", "working_hours", body)

    def _incident(self, body: Mapping[str, Any]) -> None:
        self._make("create_incident", "incidents", body)

    def _override_anywhere(self, told: Mapping[str, Any]) -> None:
        self._override(self._id("schedules", told["schedule"]), told)

    def _somebody(self) -> str:
        """Whom the seeded objects are said to be made by: the organization's first admin."""
        row = self._store.one(
            "SELECT userId FROM members WHERE orgId = ? ORDER BY role <> 'org:admin', seq LIMIT 1",
            self._org,
        )
        return "seed" if row is None else str(row["userId"])

    def _made(self, kind: str, row_id: str) -> None:
        self._planted.setdefault(kind, []).append(row_id)

    def _make(
        self,
        operation: str,
        kind: str,
        body: Mapping[str, Any],
        path: Mapping[str, str] | None = None,
    ) -> str:
        """Create something as a request would."""
        known = contract.load().operations[operation]
        sent: dict[str, Any] = {key: self._resolved(key, body[key]) for key in body if key != "id"}
        checker(self._world.reading()).body(known, sent)
        handler: Callable[[Call], Row] = HANDLERS[operation]
        wanted = body.get("id")
        call = replace(self._call, body=sent, path=dict(path or {}), wanted_id=wanted)
        made = str(handler(call)["id"])
        self._made(kind, made)
        return made

    def _resolved(self, key: str, value: Any) -> Any:
        """Names and e-mails turned into the ids they stand for."""
        if isinstance(value, dict):
            told = cast("dict[str, Any]", value)
            return {inner: self._resolved(inner, told[inner]) for inner in told}
        if isinstance(value, list):
            return [self._resolved(key, each) for each in cast("list[object]", value)]
        if not isinstance(value, str):
            return value
        if key in _PEOPLE:
            return self._person(value)
        return self._id(_NAMED[key], value) if key in _NAMED else value

    def _person(self, told: str) -> str:
        row = self._store.one(
            "SELECT u.id FROM users u JOIN members m ON m.userId = u.id"
            " WHERE m.orgId = ? AND (u.id = ? OR u.emailKey = ?)",
            self._org,
            told,
            told.casefold(),
        )
        # What nobody is called is left as told: the handler has the better words for it.
        return told if row is None else str(row["id"])

    def _id(self, table: str, told: str) -> str:
        row = self._store.one(
            f"SELECT id FROM {table} WHERE orgId = ? AND (id = ? OR name = ?) LIMIT 1",  # noqa: S608 - our own names
            self._org,
            told,
            told,
        )
        return told if row is None else str(row["id"])

    def _member(self, told: Mapping[str, Any]) -> None:
        email_key = told["email"].casefold()
        if not self._store.one("SELECT 1 FROM users WHERE id = ?", told["id"]):
            user = {name: told.get(name) for name in ("id", "email", "firstName", "lastName")}
            user |= {"emailKey": email_key, "imageUrl": told.get("imageUrl")}
            self._store.insert("users", user)
        self._store.insert(
            "members",
            {
                "orgId": self._org,
                "userId": told["id"],
                "role": told.get("role", "org:member"),
                "joinedAt": self._world.clock.stamp(),
            },
        )
        self._made("members", told["id"])

    def _key(self, told: Mapping[str, Any]) -> None:
        user, expires = self._person(told["user"]), told.get("expires")
        if self._world.member(self._org, user) is None:
            raise BadSeed(f"key {told['key']} acts as {user}, who is no member of {self._org}")
        expires_at = None if expires is None else moments.normalised(moments.utc(expires))
        key = {"key": told["key"], "orgId": self._org, "userId": user, "expiresAt": expires_at}
        self._store.insert("keys", key)

    def _component(self, told: Mapping[str, Any]) -> None:
        body = {key: value for key, value in told.items() if key != "published"}
        made = self._make("create_component", "components", body)
        if told.get("published"):
            self._store.update("components", made, {"published": 1})

    def _schedule(self, told: Mapping[str, Any]) -> None:
        own = {key: value for key, value in told.items() if key not in ("layers", "overrides")}
        made = self._make("create_schedule", "schedules", own)
        for layer in told.get("layers", ()):
            self._make("create_rotation_layer", "rotation_layers", layer, {"scheduleId": made})
        for override in told.get("overrides", ()):
            self._override(made, override)

    def _override(self, schedule: str, told: Mapping[str, Any]) -> None:
        layer = told.get("layer")
        if layer is not None:
            row = self._store.one(
                "SELECT id FROM rotation_layers WHERE scheduleId = ? AND (id = ? OR name = ?)",
                schedule,
                layer,
                layer,
            )
            if row is None:
                raise BadSeed(f"an override stands in on layer {layer!r}, which is not there")
            layer = row["id"]
        override: Row = {
            "id": told.get("id") or self._world.new_id("overrides"),
            "scheduleId": schedule,
            "layerId": layer,
            "userId": self._person(told["user"]),
            "startsAt": moments.utc(told["starts"]),
            "endsAt": moments.utc(told["ends"]),
        }
        self._store.insert("overrides", override)
        self._made("overrides", override["id"])

    def _policy(self, told: Mapping[str, Any]) -> None:
        own = {key: value for key, value in told.items() if key != "layers"}
        made = self._make("create_escalation_policy", "policies", own)
        for position, layer in enumerate(told.get("layers", ()), start=1):
            placed = {"position": position, **layer}
            self._make("create_policy_layer", "policy_layers", placed, {"policyId": made})

    def _routing_policy(self, told: Mapping[str, Any]) -> None:
        body = {key: value for key, value in told.items() if key != "isDefault"}
        made = self._make("create_routing_policy", "routing_policies", body)
        if told.get("isDefault"):
            self._store.update("routing_policies", made, {"isDefault": 1})

    def _integration(self, told: Mapping[str, Any]) -> None:
        routing, now = told.get("routing_policy"), self._world.clock.stamp()
        row: Row = {
            "id": told.get("id") or self._world.new_id("integrations"),
            "orgId": self._org,
            "name": told["name"],
            "componentId": self._id("components", told["component"]),
            "routingPolicyId": None if routing is None else self._id("routing_policies", routing),
            "selectors": [],
            "createdAt": now,
            "updatedAt": now,
        }
        self._store.insert("integrations", row)
        self._made("integrations", row["id"])
