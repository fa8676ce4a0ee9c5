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
        """A schedule, and all others."""
        from .declared import ScheduleArea

        return ScheduleArea(self)

    @cached_property
    def policies(self) -> EscalationPolicyArea:
        """An escalation policy, and all others."""
        from .declared import EscalationPolicyArea

        return EscalationPolicyArea(self)

    @cached_property
    def components(self) -> ComponentArea:
        """A component, and all others."""
        from .declared import ComponentArea

        return ComponentArea(self)

    @cached_property
    def working_hours(self) -> WorkingHoursArea:
        """A working hours, and all others."""
        from .declared import WorkingHoursArea

        return WorkingHoursArea(self)

    @cached_property
    def routing_policies(self) -> RoutingPolicyArea:
        """A routing policy, and all others."""
        from .declared import RoutingPolicyArea

        return RoutingPolicyArea(self)

    @cached_property
    def integrations(self) -> InboundIntegrationArea:
        """An inbound integration, and all others."""
        from .declared import InboundIntegrationArea

        return InboundIntegrationArea(self)
