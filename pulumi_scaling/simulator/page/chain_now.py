"""What a chain would do now, read from the rows of the world. Nothing is paged by looking."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from pulumi_scaling import rota
from pulumi_scaling.simulator.areas import resolving
from pulumi_scaling.simulator.world import Row, World

__all__ = ["burning_now", "rotas_of"]

Burning = list[tuple[timedelta, tuple[str, ...]]]


def rotas_of(world: World, org: str) -> dict[str, tuple[Row, rota.Rota]]:
    """The schedules of an organization by id, oldest first."""
    rows = world.store.all("SELECT * FROM schedules WHERE orgId = ? ORDER BY seq", org)
    return {row["id"]: (row, resolving.rota_of(world, row)) for row in rows}


def burning_now(
    world: World, policy: str, rotas: dict[str, tuple[Row, rota.Rota]], now: datetime
) -> Burning:
    """Whom an incident would wake that nobody answers, and after how long; user ids."""
    rows = world.store.all(
        "SELECT * FROM policy_layers WHERE policyId = ? ORDER BY position, seq", policy
    )
    links = [link for row in rows if (link := _link(world, row, rotas))]
    found = rota.reach(links, now, {own: each for own, (_, each) in rotas.items()})
    return [(after, people) for after, people, _ in found.woken]


def _link(world: World, row: Row, rotas: dict[str, tuple[Row, rota.Rota]]) -> rota.Link | None:
    seconds = row["escalateAfterSeconds"] or row["ackTimeoutMinutes"] * 60
    wait, schedule = timedelta(seconds=seconds), row["targetSchedule"]
    if schedule is None:
        return rota.Link(wait=wait, users=tuple(dict.fromkeys(row["target"]["userIds"])))
    known = schedule in rotas
    # A schedule that was deleted meanwhile pages nobody.
    return rota.Link(
        wait=wait, schedule=schedule if known else None, condition=_condition(world, row)
    )


def _condition(world: World, row: Row) -> rota.Condition | None:
    said = row["condition"]
    if said is None:
        return None
    hours = world.store.one("SELECT * FROM working_hours WHERE id = ?", said["workingHoursId"])
    windows = tuple(map(_window, hours["windows"])) if hours else ()
    zone = ZoneInfo(hours["timezone"] if hours else "UTC")
    return rota.Condition(hours=rota.Hours(zone=zone, windows=windows), when=said["when"])


def _window(said: Row) -> rota.Window:
    return rota.Window(
        days=frozenset(said["days"]),
        start=time.fromisoformat(said["start"]),
        end=time.fromisoformat(said["end"]),
    )
