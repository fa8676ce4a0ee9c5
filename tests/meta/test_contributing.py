"""CONTRIBUTING.md leads somewhere: its files are there, its targets exist, its links resolve."""

import re
import shlex
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
INLINE = re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", PAGE, flags=re.DOTALL))
BLOCKS = re.findall(r"^```sh\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
COMMANDS = [line.partition("  #")[0] for block in BLOCKS for line in block.splitlines()]


def paths():
    """What is written as a path: of the checkout, or of the package inside it."""
    for word in INLINE:
        if re.fullmatch(r"[\w.-]+(?:/[\w.<>-]*)+|[\w.-]+\.(?:md|toml|py)", word):
            yield word


@pytest.mark.parametrize("path", sorted(set(paths())))
def test_every_path_is_there(path):
    concrete = path.replace("<kind>", "schedule")
    assert any((base / concrete).exists() for base in (ROOT, ROOT / "pulumi_scaling")), path


@pytest.mark.parametrize("command", [*COMMANDS, *(each for each in INLINE if " " in each)])
def test_every_command_names_what_there_is(command):
    program, *words = shlex.split(command)
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    if program == "make":
        assert words[0] in targets
    for word in words:
        if word.startswith("tests/"):
            assert (ROOT / word).exists()


def test_every_link_and_its_anchor_resolve():
    links = re.findall(r"\]\(([^)#\s]+)(?:#([^)]*))?\)", PAGE)
    assert links
    for target, anchor in links:
        text = (ROOT / target).read_text("utf-8")
        heads = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
        slugs = {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}
        assert not anchor or anchor in slugs, anchor


def test_it_is_read_in_a_few_minutes():
    assert len(PAGE.split()) < 1000


def test_the_index_of_the_core_names_each_of_its_tests():
    folder = ROOT / "tests" / "unit" / "core"
    told = re.findall(r"^\| `(test_\w+\.py)` \|", (folder / "README.md").read_text(), re.MULTILINE)
    assert sorted(told) == sorted(path.name for path in folder.glob("test_*.py"))
