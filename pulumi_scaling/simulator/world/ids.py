"""New ids: random, or the same in every run when the simulator is given a seed."""

from __future__ import annotations

import random
import uuid
from typing import Final

PREFIXES: Final = {
    "incidents": "inc",
    "schedules": "sch",
    "rotation_layers": "rol",
    "policies": "pol",
    "policy_layers": "lay",
    "components": "cmp",
    "routing_policies": "rtp",
    "working_hours": "whs",
    "integrations": "int",
    "updates": "upd",
    "status_history": "sh",
    "invitations": "orginv",
    "overrides": "ovr",
    "users": "user",
}
# These are opaque on every page of the documentation, so no switch turns them into UUIDs.
_ALWAYS_PREFIXED: Final = frozenset({"invitations", "users", "status_history"})


class Ids:
    """The stream of ids of one world, and another of request ids beside it.

    Two streams, so that a retried request does not change the ids of everything made after it.
    """

    def __init__(self, seed: str | None = None) -> None:
        self._seed = seed
        self.reset()

    def reset(self) -> None:
        """Start both streams again."""
        # Ids are no secrets: what counts is that a seed repeats them.
        self._objects = random.Random(self._seed)  # noqa: S311 - no secret
        self._requests = random.Random(self._seed and f"{self._seed}/requests")  # noqa: S311 - no secret

    def new(self, table: str, *, prefixed: bool) -> str:
        """The id of the next row of a table."""
        bits = self._objects.getrandbits(128)
        if prefixed or table in _ALWAYS_PREFIXED:
            return f"{PREFIXES[table]}_{bits:032x}"[:22]
        return str(uuid.UUID(int=bits, version=4))

    def request(self) -> str:
        """The id of the next answer."""
        return str(uuid.UUID(int=self._requests.getrandbits(128), version=4))
