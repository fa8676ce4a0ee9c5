"""The same teams in one piece and one by one, and in one piece with nothing but the requests."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from benchmarks.grounds import Stack, simulator
from benchmarks.lines import Line, compared
from benchmarks.stacks import DESTROY, PREVIEW, REFRESH, UP

TEAMS = int(os.environ.get("BENCH_TEAMS", "200"))
"""Each a schedule with three rotations and a policy with five layers."""
LAYERS = """
TURN = {"rotation_type": "weekly", "rotation_length_days": 7, "handoff_time": "09:00",
        "effective_from": "2026-01-05T08:00:00Z",
        "participants": ["bo@example.com", "cy@example.com"]}


def link(schedule):
    target = {"type": "schedule", "schedule_id": schedule.id}
    return {"ack_timeout_minutes": 5, "target": target}
"""
INLINE = f"""
import pulumi_scaling as scaling
{LAYERS}
for n in range({TEAMS}):
    s = scaling.Schedule(f"s{{n}}", name=f"Schedule {{n}}", timezone="Europe/Paris",
                         layers=[{{"name": f"Turns {{rank}}", **TURN}} for rank in range(3)])
    scaling.EscalationPolicy(f"p{{n}}", name=f"Policy {{n}}", layers=[link(s)] * 5)
"""
SEPARATE = f"""
import pulumi_scaling as scaling
{LAYERS}
for n in range({TEAMS}):
    s = scaling.Schedule(f"s{{n}}", name=f"Schedule {{n}}", timezone="Europe/Paris")
    for rank in range(3):
        scaling.RotationLayer(f"s{{n}}-{{rank}}", schedule_id=s, name=f"Turns {{rank}}", **TURN)
    p = scaling.EscalationPolicy(f"p{{n}}", name=f"Policy {{n}}")
    for rank in range(1, 6):
        scaling.PolicyLayer(f"p{{n}}-{{rank}}", policy_id=p, position=rank, **link(s))
"""
BARE = f"""
from benchmarks.floor import Requests, Thing
{LAYERS}
provider = Requests()
for n in range({TEAMS}):
    s = Thing(provider, f"s{{n}}", {{
        "path": "/oncall/schedules", "name": f"Schedule {{n}}", "timezone": "Europe/Paris",
        "layers": [{{"name": f"Turns {{rank}}", **TURN}} for rank in range(3)]}})
    Thing(provider, f"p{{n}}", {{
        "path": "/escalation/policies", "name": f"Policy {{n}}", "layers": [link(s)] * 5}})
"""
VERBS = {"preview": PREVIEW, "up": UP, "refresh": REFRESH, "destroy": DESTROY}
GOALS = {"preview": 0.4, "up": 0.15, "refresh": 0.4, "destroy": 0.2}


def teams(rounds: int) -> list[Line]:
    """Seconds of each verb, bytes of state, and requests."""
    programs = {"inline": INLINE, "separate": SEPARATE, "bare": BARE}
    times: dict[tuple[str, str], list[float]] = {}
    size: dict[str, list[float]] = {}
    asked: dict[str, list[float]] = {}
    with simulator() as world, tempfile.TemporaryDirectory(prefix="bench-") as folder:
        for number in range(rounds):
            for who, program in programs.items():
                stack = Stack(Path(folder) / f"{who}{number}", program, world.env)
                world.order("DELETE", "requests")
                for verb, words in VERBS.items():
                    if verb == "destroy":
                        state = next((stack.folder / "backend").rglob("dev.json"))
                        size.setdefault(who, []).append(state.stat().st_size / 1024)
                    times.setdefault((verb, who), []).append(stack.command(*words))
                asked.setdefault(who, []).append(len(world.requests()))
                stack.remove()
                world.order("POST", "reset")
            print(f"  round {number + 1} of teams: done", flush=True)
    said = f"(g) {{}} of {TEAMS} teams in one piece, beside {{}}"
    lines = [
        compared(
            said.format(verb, "one by one"), times[verb, "inline"], times[verb, "separate"], most
        )
        for verb, most in GOALS.items()
    ]
    lines += [
        compared(
            said.format(verb, "bare requests"), times[verb, "inline"], times[verb, "bare"], 1.1
        )
        for verb in VERBS
    ]
    one = said.format("state", "one by one")
    lines.append(compared(one, size["inline"], size["separate"], 0.35, "KiB", 0))
    one = said.format("requests", "one by one")
    lines.append(compared(one, asked["inline"], asked["separate"], None, "", 0))
    return lines
