"""Where alerts come in, and by which routing policy they leave.

The API's own pages make an integration and remove it. A program finds it, and its selectors are
what a program says from then on.
"""

from __future__ import annotations

from typing import Annotated, Any

from pulumi_scaling.model import (
    Fields,
    Kind,
    Length,
    Listed,
    Made,
    Mark,
    Ref,
    Session,
    Values,
    rule,
)

PATH = "/integrations/inbound"
State = dict[str, Any]


class SelectorMatcher(Fields):
    """An attribute of an alert, and the value it must have; capitals do not count."""

    key: Annotated[str, Length(1, 255), Mark.FOLDED]
    """The attribute."""
    value: Annotated[str, Length(1, 255), Mark.FOLDED]
    """Its value."""


class RoutingSelector(Fields):
    """What an alert must look like, and the routing policy it then leaves by."""

    matchers: Annotated[list[SelectorMatcher], Length(1), Mark.UNORDERED]
    """All of them must fit."""
    routing_policy_id: Annotated[str, Length(1), Ref("RoutingPolicy")]
    """By which it is routed."""


class InboundIntegrationInputs(Fields):
    """Where alerts come in: found by its name or id, and told how to route them.

    It is made and removed on the API's own pages, never by a program. What a program says is its
    selectors: all of them, so that taking one over replaces those that somebody set by hand.
    """

    name: Annotated[str | None, Length(1)] = None
    """By which it is found; or say `integration_id`."""
    integration_id: Annotated[str | None, Length(1)] = None
    """By which it is found, where two have the same name."""
    selectors: list[RoutingSelector] | None = None
    """Tried in order, the first that fits decides; an alert that fits none leaves by the policy of
    the integration. Left out, there are none."""

    @staticmethod
    @rule("name", needs=("integration_id",), always=True)
    def _one_of_both(values: Values) -> str | None:
        given = [name for name in ("name", "integration_id") if values.get(name) is not None]
        return None if len(given) == 1 else "or integration_id has to be given, and not both"


class InboundIntegrationState(InboundIntegrationInputs):
    """An integration as the API keeps it."""

    component_id: str | None = None
    """The component whose alerts come in by it."""
    routing_policy_id: str | None = None
    """The policy of an alert that fits no selector; absent, it is that of the organization."""
    org_id: str
    """The organization it belongs to."""
    created_at: str
    """When it was made."""


class IntegrationVerbs:
    """Find, route, and let go."""

    def create(self, api: Session, inputs: State) -> Made:
        """Take over what is there."""
        row = self._found(api, inputs)
        own = str(row["id"])
        api.take(own)
        return Made(own, self._routed(api, own, row, inputs))

    def read(self, api: Session, id_: str, state: State) -> State | None:
        """As it is now; nothing is gone that the key's organization has."""
        row = api.row(id_)
        if row is None:
            if state:
                api.prove_ours(id_, state)
            return None
        return self._kept(api, row, state or {"integration_id": id_})

    def update(self, api: Session, id_: str, state: State, inputs: State) -> State:
        """Say the selectors anew."""
        row = api.row(id_, fresh=True)
        if row is None:
            api.prove_ours(id_, state)
            raise api.missing(id_)
        return self._routed(api, id_, row, inputs)

    def delete(self, api: Session, id_: str, state: State) -> None:
        """Clear the selectors; the integration stays."""
        row = api.row(id_, fresh=True)
        if row is None:
            api.prove_ours(id_, state)
        elif row.get("selectors"):
            api.put(f"{PATH}/{api.segment(id_)}/selectors", {"selectors": []})

    def moved(self, api: Session, id_: str, state: State) -> bool:  # noqa: ARG002 - it never moves by itself
        """Nothing about it changes by itself."""
        return False

    def ends(self, state: State) -> bool:  # noqa: ARG002 - whatever it says
        """It stays."""
        return False

    def foresee(self, api: Session, olds: State, inputs: State) -> None:
        """Say in a preview what taking it over would replace."""
        if olds:
            return
        row = self._found(api, inputs)
        now = self._kept(api, row, {})
        if now.get("selectors") and not api.same("selectors", now, inputs):
            count = len(now["selectors"])
            api.warn(
                f"the inbound integration {now.get('name')!r} ({row['id']}) has {count} selectors "
                f"that the program does not say; they are replaced: {now['selectors']}"
            )

    def find(self, api: Session, by: str, wanted: str) -> State:
        """One that exists."""
        row = self._found(api, {"integration_id" if by == "id" else by: wanted})
        return {"id": row["id"], **self._kept(api, row, {"integration_id": str(row["id"])})}

    def _found(self, api: Session, inputs: State) -> State:
        if own := inputs.get("integration_id"):
            found: State | None = api.row(own)
            if found is None:
                raise api.missing(own)
            return found
        named: State = api.named(str(inputs["name"]))
        return named

    def _routed(self, api: Session, own: str, row: State, inputs: State) -> State:
        if not api.same("selectors", self._kept(api, row, inputs), inputs):
            selectors: list[Any] = api.wire("selectors", inputs) or []
            row = api.put(f"{PATH}/{api.segment(own)}/selectors", {"selectors": selectors})
        return self._kept(api, row, inputs)

    def _kept(self, api: Session, row: State, given: State) -> State:
        """What the state keeps; it was found by what the program says, and by nothing else."""
        state = api.settled(row, given)
        if given.get("integration_id"):
            state.pop("name", None)
            state["integration_id"] = given["integration_id"]
        return state


INBOUND_INTEGRATION = Kind(
    name="InboundIntegration",
    path=PATH,
    inputs=InboundIntegrationInputs,
    state=InboundIntegrationState,
    made_elsewhere=True,
    area="integrations",
    listed=Listed(within="integrations", serves=True),
    verbs=IntegrationVerbs(),
    beyond=("Making an inbound integration", "Slack, webhooks and keys"),
    example={
        "name": "Metrics bridge",
        "selectors": [
            {
                "matchers": [{"key": "env", "value": "staging"}],
                "routing_policy_id": "4e7fa230-c1d6-4b95-a08e-5d93b7f12c60",
            }
        ],
    },
)
