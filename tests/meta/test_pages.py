"""The pages say what is so: their code runs through the compilers, their links lead somewhere."""

import ast
import re
from pathlib import Path

import pytest

import pulumi_scaling
from pulumi_scaling.codegen.field_tables import page_name
from pulumi_scaling.probe.witnesses import ASPECTS
from pulumi_scaling.resources import CATALOG

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([ROOT / "README.md", *(ROOT / "sdk-docs").rglob("*.md")])


def blocks(page: Path, language: str) -> list[str]:
    fenced = re.compile(rf"^```{language}\n(.*?)^```", re.MULTILINE | re.DOTALL)
    return fenced.findall(page.read_text("utf-8"))


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_python_block_compiles_and_names_only_what_is_exported(page):
    for block in blocks(page, "python"):
        tree = ast.parse(block)
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "scaling":
                assert node.attr in pulumi_scaling.__all__, node.attr


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_relative_link_resolves(page):
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


@pytest.mark.parametrize("kind", CATALOG, ids=lambda kind: kind.name)
def test_every_kind_has_a_page_that_shows_how_it_is_declared(kind):
    page = ROOT / "sdk-docs" / "resources" / page_name(kind)
    assert any(f"scaling.{kind.name}(" in block for block in blocks(page, "python"))
    assert page.name in (ROOT / "sdk-docs" / "index.md").read_text("utf-8")


def test_every_lookup_is_on_its_page():
    page = (ROOT / "sdk-docs" / "lookups.md").read_text("utf-8")
    looked_up = [each for each in pulumi_scaling.__all__ if re.fullmatch(r"get_\w+", each)]
    assert looked_up
    assert [each for each in looked_up if each.removesuffix("_output") not in page] == []


def test_what_no_probe_shows_is_told_on_the_page_of_guesses():
    told = {aspect.assumption for aspect in ASPECTS if aspect.takes == "nothing"}
    page = (ROOT / "sdk-docs" / "which-api-it-is.md").read_text("utf-8")
    listed = page.partition("No probe shows all of ")[2].partition(":")[0]
    assert re.findall(r"A\d+", listed) == sorted(told, key=lambda own: int(own[1:]))
    assert "which-api-it-is.md" in (ROOT / "README.md").read_text("utf-8").partition("\n## ")[0]
