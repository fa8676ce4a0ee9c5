"""One organization on the page: its rota, its chains, what burns, and who was paged."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from pulumi_scaling import rota
from pulumi_scaling.pictures import (
    Markup,
    Picture,
    Row,
    duty_rows,
    figures,
    markup,
    midnight,
    named,
    note,
    section,
    table,
)
from pulumi_scaling.simulator.page.chain_now import burning_now, rotas_of
from pulumi_scaling.simulator.world import World, moments

__all__ = ["organization"]

BEFORE, AHEAD = timedelta(days=2), timedelta(days=19)
LATEST = 30
Button = Callable[[str, str, str], Markup]
"""What is on it, what it does, and to what; nothing where the page is only to be read."""


def organization(world: World, org: str, now: datetime, button: Button) -> Iterator[Markup]:
    """All of it, for people."""
    called = _names(world, org)
    rotas = rotas_of(world, org)
    if not rotas and not world.store.one("SELECT id FROM policies WHERE orgId = ?", org):
        yield section(org, note("Nothing is here yet."))
        return
    yield section(f"{org}: on call", _rota(rotas, now, called))
    yield section("If it burns now", _chains(world, org, rotas, now, called, button))
    yield section("Open incidents", _incidents(world, org, called, button))
    yield section("Who was paged", _pages(world, org, called))


def _names(world: World, org: str) -> Callable[[str], str]:
    rows = world.store.all(
        "SELECT u.* FROM users u JOIN members m ON m.userId = u.id WHERE m.orgId = ?", org
    )
    names = {
        row["id"]: " ".join(filter(None, (row["firstName"], row["lastName"]))) or row["email"]
        for row in rows
    }
    return lambda user: names.get(user, user)


def _rota(
    rotas: dict[str, tuple[dict[str, str], rota.Rota]], now: datetime, called: Callable[[str], str]
) -> Markup:
    if not rotas:
        return note("No schedules yet.")
    zone = next(iter(rotas.values()))[1].zone
    start = midnight((now - BEFORE).astimezone(zone).date(), zone)
    end = midnight((now + AHEAD).astimezone(zone).date(), zone)
    rows = [row for each in rotas.values() for row in _rows(each, start, end, called)]
    picture = Picture("Schedules around now", start, end, zone, tuple(rows), now=now)
    return figures(picture)


def _rows(
    each: tuple[dict[str, str], rota.Rota],
    start: datetime,
    end: datetime,
    called: Callable[[str], str],
) -> tuple[Row, ...]:
    row, known = each
    duties = rota.timeline(known, start, end)
    return duty_rows(row["name"], duties, called=called, detail=row["timezone"])


def _chains(
    world: World,
    org: str,
    rotas: dict[str, tuple[dict[str, str], rota.Rota]],
    now: datetime,
    called: Callable[[str], str],
    button: Button,
) -> Markup:
    policies = world.store.all("SELECT * FROM policies WHERE orgId = ? ORDER BY seq", org)
    if not policies:
        return note("No escalation policies yet.")
    rows = [
        (
            named(policy["name"]),
            _climb(burning_now(world, policy["id"], rotas, now), called),
            button("Open a drill", "drill", policy["id"]),
        )
        for policy in policies
    ]
    return table(("policy", "who is woken if nobody answers", ""), rows)


def _climb(steps: list[tuple[timedelta, tuple[str, ...]]], called: Callable[[str], str]) -> Markup:
    if not steps:
        return Markup("<strong>nobody</strong>")
    told = [
        markup(
            "at once: " if not after else f"after {after / timedelta(minutes=1):g} min: ",
            Markup(", ".join(named(called(who)) for who in people)),
        )
        for after, people in steps
    ]
    return Markup(" → ".join(told))


def _incidents(world: World, org: str, called: Callable[[str], str], button: Button) -> Markup:
    incidents = world.store.all(
        "SELECT * FROM incidents WHERE orgId = ? AND status <> 'resolved' ORDER BY seq DESC", org
    )
    if not incidents:
        return note("Nothing burns.")
    rows = [
        (
            named(each["title"]),
            each["severity"],
            _clock(each["createdAt"]),
            named(called(each["acknowledgedBy"])) if each["acknowledgedBy"] else "nobody yet",
            markup(
                *(
                    []
                    if each["acknowledgedBy"]
                    else [button("Acknowledge", "acknowledge", each["id"])]
                ),
                button("Resolve", "resolve", each["id"]),
            ),
        )
        for each in incidents
    ]
    return table(("incident", "severity", "since", "answered by", ""), rows)


def _pages(world: World, org: str, called: Callable[[str], str]) -> Markup:
    rows = world.store.all(
        "SELECT p.*, i.title FROM pages p LEFT JOIN incidents i ON i.id = p.incidentId"
        " WHERE p.orgId = ? ORDER BY p.at DESC, p.seq DESC LIMIT ?",
        org,
        LATEST,
    )
    if not rows:
        return note("Nobody.")
    told = [
        (
            _clock(row["at"]),
            named(called(row["userId"])),
            named(row["title"] or row["incidentId"]),
            f"{row['reason']} {row['layerPosition'] or ''}".strip(),
        )
        for row in rows
    ]
    return table(("when, UTC", "who", "for", "why"), told)


def _clock(stamp: str) -> str:
    return f"{moments.moment(stamp).astimezone(ZoneInfo('UTC')):%a %Y-%m-%d %H:%M:%S}"
