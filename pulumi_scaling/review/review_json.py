"""A review for other tools: JSON of version 1, which `review.schema.json` describes.

Instants are in UTC, people are e-mails as far as they are known. What each list of intervals says,
it says for the whole window: one begins where the one before it ends.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta, timezone
from typing import Any, Final

from pulumi_scaling.rota import Condition, Difference, Duty, Link

from .fingerprint import Fingerprint
from .outcome import Review, ScheduleReview
from .worlds import Chain, Schedule, World

__all__ = ["as_json", "utc"]

VERSION: Final = 1


def as_json(review: Review, marks: Fingerprint, looked: str) -> str:
    """The whole document; `looked` says how far the account was asked."""
    whole, parts = marks
    said = {
        "version": VERSION,
        "stack": review.stack,
        "window": {"from": utc(review.now), "until": utc(review.until)},
        "zone": review.zone and review.zone.key,
        "verdict": {
            "mark": review.verdict.mark,
            "headline": review.verdict.headline,
            "lines": [str(each) for each in review.verdict.lines],
        },
        "schedules": [_schedule(each, review, parts) for each in review.schedules],
        "policies": [*_policies(review, parts)],
        "people": [*_people(review)],
        "members": {"before": dict(review.before.members), "after": dict(review.after.members)},
        "refused": [
            {
                "resource": each.resource,
                "name": each.name,
                "reason": each.reason,
                "remedy": each.remedy,
            }
            for each in review.refused
        ],
        "findings": [
            {"rule": each.rule, "level": each.level, "sentence": each.sentence}
            for each in review.findings
        ],
        "unseen": [*_unseen(review)],
        "account": looked,
        "hash": whole,
    }
    return json.dumps(said, indent=2, ensure_ascii=False) + "\n"


def utc(at: datetime) -> str:
    """For programs."""
    return at.astimezone(timezone.utc).isoformat().replace("+00:00", "Z")


def _schedule(one: ScheduleReview, review: Review, parts: Mapping[str, str]) -> dict[str, Any]:
    was, will = (each.schedules.get(one.key) for each in (review.before, review.after))
    now = will or was
    return {
        "name": one.name,
        "timezone": now.timezone if now else "",
        "resource": now.resource if now else "",
        "key": one.key,
        "there": {"before": was is not None, "after": will is not None},
        "before": [_duty(each) for each in one.before],
        "after": [_duty(each) for each in one.after],
        "changes": [{"start": utc(each.start), "end": utc(each.end)} for each in one.differences],
        "hash": parts.get(one.key),
    }


def _duty(duty: Duty) -> dict[str, Any]:
    return {
        "start": utc(duty.start),
        "end": utc(duty.end),
        "owner": duty.on_call.owner,
        "paged": [*duty.on_call.paging_targets],
    }


def _policies(review: Review, parts: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    for key in {**review.before.chains, **review.after.chains}:
        was, will = (each.chains.get(key) for each in (review.before, review.after))
        now = will or was
        yield {
            "name": now.name if now else "",
            "resource": now.resource if now else "",
            "key": key,
            "there": {"before": was is not None, "after": will is not None},
            "before": [*_links(was, review.before)],
            "after": [*_links(will, review.after)],
            "hash": parts.get(key),
        }


def _links(chain: Chain | None, world: World) -> Iterator[dict[str, Any]]:
    after = timedelta()
    for link in chain.links if chain else ():
        yield {
            "after_minutes": after / timedelta(minutes=1),
            "wait_minutes": link.wait / timedelta(minutes=1),
            "schedule": _called(link, world),
            "users": [*link.users],
            "condition": link.condition and _condition(link.condition),
        }
        after += link.wait


def _called(link: Link, world: World) -> dict[str, str] | None:
    if link.schedule is None:
        return None
    schedule = world.schedules.get(link.schedule)
    return {"key": link.schedule, "name": schedule.name if schedule else link.schedule}


def _condition(condition: Condition) -> dict[str, Any]:
    return {
        "when": condition.when,
        "timezone": condition.hours.zone.key,
        "windows": [
            {
                "days": sorted(each.days),
                "start": each.start.isoformat("minutes"),
                "end": each.end.isoformat("minutes"),
            }
            for each in condition.hours.windows
        ],
    }


def _people(review: Review) -> Iterator[dict[str, Any]]:
    """Everybody who takes turns on either side: how long, and when it first changes for them."""
    held = {
        side: _hours(duty for one in review.schedules for duty in getattr(one, side))
        for side in ("before", "after")
    }
    first: dict[str, datetime] = {}
    for one in review.schedules:
        for each in one.differences:
            for person in _moved(each):
                first[person] = min(first.get(person, each.start), each.start)
    for person in sorted({*held["before"], *held["after"], *first}):
        changes = first.get(person)
        yield {
            "email": person,
            "hours": {
                side: held[side].get(person, timedelta()) / timedelta(hours=1) for side in held
            },
            "first_change": changes and utc(changes),
        }


def _moved(difference: Difference) -> set[str]:
    """Those for whom it is another answer: they own it, or are paged, on one side only."""
    was, will = difference.before, difference.after
    moved = {*was.paging_targets} ^ {*will.paging_targets}
    if difference.owner_changes:
        moved |= {each for each in (was.owner, will.owner) if each is not None}
    return moved


def _hours(duties: Iterable[Duty]) -> dict[str, timedelta]:
    """How long each owns incidents."""
    found: dict[str, timedelta] = {}
    for duty in duties:
        if owner := duty.on_call.owner:
            found[owner] = found.get(owner, timedelta()) + (duty.end - duty.start)
    return found


def _unseen(review: Review) -> Iterator[dict[str, str]]:
    for side, world in (("before", review.before), ("after", review.after)):
        holders: list[Schedule | Chain] = [*world.schedules.values(), *world.chains.values()]
        for holder in holders:
            for each in holder.unseen:
                yield {
                    "side": side,
                    "of": holder.name,
                    "key": holder.key,
                    "what": each.what,
                    "why": each.why,
                }
