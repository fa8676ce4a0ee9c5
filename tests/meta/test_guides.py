"""What guides and examples show is right before anything runs: types, links, fields, commands.

`tests/engine/test_guides.py` and `tests/engine/test_examples.py` run them.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from pulumi_scaling.model import Kind
from pulumi_scaling.resources import by_name

# One worker makes what they share, once.
pytestmark = pytest.mark.xdist_group("checked_guides")

ROOT: Final = Path(__file__).resolve().parents[2]
GUIDES: Final = ROOT / "sdk-docs" / "guides"
OURS: Final = (
    "a-stack-per-environment",
    "how-the-provider-behaves",
    "members-and-invitations",
    "moving-from-the-terraform-provider",
    "ordering-layers",
    "preview-in-pull-requests",
    "refresh-and-drift",
    "secrets-keys-and-rotation",
    "testing-your-program",
)
EXAMPLES: Final = sorted(file.parent.name for file in (ROOT / "examples").glob("*/README.md"))
CARRIED_OUT: Final = ROOT / "tests" / "engine" / "test_guides.py"
BLOCK: Final = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def text(guide: str) -> str:
    return (GUIDES / f"{guide}.md").read_text("utf-8")


def modules() -> Iterator[tuple[str, str]]:
    """Everything in Python that guides and examples show, under names that do not clash."""
    for example in EXAMPLES:
        for file in sorted((ROOT / "examples" / example).glob("*.py")):
            program = file.name == "__main__.py"
            yield f"{example.replace('-', '_')}_main" if program else file.stem, file.read_text()
    for guide in OURS:
        for number, (language, shown) in enumerate(BLOCK.findall(text(guide))):
            if language == "python":
                yield f"{guide.replace('-', '_')}_{number}", shown


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shown")
    for name, source in modules():
        file = folder / f"{name}.py"
        assert not file.exists(), f"two modules of examples are called {name}"
        file.write_text(source)
    return folder


def test_everything_shown_type_checks_in_mypy_strict(shown: Path) -> None:
    done = subprocess.run(
        [
            *(sys.executable, "-m", "mypy", "--strict", "--warn-unreachable"),
            *("--python-version", "3.10", "--config-file", ""),
            *("--cache-dir", str(ROOT / ".mypy_cache" / "shown"), "."),
        ],
        cwd=shown,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_everything_shown_type_checks_in_pyright_strict(shown: Path) -> None:
    settings = {"typeCheckingMode": "strict", "pythonVersion": "3.10"}
    (shown / "pyrightconfig.json").write_text(json.dumps(settings))
    done = subprocess.run(
        [sys.executable, "-m", "pyright", "--pythonpath", sys.executable],
        cwd=shown,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_every_guide_is_linked_from_the_first_page_and_ours_are_carried_out() -> None:
    first = (ROOT / "sdk-docs" / "index.md").read_text("utf-8")
    assert [each.name for each in GUIDES.glob("*.md") if f"guides/{each.name}" not in first] == []
    for guide in OURS:
        assert f'"{guide}"' in CARRIED_OUT.read_text("utf-8")
        assert text(guide).startswith("# ")


@pytest.mark.parametrize("guide", OURS)
def test_code_in_a_guide_is_of_a_kind_that_is_checked(guide: str) -> None:
    languages = {language for language, _ in BLOCK.findall(text(guide))}
    assert languages <= {"python", "console", "hcl"}
    assert text(guide).count("```") == 2 * len(BLOCK.findall(text(guide)))


PAGES: Final = [
    *sorted((ROOT / "sdk-docs").rglob("*.md")),
    *(ROOT / "examples" / example / "README.md" for example in EXAMPLES),
]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}/{page.name}")
def test_every_link_leads_to_something_and_its_anchor_to_a_heading(page: Path) -> None:
    for target, anchor in re.findall(r"\]\(([^)#\s]*)(?:#([^)\s]*))?\)", page.read_text("utf-8")):
        assert "://" not in target, "other sites come and go"
        there = (page.parent / target) if target else page
        assert there.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.*)$", there.read_text("utf-8"), re.MULTILINE)
            slugs = {re.sub(r"[^\w -]", "", each.lower()).replace(" ", "-") for each in headings}
            assert anchor in slugs, f"{target}#{anchor}"


# ---------------------------------------------------------------- from the Terraform provider
CONTRACT: Final = yaml.safe_load(
    (ROOT / "pulumi_scaling" / "simulator" / "contract" / "scaling.openapi.yaml").read_text("utf-8")
)


def tables() -> dict[str, list[tuple[str, str]]]:
    """Rows of the tables of that guide, by the head of their first column."""
    found: dict[str, list[tuple[str, str]]] = {}
    for table in re.findall(
        r"^(\|.*\n)\| ---.*\n((?:\|.*\n)+)",
        text("moving-from-the-terraform-provider"),
        re.MULTILINE,
    ):
        head, rows = table
        cells = [[cell.strip() for cell in row.split("|")] for row in rows.splitlines()]
        found[head.split("|")[1].strip()] = [(row[1], row[2]) for row in cells]
    return found


def snake(name: str) -> str:
    return re.sub(r"[A-Z]", lambda upper: f"_{upper[0].lower()}", name)


@pytest.mark.parametrize(
    ("head", "schema", "kind"),
    [
        ("`scaling_oncall_schedule`", "ScheduleReplace", "Schedule"),
        ("block `layer`", "RotationLayerReplace", "RotationLayer"),
        ("`scaling_escalation_policy`", "EscalationPolicyStepsWrite", "EscalationPolicy"),
        ("block `step`", "EscalationStepInput", "PolicyLayer"),
    ],
)
def test_the_comparison_with_terraform_names_every_field_of_both(
    head: str, schema: str, kind: str
) -> None:
    rows = tables()[head]
    theirs = set(re.findall(r"`(\w+)`", " ".join(row[0] for row in rows)))
    sent: dict[str, Any] = CONTRACT["components"]["schemas"][schema]["properties"]
    # Blocks are counted by their order, and a policy's steps have a table of their own.
    assert theirs == {snake(name) for name in sent} - {"position", "steps"}
    ours = set(re.findall(r"`(\w+)`", " ".join(row[1] for row in rows)))
    described: Kind = by_name[kind]
    inline = by_name["EscalationPolicy"].fields["layers"].shape
    also = {name for part in inline.objects() for name in part.fields} & {"condition"}
    fields = set(described.fields) - set(described.parents)
    assert ours == fields | (also if kind == "PolicyLayer" else set())


def test_a_step_of_terraform_is_bounded_as_the_comparison_says() -> None:
    step = CONTRACT["components"]["schemas"]["EscalationStepInput"]["properties"]
    assert step["targetType"]["enum"] == ["schedule"]
    assert step["escalateAfterSeconds"]["minimum"] == 60
    assert CONTRACT["components"]["schemas"]["EscalationStepCondition"]["required"] == [
        "workingHoursId",
        "when",
    ]


def test_the_comparison_has_a_place_for_every_kind() -> None:
    ours = " ".join(row[1] for row in tables()["Terraform"])
    assert set(re.findall(r"\[(\w+)\]\(../resources", ours)) == set(by_name)
