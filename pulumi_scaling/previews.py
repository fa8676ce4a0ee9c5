"""How the engine writes down in JSON what it cannot say, and what it must not. Knows nothing else.

A value that only the run itself will show is one of a few magic texts, one for each type. A secret
is `[secret]` in a preview, and an object with a signature in an exported stack.
"""

from __future__ import annotations

from typing import Final

__all__ = [
    "CALLED_KEY",
    "NOT_YET_KNOWN",
    "SECRET_KEY",
    "SECRET_TEXT",
    "SIGNED",
    "TYPE_PREFIX",
    "WHENCE",
]

TYPE_PREFIX: Final = "pulumi-python:dynamic/scaling:"
"""Before the name of a kind, in the type of each of our resources."""
NOT_YET_KNOWN: Final = frozenset(
    {
        "04da6b54-80e4-46f7-96ec-b56ff0331ba9",  # text, and whatever has no type yet
        "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",  # yes or no
        "3eeb2bf0-c639-47a8-9e75-3b44932eb421",  # a number
        "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",  # a list
        "030794c1-ac77-496b-92df-f27374a8bd58",  # an asset
        "e48ece36-62e2-4504-bad9-02848725956a",  # an archive
        "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",  # an object
    }
)
"""What the engine writes for a value that only the run itself will show."""
SECRET_TEXT: Final = "[secret]"  # noqa: S105 - what stands for one
"""What it writes in a preview for a secret: for a whole list if one part of it is one."""
SIGNED: Final = "4dabf18193072939515e22adb298388d"
"""The key of an object that stands for something else, as a secret does in an exported stack."""
WHENCE: Final = "__from "
"""Before the place of a value inside an input: an input of its own, taken out again by check, so
that nothing of it is left but the resources it depends on."""
CALLED_KEY: Final = "__called"
"""Beside the outputs that the engine tells of a resource: what the program calls it."""
SECRET_KEY: Final = "__secret"  # noqa: S105 - the name of an input
"""The input that names those inputs which the program keeps secret; check takes it out again."""
