"""The vocabulary in which resources are declared. Knows neither Pulumi nor HTTP."""

from .bounds import Between, Length, Must
from .check import Checked, Problem, check
from .fields import Field, Fields, Values, advice, fields_of, rule
from .holds import Hold
from .instants import clock, instant
from .kind import Kind, Order
from .marks import Mark, OnWire, Person, Ref, Span, folded, plainly, same
from .shapes import is_list, is_object, object_in, rows_in
from .unknown import UNKNOWN, Unknown, holds_unknown
from .verbs import Made, Session, Verbs
from .zones import TimeZone, zone_names

__all__ = [
    "UNKNOWN",
    "Between",
    "Checked",
    "Field",
    "Fields",
    "Hold",
    "Kind",
    "Length",
    "Made",
    "Mark",
    "Must",
    "OnWire",
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
    "folded",
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
