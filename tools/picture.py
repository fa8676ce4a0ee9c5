"""The picture in the README: a review, drawn from what the command printed.

    python tools/picture.py

What stands already is changed as a pull request would change it: somebody joins a roster, second in
line, and whoever does not answer is passed over sooner. A test holds the picture to a run of its
own.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path
from textwrap import wrap

from engine import ensure
from engine_env import environment
from rich.console import Console
from rich.segment import Segment
from rich.text import Text

from pulumi_scaling.simulator import Simulator

PICTURE = Path(__file__).resolve().parent.parent / "sdk-docs" / "preview.svg"
PROGRAM = """\
import pulumi_scaling as scaling

primary = scaling.Schedule(
    "primary",
    name="Primary",
    timezone="Europe/Paris",
    layers=[
        {
            "name": "Weekly",
            "rotation_type": "weekly",
            "rotation_length_days": 7,
            "handoff_time": "09:00",
            "effective_from": "2026-01-05",
            "participants": ["ana@example.com", "bo@example.com", "cy@example.com"],
        },
    ],
)
scaling.EscalationPolicy(
    "payments",
    name="Payments",
    layers=[
        {"ack_timeout_minutes": 15, "target": {"type": "schedule", "schedule_id": primary.id}},
        {"ack_timeout_minutes": 5, "target": {"type": "users", "users": ["dee@example.com"]}},
    ],
)
"""
CHANGES = {
    '"ana@example.com", ': '"ana@example.com", "eli@example.com", ',
    '"ack_timeout_minutes": 15': '"ack_timeout_minutes": 5',
}
SHOWN = ("review", "--offline", "--weeks", "5", "--from", "2026-11-19T10:12:00+01:00")
# A character is six tenths of its height wide in every font named here.
LONGEST = 104
FONT, SIZE, WIDE, HIGH, EDGE = "ui-monospace, Menlo, Consolas, monospace", 13, 7.8, 19, 18

PAPER, INK = "#16202c", "#d5dde6"
INKS = {1: "#ff7b72", 2: "#7ee787", 3: "#e3b341", 13: "#d2a8ff"}
"""The engine's colours, by their numbers in a terminal."""


def previewed() -> str:
    """Make the stack, change the program, and return what the review prints."""
    with Simulator(random_seed=1).serve() as server, tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch, "on-call")
        folder.mkdir()
        engine = ensure()
        env = environment(engine, venv=Path(sys.prefix), home=Path(scratch, "home")) | {
            "SCALING_CLOUD_API_KEY": server.key,
            "SCALING_CLOUD_BASE_URL": server.url,
        }

        def pulumi(*words: str) -> str:
            return subprocess.run(
                [engine / "pulumi", *words, "--non-interactive"],
                cwd=folder,
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                text=True,
                check=True,
            ).stdout

        (folder / "Pulumi.yaml").write_text("name: on-call\nruntime: python\n")
        (folder / "__main__.py").write_text(PROGRAM)
        pulumi("stack", "init", "dev")
        pulumi("up", "--yes", "--skip-preview")
        changed = PROGRAM
        for old, new in CHANGES.items():
            changed = changed.replace(old, new)
        (folder / "__main__.py").write_text(changed)
        return subprocess.run(
            [Path(sys.executable).with_name("pulumi-scaling"), *SHOWN],
            cwd=folder,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        ).stdout


def drawn(printed: str) -> str:
    """Draw a terminal in which somebody asked for it."""
    command = f"pulumi-scaling {SHOWN[0]}"
    lines = [
        Text(f"$ {command}"),
        *(Text(part) for line in printed.strip("\n").splitlines() for part in _wrapped(line)),
    ]
    width = round(2 * EDGE + WIDE * max(line.cell_len for line in lines))
    height = 2 * EDGE + HIGH * len(lines)
    body = "\n".join(_line(line, EDGE + HIGH * at + SIZE) for at, line in enumerate(lines))
    return f"""\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img"
  font-family="{FONT}" font-size="{SIZE}">
<title>{command}, of a change of who is woken</title>
<rect width="{width}" height="{height}" rx="8" fill="{PAPER}"/>
{body}
</svg>
"""


def _wrapped(line: str) -> list[str]:
    """A long sentence goes on below; bars and rows are short enough."""
    return [line] if len(line) <= LONGEST else wrap(line, LONGEST, subsequent_indent="  ")


def _line(line: Text, base: int) -> str:
    console = Console(width=1000, color_system="256", legacy_windows=False)
    spans, column = list[str](), 0
    for text, style, _ in Segment.simplify(line.render(console)):
        colour = style.color.number if style and style.color else None
        ink = INKS.get(colour or 0, INK)
        weight = ' font-weight="bold"' if style and style.bold else ""
        # Each place is said, so that a font of another width moves nothing.
        spans.append(
            f'<tspan x="{EDGE + WIDE * column:g}" fill="{ink}"{weight}>{escape(text)}</tspan>'
        )
        column += Segment(text).cell_length
    return f'<text y="{base}" xml:space="preserve">{"".join(spans)}</text>'


if __name__ == "__main__":
    PICTURE.write_text(drawn(previewed()), encoding="utf-8")
    print(f"drew {PICTURE.name}")
