"""The pages that a reader carries out, one after the other, and what is in them to be done.

- A `console` block is commands (`$ `) and what they print. `…` stands for any text, alone on a line
  for any lines; before and after what is quoted there may be more.
- A `sh` block is commands without what they print.
- A block that begins with `# name.py` or the like is that file, below the folder the reader is in.
- `<!-- another terminal -->` above a block: it goes on running there.
- `<!-- not run: why -->` above a block: what no test can or need carry out, and the reason.
- A link to one of `STEPS` is followed, and what stands there is done.

Anything else in a page is a mistake of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
DOCS: Final = ROOT / "sdk-docs"
QUICKSTART: Final = DOCS / "quickstart.md"
STEPS: Final = ("an-empty-stack", "nothing-left")
"""Sections of the quickstart with which the guides begin and end."""

TYPED: Final = {"console", "sh"}
FILE: Final = re.compile(r"# (\S+\.(?:py|toml|yaml))\n")
_PART: Final = re.compile(
    r"^(?:<!-- (?P<mark>[^>]*) -->\n)?```(?P<language>\w*)\n(?P<text>.*?)^```"
    rf"|quickstart\.md#(?P<step>{'|'.join(STEPS)})",
    re.MULTILINE | re.DOTALL,
)
_NOT_RUN: Final = re.compile(r"not run: \w.{9,}")
_ELSEWHERE: Final = "another terminal"


@dataclass(frozen=True)
class Block:
    """One block of a page, as its reader takes it."""

    language: str
    text: str
    elsewhere: bool = False
    left_out: bool = False

    @property
    def file(self) -> str | None:
        """What it is to be saved as."""
        named = FILE.match(self.text)
        return named[1] if named and self.language not in TYPED else None

    @property
    def clear(self) -> bool:
        """Whether it is said what becomes of it."""
        return self.left_out or self.file is not None or self.language in TYPED


def walked() -> list[Path]:
    """README, quickstart, and the guides in the order of the index."""
    index = (DOCS / "index.md").read_text("utf-8")
    linked = dict.fromkeys(re.findall(r"\]\(((?:quickstart|guides/[\w-]+)\.md)\)", index))
    return [ROOT / "README.md", *(DOCS / each for each in linked)]


def name(page: Path) -> str:
    """How a page is called in tests."""
    return page.relative_to(ROOT).as_posix()


def blocks(text: str) -> Iterator[Block]:
    """What there is to do, from top to bottom, the steps that are linked included."""
    for part in _PART.finditer(text):
        if step := part["step"]:
            yield from blocks(section(QUICKSTART.read_text("utf-8"), step))
            continue
        mark = part["mark"] or ""
        known = mark == _ELSEWHERE or _NOT_RUN.fullmatch(mark)
        assert known or not mark, f"nobody knows what is meant by <!-- {mark} -->"
        yield Block(
            part["language"], part["text"], mark == _ELSEWHERE, mark.startswith("not run: ")
        )


def section(text: str, anchor: str) -> str:
    """What stands below a heading, up to the next."""
    for found in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        heading, _, below = found.partition("\n")
        if slug(heading) == anchor:
            return below
    raise AssertionError(f"no heading of the quickstart is #{anchor}")


def slug(heading: str) -> str:
    """The anchor of a heading."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")
