"""A whole rota: the layers of a schedule, its zone, and who stands in for whom."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from .clock import utc
from .layer import Layer


@dataclass(frozen=True, kw_only=True, slots=True)
class Override:
    """Somebody who stands in, for the whole of an interval, even where the layer has nobody."""

    user: str
    start: datetime
    end: datetime
    """An end that is not after the start leaves nothing to stand in for."""

    layer: str | None = None
    """The name of the layer; None is the place of the owner, with or without a layer there.

    One that names a layer the rota no longer has does nothing: its layer was deleted.
    """

    def __post_init__(self) -> None:
        object.__setattr__(self, "start", utc(self.start))
        object.__setattr__(self, "end", utc(self.end))

    def in_force(self, at: datetime) -> bool:
        """Whether this is an instant to stand in for."""
        return self.start <= at < self.end


@dataclass(frozen=True, kw_only=True, slots=True)
class Rota:
    """Layers that run side by side; kept in the order of their positions."""

    zone: ZoneInfo
    """A value and not a name, so that an unknown zone is reported by whoever read the name."""

    layers: tuple[Layer, ...] = ()
    overrides: tuple[Override, ...] = ()
    """Where two are in force for the same place, the one given later wins."""

    def __post_init__(self) -> None:
        for what, values in (
            ("position", [layer.position for layer in self.layers]),
            ("name", [layer.name for layer in self.layers]),
        ):
            if len(set(values)) < len(values):
                raise ValueError(f"two layers of a rota have the same {what}")
        in_order = sorted(self.layers, key=lambda layer: layer.position)
        object.__setattr__(self, "layers", tuple(in_order))

    @property
    def owners(self) -> Layer | None:
        """The layer whose people own incidents: that at position 0, if there is one."""
        return next((layer for layer in self.layers if layer.position == 0), None)
