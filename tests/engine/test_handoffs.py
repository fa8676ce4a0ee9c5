"""What a preview says of a change before it happens: who has the pager, and who will not."""

from __future__ import annotations

import re

import pytest

from .stack import Run, Stack
from .test_turns import APART, FORMS, INLINE, NOW, said

pytestmark = pytest.mark.long

PLAIN = {"more": "", "apart": ""}
TEAM = ["ana", "bo", "cy"]


def lines(run: Run) -> list[str]:
    """What was told of schedules, once however often it is shown."""
    told = [
        line.strip() for line in run.out.splitlines() if re.search("scaling: Primary[:,]", line)
    ]
    return sorted({line[line.index("Primary") :] for line in told})


@pytest.fixture
def stack(stack: Stack) -> Stack:
    stack.server.clock(now=NOW.isoformat(), frozen=True)
    return stack


@FORMS
def test_the_first_thing_said_is_that_the_pager_changes_hands(form: str, stack: Stack) -> None:
    stack.write(said(form, TEAM, **PLAIN))
    stack.up()
    stack.write(said(form, ["eli", "cy", "ana", "bo"], **PLAIN))
    assert lines(stack.preview()) == [
        (
            "Primary: on call NOW changes, bo → ana; then Mon 30 Nov 09:00 cy → bo; 9 of the next "
            "12 turns move"
        )
    ]
    # Once it is kept, the change that follows is told, and that it is not now.
    stack.write(said(form, ["eli", "cy", "ana", "bo"]))
    assert lines(stack.preview()) == [
        "Primary: on call changes from Mon 30 Nov 09:00, cy → eli; 9 of the next 12 turns move"
    ]


@FORMS
def test_handoffs_on_another_day_and_an_owner_who_is_missing_are_told(
    form: str, stack: Stack
) -> None:
    stack.write(said(form, TEAM, start="2026-01-05T00:00:00Z", **PLAIN))
    stack.up()
    stack.write(said(form, TEAM, start="2026-01-05T00:00:00Z", zone="America/New_York", **PLAIN))
    preview = stack.preview()
    assert lines(preview) == [
        (
            "Primary: handoffs move from Mon 09:00 Europe/Paris to Sun 09:00 America/New_York; "
            "first Sun 29 Nov 09:00 (bo → cy, 18 h earlier)"
        )
    ]
    if form is INLINE:
        assert "is Sun 4 Jan 19:00 in America/New_York" in preview.out
        assert "meant is probably '2026-01-05'" in preview.out
    end = {"more": '"effective_until": "2027-01-01",', "apart": 'effective_until="2027-01-01",'}
    stack.write(said(form, TEAM, start="2026-01-05T00:00:00Z", **end))
    assert lines(stack.preview()) == [
        "Primary: from Fri 1 Jan 09:00 nobody owns incidents: the layer at rank 0 ends"
    ]


@FORMS
def test_nothing_is_said_where_nobody_is_affected(form: str, stack: Stack) -> None:
    stack.write(said(form, TEAM, **PLAIN))
    stack.up()
    for changes in ({"zone": "Europe/Berlin"}, {"start": "2026-01-05T08:00:00Z"}):
        stack.write(said(form, TEAM, **{**PLAIN, **changes}))
        assert lines(stack.preview()) == []
    stack.write(said(form, ["ana", "bo", "cy"]))
    assert lines(stack.preview()) == []


@FORMS
def test_a_change_at_once_is_refused_where_the_stack_says_so(form: str, stack: Stack) -> None:
    stack.config("scaling:handoffNow", "refuse", secret=False)
    stack.write(said(form, TEAM, **PLAIN))
    stack.up()
    stack.write(said(form, ["bo", "ana", "cy"], **PLAIN))
    stack.server.forget_requests()
    refused = stack.preview(ok=False)
    assert "on call NOW changes, bo → ana" in refused.out
    assert 'rollout="keep_turn"' in refused.out
    stack.up(ok=False)
    assert stack.written == []
    stack.write(said(form, ["bo", "ana", "cy"]))
    stack.up()
    stack.write(said(form, ["ana", "cy"], **PLAIN))
    stack.env["SCALING_CLOUD_FORCE"] = "1"
    stack.up()


def test_a_word_that_is_none_is_named(stack: Stack) -> None:
    stack.config("scaling:handoffNow", "no", secret=False)
    stack.write(said(INLINE, TEAM))
    assert "must be one of warn, refuse, allow" in stack.preview(ok=False).out


def test_it_is_said_once_a_command_and_not_once_a_phase(stack: Stack) -> None:
    stack.write(said(INLINE, TEAM, **PLAIN))
    stack.up()
    stack.write(said(INLINE, ["bo", "ana", "cy"], **PLAIN))
    run = stack.command("up", "--yes")
    # The engine shows a line where it comes and once more at the end.
    assert run.out.count("NOW changes") == 2
    assert "NOW changes" not in run.out[run.out.index("Updating (dev)") :]
    stack.write(said(INLINE, TEAM, **PLAIN))
    assert lines(stack.up())


TWO = """
    primary = scaling.Schedule("primary", name="Primary", timezone="Europe/Paris")
    for position, (name, who) in enumerate({order}):
        scaling.RotationLayer(
            name,
            schedule_id=primary.id,
            name=name,
            position=position,
            rotation_type="weekly",
            rotation_length_days=7,
            handoff_time="09:00",
            effective_from="2026-01-05",
            participants=[f"{{who}}@example.com"],
        )
"""


def test_layers_that_change_places_are_told_as_what_it_means_for_people(stack: Stack) -> None:
    stack.write(TWO.format(order=[("first", "ana"), ("second", "bo"), ("third", "ana")]))
    stack.up()
    stack.write(TWO.format(order=[("second", "bo"), ("first", "ana"), ("third", "ana")]))
    assert lines(stack.preview()) == [
        "Primary: on call NOW changes, ana → bo",
    ]
    # The same person in another layer is nobody else.
    stack.write(TWO.format(order=[("third", "ana"), ("second", "bo"), ("first", "ana")]))
    assert lines(stack.preview()) == []


def test_a_rota_that_is_said_in_another_form_is_no_change_for_anybody(stack: Stack) -> None:
    for form in (APART, INLINE, APART):
        stack.write(said(form, TEAM, **PLAIN))
        if stack.runs:
            assert lines(stack.preview()) == []
        stack.up()


def test_a_rotation_that_is_deleted_is_told_as_what_it_means_for_people(stack: Stack) -> None:
    three = [("first", "ana"), ("second", "bo"), ("third", "cy")]
    stack.write(TWO.format(order=three))
    stack.up()
    stack.write(TWO.format(order=three[1:]))
    assert lines(stack.preview()) == [
        "Primary, with 'first' deleted: on call NOW changes, ana → bo"
    ]
    # An edit beside it does not make it a change of those who are paged along.
    edited = [("second", "eli"), ("third", "cy")]
    stack.write(TWO.format(order=edited))
    assert lines(stack.preview()) == [
        "Primary, with 'first' deleted: on call NOW changes, ana → eli"
    ]
    # What a target leaves out stays.
    assert lines(stack.preview("--target", stack.urn("second"))) == [
        "Primary: on call NOW changes, ana → eli"
    ]
    stack.write(TWO.format(order=[*three[:1], *three[2:]]))
    assert lines(stack.preview()) == [
        "Primary, with 'second' deleted: who is paged NOW changes, bo → nobody"
    ]
    assert lines(stack.preview("--refresh")) == [
        "Primary, with 'second' deleted: who is paged NOW changes, bo → nobody"
    ]
    assert lines(stack.up()) == [
        "Primary, with 'second' deleted: who is paged NOW changes, bo → nobody"
    ]
    stack.unchanged()
    stack.write('scaling.Schedule("primary", name="Primary", timezone="Europe/Paris")')
    gone = "Primary, with 'first', 'third' deleted: "
    told = [
        f"{gone}from now on nobody owns incidents: no layer is left",
        f"{gone}on call NOW changes, ana → nobody",
    ]
    assert lines(stack.preview()) == sorted(told)
    assert lines(stack.up()) == sorted(told)
    assert "pulumi:providers:pulumi" not in {each["type"] for each in stack.resources()}


def test_deleting_who_is_on_call_is_refused_where_the_stack_says_so(stack: Stack) -> None:
    stack.config("scaling:handoffNow", "refuse", secret=False)
    stack.write(TWO.format(order=[("first", "ana"), ("second", "bo")]))
    stack.up()
    stack.write(TWO.format(order=[("first", "ana")]))
    stack.server.forget_requests()
    refused = stack.up(ok=False).out
    assert (
        "who is paged NOW changes, bo → nobody; scaling:handoffNow is `refuse`, so it was"
        in refused
    )
    assert stack.written == []
    assert stack.destroy().code == 0


@pytest.mark.parametrize("left_out", ["--target", "--exclude"])
def test_a_rotation_that_moves_past_one_that_is_left_out_is_told_and_refused(
    left_out: str, stack: Stack
) -> None:
    stack.write(TWO.format(order=[("first", "ana"), ("second", "bo")]))
    stack.up()
    stack.write(TWO.format(order=[("second", "bo"), ("first", "ana")]))
    flags = (left_out, stack.urn("second" if left_out == "--target" else "first"))
    assert lines(stack.preview(*flags)) == ["Primary: on call NOW changes, ana → bo"]
    stack.config("scaling:handoffNow", "refuse", secret=False)
    stack.server.forget_requests()
    assert "on call NOW changes, ana → bo" in stack.up(*flags, ok=False).out
    assert stack.written == []


@pytest.mark.parametrize(
    ("one", "other"), [(APART, INLINE), (INLINE, APART)], ids=["to inline", "to one by one"]
)
def test_another_form_with_another_roster_is_told_and_refused_like_any_change(
    one: str, other: str, stack: Stack
) -> None:
    stack.write(said(one, TEAM, **PLAIN))
    stack.up()
    stack.write(said(other, ["bo", "cy", "ana"], **PLAIN))
    told = (
        "Primary: on call NOW changes, bo → cy; then Mon 30 Nov 09:00 cy → ana; 12 of the next "
        "12 turns move"
    )
    assert lines(stack.preview()) == [told]
    stack.config("scaling:handoffNow", "refuse", secret=False)
    stack.server.forget_requests()
    assert told in stack.command("up", "--yes", ok=False).out
    assert stack.written == []
    stack.write(said(other, ["bo", "cy", "ana"]))
    assert lines(stack.preview()) == []  # kept, they follow each other as they did
    stack.up()
    stack.unchanged()


@FORMS
def test_people_whom_the_program_keeps_secret_are_not_named(form: str, stack: Stack) -> None:
    def secret(who: list[str]) -> str:
        told = said(form, who, **PLAIN)
        return re.sub(r"(participants\"?[:=] ?)(\[.*?\])", r"\1pulumi.Output.secret(\2)", told)

    stack.write(secret(TEAM))
    stack.up()
    stack.unchanged()
    stack.write(secret(["bo", "ana", "cy"]))
    (line,) = lines(stack.preview())
    assert line.startswith("Primary: on call NOW changes, somebody (secret) → somebody (secret); ")
    assert not re.search(r"\b(ana|bo|cy)\b", line)
    stack.up()
    assert "__secret" not in str(stack.resources()[-1]["inputs"])
