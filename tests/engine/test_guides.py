"""What the guides show is what happens: each is carried out, and what it quotes is compared."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from pulumi_scaling.simulator import SECOND_KEY
from tests.engine.session import Session, shows
from tests.engine.stack import Stack

GUIDES: Final = Path(__file__).resolve().parents[2] / "sdk-docs" / "guides"
CARRIED_OUT: Final = (
    "a-stack-per-environment",
    "changing-a-roster",
    "chains-in-one-piece",
    "holidays-and-swaps",
    "how-the-provider-behaves",
    "members-and-invitations",
    "moving-from-the-terraform-provider",
    "ordering-layers",
    "preview-in-pull-requests",
    "refresh-and-drift",
    "reviewing-on-call",
    "secrets-keys-and-rotation",
    "testing-your-program",
)


@pytest.mark.parametrize("guide", CARRIED_OUT)
def test_a_guide_carried_out_prints_what_it_quotes(stack: Stack, guide: str) -> None:
    stack.server.clock("2026-03-01T03:00:00Z", frozen=False)
    session = Session(stack.folder, {**stack.env, "PULUMI_STACK": stack.name})
    session.read(GUIDES / f"{guide}.md")
    session.done()
    assert session.commands


@pytest.mark.parametrize("place", ["environment", "config"])
def test_the_loudest_log_shows_a_key_of_the_config_and_none_of_the_environment(
    stack: Stack, place: str
) -> None:
    stack.write('scaling.Schedule("primary", name="Primary", timezone="UTC")')
    if place == "config":
        stack.config("scaling:apiKey", SECOND_KEY, secret=True)
    loud = stack.preview("-v=9", "--logtostderr", "--logflow").out
    assert (SECOND_KEY in loud) is (place == "config")
    assert stack.server.key not in loud


def test_a_quote_that_was_not_printed_is_noticed() -> None:
    told = "one\ntwo 17\nthree\n"
    assert shows("two …\nthree\n", told)
    assert shows("one\n…\nthree\n", told)
    for wrong in ("two\n", "one\nthree\n", "three\n…\none\n", "wo …\n"):
        assert not shows(wrong, told)
