"""A life up to the run in which something goes wrong: what was there, what is wanted, what else.

A reference is a program that is applied to what earlier programs have made. In the exploration one
thing goes wrong at one request of that run, and then somebody runs it again: as it is, or edited.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from textwrap import dedent
from typing import Any, Final

from tests.lives.life import Life

__all__ = [
    "STEPS", "Reference", "accepts", "burns", "is_out", "program_text", "removes", "renames",
]  # fmt: skip

PRELUDE: Final = """
def turns(name, *who, **more):
    said = dict(name=name, rotation_type="weekly", rotation_length_days=7, handoff_time="09:00",
                effective_from="2026-01-05T08:00:00Z",
                participants=[f"{each}@example.com" for each in who])
    return {**said, **more}


def page(minutes, *who):
    target = {"type": "users", "users": [f"{each}@example.com" for each in who]}
    return dict(ack_timeout_minutes=minutes, target=target)


def ask(minutes, schedule):
    return dict(ack_timeout_minutes=minutes,
                target={"type": "schedule", "schedule_id": schedule.id})


def options(**said):
    return pulumi.ResourceOptions(**said)


def rotation(schedule, name, *who, **more):
    opts = more.pop("opts", None)
    return scaling.RotationLayer(more.pop("called", name), schedule_id=schedule, opts=opts,
                                 **turns(name, *who, **more))


def link(policy, rank, said, **more):
    called = more.pop("called", f"link{rank}")
    return scaling.PolicyLayer(called, policy_id=policy, position=rank, **said, **more)


def schedule(called, name=None, **more):
    said = {"name": name or called.title(), "timezone": "Europe/Paris", **more}
    return scaling.Schedule(called, **said)


def policy(called, name=None, **more):
    return scaling.EscalationPolicy(called, name=name or called.title(), **more)


def member(email, **more):
    called = more.pop("called", email)
    return scaling.Member(called, email=f"{email}@example.com", **{"role": "org:member", **more})
"""
STEPS: Final[Mapping[str, object]] = {"policy_generation": "steps"}


def program_text(said: str) -> str:
    """A whole program."""
    return PRELUDE + "\n\n" + dedent(said)


@dataclass(frozen=True)
class Reference:
    """One life, up to the run in which something goes wrong."""

    name: str
    program: str
    before: str = ""
    """What was applied before, in another version of the program; nothing if empty."""
    edit: tuple[str, str] = ("", "")
    """The second thought: what of the program is replaced by what."""
    hand: Callable[[Life], None] | None = None
    """What somebody does by hand before the run."""
    between: Callable[[Life], None] | None = None
    """What somebody does by hand before the next one."""
    switches: Mapping[str, object] = field(default_factory=dict)
    verb: str = "up"
    words: Mapping[str, Any] = field(default_factory=dict)
    neighbour: str = ""
    """What another stack on the same account holds."""
    environment: Mapping[str, str] = field(default_factory=dict)
    refused: bool = False
    """It was refused once already, and what that said is done."""
    opens: bool = False
    """The engine itself takes cover away before it asks whether it may."""
    others: Callable[[Life], None] | None = None
    """What somebody made in the account before there was this stack."""
    key: str = ""
    """Whose key the run is given by mistake."""
    stops: bool = False
    """The run is refused, also where nothing goes wrong."""
    previewed: bool = False
    """The run is previewed by the same command."""
    never: bool = False
    """The account does not take the program as it is."""
    apart: bool = False
    """What hands did goes with the stack, or is no part of what is compared."""
    ends: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """What a destroy leaves otherwise than it was, by kind and name; None is nothing."""

    @property
    def edited(self) -> str:
        """The program after a second thought."""
        old, new = self.edit
        if not old:
            return self.program
        assert old in self.program, (self.name, old)
        return self.program.replace(old, new)


def _row(life: Life, kind: str, **said: Any) -> dict[str, Any]:
    rows = life.world.rows(kind)
    return next(row for row in rows if all(row.get(name) == said[name] for name in said))


def accepts(email: str) -> Callable[[Life], None]:
    """Somebody accepts an invitation, if there is one."""

    def hand(life: Life) -> None:
        for row in life.world.rows("invitations"):
            if row["emailAddress"] == email:
                life.world.accept(row["id"])

    return hand


def removes(kind: str, **said: Any) -> Callable[[Life], None]:
    """Somebody deletes something."""
    return lambda life: life.delete_by_hand(_row(life, kind, **said)["id"])


def renames(kind: str, path: str, to: str, **said: Any) -> Callable[[Life], None]:
    """Somebody gives something another name."""

    def hand(life: Life) -> None:
        row = _row(life, kind, **said)
        life.by_hand("PATCH", path.format(**row), {"name": to})

    return hand


def burns(life: Life) -> None:
    """An incident is open that climbs a chain."""
    policy = life.world.rows("policies")[0]["id"]
    life.by_hand(
        "POST", "/incidents",
        {"title": "It burns", "severity": "critical", "ownerId": "user_bo",
         "escalationPolicyId": policy},
    )  # fmt: skip


def is_out(life: Life) -> None:
    """It was put out."""
    ways = ("investigating", "identified", "monitoring", "resolved")
    for row in life.world.rows("incidents"):
        for status in ways[ways.index(row["status"]) + 1 :]:
            path = f"/incidents/{row['id']}/status"
            life.by_hand("PATCH", path, {"status": status, "text": "On it"})
