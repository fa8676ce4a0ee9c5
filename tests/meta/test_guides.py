"""What guides and examples show is right before anything runs: types, links, fields, commands.

`tests/engine/test_walk.py` and `tests/engine/test_examples.py` run them.
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
from tests.pages import QUICKSTART, ROOT, STEPS, blocks, name, section, slug, walked

# One worker makes what they share, once.
pytestmark = pytest.mark.xdist_group("checked_guides")

GUIDES: Final = ROOT / "sdk-docs" / "guides"
WALKED: Final = walked()
TERRAFORM: Final = GUIDES / "moving-from-the-terraform-provider.md"
EXAMPLES: Final = sorted(file.parent.name for file in (ROOT / "examples").glob("*/README.md"))


def modules() -> Iterator[tuple[str, str]]:
    """Everything in Python that guides and examples show, under names that do not clash."""
    for example in EXAMPLES:
        for file in sorted((ROOT / "examples" / example).glob("*.py")):
            program = file.name == "__main__.py"
            yield f"{example.replace('-', '_')}_main" if program else file.stem, file.read_text()
    for page in WALKED:
        text = page.read_text("utf-8")
        for number, block in enumerate(blocks(text)):
            # What is an excerpt imports nothing, and stands for nothing by itself.
            if block.language == "python" and "import " in block.text:
                stem = (block.file or "").removesuffix(".py")
                imported = f"from {stem} import" in text
                yield stem if imported else f"{page.stem.replace('-', '_')}_{number}", block.text


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shown")
    for module, source in modules():
        file = folder / f"{module}.py"
        assert not file.exists(), f"two modules are called {module}"
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


def test_every_guide_is_in_the_index_and_so_in_the_walk() -> None:
    assert {page.name for page in WALKED[2:]} == {page.name for page in GUIDES.glob("*.md")}


@pytest.mark.parametrize("page", WALKED, ids=name)
def test_it_is_said_of_each_block_what_becomes_of_it(page: Path) -> None:
    text = page.read_text("utf-8")
    assert [block.text for block in blocks(text) if not block.clear] == []
    own = sum(
        len(list(blocks(section(QUICKSTART.read_text("utf-8"), step)))) for step in linked(text)
    )
    assert text.count("```") == 2 * (len(list(blocks(text))) - own)


@pytest.mark.parametrize("page", WALKED[2:], ids=name)
def test_a_guide_that_runs_anything_says_what_it_starts_from_and_ends_with_nothing_left(
    page: Path,
) -> None:
    text = page.read_text("utf-8")
    runs = any(not block.left_out for block in blocks(text))
    assert linked(text) == (list(STEPS) if runs else [])


def linked(text: str) -> list[str]:
    return re.findall(rf"quickstart\.md#({'|'.join(STEPS)})", text)


PAGES: Final = [
    *sorted((ROOT / "sdk-docs").rglob("*.md")),
    *(ROOT / "examples" / example / "README.md" for example in EXAMPLES),
]


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_leads_to_something_and_its_anchor_to_a_heading(page: Path) -> None:
    for target, anchor in re.findall(r"\]\(([^)#\s]*)(?:#([^)\s]*))?\)", page.read_text("utf-8")):
        assert "://" not in target, "other sites come and go"
        there = (page.parent / target) if target else page
        assert there.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.*)$", there.read_text("utf-8"), re.MULTILINE)
            assert anchor in map(slug, headings), f"{target}#{anchor}"


# ---------------------------------------------------------------- from the Terraform provider
CONTRACT: Final = yaml.safe_load(
    (ROOT / "pulumi_scaling" / "simulator" / "contract" / "scaling.openapi.yaml").read_text("utf-8")
)


def tables() -> dict[str, list[tuple[str, str]]]:
    """Rows of the tables of that guide, by the head of their first column."""
    found: dict[str, list[tuple[str, str]]] = {}
    for table in re.findall(
        r"^(\|.*\n)\| ---.*\n((?:\|.*\n)+)", TERRAFORM.read_text("utf-8"), re.MULTILINE
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
