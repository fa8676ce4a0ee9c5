"""What the API keeps, one small declaration a kind, and the one list of them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from pulumi_scaling.model import Kind

from .escalation_policy import ESCALATION_POLICY
from .member import MEMBER
from .policy_layer import POLICY_LAYER
from .rotation_layer import ROTATION_LAYER
from .schedule import SCHEDULE

__all__ = ["CATALOG", "LISTS", "by_name"]

CATALOG: Final = (SCHEDULE, ROTATION_LAYER, ESCALATION_POLICY, POLICY_LAYER, MEMBER)
"""Every kind, in the order a newcomer meets them."""

by_name: Final[Mapping[str, Kind]] = MappingProxyType({kind.name: kind for kind in CATALOG})
"""The same, by the name a program writes."""

LISTS: Final[Mapping[str, str]] = MappingProxyType(
    {kind.name: kind.path for kind in CATALOG if not kind.parents and not kind.verbs}
)
"""Where the objects of a kind are listed, for those that other kinds refer to by id."""
