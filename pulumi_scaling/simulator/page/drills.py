"""What the buttons of a chain and of an incident do: what a person would ask of the API.

As an admin of the organization that has the object, without a key: an admin may have none.
"""

from __future__ import annotations

from typing import Any, Final

from pulumi_scaling.simulator import contract
from pulumi_scaling.simulator.serving import Answer, Request, Service
from pulumi_scaling.simulator.world import World

__all__ = ["DEEDS", "carry_out"]

TITLE: Final = "Drill"
DEEDS: Final = ("drill", "acknowledge", "resolve")
_ADMIN: Final = (
    "SELECT orgId, userId, role FROM members WHERE role = 'org:admin' AND orgId IN"
    " (SELECT orgId FROM policies WHERE id = ?1 UNION SELECT orgId FROM incidents WHERE id = ?1)"
    " ORDER BY seq"
)


def carry_out(service: Service, world: World, deed: str, own: str) -> bool:
    """Do it to a policy or an incident; whether the API let us."""
    if deed == "drill":
        body = {"title": TITLE, "severity": "critical", "escalationPolicyId": own}
        # Somebody has to own it: whoever asks.
        admin = world.store.one(_ADMIN, own) or {"userId": ""}
        return _ask(service, world, own, "POST", "/incidents", {**body, "ownerId": admin["userId"]})
    if deed == "acknowledge":
        return _ask(service, world, own, "POST", f"/incidents/{own}/acknowledge", None)
    steps = contract.load().lifecycle
    row = world.store.one("SELECT status FROM incidents WHERE id = ?", own)
    ahead = steps[steps.index(row["status"]) + 1 :] if row else ()
    # One step at a time, as the API wants it.
    return bool(ahead) and all(
        _ask(service, world, own, "PATCH", f"/incidents/{own}/status", {"status": step})
        for step in ahead
    )


def _ask(service: Service, world: World, own: str, method: str, path: str, body: Any) -> bool:
    admin = world.store.one(_ADMIN, own)
    route = service.route(method, path)
    if admin is None or isinstance(route, Answer):
        return False
    request = Request(
        method=method,
        path=path,
        query={},
        authorization=None,
        content_type="application/json",
        body=body,
        has_body=body is not None,
        acting=admin,
    )
    return service.answer(route, request).status < 300
