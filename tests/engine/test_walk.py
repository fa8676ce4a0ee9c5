"""All pages carried out one after the other, on one simulator, as by somebody who reads them all.

Each finds the world as the first found it: the account, the files, the variables of the terminal.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engine.session import shows
from tests.engine.stack import processes
from tests.engine.world import World
from tests.pages import ROOT, name, walked

# One world, so one worker.
pytestmark = pytest.mark.xdist_group("walk")


@pytest.fixture(scope="module")
def worlds() -> Iterator[list[World]]:
    """The one that is walked through; after a page that failed, another one."""
    made: list[World] = []
    yield made
    for each in made:
        each.end()


@pytest.fixture
def world(
    worlds: list[World],
    ground: tuple[Path, dict[str, str]],
    tmp_path_factory: pytest.TempPathFactory,
) -> World:
    if worlds and worlds[0].amid:
        worlds.pop().end()
    if not worlds:
        worlds.append(World(tmp_path_factory.mktemp("world"), ground[1]))
        worlds[0].in_another("make simulate\n")
    return worlds[0]


BEGIN = ("README.md", "quickstart.md")


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(page, marks=() if page.name in BEGIN else pytest.mark.long, id=name(page))
        for page in walked()
    ],
)
def test_a_page_does_what_it_says_and_leaves_nothing_behind(world: World, page: Path) -> None:
    account, traces = world.account(), world.traces()
    world.walk(page)
    assert world.account() == account
    assert world.traces() == traces
    assert processes(f"{world.reader}/tmp.") == {}


def test_the_example_of_adopting_needs_what_it_says_and_nothing_else(
    ground: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    world = World(tmp_path, ground[1], example="adopt")
    try:
        traces = world.traces()
        world.walk(ROOT / "examples" / "adopt" / "README.md")
        assert world.traces() == traces
    finally:
        world.end()


def test_a_quote_that_was_not_printed_is_noticed() -> None:
    told = "one\ntwo 17\nthree\n"
    assert shows("two …\nthree\n", told)
    assert shows("one\n…\nthree\n", told)
    for wrong in ("two\n", "one\nthree\n", "three\n…\none\n", "wo …\n"):
        assert not shows(wrong, told)
