"""Lives in an account that others work in too: people come and go, chains page, incidents burn.

What others need is not taken from them, and what they did is not undone.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from pulumi_scaling.simulator import OTHER_KEY
from tests.lives.life import Life
from tests.lives.reference import STEPS, Reference, accepts, burns, is_out

__all__ = ["COMPANY"]

NEW: Final = "new@example.com"
ONE_LINK: Final = 'p = policy("payments")\nlink(p, 1, page(5, "bo"))\n'
LINKS: Final = f'{ONE_LINK}link(p, 2, page(10, "cy"))\n'
CHAIN: Final = 'p = policy("payments", layers=[page(5, "bo"), page(10, "cy")])\n'
SHORTER: Final = 'p = policy("payments", layers=[page(5, "bo")])\n'
TEAM: Final = (
    's = schedule("primary", layers=[turns("Weekly", "bo", "cy")])\n'
    'p = policy("payments", layers=[ask(5, s), page(10, "dee")])\n'
)
ALONE: Final = 's = schedule("primary", layers=[turns("Weekly", "bo", "cy")])\n'
LATER: Final = 'schedule("other")\n'
EDIT: Final = ('"other"', '"other", timezone="UTC"')
PUT_ONLY: Final = {"update_verbs": "put_only"}
Hand = Callable[[Life], None]


def _all(*hands: Hand) -> Hand:
    def done(life: Life) -> None:
        for hand in hands:
            hand(life)

    return done


def _named(life: Life, kind: str, name: str) -> dict[str, Any]:
    return next(row for row in life.world.rows(kind) if row["name"] == name)


def _person(life: Life, email: str) -> str:
    return next(str(row["id"]) for row in life.world.rows("members") if row["email"] == email)


def _link(life: Life, policy: str, target: dict[str, Any]) -> None:
    path = f"/escalation/policies/{policy}/layers"
    life.by_hand("POST", path, {"position": 1, "ackTimeoutMinutes": 5, "target": target})


def have_a_chain(life: Life) -> None:
    """Others have a chain and a schedule."""
    life.by_hand("POST", "/escalation/policies", {"name": "Theirs"})
    made = life.by_hand(
        "POST", "/oncall/schedules", {"name": "Of theirs", "timezone": "Europe/Paris"}
    )["data"]
    life.by_hand(
        "POST", f"/oncall/schedules/{made['id']}/layers",
        {"name": "Weekly", "rotationType": "weekly", "rotationLengthDays": 7,
         "handoffTime": "09:00", "effectiveFrom": "2026-01-05T08:00:00Z",
         "participantIds": ["user_ana"]},
    )  # fmt: skip


def long_ago(hand: Hand) -> Hand:
    """Somebody did it a month before."""

    def done(life: Life) -> None:
        now, life.now = life.now, life.now - 30 * 86_400.0
        hand(life)
        life.now = now

    return done


def have_the_names(life: Life) -> None:
    """Others have things that are called and made as ours are to be."""
    life.by_hand("POST", "/oncall/schedules", {"name": "Primary", "timezone": "Europe/Paris"})
    life.by_hand("POST", "/escalation/policies", {"name": "Payments"})
    life.by_hand("POST", "/components", {"name": "Cart"})


def page_too(life: Life) -> None:
    """Others page our schedule with it."""
    target = {"type": "schedule", "scheduleId": _named(life, "schedules", "Primary")["id"]}
    _link(life, _named(life, "policies", "Theirs")["id"], target)


def page_new(life: Life) -> None:
    """Others page, among others, whom our program has invited."""
    users = ["user_ana", _person(life, NEW)]
    _link(life, _named(life, "policies", "Theirs")["id"], {"type": "users", "userIds": users})


def turn_away(life: Life) -> None:
    """Others do not any more."""
    for row in life.world.rows("policy_layers"):
        if row["policyId"] == _named(life, "policies", "Theirs")["id"]:
            life.delete_by_hand(row["id"])


def rotate(*who: str) -> Hand:
    """Others have these take turns."""

    def hand(life: Life) -> None:
        row = _named(life, "rotation_layers", "Weekly")
        path = f"/oncall/schedules/{row['scheduleId']}/layers/{row['id']}"
        life.by_hand("PATCH", path, {"participantIds": [_person(life, each) for each in who]})

    return hand


def invite(role: str) -> Hand:
    """Others invite somebody."""
    said = {"emailAddress": NEW, "role": role}
    return lambda life: life.by_hand("POST", "/team/members/invite", said)


def promote(person: str, role: str) -> Hand:
    """Others give somebody a role."""
    return lambda life: life.by_hand("PATCH", f"/team/members/user_{person}/role", {"role": role})


def watches(life: Life) -> None:
    """What burns is under control, and not over."""
    burns(life)
    for status in ("identified", "monitoring"):
        for row in life.world.rows("incidents"):
            path = f"/incidents/{row['id']}/status"
            life.by_hand("PATCH", path, {"status": status, "text": "On it"})


def burnt(life: Life) -> None:
    """It burned, and is out."""
    burns(life)
    is_out(life)


def a_link_more(life: Life) -> None:
    """Somebody puts a link into our chain."""
    users = {"type": "users", "userIds": ["user_eli"]}
    _link(life, _named(life, "policies", "Payments")["id"], users)


def describe(life: Life) -> None:
    """Somebody writes a description."""
    row = _named(life, "schedules", "Primary")
    said = {"name": "Primary", "timezone": row["timezone"], "description": "By hand"}
    life.by_hand("PUT", f"/oncall/schedules/{row['id']}", said)


def swap(life: Life) -> None:
    """Somebody puts others on call."""
    row = _named(life, "rotation_layers", "Weekly")
    path = f"/oncall/schedules/{row['scheduleId']}/layers/{row['id']}"
    life.by_hand("PATCH", path, {"participantIds": ["user_dee", "user_bo"]})


IGNORED_TURNS: Final = (
    's = schedule("primary")\nrotation(s, "Weekly", "bo", "cy", handoff_time="09:00",\n'
    '    opts=options(ignore_changes=["participants"]))\n'
)
IGNORING: Final = 'schedule("primary", opts=options(ignore_changes=["description"]){})\n'

UNTIL: Final = ', effective_until="2030-01-05T08:00:00Z"'
ENDS: Final = (
    f's = schedule("primary", layers=[turns("Days", "bo"{UNTIL}), turns("Nights", "cy")])\n'
)
ALONE_TURNS: Final = (
    f's = schedule("primary", description="Ours")\nrotation(s, "Days", "bo"{UNTIL})\n'
)
PARTS: Final = (
    'scaling.Component("c", name="Cart")\nscaling.Component("d", name="Search")\n'
    'scaling.Component("e", name="Pay")\nschedule("primary")\nschedule("second")\n'
)
STEP: Final = f'{ALONE}p = policy("payments", description="Ours", layers=[ask(5, s)])\n'

COMPANY: Final[tuple[Reference, ...]] = (
    # ------------------------------------------------ what others need
    Reference(
        "a schedule goes that others page", LATER, ALONE, others=have_a_chain, hand=page_too,
        between=turn_away, edit=EDIT, stops=True, apart=True,
    ),
    Reference(
        "a team goes that others page", LATER, TEAM, others=have_a_chain, hand=page_too,
        between=turn_away, edit=EDIT, stops=True, apart=True, previewed=True,
    ),
    Reference(
        "a member goes who takes turns of others", LATER, f'member("new")\n{LATER}',
        others=have_a_chain, hand=_all(accepts(NEW), rotate("ana@example.com", NEW)),
        between=rotate("ana@example.com"), edit=EDIT, stops=True, apart=True,
    ),
    Reference(
        "a member goes whom others page", LATER, f'member("new")\n{LATER}',
        others=have_a_chain, hand=_all(accepts(NEW), page_new), between=turn_away,
        edit=EDIT, stops=True, apart=True,
    ),
    Reference(
        "a link goes while it burns", ONE_LINK, LINKS, hand=watches, between=is_out,
        edit=("page(5", "page(6"), stops=True, apart=True,
    ),
    Reference(
        "a chain is shortened while it burns", SHORTER, CHAIN, hand=burns, between=is_out,
        edit=("page(5", "page(6"), stops=True, apart=True,
    ),
    Reference(
        "a chain grows while it burns", CHAIN.replace('"cy")', '"cy"), page(15, "dee")'), CHAIN,
        hand=burns, between=is_out, edit=("page(5", "page(6"), apart=True,
    ),
    Reference(
        "a link goes where it burned", ONE_LINK, LINKS, hand=burnt, edit=("page(5", "page(6"),
        apart=True,
    ),
    Reference(
        "somebody puts a link into our chain", LINKS, LINKS, words={"refresh": True},
        hand=a_link_more, edit=("page(5", "page(6"),
    ),
    Reference(
        "a schedule is called as one of others", 'schedule("primary")\n',
        others=long_ago(have_the_names), edit=('"primary"', '"mine"'), never=True,
    ),
    Reference(
        "a chain and a part are called as those of others",
        'policy("payments")\nscaling.Component("c", name="Cart")\n',
        others=long_ago(have_the_names), never=True,
        edit=('("payments")\nscaling.Component("c", name="Cart")',
              '("mine")\nscaling.Component("c", name="My cart")'),
    ),
    # ------------------------------------------------ people
    Reference(
        "an accepted member goes", LATER, f'member("new")\n{LATER}', hand=accepts(NEW), edit=EDIT,
        apart=True,
    ),
    Reference(
        "an accepted member has another name in the program", 'member("new", called="other")',
        'member("new")', hand=accepts(NEW), apart=True,
        edit=('called="other"', 'called="other", role="org:admin"'),
    ),
    Reference(
        "an invitation gets another role", 'member("new", role="org:admin")', 'member("new")',
        edit=('role="org:admin"', 'role="org:member"'),
    ),
    Reference(
        "somebody is wanted whom others have invited", 'member("new")\n',
        others=invite("org:member"), edit=('"new"', '"new", on_delete="leave"'),
    ),
    Reference(
        "whom others have invited goes", LATER, f'member("new")\n{LATER}',
        others=invite("org:member"), edit=EDIT,
    ),
    Reference(
        "somebody is wanted whom others have invited as something else",
        'member("new", role="org:admin")\n', hand=invite("org:member"),
        edit=('role="org:admin"', 'role="org:admin", on_delete="leave"'),
    ),
    Reference(
        "a found person is promoted, demoted and goes", LATER,
        f'member("bo", role="org:admin")\n{LATER}', edit=EDIT,
    ),
    Reference(
        "a found admin is another resource, as a member", 'member("eli", called="other")\n',
        'member("eli", role="org:member")\n', others=promote("eli", "org:admin"),
        edit=('called="other"', 'called="another"'),
    ),
    Reference(
        "a role changes, and changes back", 'member("bo")', 'member("bo", role="org:admin")',
        edit=('"bo"', '"bo", on_delete="leave"'),
    ),
    Reference(
        "a found person is removed, as it is said", 'member("eli", on_delete="remove")\n',
        edit=('"remove"', '"remove", role="org:admin"'),
        ends={"Member": {"eli@example.com": None}},
    ),
    Reference(
        "a found admin is demoted, as it is said",
        'member("eli", role="org:admin", on_delete="demote")\n',
        others=promote("eli", "org:admin"), edit=('"demote"', '"demote", called="other"'),
        ends={"Member": {"eli@example.com": "org:member"}},
    ),
    Reference(
        "who was invited stays, as it is said", 'member("new", on_delete="leave")\n',
        edit=('"leave"', '"leave", called="other"'),
        ends={"Member": {NEW: "invited org:member"}},
    ),
    Reference(
        "nobody but who was invited is on it", f'member("new")\n{TEAM}',
        f'member("new")\n{TEAM}'.replace('"bo", "cy"', '"bo"').replace('"dee"', '"dee", "new"'),
        edit=("page(10", "page(11"),
    ),
    Reference(
        "a second link like one that comes late",
        'p = policy("payments")\nt = schedule("second")\n'
        'link(p, 2, page(5, "bo"), called="again")\n'
        'link(p, 1, page(5, "bo"), opts=options(depends_on=[t]))\n',
        ONE_LINK, edit=('"second"', '"other"'),
    ),
    Reference(
        "inline turns change, and change places",
        's = schedule("primary", layers=[\n'
        '    turns("Nights", "cy", "dee"), turns("Days", "bo", "eli")])\n',
        's = schedule("primary", layers=[turns("Days", "bo"), turns("Nights", "cy")])\n',
        edit=('"eli"', '"ana"'),
    ),
    # ------------------------------------------------ what is not said any more
    Reference(
        "one of the turns goes before one that has its place",
        's = schedule("primary")\nrotation(s, "Nights", "bo", position=1)\n'
        'rotation(s, "Spare", "eli")\n',
        's = schedule("primary")\nrotation(s, "Days", "cy")\n'
        'rotation(s, "Nights", "bo", position=1)\nrotation(s, "Spare", "eli")\n',
        edit=('"eli"', '"dee"'),
    ),
    Reference(
        "inline turns have no end any more", ENDS.replace(UNTIL, ""), ENDS,
        edit=('"cy"', '"cy", "eli"'),
    ),
    Reference(
        "a schedule is described no more, and turns have no end",
        ALONE_TURNS.replace(UNTIL, "").replace(', description="Ours"', ""), ALONE_TURNS,
        edit=('"bo"', '"bo", "eli"'),
    ),
    # ------------------------------------------------ many at once
    Reference(
        "parts made", PARTS, edit=('name="Pay"', 'name="Pay", description="Ours"'),
    ),
    Reference(
        "parts change their names", PARTS.replace('"Pay"', '"Basket"').replace('"Cart"', '"Pay"'),
        PARTS, edit=('"Basket"', '"Trolley"'),
    ),
    Reference(
        "nobody is on it who has accepted",
        's = schedule("primary", layers=[turns("Weekly", "new")])\n', others=invite("org:member"),
        between=accepts(NEW), stops=True, edit=('"new"', '"new", "bo"'),
    ),
    # ------------------------------------------------ the key of another organization
    Reference(
        "made with another organization's key", f"{TEAM}{LATER}", TEAM, key=OTHER_KEY,
        edit=EDIT,
    ),
    Reference(
        "changed with another organization's key",
        TEAM.replace('"primary"', '"primary", timezone="UTC"'), TEAM, key=OTHER_KEY,
        edit=("page(10", "page(11"),
    ),
    Reference(
        "links changed with another organization's key", LINKS.replace("page(5", "page(6"), LINKS,
        key=OTHER_KEY, edit=("page(10", "page(11"),
    ),
    Reference(
        "refreshed with another organization's key", TEAM, TEAM, verb="refresh", key=OTHER_KEY,
        edit=("page(10", "page(11"),
    ),
    Reference(
        "links and members refreshed with another organization's key",
        f'member("new")\n{LINKS}', f'member("new")\n{LINKS}', verb="refresh", key=OTHER_KEY,
        edit=("page(10", "page(11"),
    ),
    Reference(
        "destroyed with another organization's key", f'member("new")\n{TEAM}',
        f'member("new")\n{TEAM}', verb="destroy", key=OTHER_KEY, edit=("page(10", "page(11"),
    ),
    # ------------------------------------------------ what an account does otherwise
    Reference(
        "by PUT alone: schedule changed",
        'schedule("primary", description="First", timezone="UTC")',
        'schedule("primary", description="First")', switches=PUT_ONLY, edit=("First", "Second"),
    ),
    Reference(
        "by PUT alone: turns changed", ALONE.replace('"bo", "cy"', '"cy", "bo"'), ALONE,
        switches=PUT_ONLY, edit=('"cy", "bo"', '"cy", "eli"'),
    ),
    Reference(
        "by PUT alone: what is ignored stays", IGNORING.format(', timezone="UTC"'),
        IGNORING.format(""), switches=PUT_ONLY, hand=describe, apart=True,
        edit=('"UTC"', '"Asia/Tokyo"'),
    ),
    Reference(
        "what is ignored stays as somebody left it", IGNORED_TURNS.replace("09:00", "10:00"),
        IGNORED_TURNS, hand=swap, apart=True, edit=("10:00", "11:00"),
    ),
    Reference(
        "a place that is taken is refused",
        LINKS.replace('link(p, 1, page(5, "bo"))', 'link(p, 1, page(7, "dee"), called="first")\n'
                      'link(p, 3, page(5, "bo"), called="link1")'),
        LINKS, switches={"layer_insertion": "refuse"}, edit=("page(10", "page(11"),
    ),
    Reference(
        "steps: a chain that cannot be said", 's = schedule("primary")\n'
        'p = policy("payments", layers=[ask(5, s), page(10, "dee")])\n',
        switches=STEPS, edit=('page(10, "dee")', "ask(10, s)"), never=True,
    ),
    Reference(
        "steps: described and renamed",
        's = schedule("primary", layers=[turns("Weekly", "bo", "cy")])\n'
        'p = policy("payments", "Renamed", description="Ours", layers=[ask(5, s)])\n',
        's = schedule("primary", layers=[turns("Weekly", "bo", "cy")])\n'
        'p = policy("payments", description="Ours", layers=[ask(5, s)])\n',
        switches=STEPS, edit=("ask(5", "ask(6"),
    ),
    Reference(
        "steps: another wait", STEP.replace("ask(5, s)", "ask(6, s)"), STEP,
        switches=STEPS, edit=("ask(6", "ask(7"),
    ),
)  # fmt: skip
