"""One repeating cycle of people."""

from dataclasses import dataclass
from datetime import datetime, time

from .clock import utc


@dataclass(frozen=True, kw_only=True, slots=True)
class Layer:
    """People who take turns, each for the same number of days.

    There is no rotation type here: `daily` and `weekly` are names for a length of 1 and 7 days.
    """

    name: str
    """What shifts and overrides call it, unique inside a rota: a name, or an id if that is kept."""

    position: int
    """0 gives the owner; lower is paged first. Positions may have gaps."""

    length_days: int
    """Days of the local calendar from one handoff to the next, however many hours they have."""

    handoff_time: time
    """Read from a clock on the wall, in the zone of the rota."""

    effective_from: datetime
    """When the first participant starts, whether or not it is a handoff time."""

    participants: tuple[str, ...]
    """In the order of their turns; who is named twice has two turns a cycle."""

    effective_until: datetime | None = None
    """When the last turn is cut off. An end that is not after the start leaves no turn at all."""

    def __post_init__(self) -> None:
        if not self.participants:
            raise ValueError(f"layer {self.name!r} has no participants")
        if self.length_days < 1:
            raise ValueError(f"layer {self.name!r} hands off every {self.length_days} days")
        if self.position < 0:
            raise ValueError(f"layer {self.name!r} has position {self.position}, before the first")
        if self.handoff_time.tzinfo is not None:
            raise ValueError(f"layer {self.name!r}: the zone of a handoff time is the rota's")
        object.__setattr__(self, "effective_from", utc(self.effective_from))
        if self.effective_until is not None:
            object.__setattr__(self, "effective_until", utc(self.effective_until))

    def active(self, at: datetime) -> bool:
        """Whether somebody of this layer is on call."""
        return self.effective_from <= at and (
            self.effective_until is None or at < self.effective_until
        )
