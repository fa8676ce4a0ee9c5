"""A life as a whole: what it asks, that it is the same twice, and what it leaves."""

from __future__ import annotations

from tests.lives.life import Life
from tests.lives.programs import Program
from tests.lives.scheduler import Seeded
from tests.lives.world import World

PROGRAM = Program("""
primary = scaling.Schedule("primary", name="Primary", timezone="Europe/Paris")
scaling.RotationLayer(
    "weekly", schedule_id=primary, name="Weekly", rotation_type="weekly", rotation_length_days=7,
    handoff_time="09:00", effective_from="2026-01-05T08:00:00Z", participants=["bo@example.com"],
)
policy = scaling.EscalationPolicy("payments", name="Payments")
scaling.Member("new", email="new@example.com", role="org:member")
for rank in (1, 2, 3):
    scaling.PolicyLayer(
        f"layer{rank}", policy_id=policy, position=rank, ack_timeout_minutes=5,
        target={"type": "schedule", "schedule_id": primary.id},
    )
""")
MADE = dict.fromkeys(
    ("primary", "weekly", "payments", "new", "layer1", "layer2", "layer3"), "create"
)


def lived(seed: int) -> Life:
    world = World.fresh()
    before = world.everything()
    life = Life(world, Seeded(seed), seed)
    assert life.command("preview", PROGRAM).changed == MADE
    assert life.up(PROGRAM).changed == MADE
    assert life.up(PROGRAM).changed == {}
    assert life.command("refresh").ok
    assert life.command("destroy").changed == dict.fromkeys(MADE, "delete")
    assert life.stacks["dev"].resources == ()
    assert world.everything() == before
    return life


def test_one_seed_is_one_life_byte_for_byte() -> None:
    first, second = lived(7).journal.text(), lived(7).journal.text()
    assert first == second
    assert first.count("\n") > 20


def test_other_seeds_go_other_ways_to_the_same_end() -> None:
    assert len({lived(seed).journal.text() for seed in range(20)}) > 10
