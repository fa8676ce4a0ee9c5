"""IANA zone names, from the `tzdata` package and never from the machine.

A preview must say the same on a laptop, in a slim container and on Windows, and the zone files of
an operating system differ in what they leave out.
"""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from pkgutil import get_data

from .bounds import Must

__all__ = ["TimeZone", "zone_names"]


@cache
def zone_names() -> frozenset[str]:
    """All names, links such as `US/Pacific` included."""
    listed = get_data("tzdata", "zones")
    # One of them is no place: what a machine says that nobody has told where it stands.
    return frozenset((listed or b"").decode().split()) - {"Factory"}


def _known(name: str) -> str:
    if name in zone_names():
        return name
    folded = {known.casefold(): known for known in zone_names()}
    # Those under Etc count the other way round: Etc/GMT+2 is behind UTC.
    cities = [known for known in sorted(zone_names()) if not known.startswith("Etc/")]
    last_part = {known.rpartition("/")[2].casefold(): known for known in cities}
    wanted = name.strip().replace(" ", "_").casefold()
    near = [folded.get(wanted) or last_part.get(wanted)]
    if "/" in wanted:
        # An abbreviation or an offset is near to some name, too, and hours away from its clock.
        near += [folded[match] for match in get_close_matches(wanted, folded, n=1, cutoff=0.7)]
    hint = next((f"; did you mean '{match}'?" for match in near if match), "")
    raise ValueError(f"no IANA time zone{hint or ', which look like Europe/Paris or UTC'}")


TimeZone = Must(_known)
"""For `Annotated[str, TimeZone]`."""
