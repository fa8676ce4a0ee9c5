"""Rotation layers: in their schedule, in their order, with the people the program names."""

from __future__ import annotations

import httpx
import pytest

from tests.engine.stack import FLIPPED_TOO, Stack

pytestmark = pytest.mark.long

LAYER = """
night = scaling.Schedule("night", name="Night", timezone="Europe/Paris")
day = scaling.Schedule("day", name="Day", timezone="Europe/Paris")
scaling.RotationLayer(
    "weekly", schedule_id=night, name="Weekly", rotation_type="weekly", rotation_length_days=7,
    handoff_time="09:00", effective_from="2026-01-05T09:00:00+01:00",
    effective_until="2027-01-05T08:00:00Z",
    participants=["bo@example.com", "Cy@example.com", "user_eli"],
)
"""


@FLIPPED_TOO
def test_every_field_of_a_layer_is_changed_in_place_and_another_schedule_means_a_new_one(
    stack: Stack,
) -> None:
    stack.write(LAYER)
    stack.up()
    (row,) = stack.server.rows("rotation_layers")
    assert row["participantIds"] == ["user_bo", "user_cy", "user_eli"]
    assert row["effectiveFrom"].startswith("2026-01-05T08:00:00")
    assert stack.state("weekly")["participant_ids"] == row["participantIds"]
    stack.unchanged()

    edits = [
        ('name="Weekly"', 'name="Each week"'),
        (
            'rotation_type="weekly", rotation_length_days=7',
            'rotation_type="daily", rotation_length_days=1',
        ),
        ('handoff_time="09:00"', 'handoff_time="10:30"'),
        ("2026-01-05T09:00:00+01:00", "2026-02-05T09:00:00+01:00"),
        ('    effective_until="2027-01-05T08:00:00Z",\n', ""),
        ('"bo@example.com", "Cy@example.com"', '"cy@example.com", "bo@example.com"'),
    ]
    for old, new in edits[:4]:
        stack.edit(old, new)
    stack.written  # noqa: B018 - reading it empties it
    assert stack.up().changed == {"weekly": "update"}
    assert len(stack.written) == 1
    (changed,) = stack.server.rows("rotation_layers")
    assert changed["id"] == row["id"]
    assert changed["effectiveUntil"].startswith("2027-01-05T08:00:00")
    for old, new in edits[4:]:
        stack.edit(old, new)
    assert stack.up().changed == {"weekly": "update"}
    (changed,) = stack.server.rows("rotation_layers")
    assert changed["id"] == row["id"]
    assert changed["name"] == "Each week"
    assert changed["rotationType"] == "daily"
    assert changed["handoffTime"].startswith("10:30")
    assert changed["effectiveFrom"].startswith("2026-02-05T08:00:00")
    assert changed["effectiveUntil"] is None
    assert changed["participantIds"] == ["user_cy", "user_bo", "user_eli"]
    assert stack.state("weekly")["participants"] == ["cy@example.com", "bo@example.com", "user_eli"]
    stack.unchanged()

    stack.edit("schedule_id=night", "schedule_id=day")
    assert stack.up().changed == {"weekly": "replace"}
    schedules = {row["name"]: row["id"] for row in stack.server.rows("schedules")}
    (moved,) = stack.server.rows("rotation_layers")
    assert moved["scheduleId"] == schedules["Day"]
    stack.written  # noqa: B018 - reading it empties it
    stack.destroy()
    assert stack.written == ["delete_schedule"] * 2
    assert stack.server.rows("rotation_layers") == []


ROW = """
night = scaling.Schedule("night", name="Night", timezone="Europe/Paris")
for name, position in {row!r}:
    scaling.RotationLayer(
        name, schedule_id=night, name=name, rotation_type="custom", rotation_length_days=3,
        handoff_time="09:00", effective_from="2026-01-05T08:00:00Z", position=position,
        participants=["bo@example.com"],
    )
"""


def row(*names: str, ranked: bool = True) -> str:
    return ROW.format(row=[(name, rank if ranked else None) for rank, name in enumerate(names)])


def order(stack: Stack) -> str:
    layers = sorted(stack.server.rows("rotation_layers"), key=lambda layer: layer["position"])
    return "".join(layer["name"] for layer in layers)


@FLIPPED_TOO
def test_ranked_layers_stand_where_the_program_says(stack: Stack, colleague: httpx.Client) -> None:
    for names in ("abcd", "dcba", "dcxba", "xba"):
        stack.write(row(*names))
        stack.up()
        assert order(stack) == names
    stack.unchanged()
    ids = {each["name"]: each for each in stack.server.rows("rotation_layers")}
    path = f"/oncall/schedules/{ids['x']['scheduleId']}/layers"
    colleague.put(f"{path}/order", json={"layerIds": [ids[name]["id"] for name in "abx"]})
    colleague.delete(f"{path}/{ids['b']['id']}")
    stack.up("--refresh")
    assert order(stack) == "xba"
    # What putting its siblings right did to the rank of a layer is read the next time.
    assert stack.refresh().changed == {}
    stack.unchanged()


def test_layers_without_a_rank_are_left_where_they_are(
    stack: Stack, colleague: httpx.Client
) -> None:
    stack.write(row("a", "b", "c", ranked=False))
    stack.up()
    ids = {each["name"]: each for each in stack.server.rows("rotation_layers")}
    path = f"/oncall/schedules/{ids['a']['scheduleId']}/layers/order"
    colleague.put(path, json={"layerIds": [ids[name]["id"] for name in "cab"]})
    stack.written  # noqa: B018 - reading it empties it
    stack.up("--refresh")
    assert stack.state("c")["rank"] == 0
    stack.up()
    assert stack.written == []
    assert order(stack) == "cab"


@pytest.mark.parametrize(
    ("people", "told"),
    [
        ("nobody@example.com", "nobody in the organization has the e-mail nobody@example.com"),
        ("boo@example.com", "did you mean bo@example.com?"),
        ("user_nobody", "no user of the organization has the id 'user_nobody'"),
    ],
)
def test_somebody_who_does_not_exist_is_found_in_preview(
    stack: Stack, people: str, told: str
) -> None:
    stack.write(LAYER.replace("user_eli", people))
    refused = stack.preview(ok=False)
    assert told in refused.out
    assert "Traceback" not in refused.out
    assert stack.server.writes == []
