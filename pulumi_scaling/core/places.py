"""Where an object is: the path of its collection, and its id in a stack.

The id of something nested begins with its parent's, `parent_id/own_id`. A server may give an id
with a slash in it, so in a part of such an id that letter is escaped, and `%` for its sake; all
others stand as they are, and ids of stacks that exist stay the same letter by letter.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from pulumi_scaling.client import segment
from pulumi_scaling.errors import ScalingError
from pulumi_scaling.model import Kind

__all__ = ["addressable", "collection", "joined", "split"]

LONGEST: Final = 2_000
"""Characters of an id; servers refuse addresses that are much longer."""


def collection(kind: Kind, values: Mapping[str, Any]) -> str:
    """The path of the collection a resource lives in."""
    return kind.path.format(**{name: segment(str(values[name])) for name in kind.parents})


def joined(kind: Kind, parents: Mapping[str, Any], own: str) -> str:
    """What the stack calls an object of the server."""
    if not kind.parents:
        return own
    parts = [*(str(parents[name]) for name in kind.parents), own]
    return "/".join(part.replace("%", "%25").replace("/", "%2F") for part in parts)


def split(kind: Kind, id_: str) -> tuple[dict[str, Any], str]:
    """Take what the stack calls an object apart into parents and the server's own id."""
    if not kind.parents and id_:
        return {}, id_
    parts = [part.replace("%2F", "/").replace("%25", "%") for part in id_.split("/")]
    if len(parts) != len(kind.parents) + 1 or not all(parts):
        shape = "/".join([*kind.parents, "id"]) if kind.parents else "the id alone"
        raise ScalingError(f"{id_!r} is not the id of {kind.a_label}, which looks like: {shape}")
    return dict(zip(kind.parents, parts[:-1], strict=True)), parts[-1]


def addressable(id_: str) -> bool:
    """Tell whether any request can name an object of this id."""
    return id_ not in {"", ".", ".."} and len(id_) <= LONGEST and "\ufffd" not in id_
