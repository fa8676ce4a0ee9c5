"""Whether what is about to be applied is what was reviewed, and what else it is if not."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from pulumi_scaling.errors import Refused
from pulumi_scaling.model import is_object, object_in, rows_in

from .fingerprint import Fingerprint
from .outcome import Review

__all__ = ["verified"]

LENGTH: Final = 24
HASH: Final = re.compile(rf"r\d+-[0-9a-f]{{{LENGTH}}}")


def verified(reviewed: str, review: Review, marks: Fingerprint) -> tuple[bool, list[str]]:
    """Compare with a hash, or with the JSON of a review, which can tell what differs."""
    whole, parts = marks
    said: Mapping[str, Any] | None = None
    if not HASH.fullmatch(reviewed):
        said = _document(reviewed)
        reviewed = str(said["hash"])
    if reviewed == whole:
        hidden = sorted({name for name, each in review.unseen if each.why != "elsewhere"})
        but = f", but for what nobody can see of {', '.join(hidden)}" if hidden else ""
        return True, [f"this is what was reviewed: {whole}{but}"]
    lines = [
        f"this is not what was reviewed: {reviewed} was, and {whole} is about to be applied",
        *(_differing(said, review, parts) if said is not None else ()),
        f"what it does now: {review.verdict.headline}",
        "review it again, or apply the revision that was reviewed",
    ]
    return False, lines


def _differing(said: Mapping[str, Any], review: Review, parts: Mapping[str, str]) -> Iterator[str]:
    for name, what, world in (
        ("schedules", "schedule", review.after.schedules),
        ("policies", "policy", review.after.chains),
    ):
        before = {str(row.get("key")): row for row in rows_in(said, name)}
        for key, row in before.items():
            if row.get("hash") and key not in parts:
                yield f"the {what} {row.get('name')!r} was in the review, and is not any more"
            elif row.get("hash") and row.get("hash") != parts.get(key):
                yield f"the {what} {row.get('name')!r} is another one than in the review"
        for key, each in world.items():
            if key not in before or not before[key].get("hash"):
                yield f"the {what} {each.name!r} was not in the review"
    if object_in(object_in(said, "members"), "after") != dict(review.after.members):
        yield "other people are invited than in the review"


def _document(name: str) -> Mapping[str, Any]:
    try:
        said: Any = json.loads(Path(name).read_text("utf-8"))
    except OSError as error:
        raise Refused(
            f"--verify {name!r} is neither the hash of a review, r1- and {LENGTH} digits, nor a "
            f"file with its JSON: {error.strerror or error}"
        ) from None
    except ValueError:
        said = None
    if not is_object(said) or not isinstance(said.get("hash"), str):
        raise Refused(f"{name} is not the JSON of a review; `--format json` makes it")
    return said
