"""The lives in which everything goes wrong once, each kind and each change that people make.

What a program says is written once, and changed by name for the next version of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tests.lives.company import COMPANY
from tests.lives.reference import (
    STEPS,
    Reference,
    accepts,
    burns,
    is_out,
    program_text,
    removes,
    renames,
)

__all__ = ["REFERENCES", "Reference", "by_name", "program_text"]

SCHEDULE = """
s = schedule("primary")
"""
SEPARATE_TURNS = """
s = schedule("primary")
rotation(s, "Days", "bo", "cy", position=0)
rotation(s, "Nights", "dee", position=1)
rotation(s, "Spare", "eli", position=2)
"""
LOOSE_TURNS = """
s = schedule("primary")
rotation(s, "Days", "bo", "cy")
rotation(s, "Nights", "dee")
"""
INLINE_TURNS = """
s = schedule("primary", layers=[
    turns("Days", "bo", "cy"), turns("Nights", "dee"), turns("Spare", "eli")])
"""
LINKS = """
p = policy("payments")
link(p, 1, page(5, "bo"))
link(p, 2, page(10, "cy"))
link(p, 3, page(15, "dee"))
"""
TWO_LINKS = """
p = policy("payments")
link(p, 1, page(5, "bo"))
link(p, 2, page(10, "cy"))
"""
RENAMED_LINKS = """
p = policy("payments")
link(p, 1, page(5, "bo"), called="one")
link(p, 2, page(10, "cy"), called="two")
"""
CHAIN = """
p = policy("payments", layers=[page(5, "bo"), page(10, "cy"), page(15, "dee")])
"""
WHOLE = """
member("new")
s = schedule("primary")
rotation(s, "Weekly", "bo", "cy")
p = policy("payments")
link(p, 1, ask(5, s))
link(p, 2, page(10, "dee"))
"""
WHOLE_INLINE = """
member("new")
s = schedule("primary", layers=[turns("Weekly", "bo", "cy")])
p = policy("payments", layers=[ask(5, s), page(10, "dee")])
"""
RULES = """
rules = [{"severity": "critical", "outcome": "incident"},
         {"severity": "high", "outcome": "provisional_page"},
         {"severity": "medium", "outcome": "notification"}, {"severity": "low", "outcome": "drop"}]
"""

REFERENCES: Final[tuple[Reference, ...]] = (
    # ------------------------------------------------ each kind
    Reference("schedule made", SCHEDULE, edit=('"primary"', '"primary", timezone="Asia/Tokyo"')),
    Reference(
        "schedule changed",
        'schedule("primary", "Main", timezone="Asia/Tokyo", description="First")',
        'schedule("primary", "Primary")',
        edit=("Main", "Other"),
    ),
    Reference("turns made", SEPARATE_TURNS, edit=('"dee"', '"dee", "bo"')),
    Reference("turns made, in any order", LOOSE_TURNS, edit=('"dee"', '"dee", "bo"')),
    Reference(
        "turns changed",
        SEPARATE_TURNS.replace('"bo", "cy"', '"cy", "eli"').replace('"dee"', '"dee", "bo"'),
        SEPARATE_TURNS,
        edit=('"eli", position=2', '"bo", position=2'),
    ),
    Reference(
        "turns reordered",
        SEPARATE_TURNS.replace("position=0", "position=9")
        .replace("position=2", "position=0")
        .replace("position=9", "position=2"),
        SEPARATE_TURNS,
        edit=('"dee"', '"eli"'),
    ),
    Reference(
        "turns swap names",
        's = schedule("primary")\n'
        'rotation(s, "Nights", "bo", "cy", position=0, called="Days")\n'
        'rotation(s, "Days", "dee", position=1, called="Nights")\n'
        'rotation(s, "Spare", "eli", position=2)\n',
        SEPARATE_TURNS,
        edit=('"eli"', '"bo"'),
    ),
    Reference(
        "one of the turns goes",
        SEPARATE_TURNS.replace('rotation(s, "Nights", "dee", position=1)\n', "").replace(
            "position=2", "position=1"
        ),
        SEPARATE_TURNS,
        edit=('"eli"', '"bo"'),
    ),
    Reference(
        "turns keep their turn",
        SEPARATE_TURNS.replace('"bo", "cy"', '"cy", "bo", "eli", rollout="keep_turn"'),
        SEPARATE_TURNS,
        edit=('"cy", "bo", "eli"', '"cy", "eli", "bo"'),
    ),
    Reference("policy and links made", LINKS, edit=("page(10", "page(11")),
    Reference(
        "links reordered",
        'p = policy("payments")\n'
        'link(p, 3, page(5, "bo"), called="link1")\n'
        'link(p, 1, page(10, "cy"), called="link2")\n'
        'link(p, 2, page(15, "dee"), called="link3")\n',
        LINKS,
        edit=("page(10", "page(11"),
    ),
    Reference(
        "links changed in place",
        LINKS.replace("page(5", "page(6").replace('"cy"', '"eli"'),
        LINKS,
        edit=("page(15", "page(16"),
    ),
    Reference(
        "first link goes",
        'p = policy("payments")\n'
        'link(p, 1, page(10, "cy"), called="link2")\n'
        'link(p, 2, page(15, "dee"), called="link3")\n',
        LINKS,
        edit=("page(10", "page(11"),
    ),
    Reference(
        "a link comes first",
        'p = policy("payments")\n'
        'link(p, 1, page(3, "eli"), called="link0")\n'
        'link(p, 2, page(5, "bo"), called="link1")\n'
        'link(p, 3, page(10, "cy"), called="link2")\n'
        'link(p, 4, page(15, "dee"), called="link3")\n',
        LINKS,
        edit=("page(3", "page(4"),
    ),
    Reference(
        "a link moves to another policy",
        'p = policy("payments")\nq = policy("refunds")\n'
        'link(p, 1, page(5, "bo"), called="link1")\n'
        'link(q, 1, page(10, "cy"), called="link2")\n',
        'p = policy("payments")\nq = policy("refunds")\n'
        'link(p, 1, page(5, "bo"), called="link1")\n'
        'link(p, 2, page(10, "cy"), called="link2")\n',
        edit=("page(10", "page(11"),
    ),
    Reference(
        "turns move to another schedule",
        's = schedule("primary")\nt = schedule("second")\n'
        'rotation(s, "Days", "bo", position=0)\nrotation(t, "Nights", "dee", position=0)\n',
        's = schedule("primary")\nt = schedule("second")\n'
        'rotation(s, "Days", "bo", position=0)\nrotation(s, "Nights", "dee", position=1)\n',
        edit=('"dee"', '"dee", "eli"'),
    ),
    Reference(
        "members invited",
        'member("new")\nmember("newer")',
        edit=('member("newer")', 'member("newer", role="org:admin")'),
    ),
    Reference(
        "a role changes",
        'member("bo", role="org:admin")',
        'member("bo")',
        edit=('"bo", role="org:admin"', '"bo"'),
    ),
    Reference(
        "a member has another name in the program",
        'member("new", called="other")',
        'member("new")',
        edit=('called="other"', 'called="other", role="org:admin"'),
    ),
    Reference(
        "one person for another",
        'member("newer", called="one")',
        'member("new", called="one")',
        # Not another person again: who was invited by a run that was killed is found nowhere.
        edit=('"newer"', '"newer", role="org:admin"'),
    ),
    Reference(
        "components",
        'scaling.Component("c", name="Cart", description="Of the shop")\n'
        'scaling.Component("d", name="Search")\n',
        'scaling.Component("c", name="Search")\n',
        edit=("Of the shop", "Of all shops"),
    ),
    Reference(
        "working hours",
        'scaling.WorkingHours("h", name="Office", timezone="Europe/Paris",\n'
        '    windows=[{"days": [1, 2, 3], "start": "09:00", "end": "17:00"}])\n',
        edit=("17:00", "18:00"),
    ),
    Reference(
        "routing policy",
        f'{RULES}\nscaling.RoutingPolicy("r", name="Mine", rules=rules)\n',
        edit=('"Mine"', '"Mine", description="Of ours"'),
    ),
    Reference(
        "integration",
        'scaling.InboundIntegration("i", name="Metrics bridge", selectors=[])\n',
    ),
    # ------------------------------------------------ in one piece
    Reference("inline schedule made", INLINE_TURNS, edit=('"dee"', '"dee", "bo"')),
    Reference(
        "inline turns changed",
        INLINE_TURNS.replace('"bo", "cy"', '"cy", "eli"').replace('turns("Spare", "eli")', ""),
        INLINE_TURNS,
        edit=('"dee"', '"dee", "bo"'),
    ),
    Reference(
        "inline turns swap names and places",
        's = schedule("primary", layers=[\n'
        '    turns("Spare", "dee"), turns("Days", "eli"), turns("Nights", "bo", "cy")])\n',
        INLINE_TURNS,
        edit=('"eli"', '"eli", "bo"'),
    ),
    Reference(
        "inline turns swap people",
        'long = {"rotation_type": "custom", "rotation_length_days": 14}\n'
        's = schedule("primary", layers=[turns("Days", "dee"), turns("Nights", "bo", **long)])\n',
        'long = {"rotation_type": "custom", "rotation_length_days": 14}\n'
        's = schedule("primary", layers=[turns("Days", "bo"), turns("Nights", "dee", **long)])\n',
        edit=('"dee"', '"dee", "eli"'),
    ),
    Reference("inline chain made", CHAIN, edit=("page(10", "page(11")),
    Reference(
        "inline chain turned round",
        'p = policy("payments", layers=[page(15, "dee"), page(10, "cy"), page(5, "bo")])\n',
        CHAIN,
        edit=("page(10", "page(11"),
    ),
    Reference(
        "inline chain changed",
        'p = policy("payments", layers=[\n'
        '    page(5, "cy"), page(10, "bo"), page(20, "eli"), page(15, "dee")])\n',
        CHAIN,
        edit=("page(20", "page(21"),
    ),
    Reference(
        "inline chain shortened",
        'p = policy("payments", layers=[page(7, "dee", "bo")])\n',
        CHAIN,
        edit=("page(7", "page(8"),
    ),
    Reference(
        "a chain turns to another schedule, and the first one goes",
        't = schedule("second", layers=[turns("Weekly", "cy")])\n'
        'p = policy("payments", layers=[ask(5, t), page(10, "dee")])\n',
        's = schedule("primary", layers=[turns("Weekly", "bo")])\n'
        'p = policy("payments", layers=[ask(5, s), page(10, "dee")])\n',
        edit=("page(10", "page(11"),
    ),
    Reference("to inline", CHAIN, LINKS, edit=("page(10", "page(11")),
    Reference("and back", LINKS, CHAIN, edit=("page(10", "page(11")),
    Reference("turns to inline", INLINE_TURNS, SEPARATE_TURNS, edit=('"dee"', '"dee", "bo"')),
    Reference("turns and back", SEPARATE_TURNS, INLINE_TURNS, edit=('"dee"', '"dee", "bo"')),
    # ------------------------------------------------ all together
    Reference("whole made", WHOLE, edit=("page(10", "page(11")),
    Reference("whole inline made", WHOLE_INLINE, edit=("page(10", "page(11")),
    Reference("whole destroyed", WHOLE, WHOLE, verb="destroy", edit=("page(10", "page(11")),
    Reference(
        "whole inline destroyed", WHOLE_INLINE, WHOLE_INLINE, verb="destroy",
        edit=("page(10", "page(11"),
    ),
    Reference("whole goes", 'member("new")\n', WHOLE, edit=('"new"', '"newer"')),
    Reference("whole refreshed", WHOLE, WHOLE, words={"refresh": True}),
    Reference("refresh", WHOLE, WHOLE, verb="refresh", edit=("page(10", "page(11")),
    # ------------------------------------------------ names and identities
    Reference(
        "schedules swap names",
        'schedule("a", "Night")\nschedule("b", "Day")\n',
        'schedule("a", "Day")\nschedule("b", "Night")\n',
        edit=('"Day"', '"Day", timezone="UTC"'),
    ),
    Reference(
        "policies pass names round",
        'policy("a", "Two")\npolicy("b", "Three")\npolicy("c", "One")\n',
        'policy("a", "One")\npolicy("b", "Two")\npolicy("c", "Three")\n',
        edit=('"Three"', '"Four"'),
    ),
    Reference(
        "a name passes to a new resource",
        'schedule("a", "Night")\nschedule("b", "Day")\n',
        'schedule("a", "Day")\n',
        edit=('"Night"', '"Nights"'),
    ),
    Reference(
        "renamed with an alias",
        's = schedule("other", "Primary", opts=options(aliases=[pulumi.Alias(name="primary")]))\n'
        'rotation(s, "Weekly", "bo")\n',
        's = schedule("primary", "Primary")\nrotation(s, "Weekly", "bo")\n',
        edit=('"bo"', '"cy"'),
    ),
    Reference(
        "links have other names in the program",
        RENAMED_LINKS,
        TWO_LINKS,
        edit=("page(10", "page(11"),
        stops=True,
    ),
    Reference(
        "links have other names, and are taken over",
        RENAMED_LINKS,
        TWO_LINKS,
        edit=("page(10", "page(11"),
        refused=True,
    ),
    # ------------------------------------------------ people who are not there yet, or not any more
    Reference(
        "pending people",
        'm = member("new")\ns = schedule("primary", layers=[turns("Weekly", "bo", "new")])\n'
        'p = policy("payments", layers=[ask(5, s), page(10, "dee", "new")])\n',
        edit=("page(10", "page(11"),
        between=accepts("new@example.com"),
    ),
    Reference(
        "pending people come",
        'm = member("new")\ns = schedule("primary")\nrotation(s, "Weekly", "bo", "new")\n'
        'p = policy("payments")\nlink(p, 1, page(10, "dee", "new"))\n',
        'm = member("new")\ns = schedule("primary")\nrotation(s, "Weekly", "bo", "new")\n'
        'p = policy("payments")\nlink(p, 1, page(10, "dee", "new"))\n',
        edit=("page(10", "page(11"),
        hand=accepts("new@example.com"),
    ),
    # ------------------------------------------------ other hands
    Reference(
        "a link was removed by hand",
        LINKS,
        LINKS,
        words={"refresh": True},
        hand=removes("policy_layers", position=2),
        edit=("page(10", "page(11"),
    ),
    Reference(
        "turns were renamed by hand",
        SEPARATE_TURNS,
        SEPARATE_TURNS,
        words={"refresh": True},
        hand=renames(
            "rotation_layers", "/oncall/schedules/{scheduleId}/layers/{id}", "By hand",
            name="Nights",
        ),
        edit=('"dee"', '"dee", "bo"'),
    ),
    Reference(
        "a schedule was removed by hand",
        LOOSE_TURNS,
        LOOSE_TURNS,
        words={"refresh": True},
        hand=removes("schedules", name="Primary"),
        edit=('"dee"', '"dee", "bo"'),
    ),
    Reference(
        "two stacks",
        WHOLE.replace('member("new")', ""),
        neighbour='s = schedule("theirs", layers=[turns("Weekly", "eli")])\n'
        'p = policy("others", layers=[ask(5, s)])\nmember("theirs")\n',
        edit=("page(10", "page(11"),
    ),
    # ------------------------------------------------ the engine's own ways
    Reference(
        "replaced on request", LOOSE_TURNS, LOOSE_TURNS,
        words={"replace": frozenset({"Days"})}, edit=('"dee"', '"dee", "bo"'),
    ),
    Reference(
        "a link replaced on request", LINKS, LINKS,
        words={"replace": frozenset({"link2"})}, edit=("page(10", "page(11"), stops=True,
    ),
    Reference(
        "a target only", LINKS.replace("page(5", "page(6"), LINKS,
        words={"target": frozenset({"link1"})}, edit=("page(10", "page(11"),
    ),
    Reference(
        "a schedule that a chain asks replaced on request", WHOLE, WHOLE,
        words={"replace": frozenset({"primary"})}, edit=("page(10", "page(11"), opens=True,
        stops=True,
    ),
    Reference(
        "a chain that burns is destroyed", WHOLE, WHOLE, verb="destroy",
        hand=burns, between=is_out, edit=("page(10", "page(11"), stops=True,
    ),
    # ------------------------------------------------ the other generation of policies
    Reference(
        "steps: chain made",
        's = schedule("primary")\np = policy("payments", layers=[ask(5, s), ask(10, s)])\n',
        switches=STEPS,
        edit=("ask(5", "ask(6"),
    ),
    Reference(
        "steps: chain changed",
        's = schedule("primary", layers=[turns("Weekly", "bo")])\n'
        't = schedule("second", layers=[turns("Weekly", "cy")])\n'
        'p = policy("payments", "Other", layers=[ask(5, t), ask(10, s)])\n',
        's = schedule("primary", layers=[turns("Weekly", "bo")])\n'
        't = schedule("second", layers=[turns("Weekly", "cy")])\n'
        'p = policy("payments", layers=[ask(5, s), ask(10, t)])\n',
        switches=STEPS,
        edit=("ask(5", "ask(6"),
    ),
    Reference(
        "steps: whole made",
        's = schedule("primary", layers=[turns("Weekly", "bo", "cy")])\n'
        'p = policy("payments", layers=[ask(5, s)])\n',
        switches=STEPS,
        edit=("ask(5", "ask(6"),
    ),
    Reference(
        "steps: renamed",
        's = schedule("primary", layers=[turns("Weekly", "bo", "cy")])\n'
        'p = policy("payments", "Renamed", layers=[ask(5, s)])\n',
        's = schedule("primary", layers=[turns("Weekly", "bo", "cy")])\n'
        'p = policy("payments", layers=[ask(5, s)])\n',
        switches=STEPS,
        edit=("ask(5", "ask(6"),
    ),
    # ------------------------------------------------ people, and others in the same account
    *COMPANY,
)  # fmt: skip
by_name: Final[Mapping[str, Reference]] = {each.name: each for each in REFERENCES}
