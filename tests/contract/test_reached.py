"""What the arithmetic says of a chain is what the simulator does, in both generations."""

from __future__ import annotations

from datetime import datetime, time, timedelta, timezone
from random import Random
from zoneinfo import ZoneInfo

import httpx
import pytest

from pulumi_scaling.rota import Condition, Hours, Layer, Link, Rota, Window, reach
from pulumi_scaling.simulator import Simulator

PEOPLE = ["user_ana", "user_bo", "user_cy", "user_dee", "user_eli"]
ZONES = ["Europe/Paris", "America/New_York", "Australia/Lord_Howe"]
# Around days on which clocks change in one of the zones, and another one.
DAYS = [
    "2026-03-07",
    "2026-03-28",
    "2026-04-04",
    "2026-10-03",
    "2026-10-24",
    "2026-11-01",
    "2026-06-10",
]
EMPTY = "2026-01-05T08:00:00Z"


def instant(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


class Drawn:
    """Schedules, hours and a chain, made in the simulator and as values."""

    def __init__(self, api: httpx.Client, generation: str, seed: int) -> None:
        self.random, self.api = Random(seed), api
        self.rotas = dict(self.schedule(f"Schedule {number}") for number in range(3))
        self.hours = [self.working_hours(f"Hours {number}") for number in range(2)]
        count = self.random.randint(1, 4)
        if generation == "steps":
            made = [self.step(place) for place in range(1, count + 1)]
            self.policy = self.post(
                "/escalation/policies", name="Chain", steps=[step for step, _ in made]
            )["id"]
        else:
            self.policy = self.post("/escalation/policies", name="Chain")["id"]
            made = [self.layer(place) for place in range(1, count + 1)]
            for layer, _ in made:
                self.post(f"/escalation/policies/{self.policy}/layers", **layer)
        self.links = [link for _, link in made]

    def post(self, path, **body):
        answer = self.api.post(path, json=body)
        assert answer.is_success, answer.text
        return answer.json()["data"]

    def schedule(self, name):
        zone, layers = self.random.choice(ZONES), []
        made = self.post("/oncall/schedules", name=name, timezone=zone)
        for position in range(self.random.choice([0, 1, 1, 2, 2])):
            length = self.random.choice([1, 7])
            shown = f"{self.random.randint(0, 23):02}:{self.random.choice(['00', '30'])}"
            people = self.random.sample(PEOPLE, self.random.randint(1, 4))
            self.post(
                f"/oncall/schedules/{made['id']}/layers",
                name=f"Layer {position}",
                rotationType={1: "daily", 7: "weekly"}[length],
                rotationLengthDays=length,
                handoffTime=shown,
                effectiveFrom=EMPTY,
                participantIds=people,
            )
            layers.append(
                Layer(
                    name=f"Layer {position}",
                    position=position,
                    length_days=length,
                    handoff_time=time.fromisoformat(shown),
                    effective_from=instant(EMPTY),
                    participants=tuple(people),
                )
            )
        return made["id"], Rota(zone=ZoneInfo(zone), layers=tuple(layers))

    def working_hours(self, name):
        zone = self.random.choice(ZONES)
        days = self.random.sample(range(1, 8), self.random.randint(1, 7))
        start, end = (f"{self.random.randint(*span):02}:30" for span in ((0, 9), (1, 23)))
        made = self.post(
            "/working-hours",
            name=name,
            timezone=zone,
            windows=[{"days": sorted(days), "start": start, "end": end}],
        )
        window = Window(
            days=frozenset(days), start=time.fromisoformat(start), end=time.fromisoformat(end)
        )
        return made["id"], Hours(zone=ZoneInfo(zone), windows=(window,))

    def step(self, position):
        seconds, schedule = (
            self.random.choice([60, 90, 600, 7200]),
            self.random.choice([*self.rotas]),
        )
        (ident, hours), when = (
            self.random.choice(self.hours),
            self.random.choice([None, *["during", "outside"] * 3]),
        )
        step = {
            "position": position,
            "targetType": "schedule",
            "targetId": schedule,
            "escalateAfterSeconds": seconds,
            "condition": when and {"workingHoursId": ident, "when": when},
        }
        condition = when and Condition(hours=hours, when=when)
        return step, Link(
            wait=timedelta(seconds=seconds), schedule=schedule, condition=condition or None
        )

    def layer(self, position):
        wait, schedule = self.random.choice([1, 5, 120]), self.random.choice([*self.rotas])
        users = tuple(self.random.sample(PEOPLE, self.random.randint(1, 3)))
        target, link = self.random.choice(
            [
                (
                    {"type": "schedule", "scheduleId": schedule},
                    Link(wait=timedelta(minutes=wait), schedule=schedule),
                ),
                (
                    {"type": "users", "userIds": [*users]},
                    Link(wait=timedelta(minutes=wait), users=users),
                ),
            ]
        )
        return {"position": position, "ackTimeoutMinutes": wait, "target": target}, link


@pytest.mark.parametrize("generation", ["layers", "steps"])
@pytest.mark.parametrize("seed", range(12))
def test_the_simulator_pages_whom_the_arithmetic_names_and_when(generation, seed):
    switches = {"policy_generation": generation}
    with Simulator(switches=switches, strict=True).serve() as server:
        headers = {"Authorization": f"Bearer {server.key}"}
        with httpx.Client(base_url=server.url, headers=headers, timeout=10) as api:
            server.clock("2026-01-06T00:00:00Z")
            drawn = Drawn(api, generation, seed)
            for day in sorted(DAYS):
                at = instant(f"{day}T00:00:00Z") + timedelta(minutes=drawn.random.randint(0, 2880))
                server.clock(at.isoformat())
                incident = drawn.post(
                    "/incidents",
                    title="Fire",
                    severity="high",
                    ownerId="user_ana",
                    escalationPolicyId=drawn.policy,
                )["id"]
                server.clock(advance=2 * 24 * 3600)
                found = [
                    (instant(page["at"]) - at, page["layerPosition"], page["userId"])
                    for page in server.pages
                    if page["incidentId"] == incident
                ]
                said = reach(drawn.links, at.astimezone(timezone.utc), drawn.rotas)
                assert found == [
                    (page.after, page.link + 1, user) for page in said.links for user in page.people
                ]
        assert server.violations == []
