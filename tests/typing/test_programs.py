"""Programs that must and must not type-check, in mypy and pyright at their strictest.

A wrong program is one line too many in a right one. Both checkers see all of them in one run.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

# One worker makes what they share, once.
pytestmark = pytest.mark.xdist_group("typed_programs")

ROOT = Path(__file__).parents[2]

RIGHT = """\
import pulumi

import pulumi_scaling as scaling

ana = scaling.Member("ana", email="ana@example.com", role="org:member")
primary = scaling.Schedule("primary", name="Primary", timezone="Europe/Paris")
weekly = scaling.RotationLayer(
    "weekly",
    schedule_id=primary,
    name="Weekly",
    rotation_type="weekly",
    rotation_length_days=7,
    handoff_time="09:00",
    effective_from="2026-01-05T08:00:00Z",
    participants=[ana.email, "bo@example.com"],
)
policy = scaling.EscalationPolicy("payments", name=pulumi.Output.concat("Payments ", "dev"))
first = scaling.PolicyLayer(
    "first",
    policy_id=policy,
    position=1,
    ack_timeout_minutes=5,
    target={"type": "schedule", "schedule_id": primary.id},
)
last = scaling.PolicyLayer(
    "last",
    policy_id=policy.id,
    position=pulumi.Output.from_input(2),
    ack_timeout_minutes=15,
    target={"type": "users", "users": ["bo@example.com", ana.email]},
    opts=pulumi.ResourceOptions(protect=True),
)
"""

LINK = """scaling.PolicyLayer(
    "p", policy_id=policy, position=3, ack_timeout_minutes=5, target={"type": "users", "users": []}
)"""
TURNS = """scaling.RotationLayer(
    "r", schedule_id=primary, name="n", rotation_type="daily", rotation_length_days=1,
    handoff_time="09:00", effective_from="x", participants=["bo"],
)"""
TARGET = '{"type": "users", "users": []}'

# name: further lines of a program that is right
ACCEPTED = {
    "nothing_more": "",
    "a_parent_by_id": TURNS.replace("=primary", '="s1"'),
    "a_parent_by_output": LINK.replace("=policy,", "=policy.id,"),
    "a_typed_target": f"target: scaling.UsersTarget = {TARGET}\n{LINK.replace(TARGET, 'target')}",
    "outputs_have_types": "name: pulumi.Output[str] = primary.name\n"
    "description: pulumi.Output[str | None] = primary.description\n"
    "days: pulumi.Output[int] = weekly.rotation_length_days\n"
    "ids: pulumi.Output[list[str]] = weekly.participant_ids\n"
    "minutes: pulumi.Output[int] = first.ack_timeout_minutes",
    "a_get_is_of_its_class": 'found: scaling.Schedule = scaling.Schedule.get("f", "id1")\n'
    'layer: scaling.PolicyLayer = scaling.PolicyLayer.get("g", policy.id)',
    "errors_are_classes": "def refused(error: scaling.ApiError) -> int:\n    return error.status",
    "an_optional_left_out": 'scaling.Schedule("s", name="n", timezone="UTC", description=None)',
}

WRONG_TARGET = 'Argument "target" to "PolicyLayer" has incompatible type'

# name: (further lines that are wrong, what mypy says, what pyright says)
REFUSED = {
    "a_wrong_literal": (
        'scaling.Member("m", email="a@b.c", role="admin")',
        'Argument "role" to "Member" has incompatible type',
        "\"Literal['admin']\" is not assignable",
    ),
    "another_wrong_literal": (
        TURNS.replace("daily", "hourly"),
        'Argument "rotation_type" to "RotationLayer" has incompatible type',
        "\"Literal['hourly']\" is not assignable",
    ),
    "a_missing_argument": (
        'scaling.Schedule("s", name="n")',
        'Missing named argument "timezone" for "Schedule"',
        'Argument missing for parameter "timezone"',
    ),
    "an_unknown_keyword": (
        'scaling.Schedule("s", name="n", timezone="UTC", time_zone="UTC")',
        'Unexpected keyword argument "time_zone" for "Schedule"',
        'No parameter named "time_zone"',
    ),
    "arguments_without_their_names": (
        'scaling.Schedule("s", "n", "UTC")',
        'Too many positional arguments for "Schedule"',
        "Expected 1 positional argument",
    ),
    "a_number_for_text": (
        'scaling.Schedule("s", name=7, timezone="UTC")',
        'Argument "name" to "Schedule" has incompatible type "int"',
        '"Literal[7]" is not assignable',
    ),
    "text_for_a_number": (
        LINK.replace("position=3", 'position="3"'),
        'Argument "position" to "PolicyLayer" has incompatible type "str"',
        "\"Literal['3']\" is not assignable",
    ),
    "an_output_of_another_type": (
        'scaling.Schedule("s", name=weekly.rotation_length_days, timezone="UTC")',
        'Argument "name" to "Schedule" has incompatible type "Output[int]"',
        '"Output[int]" is not assignable',
    ),
    "an_output_read_as_another_type": (
        "wrong: pulumi.Output[int] = primary.name",
        "Incompatible types in assignment",
        '"Output[str]" is not assignable',
    ),
    "an_output_that_is_not_there": (
        "print(primary.colour)",
        '"Schedule" has no attribute "colour"',
        'Cannot access attribute "colour"',
    ),
    "another_kind_as_the_parent": (
        LINK.replace("policy_id=policy", "policy_id=primary"),
        'Argument "policy_id" to "PolicyLayer" has incompatible type "Schedule"',
        '"Schedule" is not assignable',
    ),
    "one_person_for_a_list": (
        LINK.replace(TARGET, '{"type": "users", "users": 7}'),
        WRONG_TARGET,
        "is not assignable",
    ),
    "a_target_with_neither_form": (
        LINK.replace(TARGET, '{"type": "users"}'),
        WRONG_TARGET,
        "is not assignable",
    ),
    "a_target_with_both_forms": (
        LINK.replace(TARGET, '{"type": "users", "users": ["bo"], "schedule_id": "s"}'),
        WRONG_TARGET,
        "is not assignable",
    ),
    "a_target_without_a_type": (
        LINK.replace(TARGET, '{"users": ["bo"]}'),
        WRONG_TARGET,
        "is not assignable",
    ),
    "a_target_of_no_known_type": (
        LINK.replace(TARGET, '{"type": "team", "users": ["bo"]}'),
        WRONG_TARGET,
        "is not assignable",
    ),
    "a_name_that_is_not_exported": (
        "scaling.Calendar",
        'Module has no attribute "Calendar"',
        '"Calendar" is not a known attribute',
    ),
}
FIRST_WRONG_LINE = RIGHT.count("\n") + 1


@pytest.fixture(scope="module")
def programs(tmp_path_factory):
    """All programs, each in a file of its name."""
    folder = tmp_path_factory.mktemp("programs")
    for name, lines in ACCEPTED.items():
        (folder / f"{name}.py").write_text(f"{RIGHT}{lines}\n")
    for name, (lines, _, _) in REFUSED.items():
        (folder / f"{name}.py").write_text(f"{RIGHT}{lines}\n")
    return folder


@pytest.fixture(scope="module")
def mypy(programs):
    """What mypy says of each program: lines and sentences."""
    (programs / "mypy.ini").write_text("[mypy]\nstrict = true\n")
    ran = subprocess.run(
        [
            *(sys.executable, "-m", "mypy", "--config-file", "mypy.ini", "--no-error-summary"),
            *("--cache-dir", ROOT / ".mypy_cache" / "programs", "--hide-error-context"),
            *sorted(path.name for path in programs.glob("*.py")),
        ],
        cwd=programs,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode in {0, 1}, ran.stderr + ran.stdout
    found = {}
    for line in ran.stdout.splitlines():
        match = re.fullmatch(r"(.*?)(\w+)\.py:(\d+): (?:error|note): (.*)", line)
        assert match, line
        found.setdefault(match[2], []).append((int(match[3]), match[4]))
    return found


@pytest.fixture(scope="module")
def pyright(programs):
    """What pyright says of each program."""
    settings = {
        "typeCheckingMode": "strict",
        "venvPath": str(Path(sys.prefix).parent),
        "venv": Path(sys.prefix).name,
    }
    (programs / "pyrightconfig.json").write_text(json.dumps(settings))
    ran = subprocess.run(
        [sys.executable, "-m", "pyright", "--outputjson", "--project", programs],
        env={**os.environ, "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    found = {}
    for each in json.loads(ran.stdout)["generalDiagnostics"]:
        said = (each["range"]["start"]["line"] + 1, each["message"])
        found.setdefault(Path(each["file"]).stem, []).append(said)
    return found


@pytest.mark.parametrize("name", ACCEPTED)
@pytest.mark.parametrize("checker", ["mypy", "pyright"])
def test_a_right_program_type_checks(request, checker, name):
    assert request.getfixturevalue(checker).get(name, []) == []


@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.parametrize("checker", ["mypy", "pyright"])
def test_a_wrong_program_is_refused_for_its_wrong_lines(request, checker, name):
    said = request.getfixturevalue(checker).get(name, [])
    fragment = REFUSED[name][1 if checker == "mypy" else 2]
    assert said
    assert min(line for line, _ in said) >= FIRST_WRONG_LINE
    assert any(fragment in sentence for _, sentence in said), said
