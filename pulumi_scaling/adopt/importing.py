"""The file that `pulumi import --file` reads.

A dynamic provider cannot be asked by the engine before it is known which one it is, so each entry
brings the whole state along, the serialized provider with it. Then nothing is read: what the file
says is the stack's state, and it has to be what a run of the program would have left there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from .found import Found, Key
from .serialized import PROVIDER_KEY, TYPE_PREFIX, provider_text

__all__ = ["entry", "import_file", "known_values"]


def entry(one: Found, name: str) -> dict[str, Any]:
    """One resource; parents are inputs here and never Pulumi's own idea of a parent."""
    return {"type": TYPE_PREFIX + one.kind.name, "name": name, "id": one.id, **known_values(one)}


def known_values(one: Found) -> dict[str, Any]:
    """What the stack will hold of it."""
    carried = {PROVIDER_KEY: provider_text(one.kind.name)}
    return {"inputs": {**one.inputs, **carried}, "outputs": {**one.state, **carried}}


def import_file(found: Iterable[Found], names: Mapping[Key, str]) -> str:
    """The whole file, in the order given: what is referred to first."""
    return text({"resources": [entry(one, names[one.key]) for one in found]})


def text(document: Mapping[str, Any]) -> str:
    """JSON as it is written to files."""
    return json.dumps(document, indent=2) + "\n"
