"""The table of guesses in `sdk-docs/which-api-it-is.md`: texts of the contract, with switches."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from pulumi_scaling.assumed import GENERATIONS, SWITCHES

__all__ = ["PAGE", "with_assumptions"]

PAGE: Final = "which-api-it-is.md"
BEGIN: Final = "<!-- generated: assumptions -->"
END: Final = "<!-- end generated -->"


def with_assumptions(page: str, texts: Mapping[str, str]) -> str:
    """The page with its table made anew; a page without the fence is a mistake."""
    if BEGIN not in page or END not in page:
        raise ValueError(f"{PAGE} needs the lines {BEGIN} and {END}")
    region = f"{BEGIN}\n" + "\n".join(_table(texts)) + f"\n{END}"
    return re.sub(
        re.escape(BEGIN) + ".*?" + re.escape(END), lambda _: region, page, flags=re.DOTALL
    )


def _table(texts: Mapping[str, str]) -> Iterator[str]:
    yield "| | what is assumed | switches of the simulator |"
    yield "| --- | --- | --- |"
    for own, text in texts.items():
        switches = [each for each in (*SWITCHES, *GENERATIONS) if each.assumption == own]
        named = ", ".join(f"`{each.name}`" for each in switches)
        yield f"| {own} | {text.replace('|', chr(92) + '|')} | {named} |"
