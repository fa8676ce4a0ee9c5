"""Every position of every switch is found by probing a simulator that stands so, and no other.

What no request can show is told as not seen; what follows from a position that hides another one
is in one table here, so that a witness that turns blind is noticed.
"""

from __future__ import annotations

import random

import pytest

from pulumi_scaling.assumed import DEFAULTS, FLIPPED, GENERATIONS, SWITCHES, positions_in, text_of
from pulumi_scaling.probe.probe_verdicts import positions, verdicts
from pulumi_scaling.probe.report import report
from tests.unit.probe.in_process import FULL, InProcess, probed, simulated

ALL = (*SWITCHES, *GENERATIONS)
SINGLE = [(switch.name, position) for switch in ALL for position in switch.positions]
# An incident cannot be removed, a failure not provoked, and an admin is refused no redaction.
NEVER = {"server_error_code", "forbidden_type", "attached_policy"}
OF_LAYERS = {"layer_insertion", "patch_position", "past_the_end", "users_order"}
OF_STEPS = {"step_ids", "no_steps"}
OF_INCIDENTS = {"incident_fields", "escalation_field"}
READ = {
    *("policy_generation", "unauthorized_code", "error_message", "request_id", "ids", "instants"),
    *("handoff_time", "page_size", "next_cursor", "last_cursor", "extra_fields", "people"),
    *("incident_fields", "escalation_field", "member_names", "listed_windows"),
}
"""What reading alone finds in an account that holds something of each kind."""


def hidden(stand, *, full):
    """The switches whose position nothing shows while the others stand so."""
    found = NEVER | (OF_STEPS if stand["policy_generation"] == "layers" else OF_LAYERS)
    if stand["layer_insertion"] == "append" and stand["patch_position"] == "ignored":
        found = found | {"past_the_end"}  # There is no way to ask for a place.
    return found if full else found | OF_INCIDENTS


def told(simulator, **how):
    looks, ended, _ = probed(InProcess(simulator), **how)
    found = verdicts(looks)
    assert ended is None or (ended.clean and not ended.stopped)
    return positions(found), report(looks, found, ended)


def found_again(stand, *, full, twice=True):
    seed = FULL if full else None
    first, said = told(simulated(stand, seed=seed))
    wanted = {name: at for name, at in stand.items() if name not in hidden(stand, full=full)}
    assert dict(first.switches) == wanted
    assert dict(first.unforeseen) == {}
    again = positions_in(text_of(first))
    assert again == first
    if not twice:
        return
    second, said_again = told(simulated(again.switches, seed=seed))
    assert second == first
    assert said_again == said


@pytest.mark.parametrize(("name", "position"), SINGLE, ids=lambda value: str(value) or "empty")
def test_a_position_alone_is_found_and_makes_a_simulator_like_the_first(name, position):
    found_again({**DEFAULTS, name: position}, full=True, twice=position != DEFAULTS[name])


@pytest.mark.parametrize("chunk", range(20))
def test_so_are_positions_drawn_for_all_switches_together(chunk):
    for seed in range(chunk * 10, chunk * 10 + 10):
        draw = random.Random(seed)
        stand = {switch.name: draw.choice(switch.positions) for switch in ALL}
        found_again(stand, full=bool(seed % 2), twice=seed % 10 == 0)


def test_so_are_all_of_them_flipped_at_once_in_either_generation():
    for generation in ("layers", "steps"):
        found_again({**DEFAULTS, **FLIPPED, "policy_generation": generation}, full=True)


@pytest.mark.parametrize("name", sorted(READ))
def test_reading_finds_what_reading_can(name):
    for position in next(switch for switch in ALL if switch.name == name).positions:
        found, _ = told(simulated({name: position}, seed=FULL), writes=False)
        wanted = {**dict.fromkeys([name], position)}
        if (name, position) == ("instants", "normalised"):
            wanted = {}  # Somebody may have sent milliseconds: they prove nothing.
        seen = {other: at for other, at in found.switches.items() if at != DEFAULTS[other]}
        assert {**seen, **{key: found.switches.get(key) for key in wanted}} == wanted or (
            position == DEFAULTS[name] and seen == {} and found.switches.get(name) == position
        )
        assert set(found.switches) <= READ


def test_an_empty_account_proves_little_and_nothing_wrong():
    found, _ = told(simulated(), writes=False)
    assert {name: at for name, at in found.switches.items() if at != DEFAULTS[name]} == {}
    assert dict(found.unforeseen) == {}
    assert {"people", "handoff_time", "instants", "delete_status"} & set(found.switches) == set()
