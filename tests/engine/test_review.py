"""`review` against the real CLI: it says what the API answers, before the up and after it."""

from __future__ import annotations

import copy
import json
import random
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta, timezone
from typing import Any

import httpx
import pytest

from pulumi_scaling.simulator import ADMIN_KEY, MEMBER_KEY, ORGANIZATION, Server
from tests.engine.stack import Stack

PEOPLE = [f"{name}@example.com" for name in ("ana", "bo", "cy", "dee", "eli")]
ZONES = ["Europe/Paris", "America/New_York", "Asia/Tokyo", "UTC", "Australia/Lord_Howe"]
STARTS = [
    "2026-01-05T08:00:00Z",
    "2026-01-05",
    "2025-03-30T01:30:00Z",
    "2024-02-29T23:59:00+05:30",
    "2027-03-01",
]


def review(stack: Stack, *words: str, code: int = 0, **changes: str | None) -> Any:
    """What it prints; JSON as what it holds."""
    env = {name: value for name, value in {**stack.env, **changes}.items() if value is not None}
    done = subprocess.run(
        [sys.executable, "-m", "pulumi_scaling.cli", "review", *words],
        cwd=stack.folder,
        env=env,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert ADMIN_KEY not in done.stdout + done.stderr
    assert done.returncode == code, done.stdout[-2000:] + done.stderr
    if "json" in words:
        return json.loads(done.stdout)
    return done.stdout + done.stderr


Answers = Callable[[str, datetime], tuple[str | None, list[str]] | None]


@pytest.fixture
def answers(server: Server, colleague: httpx.Client) -> Answers:
    """Who is on call by the API's own word, as e-mails; None where there is no such schedule.

    Over one connection: a new one for each of thousands of questions would take most of the time.
    """

    def answer(name: str, at: datetime) -> tuple[str | None, list[str]] | None:
        found = [row["id"] for row in server.rows("schedules") if row["name"] == name]
        if not found:
            return None
        asked = f"/oncall/schedules/{found[0]}/resolve"
        data = colleague.get(asked, params={"at": at.isoformat()}).json()["data"]
        return _email(data["owner"]), [str(_email(each)) for each in data["pagingTargets"]]

    return answer


def _email(user: str | None) -> str | None:
    return user and f"{user.removeprefix('user_')}@example.com"


def told(duties: list[Mapping[str, Any]], at: datetime) -> tuple[str | None, list[str]]:
    """What the review has for an instant."""
    text = at.isoformat().replace("+00:00", "Z")
    (found,) = (each for each in duties if each["start"] <= text < each["end"])
    return found["owner"], found["paged"]


def instants(seen: Mapping[str, Any], chance: random.Random) -> list[datetime]:
    """Some of a window: any, and each moment at which somebody comes or goes, to the second."""
    start, end = (
        datetime.fromisoformat(seen["window"][name].replace("Z", "+00:00"))
        for name in ("from", "until")
    )
    seconds = int((end - start).total_seconds())
    return [start + timedelta(seconds=chance.randrange(seconds)) for _ in range(12)]


def edges(duties: list[Mapping[str, Any]], chance: random.Random) -> list[datetime]:
    starts = [datetime.fromisoformat(each["start"].replace("Z", "+00:00")) for each in duties[1:]]
    chosen = chance.sample(starts, min(4, len(starts)))
    return [at + timedelta(seconds=by) for at in chosen for by in (-1, 0)]


class Programs:
    """Schedules said in any way, and any edit of them."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.schedules = {f"s{number}": self._schedule() for number in range(14)}

    def _schedule(self) -> dict[str, Any]:
        count = self.chance.randint(1, 3)
        return {
            "zone": self.chance.choice(ZONES),
            "inline": self.chance.random() < 0.6,
            "layers": {f"L{number}": self._layer() for number in range(count)},
        }

    def _layer(self) -> dict[str, Any]:
        chance = self.chance
        length = chance.choice([1, 7, 7, 3])
        layer = {
            "rotation_type": {1: "daily", 7: "weekly"}.get(length, "custom"),
            "rotation_length_days": length,
            "handoff_time": chance.choice(["09:00", "02:30", "00:00", "23:45"]),
            "effective_from": chance.choice(STARTS),
            "participants": chance.sample(PEOPLE, chance.randint(1, 4)),
        }
        if chance.random() < 0.2:
            layer["effective_until"] = chance.choice(["2027-06-01T00:00:00Z", "2027-07-01"])
        if chance.random() < 0.4:
            layer["rollout"] = chance.choice(["keep_turn", "now"])
        return layer

    def edit(self) -> None:
        """Change most of them, each in one or two ways."""
        for name in [*self.schedules]:
            for _ in range(self.chance.randint(0, 2)):
                self._edit(self.schedules[name])
        self.schedules.pop(self.chance.choice([*self.schedules]))
        self.schedules["new"] = self._schedule()

    def _edit(self, schedule: dict[str, Any]) -> None:
        chance, layers = self.chance, schedule["layers"]
        layer = layers[chance.choice([*layers])]
        people = layer["participants"]
        others = [each for each in PEOPLE if each not in people]
        match chance.randrange(10):
            case 0 if others:
                people.insert(chance.randint(0, len(people)), chance.choice(others))
            case 1 if len(people) > 1:
                people.remove(chance.choice(people))
            case 2:
                chance.shuffle(people)
            case 3:
                layer["handoff_time"] = chance.choice(["10:00", "17:00", "02:15"])
            case 4:
                schedule["zone"] = chance.choice(ZONES)
            case 5:
                layer |= {"rotation_type": "custom", "rotation_length_days": chance.randint(2, 9)}
            case 6 if len(layers) > 1:
                del layers[chance.choice([*layers])]
            case 7:
                schedule["layers"] = {f"N{len(layers)}": self._layer(), **layers}
            case 8:
                schedule["inline"] = not schedule["inline"]
            case _:
                layer["effective_from"] = chance.choice(STARTS)

    def text(self) -> str:
        lines: list[str] = []
        for name, each in self.schedules.items():
            layers = [{"name": own, **layer} for own, layer in each["layers"].items()]
            inline = f", layers={layers!r}" if each["inline"] else ""
            said = f"{name!r}, name={name!r}, timezone={each['zone']!r}{inline}"
            lines.append(f"{name} = scaling.Schedule({said})")
            lines += [
                f"scaling.RotationLayer({name + layer['name']!r}, schedule_id={name}, "
                f"position={place}, **{layer!r})"
                for place, layer in enumerate(() if each["inline"] else layers)
            ]
        return "\n".join(lines)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(3))
def test_at_every_sampled_instant_of_a_year_both_sides_are_what_the_api_answers(
    stack, answers, seed
):
    programs = Programs(seed)
    stack.write(programs.text())
    stack.up()
    for _ in range(2):
        before = copy.deepcopy(programs.schedules)
        programs.edit()
        stack.write(programs.text())
        seen = review(stack, "--stack", "dev", "--format", "json", "--weeks", "52")
        chance, samples = programs.chance, instants(seen, programs.chance)
        for side in ("before", "after"):
            if side == "after":
                stack.up()
            for each in seen["schedules"]:
                for at in [*samples, *edges(each[side], chance)]:
                    says = answers(each["name"], at) if each["there"][side] else (None, [])
                    assert told(each[side], at) == says, (
                        side,
                        at,
                        before.get(each["name"]),
                        programs.schedules.get(each["name"]),
                    )
        assert seen["unseen"] == []
        again = review(stack, "--stack", "dev", "--format", "json", "--weeks", "52")
        assert [each["name"] for each in again["schedules"] if each["changes"]] == []


CHAINS = """
first = scaling.Schedule("first", name="First", timezone="Europe/Paris", layers=[{
    "name": "Weekly", "rotation_type": "weekly", "rotation_length_days": 7, "handoff_time": "09:00",
    "effective_from": "2026-01-05", "participants": ["ana@example.com", "bo@example.com"]}])
second = scaling.Schedule("second", name="Second", timezone="Europe/Paris", layers=[{
    "name": "Weekly", "rotation_type": "weekly", "rotation_length_days": 7, "handoff_time": "09:00",
    "effective_from": "2026-01-05", "participants": ["cy@example.com", "dee@example.com"]}])
fay = scaling.Member("fay", email="Fay@example.com", role="org:member")
inline = scaling.EscalationPolicy("inline", name="Inline", layers=[
    {"ack_timeout_minutes": 5, "target": {"type": "schedule", "schedule_id": second.id}},
    {"ack_timeout_minutes": 10, "target": {"type": "schedule", "schedule_id": first}},
    {"ack_timeout_minutes": 15, "target": {"type": "users", "users": ["eli@example.com"]}}])
apart = scaling.EscalationPolicy("apart", name="Apart")
scaling.PolicyLayer("one", policy_id=apart, position=1, ack_timeout_minutes=7,
    target={"type": "schedule", "schedule_id": first.id})
"""


def test_a_first_preview_tells_which_of_the_new_schedules_each_link_pages(stack, server):
    stack.write(CHAINS)
    seen = review(stack, "--stack", "dev", "--format", "json", SCALING_CLOUD_API_KEY=None)
    assert seen["unseen"] == []
    chains = {
        each["name"]: [
            (link["after_minutes"], link["schedule"] and link["schedule"]["name"], link["users"])
            for link in each["after"]
        ]
        for each in seen["policies"]
    }
    assert chains == {
        "Inline": [(0, "Second", []), (5, "First", []), (15, None, ["eli@example.com"])],
        "Apart": [(0, "First", [])],
    }
    assert all(each["there"] == {"before": False, "after": True} for each in seen["schedules"])
    assert "no key is at hand" in seen["account"]
    stack.up()
    kept = review(stack, "--stack", "dev", "--format", "json")
    assert [each["after"][0]["schedule"]["name"] for each in kept["policies"]] == [
        "First",
        "Second",
    ]
    # What is in the state speaks of ids, and the plan without a state of resources: all the same.
    assert kept["hash"] == seen["hash"]
    stack.unchanged()


def test_the_deploy_knows_whether_it_applies_what_was_reviewed(stack, tmp_path):
    stack.write(CHAINS)
    reviewed = tmp_path / "review.json"
    review(stack, "--stack", "dev", "--out", str(reviewed))
    mark = json.loads(reviewed.read_text())["hash"]
    assert mark in review(stack, "--stack", "dev", "--verify", mark)
    stack.edit('"bo@example.com"', '"eli@example.com"')
    said = review(stack, "--stack", "dev", "--verify", str(reviewed), code=1)
    assert "the schedule 'First' is another one than in the review" in said
    assert "'Second'" not in said
    review(stack, "--stack", "dev", "--verify", "r2-nonsense", code=2)


def test_a_preview_that_fails_or_is_none_ends_with_2_and_says_what_the_engine_said(stack, tmp_path):
    stack.write(CHAINS.replace("Europe/Paris", "Europe/Pariss"))
    assert "no IANA time zone" in review(stack, "--stack", "dev", code=2)
    assert "no stack named 'prod'" in review(stack, "--stack", "prod", code=2)
    assert "unknown flag" in review(stack, "--stack", "dev", "--", "--wrong", code=2)
    stack.write(f"raise ValueError('{ADMIN_KEY}')")
    assert "[the key]" in review(stack, "--stack", "dev", code=2)
    stack.write(CHAINS)
    stack.up()
    short = tmp_path / "short.json"
    short.write_text(stack.preview("--json").out.partition("\n}")[0] + "\n}")
    assert "--show-sames" in review(stack, "--preview", str(short), code=2)


def test_what_stays_and_what_is_left_out_of_a_targeted_plan_is_in_it_all_the_same(stack, answers):
    stack.write(CHAINS)
    stack.up()
    stack.edit('["ana@example.com", "bo@example.com"]', '["bo@example.com", "ana@example.com"]')
    stack.edit('["cy@example.com", "dee@example.com"]', '["dee@example.com", "cy@example.com"]')
    seen = review(stack, "--stack", "dev", "--format", "json", "--", "--target", stack.urn("first"))
    assert [each["name"] for each in seen["schedules"] if each["changes"]] == ["First"]
    stack.up("--target", stack.urn("first"))
    for each in seen["schedules"]:
        at = datetime.now(timezone.utc).replace(microsecond=0) + timedelta(minutes=1)
        assert told(each["after"], at) == answers(each["name"], at)
    assert len(seen["policies"]) == 2


def test_what_will_be_refused_is_said_before(stack, server, colleague, tmp_path):
    stack.write(CHAINS)
    stack.up()
    own = stack.state("first")
    first = next(row["id"] for row in server.rows("schedules") if row["name"] == own["name"])
    policy = colleague.post("/escalation/policies", json={"name": "Finance night"}).json()["data"]
    colleague.post(
        f"/escalation/policies/{policy['id']}/layers",
        json={
            "position": 1,
            "ackTimeoutMinutes": 5,
            "target": {"type": "schedule", "scheduleId": first},
        },
    )
    begin, end = CHAINS.index("fay ="), CHAINS.index("first =")
    gone = CHAINS[begin:].partition("inline =")[0].replace("org:member", "org:admin")
    stack.write(
        CHAINS[:end]
        + gone
        + CHAINS[end:]
        .partition("second =")[2]
        .join(["renamed =", ""])
        .partition("fay =")[0]
        .replace('"second"', '"renamed"')
    )
    plan = tmp_path / "plan.json"
    key = stack.env.pop("SCALING_CLOUD_API_KEY")  # Of a fork, whose plans are made without one.
    plan.write_text(stack.preview("--json", "--show-sames").out)
    stack.env["SCALING_CLOUD_API_KEY"] = key
    found = {
        each["resource"]: each
        for each in review(
            stack,
            "--preview",
            str(plan),
            "--format",
            "json",
            "--fail-on",
            "refused",
            code=1,
            SCALING_CLOUD_API_KEY=MEMBER_KEY,
        )["refused"]
    }
    assert "'Finance night'" in found["first"]["reason"]
    assert "point it elsewhere first" in found["first"]["remedy"]
    assert "Alias(name='second')" in found["renamed"]["remedy"]
    assert "org:admin" in found["fay"]["remedy"]
    assert stack.up(ok=False).code != 0


def test_an_override_in_force_is_told_since_the_rotations_do_not_know_it(stack, server, colleague):
    stack.write(CHAINS)
    stack.up()
    first = next(row["id"] for row in server.rows("schedules") if row["name"] == "First")
    now = datetime.now(timezone.utc)
    stand_in = {
        "schedule": first,
        "user": "user_eli",
        "starts": (now - timedelta(hours=1)).isoformat(),
        "ends": (now + timedelta(hours=9)).isoformat(),
    }
    server.seed({"organizations": [{"id": ORGANIZATION, "overrides": [stand_in]}]})
    stack.edit('["ana@example.com", "bo@example.com"]', '["bo@example.com", "ana@example.com"]')
    seen = review(stack, "--stack", "dev", "--format", "json")
    (found,) = (each for each in seen["findings"] if each["rule"] == "override")
    assert "eli@example.com" in found["sentence"]


def test_a_review_begins_at_the_time_of_the_api_wherever_this_machine_s_clock_stands(stack, server):
    server.clock("2026-03-01T03:00:00Z", frozen=True)
    stack.write(CHAINS)
    stack.up()
    stack.edit('["ana@example.com", "bo@example.com"]', '["bo@example.com", "ana@example.com"]')
    seen = review(stack, "--stack", "dev", "--format", "json")
    for schedule in seen["schedules"]:
        assert {side[0]["start"] for side in (schedule["before"], schedule["after"]) if side} == {
            "2026-03-01T03:00:00Z"
        }
    assert seen["schedules"]


def test_rotations_in_a_schedule_of_another_program_are_seen_with_their_neighbours(
    stack, server, colleague, answers
):
    schedule = colleague.post(
        "/oncall/schedules", json={"name": "Company", "timezone": "UTC"}
    ).json()["data"]
    colleague.post(
        f"/oncall/schedules/{schedule['id']}/layers",
        json={
            "name": "Days",
            "rotationType": "daily",
            "rotationLengthDays": 1,
            "handoffTime": "09:00",
            "effectiveFrom": "2026-01-05T08:00:00Z",
            "participantIds": ["user_ana"],
        },
    )
    stack.write(f"""
scaling.RotationLayer("nights", schedule_id={schedule["id"]!r}, name="Nights",
    rotation_type="daily", rotation_length_days=1, handoff_time="21:00",
    effective_from="2026-01-05", position=0,
    participants=["bo@example.com"])
""")
    blind = review(stack, "--stack", "dev", "--format", "json", "--offline")
    assert {each["why"] for each in blind["unseen"]} == {"elsewhere"}
    seen = review(stack, "--stack", "dev", "--format", "json")
    (company,) = seen["schedules"]
    assert company["name"] == "Company"
    assert seen["unseen"] == []
    at = datetime.now(timezone.utc).replace(microsecond=0) + timedelta(minutes=1)
    assert told(company["before"], at) == answers("Company", at)
    stack.up()
    assert told(company["after"], at) == answers("Company", at)
