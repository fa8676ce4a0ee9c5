"""How pictures look: one sheet of style, by day, by night and on paper, for a file and for a page.

Who is read on a bar; what happens is told by its shape: hatched with an outline is what comes,
hollow with a broken outline is what goes, crossed is nobody.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from .hues import DARK_INK, LIGHT_INK, rules

__all__ = ["DEFINITIONS", "FONT", "style"]

FONT: Final = "system-ui,-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif"

_SHAPES: Final = f"""\
.rota{{font-family:{FONT};font-size:11px}}
.rota .label{{font-size:12.5px;font-weight:600}}
.rota .small{{font-size:10px}}
.rota .title{{font-size:15px;font-weight:600}}
.rota .comes{{stroke-width:1.6}}
.rota .goes{{stroke-width:1.2;stroke-dasharray:4 2.5}}
.rota .was{{text-decoration:line-through}}
.rota .gap{{stroke-width:1.4;stroke-dasharray:2 2}}
.rota .alarm{{font-weight:700}}
.rota .quiet,.rota .unknown{{stroke-width:1;stroke-dasharray:1 3}}
.rota .date{{font-weight:600}}
.rota .now{{stroke-width:1.6}}
"""

_COLOURS: Final[dict[str, dict[str, str]]] = {
    "day": {
        "paper": "#ffffff",
        "ink": DARK_INK,
        "soft": "#59636e",
        "line": "#dde2e8",
        "rest": "#f2f4f7",
        "past": "#f8f9fb",
        "alarm": "#b3261e",
        "hatch": "#14181d",
    },
    "night": {
        "paper": "#12171e",
        "ink": LIGHT_INK,
        "soft": "#9aa6b2",
        "line": "#2b333d",
        "rest": "#1b222b",
        "past": "#161c24",
        "alarm": "#ff8a80",
        "hatch": "#f2f5f8",
    },
}

DEFINITIONS: Final = (
    '<defs><pattern id="rota-hatch" width="6" height="6" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><path class="hatching" d="M0 0V6"/></pattern>'
    '<pattern id="rota-cross" width="7" height="7" patternUnits="userSpaceOnUse">'
    '<path class="crossing" d="M0 0L7 7M7 0L0 7"/></pattern></defs>'
)


def style(looks: Iterable[str]) -> str:
    """The sheet for bars of these classes."""
    used = sorted(looks)
    night = _coloured("night") + rules(used, "night")
    return (
        f"{_SHAPES}{_coloured('day')}{rules(used, 'day')}"
        f"@media screen and (prefers-color-scheme:dark){{{night}}}\n"
        "@media print{.rota{print-color-adjust:exact;-webkit-print-color-adjust:exact}}\n"
    )


def _coloured(light: str) -> str:
    """Colours are said and not named by variables, which many readers of SVG do not know."""
    of = _COLOURS[light]
    return (
        f".rota .paper{{fill:{of['paper']}}}"
        f".rota text{{fill:{of['ink']}}}"
        f".rota .small,.rota .was{{fill:{of['soft']}}}"
        f".rota .rest{{fill:{of['rest']}}}.rota .past{{fill:{of['past']}}}"
        f".rota .line{{stroke:{of['line']};fill:none}}"
        f".rota .week{{stroke:{of['soft']};stroke-opacity:.45;fill:none}}"
        f".rota .comes{{stroke:{of['ink']}}}"
        f".rota .goes{{fill:{of['paper']};stroke:{of['soft']}}}"
        f".rota .gap{{fill:{of['paper']};stroke:{of['alarm']}}}"
        f".rota .quiet,.rota .unknown{{fill:none;stroke:{of['soft']}}}"
        f".rota .alarm{{fill:{of['alarm']}}}"
        f".rota .halo{{stroke:{of['paper']};stroke-width:4;paint-order:stroke}}"
        f".rota .now{{stroke:{of['alarm']}}}.rota .marker{{fill:{of['alarm']}}}"
        f".rota .date{{fill:{of['ink']}}}"
        f".rota .hatching{{stroke:{of['hatch']};stroke-width:1.3;stroke-opacity:.28}}"
        f".rota .crossing{{stroke:{of['alarm']};stroke-width:1;stroke-opacity:.4}}\n"
    )
