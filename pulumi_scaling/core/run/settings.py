"""Which account to talk to: stack config wins over environment, as in every Pulumi provider."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from pulumi_scaling.client import API_KEY_VARIABLE, BASE_URL_VARIABLE
from pulumi_scaling.errors import ConfigError

__all__ = [
    "API_KEY",
    "BASE_URL",
    "FORCE_VARIABLE",
    "HANDOFF_NOW",
    "ORGANIZATION",
    "PENDING_PEOPLE",
    "TAKE_OVER_VARIABLE",
    "Settings",
]

API_KEY: Final = "scaling:apiKey"
BASE_URL: Final = "scaling:baseUrl"
HANDOFF_NOW: Final = "scaling:handoffNow"
ORGANIZATION: Final = "scaling:organization"
HANDOFFS: Final = ("warn", "refuse", "allow")
PENDING_PEOPLE: Final = "scaling:pendingPeople"
PENDING: Final = ("leave-out", "refuse")
FORCE_VARIABLE: Final = "SCALING_CLOUD_FORCE"
TAKE_OVER_VARIABLE: Final = "SCALING_CLOUD_TAKE_OVER"


@dataclass(frozen=True)
class Settings:
    """What was configured, and where."""

    api_key: str | None = field(default=None, repr=False)
    base_url: str | None = None
    key_from: str | None = None
    """The config key or environment variable the key came from, for messages."""
    force: bool = False
    """Go through with a delete that is otherwise refused."""
    take_over: frozenset[str] = frozenset()
    """Ids of objects that a create may take as what it was to make."""
    organization: str | None = None
    """The only organization that anything may be made in; None: whichever the key is of."""
    handoff_now: str = HANDOFFS[0]
    """What becomes of a change that puts the pager into other hands the moment it is made."""
    pending_people: str = PENDING[0]
    """What becomes of a roster that names people who have not accepted their invitation yet."""

    @classmethod
    def of(cls, config: Mapping[str, str | None], environment: Mapping[str, str]) -> Settings:
        """Choose between the two places; an empty value is as good as none."""
        configured, variable = config.get(API_KEY), environment.get(API_KEY_VARIABLE)
        return cls(
            api_key=configured or variable or None,
            base_url=config.get(BASE_URL) or environment.get(BASE_URL_VARIABLE) or None,
            key_from=API_KEY if configured else API_KEY_VARIABLE if variable else None,
            force=environment.get(FORCE_VARIABLE) == "1",
            take_over=frozenset(environment.get(TAKE_OVER_VARIABLE, "").replace(",", " ").split()),
            organization=config.get(ORGANIZATION) or None,
            handoff_now=config.get(HANDOFF_NOW) or HANDOFFS[0],
            pending_people=config.get(PENDING_PEOPLE) or PENDING[0],
        )

    def valid(self) -> Settings:
        """Itself, or an error that names what was not understood."""
        for name, said, words in (
            (HANDOFF_NOW, self.handoff_now, HANDOFFS),
            (PENDING_PEOPLE, self.pending_people, PENDING),
        ):
            if said not in words:
                raise ConfigError(
                    f"{name} is {said!r} and must be one of {', '.join(words)}; "
                    f"`pulumi config set {name} {words[0]}`"
                )
        return self
