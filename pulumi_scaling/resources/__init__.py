"""What the API keeps, one small declaration a kind, and the one list of them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from pulumi_scaling.model import Kind

from .component import COMPONENT
from .escalation_policy import ESCALATION_POLICY
from .inbound_integration import INBOUND_INTEGRATION
from .member import MEMBER
from .policy_layer import POLICY_LAYER
from .rotation_layer import ROTATION_LAYER
from .routing_policy import ROUTING_POLICY
from .schedule import SCHEDULE
from .working_hours import WORKING_HOURS

__all__ = ["CATALOG", "by_name"]

CATALOG: Final = (
    SCHEDULE,
    ROTATION_LAYER,
    ESCALATION_POLICY,
    POLICY_LAYER,
    MEMBER,
    COMPONENT,
    WORKING_HOURS,
    ROUTING_POLICY,
    INBOUND_INTEGRATION,
)
"""Every kind, in the order a newcomer meets them."""

by_name: Final[Mapping[str, Kind]] = MappingProxyType({kind.name: kind for kind in CATALOG})
"""The same, by the name a program writes."""
