"""What a person does who reads what a run said: that, and nothing else.

The sentences are read as they are printed. Whoever has to know more than they say cannot be helped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from tests.lives.world import URL

if TYPE_CHECKING:
    from tests.lives.engine import Result
    from tests.lives.life import Life

__all__ = ["could_not_look", "drop_what_is_left", "named_to_drop", "remedy", "take_over_all"]

IDENTICAL: Final = re.compile(r"already holds an identical one, (\S+), which is")
TAKE_OVER: Final = re.compile(r"`SCALING_CLOUD_TAKE_OVER=(\S+) pulumi up`")
DROP: Final = re.compile(r"`curl -X DELETE -H \"[^\"]*\" (http\S+?)`")
REFRESH: Final = re.compile(r"run the same again with `--refresh`|`pulumi up --refresh`")
KEEP_ON: Final = re.compile(r"`pulumi up --continue-on-error`")
TOO_MANY: Final = re.compile(
    r"whether it made (?:one of )?([^;]*?) cannot be told; delete what is too many"
)
STRAY: Final = re.compile(
    r"also has the \w+ layer (?:'[^']*' \()?([\w-]+)\)?, which is not in this"
)
HELD: Final = re.compile(r"point it elsewhere first|take them off its|resolve it first")
"""Said of what somebody else has to do, which whoever lives a life does between its runs."""
OTHER_KEY: Final = re.compile(r"use a key of \S+")
FINAL: Final = ". This run did not come to its end"
AGAIN: Final = re.compile(
    r"run it again|try again|run `pulumi up` again|before the next up|is gone, so nothing more is|"
    r"did not answer in time|no connection to|broke before the answer was whole|answered 429|"
    r"slow down|Slow down|in a while"
)


def remedy(life: Life, stack: str, result: Result) -> dict[str, Any] | None:
    """Do what the errors say; with which words to run it again, None if they say nothing."""
    said = " ".join(" ".join(result.errors).split())
    words: dict[str, Any] = {}
    found = False
    owned = {part for each in life.stacks[stack].resources for part in each.id.split("/")}
    if KEEP_ON.search(said):
        # "With the program as it was": without what was asked for besides.
        words |= {"continue_on_error": True, "replace": frozenset()}
        found = True
    ids = [each for told in TAKE_OVER.findall(said) for each in told.split(",")]
    if REFRESH.search(said) and (not ids or owned & {*ids}):
        words["refresh"] = found = True
    else:
        for own in ids:
            before = life.environment.get("SCALING_CLOUD_TAKE_OVER", "")
            life.environment["SCALING_CLOUD_TAKE_OVER"] = ",".join(filter(None, [before, own]))
            found = True
    found = _delete_too_many(life, said, owned) or found
    if any(each.search(said) for each in (AGAIN, HELD, OTHER_KEY)):
        found = True
    _drop_at_once(life, result)
    return words if found else None


def _delete_too_many(life: Life, said: str, owned: set[str]) -> bool:
    told = TOO_MANY.findall(said)
    for own in ", ".join(told).split(", "):
        if own not in owned:
            life.delete_by_hand(own)
    return bool(told)


def _drop_at_once(life: Life, result: Result) -> None:
    """What is to be dropped, and nothing is said of waiting for an up that succeeds."""
    for told in result.told:
        if FINAL not in told:
            for url in DROP.findall(" ".join(told.split())):
                _drop(life, url)


def take_over_all(life: Life, result: Result) -> list[str]:
    """Go on with all that a run names as identical, against its advice where the stack has it."""
    said = " ".join(" ".join(result.errors).split())
    ids = [*TAKE_OVER.findall(said), *IDENTICAL.findall(said)]
    life.environment["SCALING_CLOUD_TAKE_OVER"] = ",".join(ids)
    return ids


def could_not_look(result: Result) -> bool:
    """Whether a run says that it could not ask what it would have acted upon."""
    return any("could not look" in each for each in result.told)


def drop_what_is_left(life: Life, stack: str, results: Iterable[Result]) -> int:
    """After a run that succeeded: remove what it and those before it named as left behind.

    A run that fails says of what it names that it is not to be dropped before one has succeeded.
    """
    told = [sentence for each in results for sentence in (*each.told, *each.errors)]
    urls = dict.fromkeys(DROP.findall(" ".join(" ".join(told).split())))
    owned = {part for each in life.stacks[stack].resources for part in each.id.split("/")}
    for each in life.stacks[stack].resources:
        if each.inputs.get("layers"):
            owned.update(each.outputs.get("layer_ids") or ())
    for own in STRAY.findall(" ".join(told)):
        if own not in owned:
            life.delete_by_hand(own)
    return sum(_drop(life, url) for url in urls if url.rpartition("/")[2] not in owned)


def named_to_drop(life: Life) -> frozenset[str]:
    """The ids of all that any run has named as nobody's."""
    told = " ".join(" ".join(life.told).split())
    urls = (url.rpartition("/")[2] for url in DROP.findall(told))
    return frozenset([*urls, *STRAY.findall(told)])


def _drop(life: Life, url: str) -> bool:
    there = life.world.has(url.rpartition("/")[2])
    if there:
        life.by_hand("DELETE", urlsplit(url).path.removeprefix(urlsplit(URL).path))
    return there
