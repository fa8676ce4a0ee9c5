"""Random lives of random programs, while requests fail and processes are killed.

A life is a seed. It decides what the program says, how it changes, which requests fail in which
way, and when somebody kills the CLI or the provider. Whatever happens, an up that says success has
made exactly the program, and a destroy leaves nothing. Whoever runs the commands does what the
errors tell them to, and nothing else.
"""

from __future__ import annotations

import json
import random
import re
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import httpx

from tests.engine.stack import PROVIDER, Stack

PEOPLE: Final = ["ana", "bo", "cy", "dee", "eli"]
ZONES: Final = ["UTC", "Europe/Paris", "Asia/Tokyo", "America/New_York"]
FAULTS: Final[list[dict[str, Any]]] = [
    {"cut": True},
    {"cut": True, "when": "after"},
    {"status": 500},
    {"status": 500, "when": "after"},
    {"status": 502, "body": None, "when": "after"},
    {"status": 503, "retry_after": 0},
    {"status": 504},
    {"status": 504, "when": "after"},
    {"status": 429, "retry_after": 0},
    {"mangle": "truncated"},
    {"mangle": "not_json"},
    # Before, it would be a delete that was confirmed and never done: nobody can know that.
    {"status": 200, "body": {}, "when": "after"},
    {"latency": 0.3},
    {"latency": 0.3, "when": "after"},
]
SHARE: Final = 0.1
TRIES: Final = 8
PATIENCE: Final = 180
GAPS: Final = [0, 0, 2, 3600]
"""Seconds by which the timestamps in objects are behind the time of answers."""
TOGETHER: Final = 0.5
"""How often a program says its chains in one piece; it may change its mind."""
EDITED: Final = 0.3
"""How often somebody changes the program after a kill."""
DROP: Final = re.compile(r"is known to own: .*? drop it: `curl -X DELETE -H \"[^\"]*\" (http\S+)`")
TAKE_OVER: Final = re.compile(r"`SCALING_CLOUD_TAKE_OVER=(\S+) pulumi up`")
EMPTY: Final[dict[str, Any]] = {"members": [], "schedules": {}, "policies": {}}


class Broken(AssertionError):
    """The server is not what the program says, or a command did not come to an end."""


@dataclass
class Life:
    """One stack from its first up to its destroy."""

    seed: int
    size: int = 12
    steps: int = 2
    kills: bool = True

    def run(self, stack: Stack, programs: list[dict[str, Any]] | None = None) -> None:
        """Live it; `programs` are those of the seed unless a shrunk life is lived."""
        dice = random.Random(self.seed)
        # Two machines behind one balancer seldom agree about the time.
        stack.server.clock(behind=dice.choice(GAPS))
        for said in programs or self.programs():
            stack.write(source(said))
            program = self._up(stack, dice, said)
            held = world(stack)
            if ordered(held) != ordered(program):
                raise Broken(f"the program says\n{program}\nand the server has\n{held}")
        self._repeated(stack, dice, "destroy")
        if world(stack) != EMPTY:
            raise Broken(f"destroy left {world(stack)}")

    def programs(self) -> list[dict[str, Any]]:
        """What the program says, one after the other."""
        dice = random.Random(f"{self.seed} programs")
        said = [drawn(dice, self.size)]
        for _ in range(1, self.steps):
            said.append(edited(dice, said[-1]))
        return said

    def _up(self, stack: Stack, dice: random.Random, program: dict[str, Any]) -> dict[str, Any]:
        """Up until it succeeds, maybe with an edit after a kill; the program that held in the end.

        What the last run named as left behind is dropped as it says.
        """
        stack.env.pop("SCALING_CLOUD_TAKE_OVER", None)
        now = {"program": program}

        def edit() -> None:
            now["program"] = reconsidered(dice, now["program"])
            stack.write(source(now["program"]))

        out = self._repeated(stack, dice, "up", after_kill=edit)
        for url in dict.fromkeys(DROP.findall(" ".join(out.split()))):
            key = {"Authorization": f"Bearer {stack.env['SCALING_CLOUD_API_KEY']}"}
            httpx.delete(url, headers=key).raise_for_status()
        return now["program"]

    def _repeated(
        self,
        stack: Stack,
        dice: random.Random,
        verb: str,
        after_kill: Callable[[], None] | None = None,
    ) -> str:
        """Run a command until it succeeds, doing in between what it says; what it said then."""
        said: list[str] = []
        for attempt in range(TRIES):
            if attempt < TRIES - 2:
                faults = dice.sample(FAULTS, 4)
                stack.server.faults(
                    [{**each, "share": SHARE / 4, "seed": dice.randrange(10**6)} for each in faults]
                )
            kill = dice.uniform(1.0, 4.0) if self.kills and dice.random() < 0.3 else None
            code, out = command(stack, verb, kill, dice)
            stack.server.clear_faults()
            if code == 0:
                return out
            said.append(out)
            if kill is not None and after_kill and dice.random() < EDITED:
                after_kill()
            if ids := TAKE_OVER.findall(out):
                held = stack.env.get("SCALING_CLOUD_TAKE_OVER", "")
                stack.env["SCALING_CLOUD_TAKE_OVER"] = ",".join(filter(None, [held, *ids]))
        raise Broken(f"{verb} came to no end:\n" + "\n".join(said[-2:]))


def command(stack: Stack, verb: str, kill: float | None, dice: random.Random) -> tuple[int, str]:
    """Run the CLI, and maybe kill it or its provider some seconds later."""
    words = ["pulumi", verb, "--yes", "--skip-preview", "--stack", stack.name, "--non-interactive"]
    with subprocess.Popen(
        words,
        cwd=stack.folder,
        env=stack.env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as cli:
        try:
            out, _ = cli.communicate(timeout=kill or PATIENCE)
        except subprocess.TimeoutExpired:
            if kill is None:
                cli.kill()
                raise Broken(f"{verb} hung for {PATIENCE} s") from None
            if dice.random() < 0.6:
                cli.kill()
            if dice.random() < 0.6:
                stack.end(only=PROVIDER)
            try:
                out, _ = cli.communicate(timeout=PATIENCE)
            except subprocess.TimeoutExpired:
                cli.kill()
                raise Broken(f"{verb} hung after a kill") from None
    if kill is not None and cli.returncode:
        quiet(stack)
        stack.end()
        stack.mend()
        subprocess.run(
            ["pulumi", "cancel", "--yes", "--stack", stack.name, "--non-interactive"],
            cwd=stack.folder,
            env=stack.env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    return cli.returncode, out


def quiet(stack: Stack) -> None:
    """Wait until a provider that was left alone has stopped to ask."""
    until = time.monotonic() + PATIENCE
    while any(each.ended is None and not each.fault for each in stack.server.requests):
        if time.monotonic() > until:
            raise Broken("requests went on and on after a kill")
        time.sleep(0.02)
    time.sleep(0.5)


# ---------------------------------------------------------------- what programs say


def drawn(dice: random.Random, size: int) -> dict[str, Any]:
    """A program of about so many resources."""
    said: dict[str, Any] = {"members": [], "schedules": {}, "policies": {}}
    while count(said) < size:
        grow(dice, said)
    said["together"] = dice.random() < TOGETHER
    return said


def grow(dice: random.Random, said: dict[str, Any]) -> None:
    """Say one thing more."""
    what = dice.choice(["member", "schedule", "turns", "turns", "policy", "layer", "layer"])
    if what == "member" and len(said["members"]) < 5:
        said["members"] = sorted({*said["members"], f"new{dice.randrange(9)}@example.com"})
    elif what == "schedule" or not said["schedules"]:
        name = f"Schedule {dice.randrange(10**4)}"
        said["schedules"][name] = {"timezone": dice.choice(ZONES), "layers": []}
    elif what == "turns":
        layers = dice.choice(list(said["schedules"].values()))["layers"]
        people = dice.sample(PEOPLE, dice.randint(1, 3))
        layers.append([f"Turns {dice.randrange(10**4)}", people])
    elif what == "policy" or not said["policies"]:
        said["policies"][f"Policy {dice.randrange(10**4)}"] = []
    else:
        layers = dice.choice(list(said["policies"].values()))
        target = dice.choice([dice.choice(list(said["schedules"])), dice.choice(PEOPLE)])
        layers.insert(dice.randint(0, len(layers)), [dice.choice([5, 10]), target])


def edited(dice: random.Random, before: dict[str, Any]) -> dict[str, Any]:
    """The next version of a program."""
    said: dict[str, Any] = json.loads(json.dumps(before))
    for _ in range(3):
        grow(dice, said)
    for schedule in said["schedules"].values():
        if dice.random() < 0.3:
            schedule["timezone"] = dice.choice(ZONES)
        if schedule["layers"] and dice.random() < 0.3:
            schedule["layers"].pop(dice.randrange(len(schedule["layers"])))
    for layers in said["policies"].values():
        if dice.random() < 0.4:
            dice.shuffle(layers)
        if layers and dice.random() < 0.3:
            layers.pop(dice.randrange(len(layers)))
    if said["members"] and dice.random() < 0.3:
        said["members"].pop()
    said["together"] = dice.random() < TOGETHER
    return said


def reconsidered(dice: random.Random, before: dict[str, Any]) -> dict[str, Any]:
    """The same program after a second thought: other minutes, so that nothing is identical."""
    said: dict[str, Any] = json.loads(json.dumps(before))
    more = dice.choice([1, 2])
    for layers in said["policies"].values():
        for layer in layers:
            layer[0] += more
    return said


def count(said: dict[str, Any]) -> int:
    inner = sum(len(each["layers"]) for each in said["schedules"].values())
    return (
        len(said["members"]) + len(said["schedules"]) + inner + len(said["policies"])
        + sum(len(layers) for layers in said["policies"].values())
    )  # fmt: skip


def source(said: dict[str, Any]) -> str:
    """The program in Python, layers in one piece or one by one."""
    lines = [f"s = {{}}\nfor email in {said['members']!r}:"]
    lines.append('    scaling.Member(email, email=email, role="org:member")')
    if said.get("together"):
        return "\n".join([*lines, *_together(said)]) + "\n"
    # Layers of a policy are named by their rank, as loops do it.
    lines.append(f"for name, said in {said['schedules']!r}.items():")
    lines.append("    s[name] = scaling.Schedule(name, name=name, timezone=said['timezone'])")
    lines.append("    for title, people in said['layers']:")
    lines.append(
        "        scaling.RotationLayer(f'{name} {title}', schedule_id=s[name], name=title,"
    )
    lines.append("            rotation_type='daily', rotation_length_days=1, handoff_time='09:00',")
    lines.append("            effective_from='2026-01-05T08:00:00Z',")
    lines.append("            participants=[f'{who}@example.com' for who in people])")
    lines.append(f"for name, layers in {said['policies']!r}.items():")
    lines.append("    policy = scaling.EscalationPolicy(name, name=name)")
    lines.append("    for rank, (minutes, target) in enumerate(layers, 1):")
    lines.append("        scaling.PolicyLayer(f'{name} {rank}', policy_id=policy, position=rank,")
    lines.append("            ack_timeout_minutes=minutes, target=(")
    lines.append("                {'type': 'schedule', 'schedule_id': s[target].id} if target in s")
    lines.append("                else {'type': 'users', 'users': [f'{target}@example.com']}))")
    return "\n".join(lines) + "\n"


def _together(said: dict[str, Any]) -> list[str]:
    return [
        "def turns(title, people):",
        "    return {'name': title, 'rotation_type': 'daily', 'rotation_length_days': 1,",
        "            'handoff_time': '09:00', 'effective_from': '2026-01-05T08:00:00Z',",
        "            'participants': [f'{who}@example.com' for who in people]}",
        "def link(minutes, target):",
        "    return {'ack_timeout_minutes': minutes, 'target': (",
        "        {'type': 'schedule', 'schedule_id': s[target].id} if target in s",
        "        else {'type': 'users', 'users': [f'{target}@example.com']})}",
        f"for name, said in {said['schedules']!r}.items():",
        "    s[name] = scaling.Schedule(name, name=name, timezone=said['timezone'],",
        "                               layers=[turns(*each) for each in said['layers']])",
        f"for name, layers in {said['policies']!r}.items():",
        "    scaling.EscalationPolicy(name, name=name, layers=[link(*each) for each in layers])",
    ]


def world(stack: Stack) -> dict[str, Any]:
    """What the server has, as a program would say it."""
    rows = stack.server.rows
    schedules = {row["id"]: row for row in rows("schedules")}
    turns = sorted(rows("rotation_layers"), key=lambda row: row["position"])
    links = sorted(rows("policy_layers"), key=lambda row: row["position"])
    return {
        "members": sorted(row["emailAddress"] for row in rows("invitations")),
        "schedules": {
            row["name"]: {
                "timezone": row["timezone"],
                "layers": [
                    [each["name"], [who.removeprefix("user_") for who in each["participantIds"]]]
                    for each in turns
                    if each["scheduleId"] == row["id"]
                ],
            }
            for row in schedules.values()
        },
        "policies": {
            row["name"]: [
                [each["ackTimeoutMinutes"], _target(each["target"], schedules)]
                for each in links
                if each["policyId"] == row["id"]
            ]
            for row in rows("policies")
        },
    }


def _target(target: dict[str, Any], schedules: dict[str, Any]) -> str:
    if target["type"] == "schedule":
        return str(schedules.get(target["scheduleId"], {}).get("name"))
    return ",".join(who.removeprefix("user_") for who in target["userIds"])


def ordered(said: dict[str, Any]) -> dict[str, Any]:
    """A program as it can be compared: the API puts rotation layers in no order of the program."""
    plain: dict[str, Any] = json.loads(json.dumps(said))
    plain.pop("together", None)
    for schedule in plain["schedules"].values():
        schedule["layers"].sort()
    return plain


# ---------------------------------------------------------------- smaller ones


def smaller(said: dict[str, Any]) -> list[dict[str, Any]]:
    """The same program with one thing less, the biggest first."""
    found: list[dict[str, Any]] = []
    for group in ("policies", "schedules"):
        for name in said[group]:
            less = json.loads(json.dumps(said))
            del less[group][name]
            used = {link[1] for layers in less["policies"].values() for link in layers}
            if group == "policies" or name not in used:
                found.append(less)
    if said["members"]:
        found.append({**said, "members": []})
    return found
