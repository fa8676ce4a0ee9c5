"""Resources as the program sees them: what reaches the engine, and how they show in a debugger."""

from datetime import datetime, time, timedelta, timezone

import pulumi
import pytest
from pulumi.runtime import Mocks, mocks, set_mocks

import pulumi_scaling as scaling


class Engine(Mocks):
    def __init__(self):
        self.seen = {}
        self.after = {}

    def call(self, args):
        return {}

    def new_resource(self, args):
        self.seen[args.name] = {k: v for k, v in args.inputs.items() if not k.startswith("__")}
        return f"{args.name}-id", args.inputs


class Monitor(mocks.MockMonitor):
    """Also notes what each resource waits for."""

    def RegisterResource(self, request):  # noqa: N802 - Pulumi's own name for it
        if request.custom:  # Pulumi's own root comes when it likes.
            names = {urn.split("::")[-1] for urn in request.dependencies}
            self.mocks.after[request.name] = names
        return super().RegisterResource(request)


@pytest.fixture
def engine():
    """Pulumi's own stand-in for an engine; whatever ran before is forgotten."""
    made = Engine()
    set_mocks(made, monitor=Monitor(made))
    return made


def declare(schedule_id="primary-id", opts=None, **fields):
    fields = {
        "name": "Weekly",
        "rotation_type": "weekly",
        "rotation_length_days": timedelta(weeks=1),
        "handoff_time": time(9),
        "effective_from": datetime(2026, 1, 5, 8, tzinfo=timezone.utc),
        "participants": ["bo@example.com"],
    } | fields
    return scaling.RotationLayer("weekly", schedule_id=schedule_id, opts=opts, **fields)


def run(program):
    """Run it as a test of Pulumi's: to the end of all that it registers."""
    return mocks.test(program)()


def test_the_engine_gets_text_and_numbers(engine):
    run(lambda: declare(effective_until=datetime(2026, 2, 1, tzinfo=timezone.utc)))
    seen = engine.seen["weekly"]
    assert (seen["rotation_length_days"], seen["handoff_time"]) == (7, "09:00")
    assert seen["effective_from"] == "2026-01-05T08:00:00Z"
    assert seen["effective_until"] == "2026-02-01T00:00:00Z"


def test_text_and_numbers_reach_it_as_they_are(engine):
    run(
        lambda: declare(
            rotation_length_days=7, handoff_time="09:00", effective_from="2026-01-05T09:00:00+01:00"
        )
    )
    seen = engine.seen["weekly"]
    assert (seen["rotation_length_days"], seen["handoff_time"]) == (7, "09:00")
    assert seen["effective_from"] == "2026-01-05T09:00:00+01:00"


def test_outputs_pass_as_they_are(engine):
    run(lambda: declare(handoff_time=pulumi.Output.from_input("09:00")))
    assert engine.seen["weekly"]["handoff_time"] == "09:00"


def test_a_mistake_ends_the_program_with_one_sentence_that_names_the_resource(engine):
    naive = datetime(2026, 1, 5)  # noqa: DTZ001 - naive on purpose
    with pytest.raises(pulumi.RunError) as refused:
        run(lambda: declare(effective_from=naive))
    assert str(refused.value).startswith("RotationLayer 'weekly': effective_from: datetime(2026")
    assert engine.seen == {}


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("name", "half \ud83d"),
        ("participants", ["bo@example.com", "\udc00"]),
    ],
)
def test_half_a_character_ends_the_program_at_its_field(engine, field, said):
    with pytest.raises(pulumi.RunError) as refused:
        run(lambda: declare(**{field: said}))
    assert str(refused.value).startswith(f"RotationLayer 'weekly': {field}: ")
    assert "half of a character" in str(refused.value)
    str(refused.value).encode()
    assert engine.seen == {}


def test_a_resource_shows_what_the_program_said_of_it(engine):
    shown = []
    run(lambda: shown.append(repr(declare(participants=pulumi.Output.from_input(["bo"])))))
    assert "".join(shown) == (
        "scaling.RotationLayer('weekly', schedule_id='primary-id', name='Weekly', "
        "rotation_type='weekly', rotation_length_days=7, handoff_time='09:00', "
        "effective_from='2026-01-05T08:00:00Z')"
    )


def test_a_resource_that_was_only_read_shows_its_name(engine):
    shown = []
    run(lambda: shown.append(repr(scaling.Schedule.get("primary", "some-id"))))
    assert shown == ["scaling.Schedule('primary')"]


def test_long_text_is_cut_in_what_is_shown(engine):
    shown = []

    def program():
        shown.append(repr(scaling.EscalationPolicy("p", name="P", description="x" * 500)))

    run(program)
    assert len(shown[0]) < 100


def test_one_whose_constructor_failed_can_still_be_shown():
    assert repr(scaling.Schedule.__new__(scaling.Schedule)) == "scaling.Schedule(None)"


def page(policy, position, target, opts=None):
    return scaling.PolicyLayer(
        f"policy-{position}",
        policy_id=policy,
        position=position,
        ack_timeout_minutes=5,
        target=target,
        opts=opts,
    )


def everybody(opts=None):
    """A policy, its schedule and the person on it, in an order that helps nobody."""
    policy = scaling.EscalationPolicy("policy", name="Policy", opts=opts)
    primary = scaling.Schedule("primary", name="Primary", timezone="Europe/Paris", opts=opts)
    declare(schedule_id=primary, participants=["Bo@example.com"], opts=opts)
    page(policy, 1, {"type": "schedule", "schedule_id": primary.id}, opts)
    page(policy, 2, {"type": "users", "users": ["bo@example.com"]}, opts)
    scaling.Member("bo", email="bo@example.com", role="user")


AFTER = {
    "policy": {"primary", "bo"},
    "primary": {"bo"},
    "weekly": {"primary", "bo"},
    "policy-1": {"policy", "primary"},
    "policy-2": {"policy", "bo"},
    "bo": set(),
}


def test_a_parent_is_made_after_whatever_its_layers_refer_to(engine):
    run(everybody)
    assert engine.after == AFTER


@pytest.mark.parametrize("option", ["depends_on", "parent"])
def test_so_it_is_where_the_program_asks_for_more(engine, option):
    def program():
        first = scaling.Schedule("first", name="First", timezone="Europe/Paris")
        everybody(pulumi.ResourceOptions(**{option: first}))

    run(program)
    more = {"first"} if option == "depends_on" else set()
    assert engine.after == {
        "first": set(),
        **{name: after | more for name, after in AFTER.items() if name != "bo"},
        "bo": set(),
    }


@pytest.mark.parametrize(
    "said",
    [lambda policy: policy.id, lambda policy: policy.id.apply(str.upper)],
    ids=["as it is", "hidden in an output"],
)
def test_two_that_refer_to_each_other_do_not_wait_forever(engine, said):
    def program():
        policy = scaling.EscalationPolicy("policy", name="Policy")
        primary = scaling.Schedule(
            "primary", name="Primary", timezone="Europe/Paris", description=said(policy)
        )
        page(policy, 1, {"type": "schedule", "schedule_id": primary.id})

    run(program)
    assert engine.after["policy"] == set()
    assert engine.after["primary"] == {"policy"}


def test_a_transformation_that_merges_options_loses_nothing(engine):
    def protect(args):
        more = pulumi.ResourceOptions(protect=True)
        return pulumi.ResourceTransformationResult(
            args.props, pulumi.ResourceOptions.merge(args.opts, more)
        )

    run(lambda: everybody(pulumi.ResourceOptions(transformations=[protect])))
    assert engine.after == AFTER
