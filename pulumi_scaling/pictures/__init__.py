"""Pictures of who is on call: values in, SVG, HTML, text and calendars out.

Knows `rota` and nothing else of this package, so that whoever has something to show can: the
simulator, the commands, a review. What is shown is decided there; here is only how.
"""

from .drawing import svg
from .duty_rows import changed_rows, duty_rows, marked, owner_bars, paged_bars
from .picture import Bar, BarKind, Mark, Picture, Row
from .strips import strips

__all__ = [
    "Bar",
    "BarKind",
    "Mark",
    "Picture",
    "Row",
    "changed_rows",
    "duty_rows",
    "marked",
    "owner_bars",
    "paged_bars",
    "strips",
    "svg",
]
