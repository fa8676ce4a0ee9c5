"""What the API says no with. Status and type of a code are the contract's, never ours."""

from __future__ import annotations

from typing import Final


class Refusal(Exception):
    """An answer that is not a success, named by its code."""

    def __init__(
        self,
        code: str,
        message: str,
        *,
        status: int | None = None,
        type: str | None = None,  # noqa: A002 - the contract's name for it
    ) -> None:
        super().__init__(f"{code}: {message}")
        self.code: Final = code
        self.message: Final = message
        self.status: Final = status
        self.type: Final = type


def not_found(what: str) -> Refusal:
    """Also for what another organization owns: the API does not tell the two apart."""
    return Refusal("not_found", f"No such {what}")
