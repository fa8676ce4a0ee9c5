"""Inputs of every kind as a program could write them."""

import pytest
from hypothesis import strategies as st

from pulumi_scaling.model import zone_names

PEOPLE = st.sampled_from(
    ["bo@example.com", "Bo@Example.com", "user_bo", "cy@example.com", "user_cy"]
)
ZONES = st.sampled_from(sorted(zone_names()))
NAMES = st.text(min_size=1, max_size=255)
MOMENTS = st.builds(
    "{}T{}{}".format,
    st.sampled_from(["2026-01-05", "1999-12-31", "2024-02-29"]),
    st.sampled_from(["08:00:00", "23:59:60", "00:00:00.000", "07:00:00.123456"]),
    st.sampled_from(["Z", "z", "+01:00", "-11:30"]),
)
CLOCKS = st.builds("{:02}:{:02}".format, st.integers(0, 23), st.integers(0, 59))
TARGETS = st.one_of(
    st.fixed_dictionaries({"type": st.just("schedule"), "schedule_id": st.text(min_size=1)}),
    st.fixed_dictionaries({"type": st.just("users"), "users": st.lists(PEOPLE, min_size=1)}),
)
LENGTHS = st.sampled_from([("daily", 1), ("weekly", 7), ("custom", 1), ("custom", 90)])


def _layer(values):
    turns = dict(zip(("rotation_type", "rotation_length_days"), values.pop("turns"), strict=True))
    return values | turns


INPUTS = {
    "Schedule": st.fixed_dictionaries(
        {"name": NAMES, "timezone": ZONES}, optional={"description": st.text() | st.none()}
    ),
    "EscalationPolicy": st.fixed_dictionaries(
        {"name": NAMES}, optional={"description": st.text() | st.none()}
    ),
    "RotationLayer": st.fixed_dictionaries(
        {
            "schedule_id": st.text(min_size=1),
            "name": NAMES,
            "turns": LENGTHS,
            "handoff_time": CLOCKS,
            "effective_from": MOMENTS,
            "participants": st.lists(PEOPLE, min_size=1),
        },
        optional={
            "effective_until": st.just("2030-01-01T00:00:00Z") | st.none(),
            "position": st.integers(0, 99) | st.floats(0, 9).map(round).map(float),
        },
    ).map(_layer),
    "PolicyLayer": st.fixed_dictionaries(
        {
            "policy_id": st.text(min_size=1),
            "position": st.integers(1, 99),
            "ack_timeout_minutes": st.integers(1, 10080) | st.just(5.0),
            "target": TARGETS,
        }
    ),
    "Member": st.fixed_dictionaries(
        {
            "email": st.sampled_from(["ana@example.com", "Ana@EXAMPLE.com", "a+b@c.d"]),
            "role": st.sampled_from(["org:admin", "org:member"]),
        }
    ),
}


@pytest.fixture(params=sorted(INPUTS))
def inputs_of(request):
    """A kind's name and a strategy of inputs that the API accepts."""
    return request.param, INPUTS[request.param]
