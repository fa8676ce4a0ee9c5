"""Where it is day: the part that the program and the script share."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

MORNING = time(9)


@dataclass(frozen=True)
class Region:
    """People who work while the others sleep."""

    name: str
    timezone: str
    people: tuple[str, ...]


# In the order in which their mornings come.
REGIONS = (
    Region("Tokyo", "Asia/Tokyo", ("eli@example.com",)),
    Region("Paris", "Europe/Paris", ("ana@example.com", "bo@example.com")),
    Region("Los Angeles", "America/Los_Angeles", ("cy@example.com", "dee@example.com")),
)


def chain(first: Region) -> tuple[Region, ...]:
    """The regions in the order to wake them: the one at work, then those whose morning is next."""
    start = REGIONS.index(first)
    return REGIONS[start:] + REGIONS[:start]


def at_work(moment: datetime) -> Region:
    """The region whose morning came last: at every moment exactly one, in summer and winter."""
    return max(REGIONS, key=lambda region: _morning(region, moment))


def _morning(region: Region, moment: datetime) -> float:
    local = moment.astimezone(ZoneInfo(region.timezone))
    begun = datetime.combine(local.date(), MORNING, local.tzinfo)
    if begun > local:
        begun -= timedelta(days=1)  # On the wall clock, so that nine stays nine in March.
    return begun.timestamp()
