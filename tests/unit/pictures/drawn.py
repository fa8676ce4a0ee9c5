"""Pictures to draw, and readers of what was drawn that share nothing with the drawing."""

from datetime import datetime, time, timedelta, timezone
from html.parser import HTMLParser
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from pulumi_scaling.pictures import Bar, Picture, Row
from pulumi_scaling.rota import Layer, Rota, timeline

PARIS = ZoneInfo("Europe/Paris")
START = datetime(2026, 11, 22, 23, tzinfo=timezone.utc)
"""Monday in Paris."""
WEEK = timedelta(weeks=1)
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</title></svg><script>alert(1)</script>",
    "&lt;b&gt; & ]]> --> <!--",
    "javascript:alert(1)",
    "url(https://example.com/x)",
    "\u202egnp.exe\u202c \u2066a\u2069 \u200f\u061c",
    "שלום עולם",
    "مرحبا",
    "👩‍👩‍👧‍👦 Zoë 中文名字",
    "Z\u0310\u0301\u0302\u0303\u0304\u0305\u0306\u0307algo",
    "x" * 5000,
    "\x00\x1b[2J\x7f\ufffe\uffff\ud800\r\n\u2028line",
    "",
]
names = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=40))


def rota(*people, zone=PARIS, **changes):
    values = {
        "length_days": 7,
        "handoff_time": time(9),
        "effective_from": datetime(2026, 1, 5, 8, tzinfo=timezone.utc),
        **changes,
    }
    return Rota(zone=zone, layers=(Layer(name="one", position=0, participants=people, **values),))


def duties(seen, start=START, end=START + 4 * WEEK):
    return tuple(timeline(seen, start, end))


def picture(*texts, weeks=4, **changes):
    """A row for each text, with a bar for it, one that comes, one that goes, and a gap."""
    quarter = weeks * WEEK / 4
    rows = []
    for text in texts:
        bars = [
            Bar(START + at * quarter, START + (at + 1) * quarter, text, text, mark=mark)
            for at, mark in enumerate(("", "comes", "goes"))
        ]
        gap = Bar(START + 3 * quarter, START + 4 * quarter, "nobody", kind="gap")
        rows.append(Row(text, (*bars, gap), detail=text))
    values = {"title": texts[0] if texts else "Empty", "note": texts[0] if texts else ""}
    return Picture(
        **{
            **values,
            "start": START,
            "end": START + weeks * WEEK,
            **changes,
            "zone": PARIS,
            "rows": tuple(rows),
        }
    )


class Page(HTMLParser):
    """What a browser would find: elements with their attributes, and the text outside of them."""

    def __init__(self, text):
        super().__init__()
        self.elements = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data
