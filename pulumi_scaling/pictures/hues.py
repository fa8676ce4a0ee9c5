"""A colour for each person: the same in every picture, and readable by day and by night.

It is taken from who they are and from nothing else, so that a picture of one schedule and one of
two hundred agree. Two people may come to the same one: names are written on the bars, and no
picture is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from colorsys import hls_to_rgb
from functools import lru_cache
from hashlib import sha256
from typing import Final

__all__ = ["DARK_INK", "LIGHT_INK", "fill", "look", "looks", "rules"]

HUES: Final = 36
TONES: Final = {
    # Lightness and saturation, under dark ink and under light ink.
    "day": ((0.84, 0.65), (0.74, 0.50)),
    "night": ((0.24, 0.42), (0.31, 0.40)),
}
DARK_INK: Final = "#14181d"
LIGHT_INK: Final = "#f2f5f8"


@lru_cache(maxsize=8192)
def look(who: str) -> str:
    """The class of a person's bars."""
    number = int.from_bytes(sha256(who.casefold().encode("utf-8", "replace")).digest()[:4], "big")
    return f"c{number % (HUES * 2)}"


def looks() -> Iterable[str]:
    """All classes there are."""
    return (f"c{number}" for number in range(HUES * 2))


def fill(look: str, light: str) -> str:
    """The colour of a class by `day` or `night`."""
    number = int(look[1:])
    lightness, saturation = TONES[light][number // HUES]
    parts = hls_to_rgb(number % HUES / HUES, lightness, saturation)
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)


def rules(looks: Iterable[str], light: str) -> str:
    """A line of style for each class."""
    return "".join(f".{each}{{fill:{fill(each, light)}}}" for each in sorted(looks))
