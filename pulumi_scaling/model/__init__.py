"""The vocabulary in which resources are declared. Knows neither Pulumi nor HTTP."""

from .bounds import Between, Length, Must
from .declaring import Fields, Values, advice, rule
from .forms import is_list, is_object, object_in, rows_in
from .holds import Hold
from .instants import clock, day, instant, kept_instant
from .kind import WAITING, Dialect, Inline, Kind, Listed, Order, Turns
from .marks import OFF_WIRE, Mark, OnWire, Person, Ref, Span, folded
from .mistakes import check
from .problems import Checked, Problem
from .shapes import (
    Answered,
    Field,
    Leaf,
    List,
    Object,
    Place,
    Shape,
    Style,
    Union,
    fields_of,
    object_of,
    path_of,
)
from .unknown import UNKNOWN, Unknown, holds_unknown
from .verbs import Made, Session, Verbs
from .zones import TimeZone, zone_names

__all__ = [
    "OFF_WIRE",
    "UNKNOWN",
    "WAITING",
    "Answered",
    "Between",
    "Checked",
    "Dialect",
    "Field",
    "Fields",
    "Hold",
    "Inline",
    "Kind",
    "Leaf",
    "Length",
    "List",
    "Listed",
    "Made",
    "Mark",
    "Must",
    "Object",
    "OnWire",
    "Order",
    "Person",
    "Place",
    "Problem",
    "Ref",
    "Session",
    "Shape",
    "Span",
    "Style",
    "TimeZone",
    "Turns",
    "Union",
    "Unknown",
    "Values",
    "Verbs",
    "advice",
    "check",
    "clock",
    "day",
    "fields_of",
    "folded",
    "holds_unknown",
    "instant",
    "is_list",
    "is_object",
    "kept_instant",
    "object_in",
    "object_of",
    "path_of",
    "rows_in",
    "rule",
    "zone_names",
]
