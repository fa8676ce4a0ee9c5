"""A preview and a review that refuse nothing, and then the up: green means green.

Accounts in which others have things of their own, and programs that change on them, by seeds. What
a preview or a review refuses is theirs to refuse; what neither does has to succeed, where nobody
else writes meanwhile.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any, Final

import httpx

from pulumi_scaling.client import Client
from pulumi_scaling.core import Account, Settings
from pulumi_scaling.resources import CATALOG
from pulumi_scaling.review.live_looks import asked
from pulumi_scaling.review.plan import plan_of
from pulumi_scaling.review.worlds import Refused
from pulumi_scaling.review.worlds_read import worlds
from pulumi_scaling.simulator import MEMBER_KEY
from tests.engine.campaign import PEOPLE, drawn, edited, source
from tests.lives.engine import Result
from tests.lives.engine.state import State
from tests.lives.life import Life
from tests.lives.programs import Program
from tests.lives.reference import burns
from tests.lives.scheduler import Seeded
from tests.lives.world import BEGAN, URL, World

__all__ = ["Seen", "lived_green"]

VERSIONS: Final = 3
RENAMED: Final = "name=titles.get(name, name)"
SHOWN: Final = {"create-replacement": "replace", "delete-replaced": ""}
"""What a preview prints of a step, where that is another word than the engine's own."""


@dataclass(frozen=True)
class Seen:
    """What became of one version of a program."""

    program: str
    preview: tuple[str, ...]
    """What it refused."""
    review: tuple[Refused, ...]
    up: tuple[str, ...]
    """What it failed on: also where a review said before that it would, and it was tried apart."""

    @property
    def green(self) -> bool:
        """Whether somebody was told that it would succeed."""
        return not self.preview and not self.review


def lived_green(seed: int) -> list[Seen]:
    """Each version of a seed's program, on a seed's account."""
    dice = random.Random(f"{seed} green")
    steps = dice.random() < 0.15
    life = Life(World.fresh({"policy_generation": "steps"} if steps else None), Seeded(seed), seed)
    if dice.random() < 0.2:
        life.config["scaling:pendingPeople"] = "refuse"
    if dice.random() < 0.05:
        life.environment["SCALING_CLOUD_API_KEY"] = MEMBER_KEY
    found = list[Seen]()
    said, titles = drawn(dice, dice.randint(2, 12)), dict[str, str]()
    for version in range(VERSIONS):
        if version:
            said = edited(dice, said)
        if steps:
            said = _in_one_piece(said)
        _invited(dice, said)
        _renamed(dice, said, titles)
        for _ in range(dice.choice([0, 0, 1, 2])):
            dice.choice(NEIGHBOURS)(dice, life, said)
        life, seen = _version(life, Program(_source(said, titles)))
        found.append(seen)
    return found


def _version(life: Life, program: Program) -> tuple[Life, Seen]:
    preview = life.command("preview", program)
    said, red = str(program.said), tuple(preview.errors)
    if red:
        return life, Seen(said, red, (), ())
    refused = reviewed(life, preview)
    before = life.saved()
    seen = Seen(said, (), refused, tuple(life.up(program).errors))
    return (life.again(before, life.choice) if refused else life), seen


# ---------------------------------------------------------------- what is looked at before
def reviewed(life: Life, preview: Result) -> tuple[Refused, ...]:
    """What a review with a key says will be refused."""

    def answer(request: httpx.Request) -> httpx.Response:
        url = str(request.url)
        names = {"authorization": "Authorization", "content-type": "Content-Type"}
        headers = {names.get(name, name): value for name, value in request.headers.items()}
        status, told, body = life.world.answer(
            life.now, request.method, url, headers, request.content or None
        )
        return httpx.Response(status, headers=told, content=body)

    settings = Settings.of(
        life.config,
        {
            "SCALING_CLOUD_API_KEY": life.world.key,
            "SCALING_CLOUD_BASE_URL": URL,
            **life.environment,
        },
    )
    account = Account(
        settings,
        kinds=CATALOG,
        warn=lambda _: None,
        connect=partial(Client, transport=httpx.MockTransport(answer)),
    )
    plan = plan_of(printed(preview), "the preview")
    seen = worlds([plan], now=BEGAN + timedelta(seconds=life.now))
    with account.client:
        return asked(account, [plan], seen, of_now=True).refused


def printed(preview: Result) -> dict[str, Any]:
    """As `pulumi preview --json --show-sames` prints it."""
    return {
        "steps": [
            {
                "op": op,
                "urn": step.urn,
                "oldState": _state(step.old, whole=True),
                "newState": _state(step.new, whole=op == "same"),
            }
            for step in preview.done
            if (op := SHOWN.get(step.op, step.op))
        ],
        "changeSummary": {},
    }


def _state(state: State | None, *, whole: bool) -> dict[str, Any] | None:
    if state is None:
        return None
    shown = {**state.shown(), "parent": state.parent}
    return shown if whole else {**shown, "outputs": {}}


# ---------------------------------------------------------------- what programs say
def _source(said: dict[str, Any], titles: Mapping[str, str]) -> str:
    """The program, in which a resource keeps its own name when people give it another one."""
    text = source(said)
    for made in ("Schedule(name, ", "EscalationPolicy(name, "):
        text = text.replace(f"{made}name=name", f"{made}{RENAMED}")
    return f"titles = {dict(titles)!r}\n{text}"


def _renamed(dice: random.Random, said: dict[str, Any], titles: dict[str, str]) -> None:
    """Other names for some things, some of which another one has until now."""
    for kind in ("schedules", "policies"):
        names = list(said[kind])
        if len(names) > 1 and dice.random() < 0.3:
            some = dice.sample(names, dice.randint(2, len(names)))
            now = [titles.get(name, name) for name in some]
            titles.update(zip(some, [*now[1:], now[0]], strict=True))
        elif names and dice.random() < 0.3:
            titles[dice.choice(names)] = f"Other {dice.randrange(10**4)}"


def _invited(dice: random.Random, said: dict[str, Any]) -> None:
    """Some of those who are invited take turns, and some go and are asked all the same."""
    who = [each.partition("@")[0] for each in said["members"]]
    if not who or dice.random() < 0.4:
        return
    for schedule in said["schedules"].values():
        for _, people in schedule["layers"]:
            if dice.random() < 0.5:
                people[:] = sorted({*people, dice.choice(who)})
    for chain in said["policies"].values():
        for link in chain:
            if link[1] in PEOPLE and dice.random() < 0.2:
                link[1] = dice.choice(who)


def _in_one_piece(said: dict[str, Any]) -> dict[str, Any]:
    """The same as accounts of steps take it."""
    plain: dict[str, Any] = json.loads(json.dumps(said))
    plain["together"] = True
    for chain in plain["policies"].values():
        chain[:] = [[minutes, who] for minutes, who in chain if who in plain["schedules"]]
    return plain


# ---------------------------------------------------------------- what others do before
Neighbour = Callable[[random.Random, Life, dict[str, Any]], None]


def _has_the_name(dice: random.Random, life: Life, said: dict[str, Any]) -> None:
    if names := list(said["schedules"]):
        with suppress(AssertionError):  # Somebody has it, and it may well be the stack.
            life.by_hand(
                "POST", "/oncall/schedules", {"name": dice.choice(names), "timezone": "UTC"}
            )


def _pages_it(dice: random.Random, life: Life, said: dict[str, Any]) -> None:
    rows = life.world.rows("schedules")
    made = {"name": f"Theirs {dice.randrange(10**6)}"}
    target = (
        {"type": "schedule", "scheduleId": dice.choice(rows)["id"]}
        if rows and dice.random() < 0.7
        else {"type": "users", "userIds": [dice.choice(life.world.rows("members"))["id"]]}
    )
    with suppress(AssertionError):  # An account of steps has no layers.
        own = life.by_hand("POST", "/escalation/policies", made)["data"]["id"]
        link = {"position": 1, "ackTimeoutMinutes": 5, "target": target}
        life.by_hand("POST", f"/escalation/policies/{own}/layers", link)


def _takes_turns(dice: random.Random, life: Life, said: dict[str, Any]) -> None:
    made = {"name": f"Theirs {dice.randrange(10**6)}", "timezone": "UTC"}
    own = life.by_hand("POST", "/oncall/schedules", made)["data"]["id"]
    turns = {
        "name": "Turns", "rotationType": "daily", "rotationLengthDays": 1, "handoffTime": "09:00",
        "effectiveFrom": "2026-01-05T08:00:00Z",
        "participantIds": [dice.choice(life.world.rows("members"))["id"]],
    }  # fmt: skip
    life.by_hand("POST", f"/oncall/schedules/{own}/layers", turns)


def _accepts(dice: random.Random, life: Life, said: dict[str, Any]) -> None:
    for row in life.world.rows("invitations"):
        if dice.random() < 0.7:
            life.world.accept(row["id"])


def _burns(dice: random.Random, life: Life, said: dict[str, Any]) -> None:
    if life.world.rows("policies"):
        burns(life)


def _removes(dice: random.Random, life: Life, said: dict[str, Any]) -> None:
    kind = dice.choice(["schedules", "policies", "rotation_layers", "policy_layers"])
    if rows := life.world.rows(kind):
        with suppress(AssertionError):  # Held by something, or a step.
            life.delete_by_hand(dice.choice(rows)["id"])


NEIGHBOURS: Final[tuple[Neighbour, ...]] = (
    _has_the_name, _pages_it, _pages_it, _takes_turns, _accepts, _accepts, _burns, _removes,
)  # fmt: skip
