"""One attribute for the area of each kind. GENERATED: `make generate`."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from pulumi_scaling.client.http import Lists

if TYPE_CHECKING:
    from .declared import (
        ComponentArea,
        EscalationPolicyArea,
        InboundIntegrationArea,
        RoutingPolicyArea,
        ScheduleArea,
        WorkingHoursArea,
    )

__all__ = ["Declared"]


class Declared(Lists):
    """What can be read and changed of each kind; an area is imported when it is first used."""

    @cached_property
    def schedules(self) -> ScheduleArea:
        """Who is on call, and in which time zone their handoffs are read."""
        from .declared import ScheduleArea

        return ScheduleArea(self)

    @cached_property
    def policies(self) -> EscalationPolicyArea:
        """The chain an alarm climbs until somebody acknowledges it."""
        from .declared import EscalationPolicyArea

        return EscalationPolicyArea(self)

    @cached_property
    def components(self) -> ComponentArea:
        """A part of a system: what an incident affects, and what a status page shows."""
        from .declared import ComponentArea

        return ComponentArea(self)

    @cached_property
    def working_hours(self) -> WorkingHoursArea:
        """Weekly windows under one name, in the zone they are meant in."""
        from .declared import WorkingHoursArea

        return WorkingHoursArea(self)

    @cached_property
    def routing_policies(self) -> RoutingPolicyArea:
        """What an alert of each severity leads to: an incident, a page, a notification, or nothing.
        """
        from .declared import RoutingPolicyArea

        return RoutingPolicyArea(self)

    @cached_property
    def integrations(self) -> InboundIntegrationArea:
        """Where alerts come in: found by its name or id, and told how to route them."""
        from .declared import InboundIntegrationArea

        return InboundIntegrationArea(self)
