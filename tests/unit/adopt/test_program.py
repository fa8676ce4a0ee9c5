"""The program for an account: what a person would have written, and no more."""

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulumi_scaling.adopt.files import Style, files
from pulumi_scaling.adopt.found import Found
from pulumi_scaling.resources import by_name
from tests.unit.adopt.conftest import layer, link

ROOT = Path(__file__).resolve().parents[3]
GUIDE = ROOT / "sdk-docs" / "guides" / "adopting-an-account.md"
BIN = Path(sys.executable).parent

GOLDEN = '''\
"""Who is on call, and who is woken when nobody answers."""

import pulumi_scaling as scaling

# ---- Payments
primary = scaling.Schedule(
    "primary", name="Primary", timezone="Europe/Paris", description="Payments, first line"
)
scaling.RotationLayer(
    "primary-weekly",
    schedule_id=primary,
    name="Weekly",
    rotation_type="weekly",
    rotation_length_days=7,
    handoff_time="09:00",
    effective_from="2026-01-05T08:00:00Z",
    participants=["bo@example.com", "cy@example.com"],
)

payments = scaling.EscalationPolicy("payments", name="Payments")
scaling.PolicyLayer(
    "payments-primary",
    policy_id=payments,
    position=1,
    ack_timeout_minutes=5,
    target={"type": "schedule", "schedule_id": primary.id},
)
scaling.PolicyLayer(
    "payments-bo",
    policy_id=payments,
    position=2,
    ack_timeout_minutes=15,
    target={"type": "users", "users": ["bo@example.com"]},
)

# ---- Components
checkout = scaling.Component("checkout", name="Checkout", group_label="Shop")

# ---- Routing policies
fallback = scaling.RoutingPolicy(
    "fallback",
    name="Fallback",
    rules=[
        {"severity": "critical", "outcome": "incident"},
        {"severity": "high", "outcome": "provisional_page"},
        {"severity": "medium", "outcome": "notification"},
        {"severity": "low", "outcome": "drop"},
    ],
)

# ---- Inbound integrations
metrics_bridge = scaling.InboundIntegration("metrics-bridge", name="Metrics bridge")
'''


def seed_golden(adopting):
    adopting.seed(
        schedules=[
            {
                "name": "Primary",
                "timezone": "Europe/Paris",
                "description": "Payments, first line",
                "layers": [layer("Weekly", "user_bo", "user_cy")],
            }
        ],
        policies=[
            {
                "name": "Payments",
                "layers": [link(schedule="Primary"), link(users=["user_bo"], minutes=15)],
            }
        ],
    )


def seed_example(adopting):
    import yaml

    adopting.server.seed(yaml.safe_load((ROOT / "examples" / "adopt" / "seed.yaml").read_text()))
    adopting.server.forget_requests()


def test_it_reads_like_a_persons(adopting):
    seed_golden(adopting)
    assert adopting.run(unprotected=True) == 0
    assert adopting.program() == GOLDEN


def test_the_same_account_gives_the_same_bytes(adopting):
    seed_example(adopting)
    for folder in ("one", "two"):
        assert adopting.run(into=folder, members=True, by_team=True, project="same") == 0
    for path in sorted((adopting.folder / "one").rglob("*.*")):
        twin = adopting.folder / "two" / path.relative_to(adopting.folder / "one")
        assert path.read_bytes() == twin.read_bytes()


def test_the_guide_shows_what_happens(adopting, monkeypatch):
    seed_example(adopting)
    guide = GUIDE.read_text("utf-8")
    monkeypatch.chdir(adopting.folder)
    adopting.folder = Path()
    assert adopting.run(separate=False) == 0
    assert adopting.err == ""
    assert f"```console\n$ pulumi-scaling adopt --out oncall\n{adopting.out}```" in guide
    for page in (guide, (ROOT / "examples" / "adopt" / "README.md").read_text("utf-8")):
        assert (
            "\nproven: program, stack and account say the same; a preview has no change\n" in page
        )
    blocks = re.findall(r"```python\n(.*?)```", guide, re.DOTALL)
    # The other one is a file that a reader saves.
    (excerpt,) = (block for block in blocks if not block.startswith("# account.py"))
    for part in excerpt.split("# …\n"):
        assert part.strip() in adopting.program()


def checked(folder: Path) -> str:
    """What formatter, linter and both type checkers hold of a program."""
    config = folder / "pyrightconfig.json"
    config.write_text(
        json.dumps(
            {"typeCheckingMode": "strict", "venvPath": str(BIN.parents[1]), "venv": BIN.parent.name}
        )
    )
    said = ""
    for words in (
        ["ruff", "format", "--isolated", "--line-length", "100", "--diff", "."],
        ["ruff", "check", "--isolated", "--line-length", "100", "--select", "E,F,I,N,UP,B", "."],
        ["mypy", "--strict", "--cache-dir", str(ROOT / ".mypy_cache"), "__main__.py"],
        ["pyright", "-p", str(config)],
    ):
        done = subprocess.run(
            [str(BIN / words[0]), *words[1:]],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
        said += "" if done.returncode == 0 else done.stdout + done.stderr
    return said


@pytest.mark.parametrize("by_team", [False, True], ids=["one file", "a module a team"])
def test_formatter_linter_and_type_checkers_agree(adopting, by_team):
    seed_example(adopting)
    adopting.seed(
        schedules=[{"name": "class", "timezone": "UTC", "description": "it's " * 60}],
        policies=[{"name": "json"}, {"name": "Elsewhere", "layers": [link(schedule="class")]}],
    )
    rules = [{"severity": each, "outcome": "drop"} for each in ("high", "medium", "low")]
    climbing = {"severity": "critical", "outcome": "incident", "escalationPolicyId": "json"}
    adopting.seed(routing_policies=[{"name": "print", "rules": [climbing, *rules]}])
    names = ["Search*", "Elsewhere", "json", "Payments*", "print", "Metrics*", "Checkout"]
    assert adopting.run(*names, members=True, by_team=by_team) == 0
    assert "class_schedule = scaling.get_schedule(name=" in "".join(
        path.read_text() for path in adopting.folder.rglob("*.py")
    )
    assert checked(adopting.folder / "oncall") == ""


def found(kind: str, id_: str, **state) -> Found:
    return Found(by_name[kind], id_, state)


ANY_NAME = st.text(st.characters(codec="utf-8"), min_size=1, max_size=80)
NASTY = st.sampled_from(
    [
        '"""\nimport os\nos.system("x")\n"""',
        "x\r# coding: utf-7",
        "\\",
        "'); __import__('os').system('x') #",
        "{primary.id}",
        "People",
        "\x0c\x1c\u2028\u202e",
        "type: ignore",
    ]
)


@given(
    st.lists(
        st.tuples(st.one_of(ANY_NAME, NASTY), st.one_of(ANY_NAME, NASTY)), min_size=1, max_size=5
    ),
    st.booleans(),
    st.booleans(),
)
def test_no_text_becomes_code(texts, by_team, protected):
    there = []
    for index, (name, description) in enumerate(texts):
        there.append(
            found("Schedule", f"s{index}", name=name, timezone="UTC", description=description)
        )
        there.append(found("EscalationPolicy", f"p{index}", name=name, description=description))
        there.append(
            found(
                "PolicyLayer",
                f"p{index}/l",
                policy_id=f"p{index}",
                position=1,
                ack_timeout_minutes=5,
                target={"type": "schedule", "schedule_id": f"s{index}" if index else "out"},
            )
        )
    outside = {("Schedule", "out"): texts[0][0]}
    made = files(there, outside, Style("x", protected=protected, by_team=by_team))
    said = []
    for path, text in made.items():
        if not path.endswith(".py"):
            continue
        for node in ast.parse(text.encode()).body:
            assert isinstance(node, ast.Import | ast.ImportFrom | ast.Assign | ast.Expr)
            said += [each for each in ast.walk(node) if isinstance(each, ast.Call)]
    functions = {ast.unparse(each.func) for each in said}
    assert functions <= {
        "scaling.Schedule",
        "scaling.EscalationPolicy",
        "scaling.PolicyLayer",
        "scaling.get_schedule",
        "pulumi.ResourceOptions",
    }
    names = sorted(
        ast.literal_eval(keyword.value)
        for call in said
        for keyword in call.keywords
        if keyword.arg == "name"
    )
    assert names == sorted([name for name, _ in texts] * 2 + [texts[0][0]])
    resources = json.loads(made["import.json"])["resources"]
    assert len({each["name"] for each in resources}) == len(resources) == len(there)
    assert {ast.literal_eval(call.args[0]) for call in said if call.args} == {
        each["name"] for each in resources
    }
