"""Pictures of who is on call: values in, SVG, HTML, text and calendars out.

Knows `rota` and nothing else of this package, so that whoever has something to show can: the
simulator, the commands, a review. What is shown is decided there; here is only how.
"""

from .days import midnight, wall
from .drawing import svg
from .duty_rows import around, changed_rows, duty_rows, marked, owner_bars, paged_bars
from .figures import figures
from .harmless import columns, harmless
from .icalendar import ScheduledTurn, calendars, ics, scheduled_turns
from .markup import Markup, details, heading, markup, named, note, section, strong, table
from .page_frame import html
from .picture import Bar, BarKind, Mark, Picture, Row
from .spoken import ends
from .strips import strips
from .week_lines import text

__all__ = [
    "Bar",
    "BarKind",
    "Mark",
    "Markup",
    "Picture",
    "Row",
    "ScheduledTurn",
    "around",
    "calendars",
    "changed_rows",
    "columns",
    "details",
    "duty_rows",
    "ends",
    "figures",
    "harmless",
    "heading",
    "html",
    "ics",
    "marked",
    "markup",
    "midnight",
    "named",
    "note",
    "owner_bars",
    "paged_bars",
    "scheduled_turns",
    "section",
    "strips",
    "strong",
    "svg",
    "table",
    "text",
    "wall",
]
