"""The page around the pieces: one file that asks nobody for anything and runs nothing.

Its first line forbids itself scripts and requests, so that a name that got past all escaping would
still be text.
"""

from __future__ import annotations

from typing import Final

from .harmless import escaped
from .hues import looks
from .looks import DEFINITIONS, FONT, style
from .markup import Markup

__all__ = ["html"]

POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action "
_DAY: Final = (
    "--paper:#fff;--ink:#14181d;--soft:#59636e;--line:#dde2e8;--rest:#f2f4f7;"
    "--good:#1a7f37;--warning:#9a6700;--bad:#b3261e"
)
_NIGHT: Final = (
    "--paper:#12171e;--ink:#f2f5f8;--soft:#9aa6b2;--line:#2b333d;--rest:#1b222b;"
    "--good:#4ac26b;--warning:#d4a72c;--bad:#ff8a80"
)
SHEET: Final = f"""\
:root{{color-scheme:light dark;{_DAY}}}
@media screen and (prefers-color-scheme:dark){{:root{{{_NIGHT}}}}}
*{{box-sizing:border-box}}
body{{margin:0 auto;padding:24px 20px 48px;max-width:1180px;overflow-wrap:anywhere}}
body{{background:var(--paper);color:var(--ink);font:15px/1.5 {FONT}}}
h1{{font-size:1.5rem;line-height:1.25;margin:0 0 .6em}}
h2{{font-size:1.15rem;margin:2em 0 .6em}}
h3{{font-size:.95rem;color:var(--soft);margin:1.6em 0 .4em}}
a{{color:inherit}}
nav,.small,footer,summary{{font-size:.85rem;color:var(--soft)}}
footer{{margin-top:3em}}
p.good,p.warning,p.bad{{border-left:4px solid;padding:.4em .9em;background:var(--rest)}}
p.good{{border-color:var(--good)}}
p.warning{{border-left:7px double var(--warning)}}
p.bad{{border-color:var(--bad);border-left-width:10px}}
figure{{margin:0 0 1.2em}}
.wide{{overflow-x:auto}}
.patterns{{position:absolute}}
.wide>svg{{display:block}}
table{{border-collapse:collapse;font-size:.87rem;font-variant-numeric:tabular-nums}}
caption{{text-align:left;color:var(--soft);padding:.3em 0}}
th,td{{text-align:left;vertical-align:top;padding:.3em 1.1em .3em 0;min-width:4em}}
th,td{{border-bottom:1px solid var(--line);font-weight:400}}
thead th{{color:var(--soft)}}
tbody th{{font-weight:600}}
summary{{cursor:pointer;margin:.2em 0}}
form{{display:inline-block;margin:0 .5em .3em 0}}
button{{font:inherit;padding:.2em .8em;white-space:nowrap}}
@media (max-width:480px){{
body{{padding:16px 12px 32px}}
th,td{{padding-right:.5em;min-width:0}}
td:last-child{{padding-right:0}}
thead th{{overflow-wrap:normal}}
button{{padding:.2em .4em}}
}}
pre{{overflow-x:auto;background:var(--rest);padding:.8em 1em;font-size:.8rem}}
@page{{size:A4 landscape;margin:12mm}}
@media print{{
body{{padding:0;max-width:none;font-size:10.5pt}}
.wide{{overflow:visible}}
.wide>svg{{max-width:100%;height:auto}}
figure,tr{{break-inside:avoid}}
h2,h3{{break-after:avoid}}
nav,figure>details{{display:none}}
}}
"""


def html(title: str, *parts: Markup, foot: str = "", forms: bool = False) -> str:
    """A whole page, to be kept, sent or printed; one that somebody serves may have forms."""
    name = escaped(title)
    end = f"<footer>{escaped(foot, 1000)}</footer>" if foot else ""
    return f"""\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}{"'self'" if forms else "'none'"}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{name}</title>
<style>
{SHEET}{style(looks())}</style>
</head>
<body>
<svg class="rota patterns" width="0" height="0" aria-hidden="true">{DEFINITIONS}</svg>
<main>
<h1>{name}</h1>
{"".join(parts)}
</main>
{end}
</body>
</html>
"""
