"""Every mistake the API would refuse is found without it, with the rule and the remedy."""

import pytest

from pulumi_scaling.model import check
from pulumi_scaling.resources import CATALOG, by_name

LONG = "n" * 256
USERS = {"type": "users", "users": ["bo@example.com"]}
NIGHT = {"type": "schedule", "schedule_id": "3f0c9a52-7d41-4b8e-9a36-51c2e8d70b14"}
ABSENT = object()


def judged(kind, overrides):
    """The valid example with some fields said otherwise; an override that is no field fails."""
    kind = by_name[kind]
    assert set(overrides) <= set(kind.fields)
    said = {**kind.example, **overrides}
    return check(kind.inputs, {name: each for name, each in said.items() if each is not ABSENT})


# kind, what is said instead, where it is wrong, what the sentence says
RULES = by_name["RoutingPolicy"].example["rules"]
TURN = {
    key: value for key, value in by_name["RotationLayer"].example.items() if key != "schedule_id"
}
LINK = {"ack_timeout_minutes": 5, "target": {"type": "users", "users": ["bo"]}}
MISTAKES = [
    ("Schedule", {"layers": "Weekly"}, "layers", ["must be a list", "brackets"]),
    ("Schedule", {"layers": [{**TURN, "name": ""}]}, "layers[0].name", ["empty"]),
    ("Schedule", {"layers": [TURN, TURN]}, "layers", ["Weekly", "unique"]),
    ("Schedule", {"layers": [{**TURN, "position": 0}]}, "layers[0].position", ["no field here"]),
    ("EscalationPolicy", {"layers": {}}, "layers", ["must be a list"]),
    (
        "EscalationPolicy",
        {"layers": [LINK, {"ack_timeout_minutes": 5}]},
        "layers[1].target",
        ["required"],
    ),
    ("Schedule", {"name": ABSENT}, "name", ["required"]),
    ("Schedule", {"name": ""}, "name", ["empty", "at least 1 character"]),
    ("Schedule", {"name": LONG}, "name", ["256 characters", "255", "shorten it by 1"]),
    ("Schedule", {"name": LONG + "nn"}, "name", ["shorten it by 3"]),
    ("Schedule", {"name": 7}, "name", ["must be text", "int"]),
    ("Schedule", {"name": ["Primary"]}, "name", ["must be text", "list"]),
    ("Schedule", {"timezone": ABSENT}, "timezone", ["required"]),
    ("Schedule", {"timezone": ""}, "timezone", ["no IANA time zone", "Europe/Paris"]),
    ("Schedule", {"timezone": "Europe/Pari"}, "timezone", ["did you mean 'Europe/Paris'?"]),
    ("Schedule", {"timezone": "europe/paris"}, "timezone", ["did you mean 'Europe/Paris'?"]),
    ("Schedule", {"timezone": "Paris"}, "timezone", ["did you mean 'Europe/Paris'?"]),
    ("Schedule", {"timezone": "america/new york"}, "timezone", ["'America/New_York'"]),
    ("Schedule", {"timezone": "../etc/passwd"}, "timezone", ["no IANA time zone"]),
    ("Schedule", {"timezone": "UTC+1"}, "timezone", ["no IANA time zone"]),
    ("Schedule", {"timezone": "Factory"}, "timezone", ["no IANA time zone"]),
    ("Schedule", {"timezone": 1}, "timezone", ["must be text"]),
    ("Schedule", {"description": 7}, "description", ["must be text", "int"]),
    ("EscalationPolicy", {"name": ABSENT}, "name", ["required"]),
    ("EscalationPolicy", {"name": ""}, "name", ["empty"]),
    ("EscalationPolicy", {"name": LONG}, "name", ["255 characters are the most"]),
    ("EscalationPolicy", {"description": True}, "description", ["must be text", "bool"]),
    ("RotationLayer", {"schedule_id": ABSENT}, "schedule_id", ["required"]),
    ("RotationLayer", {"schedule_id": ""}, "schedule_id", ["empty"]),
    ("RotationLayer", {"name": ""}, "name", ["empty"]),
    ("RotationLayer", {"name": LONG}, "name", ["255"]),
    (
        "RotationLayer",
        {"rotation_type": "weekely"},
        "rotation_type",
        ["'daily', 'weekly', 'custom'", "did you mean 'weekly'?"],
    ),
    ("RotationLayer", {"rotation_type": "Weekly"}, "rotation_type", ["did you mean 'weekly'?"]),
    ("RotationLayer", {"rotation_type": ABSENT}, "rotation_type", ["required"]),
    ("RotationLayer", {"rotation_type": 7}, "rotation_type", ["'daily'", "'custom'"]),
    (
        "RotationLayer",
        {"rotation_length_days": 6},
        "rotation_length_days",
        ["must be 7 for a weekly rotation", "rotation_type='custom'"],
    ),
    (
        "RotationLayer",
        {"rotation_type": "daily", "rotation_length_days": 2},
        "rotation_length_days",
        ["must be 1 for a daily rotation"],
    ),
    (
        "RotationLayer",
        {"rotation_type": "custom", "rotation_length_days": 0},
        "rotation_length_days",
        ["is 0", "at least 1"],
    ),
    (
        "RotationLayer",
        {"rotation_type": "custom", "rotation_length_days": 1.5},
        "rotation_length_days",
        ["whole number", "1.5"],
    ),
    (
        "RotationLayer",
        {"rotation_length_days": "a week"},
        "rotation_length_days",
        ["whole number", "'a week'"],
    ),
    ("RotationLayer", {"handoff_time": "9:00"}, "handoff_time", ["HH:MM", "09:00"]),
    ("RotationLayer", {"handoff_time": "24:00"}, "handoff_time", ["00:00 to 23:59"]),
    ("RotationLayer", {"handoff_time": "09:60"}, "handoff_time", ["HH:MM"]),
    ("RotationLayer", {"handoff_time": "09:00:00"}, "handoff_time", ["HH:MM"]),
    ("RotationLayer", {"handoff_time": "9am"}, "handoff_time", ["such as 09:00"]),
    ("RotationLayer", {"handoff_time": ""}, "handoff_time", ["HH:MM"]),
    ("RotationLayer", {"handoff_time": "٠٩:00"}, "handoff_time", ["HH:MM"]),
    ("RotationLayer", {"effective_from": "2026-01-32"}, "effective_from", ["a day such as"]),
    (
        "RotationLayer",
        {"effective_from": "2026-01-05T08:00:00"},
        "effective_from",
        ["zone offset or Z", "2026-01-05T08:00:00Z"],
    ),
    ("RotationLayer", {"effective_from": "2026-02-30T08:00:00Z"}, "effective_from", ["instant"]),
    ("RotationLayer", {"effective_from": "2026-01-05T25:00:00Z"}, "effective_from", ["instant"]),
    ("RotationLayer", {"effective_from": "next monday"}, "effective_from", ["instant"]),
    ("RotationLayer", {"effective_from": ""}, "effective_from", ["instant"]),
    ("RotationLayer", {"rollout": "keep"}, "rollout", ["did you mean 'keep_turn'?"]),
    ("RotationLayer", {"effective_from": 1767600000}, "effective_from", ["must be text"]),
    ("RotationLayer", {"effective_until": "soon"}, "effective_until", ["instant"]),
    (
        "RotationLayer",
        {"participants": []},
        "participants",
        ["empty", "at least 1 entry"],
    ),
    ("RotationLayer", {"participants": ABSENT}, "participants", ["required"]),
    (
        "RotationLayer",
        {"participants": "bo@example.com"},
        "participants",
        ["must be a list", "brackets"],
    ),
    ("RotationLayer", {"participants": [""]}, "participants[0]", ["e-mail or a user id"]),
    (
        "RotationLayer",
        {"participants": ["bo@example.com", " cy@example.com"]},
        "participants[1]",
        ["without spaces"],
    ),
    ("RotationLayer", {"participants": ["bo@example.com", 7]}, "participants[1]", ["text"]),
    (
        "RotationLayer",
        {"participants": ["bo@example.com", None]},
        "participants[1]",
        ["is None", "no user id until they accept"],
    ),
    ("RotationLayer", {"position": -1}, "position", ["is -1", "at least 0"]),
    ("RotationLayer", {"position": 0.5}, "position", ["whole number"]),
    ("PolicyLayer", {"policy_id": ABSENT}, "policy_id", ["required"]),
    ("PolicyLayer", {"policy_id": ""}, "policy_id", ["empty"]),
    ("PolicyLayer", {"position": ABSENT}, "position", ["required"]),
    ("PolicyLayer", {"position": 0}, "position", ["is 0", "at least 1"]),
    ("PolicyLayer", {"position": "first"}, "position", ["whole number"]),
    ("PolicyLayer", {"ack_timeout_minutes": ABSENT}, "ack_timeout_minutes", ["required"]),
    ("PolicyLayer", {"ack_timeout_minutes": 0}, "ack_timeout_minutes", ["at least 1"]),
    ("PolicyLayer", {"ack_timeout_minutes": 10081}, "ack_timeout_minutes", ["at most 10080"]),
    ("PolicyLayer", {"ack_timeout_minutes": 2.5}, "ack_timeout_minutes", ["whole number"]),
    ("PolicyLayer", {"target": ABSENT}, "target", ["required"]),
    ("PolicyLayer", {"target": "bo@example.com"}, "target", ['{"type": "schedule"', "users"]),
    ("PolicyLayer", {"target": {}}, "target.type", ["'schedule', 'users'"]),
    ("PolicyLayer", {"target": {"type": "team"}}, "target.type", ["'schedule', 'users'"]),
    ("PolicyLayer", {"target": {"type": "users"}}, "target.users", ["required"]),
    ("PolicyLayer", {"target": {"type": "users", "users": []}}, "target.users", ["empty"]),
    (
        "PolicyLayer",
        {"target": {"type": "users", "users": ["bo@example.com", ""]}},
        "target.users[1]",
        ["e-mail or a user id"],
    ),
    (
        "PolicyLayer",
        {"target": {"type": "users", "users": "bo@example.com"}},
        "target.users",
        ["must be a list"],
    ),
    ("PolicyLayer", {"target": {"type": "schedule"}}, "target.schedule_id", ["required"]),
    (
        "PolicyLayer",
        {"target": {"type": "schedule", "schedule_id": ""}},
        "target.schedule_id",
        ["empty"],
    ),
    (
        "PolicyLayer",
        {"target": {**NIGHT, "users": ["bo@example.com"]}},
        "target.users",
        ["no field here", "schedule_id"],
    ),
    (
        "PolicyLayer",
        {"target": {**USERS, "schedule_id": "night"}},
        "target.schedule_id",
        ["no field here", "users"],
    ),
    ("Component", {"name": "x" * 101}, "name", ["101", "100"]),
    ("Component", {"description": 5}, "description", ["text"]),
    ("Component", {"group_label": ["Shop"]}, "group_label", ["text"]),
    ("Component", {"aliases": "cart"}, "aliases", ["list", "brackets"]),
    ("Component", {"aliases": ["a", ""]}, "aliases[1]", ["is empty"]),
    ("Component", {"aliases": ["a"] * 51}, "aliases", ["51", "50", "take 1 out"]),
    ("WorkingHours", {"name": ""}, "name", ["is empty"]),
    ("WorkingHours", {"timezone": "Paris"}, "timezone", ["Europe/Paris"]),
    ("WorkingHours", {"windows": []}, "windows", ["is empty"]),
    ("WorkingHours", {"windows": ["mo"]}, "windows[0]", ["must be an object", '"days"']),
    (
        "WorkingHours",
        {"windows": [{"days": [1, 8], "start": "09:00", "end": "18:00"}]},
        "windows[0].days[1]",
        ["is 8", "at most 7"],
    ),
    (
        "WorkingHours",
        {"windows": [{"days": [1], "start": "9", "end": "18:00"}]},
        "windows[0].start",
        ["HH:MM"],
    ),
    (
        "WorkingHours",
        {"windows": [{"days": [1], "start": "09:00"}]},
        "windows[0].end",
        ["required"],
    ),
    ("RoutingPolicy", {"name": ABSENT}, "name", ["required"]),
    ("RoutingPolicy", {"description": 5}, "description", ["text"]),
    ("RoutingPolicy", {"rules": RULES[:3]}, "rules", ["has 3", "at least 4"]),
    ("RoutingPolicy", {"rules": [*RULES[:3], RULES[0]]}, "rules", ["there is none for low"]),
    (
        "RoutingPolicy",
        {"rules": [*RULES[:3], {"severity": "lo", "outcome": "drop"}]},
        "rules[3].severity",
        ["did you mean 'low'"],
    ),
    ("InboundIntegration", {"name": ABSENT}, "name", ["or integration_id has to be given"]),
    ("InboundIntegration", {"integration_id": "x"}, "name", ["and not both"]),
    ("InboundIntegration", {"integration_id": ""}, "integration_id", ["is empty"]),
    (
        "InboundIntegration",
        {"selectors": [{"matchers": [], "routing_policy_id": "x"}]},
        "selectors[0].matchers",
        ["is empty"],
    ),
    ("Member", {"email": ABSENT}, "email", ["required"]),
    ("Member", {"on_delete": "drop"}, "on_delete", ["'remove', 'leave', 'demote'"]),
    ("Member", {"email": ""}, "email", ["ana@example.com"]),
    ("Member", {"email": "ana"}, "email", ["must be an e-mail address"]),
    ("Member", {"email": "ana@"}, "email", ["must be an e-mail address"]),
    ("Member", {"email": "@example.com"}, "email", ["must be an e-mail address"]),
    ("Member", {"email": "ana@exam ple.com"}, "email", ["must be an e-mail address"]),
    ("Member", {"email": "ana@@example.com"}, "email", ["must be an e-mail address"]),
    ("Member", {"email": "ana@example..com"}, "email", ["must be an e-mail address"]),
    ("Member", {"email": "ana,bo@example.com"}, "email", ["must be an e-mail address"]),
    ("Member", {"email": "Ana <ana@example.com>"}, "email", ["an e-mail address alone"]),
    ("Member", {"email": " ana@example.com"}, "email", ["must be an e-mail address"]),
    ("Member", {"email": "a" * 65 + "@example.com"}, "email", ["must be an e-mail address"]),
    ("Member", {"email": "a@" + "example." * 40 + "com"}, "email", ["320 characters are the most"]),
    ("Member", {"role": ABSENT}, "role", ["required"]),
    ("Member", {"role": "admin"}, "role", ["'org:admin', 'org:member'", "did you mean"]),
    ("Member", {"role": "org:owner"}, "role", ["'org:admin', 'org:member'"]),
]


@pytest.mark.parametrize(("kind", "overrides", "path", "words"), MISTAKES)
def test_a_mistake_is_found_where_it_is(kind, overrides, path, words):
    problems = judged(kind, overrides).problems
    assert [problem.path for problem in problems] == [path]
    for word in words:
        assert word in problems[0].sentence


@pytest.mark.parametrize(("kind", "overrides", "path", "words"), MISTAKES)
def test_a_mistake_reads_as_one_line_after_the_engines_own_words(kind, overrides, path, words):
    (problem,) = judged(kind, overrides).problems
    assert problem.sentence.isprintable()
    assert not problem.sentence.endswith(".")
    assert "pydantic" not in problem.sentence.lower()


# What looks odd and the API takes; refusing it would break programs that work.
ACCEPTED = [
    ("Schedule", {"name": "n" * 255}),
    ("Schedule", {"name": "é" * 255}),
    ("Schedule", {"name": " "}),
    ("Schedule", {"name": "a\nb"}),
    ("Schedule", {"description": ""}),
    ("Schedule", {"description": "d" * 100_000}),
    ("Schedule", {"description": ABSENT}),
    ("Schedule", {"timezone": "UTC"}),
    ("Schedule", {"timezone": "US/Pacific"}),
    ("Schedule", {"timezone": "Etc/GMT+5"}),
    ("Schedule", {"timezone": "America/Argentina/Ushuaia"}),
    ("Schedule", {"timezone": "EST5EDT"}),
    ("RotationLayer", {"rotation_type": "custom", "rotation_length_days": 7}),
    ("RotationLayer", {"rotation_type": "custom", "rotation_length_days": 1}),
    ("RotationLayer", {"rotation_type": "custom", "rotation_length_days": 10_000}),
    ("RotationLayer", {"rotation_length_days": 7.0}),
    ("RotationLayer", {"handoff_time": "00:00"}),
    ("RotationLayer", {"handoff_time": "23:59"}),
    ("RotationLayer", {"effective_from": "2026-01-05"}),
    ("RotationLayer", {"effective_from": "2026-01-05", "effective_until": "2026-01-06"}),
    ("RotationLayer", {"effective_from": "2026-01-05T08:00:00+05:30"}),
    ("RotationLayer", {"effective_from": "2026-01-05T08:00:00.123456Z"}),
    ("RotationLayer", {"effective_from": "2026-01-05t08:00:00z"}),
    ("RotationLayer", {"effective_from": "1999-12-31T23:59:60Z"}),
    ("RotationLayer", {"effective_from": "0001-01-01T00:00:00Z"}),
    ("RotationLayer", {"effective_until": "2030-01-01T00:00:00Z"}),
    ("RotationLayer", {"effective_until": "2026-01-05T08:00:00.001Z"}),
    ("RotationLayer", {"participants": ["bo@example.com", "bo@example.com"]}),
    ("RotationLayer", {"participants": ["user_bo"]}),
    ("RotationLayer", {"participants": ["Bo@Example.COM"]}),
    ("RotationLayer", {"position": 0}),
    ("RotationLayer", {"position": 10_000}),
    ("PolicyLayer", {"position": 10_000}),
    ("PolicyLayer", {"position": 1.0, "ack_timeout_minutes": 5.0}),
    ("PolicyLayer", {"ack_timeout_minutes": 1}),
    ("PolicyLayer", {"ack_timeout_minutes": 10080}),
    ("PolicyLayer", {"target": NIGHT}),
    ("PolicyLayer", {"target": {"type": "schedule", "schedule_id": "sched_7"}}),
    ("PolicyLayer", {"target": {"type": "users", "users": ["bo@example.com", "user_cy"]}}),
    ("PolicyLayer", {"target": {"type": "users", "users": ["user_bo"] * 3}}),
    ("Member", {"email": "Ana.Sousa+oncall@Example.COM"}),
    ("Member", {"email": "o'neil/ana_b@localhost"}),
    ("Member", {"email": "ana@sub.example.co.uk"}),
    ("Member", {"email": "a" * 64 + "@" + "example." * 31 + "comm"}),
    ("Member", {"role": "org:admin"}),
]


@pytest.mark.parametrize(("kind", "overrides"), ACCEPTED)
def test_what_the_api_accepts_is_accepted(kind, overrides):
    assert judged(kind, overrides).problems == []


def test_the_tables_cover_every_input_of_every_kind():
    wrong = {(kind, path.split("[")[0].split(".")[0]) for kind, _, path, _ in MISTAKES}
    assert wrong == {(kind.name, name) for kind in CATALOG for name in kind.fields}


@pytest.mark.parametrize("kind", CATALOG, ids=lambda kind: kind.name)
def test_all_mistakes_of_a_resource_are_told_at_once(kind):
    wrong = {name: {"not": "a value"} for name in kind.fields} | {"colour": "red"}
    problems = check(kind.inputs, wrong).problems
    found = {problem.path.partition(".")[0] for problem in problems}
    assert found == {*kind.fields, "colour"}


def test_one_mistake_does_not_hide_a_rule_between_others():
    found = judged("RotationLayer", {"name": "", "rotation_length_days": 5, "handoff_time": "9"})
    assert {each.path for each in found.problems} == {
        "name",
        "rotation_length_days",
        "handoff_time",
    }


@pytest.mark.parametrize(
    ("until", "fits"),
    [
        ("2026-01-05T08:00:00Z", False),
        ("2026-01-05T09:00:00+01:00", False),
        ("2026-01-05T09:30:00+02:00", False),
        ("2026-01-05T09:00:01+01:00", True),
        ("2026-01-05T07:30:00-01:00", True),
    ],
)
def test_a_layer_ends_after_it_starts_whatever_the_offsets(until, fits):
    found = judged("RotationLayer", {"effective_until": until}).problems
    assert [each.path for each in found] == ([] if fits else ["effective_until"])
    assert all("after effective_from, 2026-01-05T08:00:00Z" in each.sentence for each in found)


@pytest.mark.parametrize(
    ("kind", "overrides", "path", "words"),
    [
        ("RotationLayer", {"participants": ["bo@x.io", "Bo@x.io"]}, "participants", "bo@x.io"),
        (
            "PolicyLayer",
            {"target": {"type": "users", "users": ["bo", "cy", "bo"]}},
            "target.users",
            "paged once",
        ),
    ],
)
def test_people_named_twice_are_a_warning(kind, overrides, path, words):
    found = judged(kind, overrides)
    assert found.problems == []
    assert [each.path for each in found.warnings] == [path]
    assert words in found.warnings[0].sentence


def test_turns_that_repeat_stay_and_targets_that_repeat_are_dropped():
    twice = ["bo", "cy", "bo"]
    assert judged("RotationLayer", {"participants": twice}).inputs["participants"] == twice
    target = judged("PolicyLayer", {"target": {"type": "users", "users": twice}}).inputs["target"]
    assert sorted(target["users"]) == ["bo", "cy"]


def test_an_address_in_another_case_is_the_same_person_and_an_id_is_not():
    said = {"type": "users", "users": ["Bo@x.io", "bo@x.io", "user_aB", "user_AB"]}
    found = judged("PolicyLayer", {"target": said})
    assert sorted(found.inputs["target"]["users"]) == ["bo@x.io", "user_AB", "user_aB"]
    assert "user_" not in found.warnings[0].sentence


@pytest.mark.parametrize("zone", ["CEST", "AEST", "GMT+2", "UTC+2", "UTC-05:00", "IST+1"])
def test_no_clock_is_guessed_from_an_abbreviation_or_an_offset(zone):
    (problem,) = judged("Schedule", {"timezone": zone}).problems
    assert "did you mean" not in problem.sentence
    assert "look like Europe/Paris" in problem.sentence
