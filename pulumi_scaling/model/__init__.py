"""The vocabulary in which resources are declared. Knows neither Pulumi nor HTTP."""

from .check import Checked, Problem, check
from .fields import Field, Fields, Values, advice, fields_of, rule
from .holds import Hold
from .instants import clock, instant
from .kind import Kind, Order
from .marks import Mark, Person, Ref, Span, plainly, same
from .shapes import is_list, is_object, object_in, rows_in
from .unknown import UNKNOWN, Unknown, holds_unknown
from .verbs import Made, Session, Verbs
from .zones import TimeZone, zone_names

__all__ = [
    "UNKNOWN",
    "Checked",
    "Field",
    "Fields",
    "Hold",
    "Kind",
    "Made",
    "Mark",
    "Order",
    "Person",
    "Problem",
    "Ref",
    "Session",
    "Span",
    "TimeZone",
    "Unknown",
    "Values",
    "Verbs",
    "advice",
    "check",
    "clock",
    "fields_of",
    "holds_unknown",
    "instant",
    "is_list",
    "is_object",
    "object_in",
    "plainly",
    "rows_in",
    "rule",
    "same",
    "zone_names",
]
