"""Who may order: not a browser on behalf of another site.

Orders need no key, and a browser sends them for whoever shows a form or runs a script. So what it
says of the site is believed, and a name that some resolver points here is no name of this machine.
Programs that are no browser say nothing of a site, and are served as before.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

from pulumi_scaling.simulator.serving import is_loopback

__all__ = ["refused", "strange_host"]

# "none" is what a person typed or keeps as a bookmark.
_OWN: Final = ("same-origin", "none")
_LONGEST: Final = 100


def refused(headers: Mapping[str, str], *, anywhere: bool) -> str | None:
    """Why an order is not followed, or nothing; `anywhere`: under any name of this machine."""
    told = None if anywhere else strange_host(headers)
    return told or _other_site(headers)


def strange_host(headers: Mapping[str, str]) -> str | None:
    """Whether it was asked for by a name that is not this machine's own, as a sentence.

    A site can let its own name lead here once its page is open. For the browser the two are one
    site then, and only the name still tells them apart.
    """
    host = headers.get("host", "")
    name = _name(host)
    if name == "localhost" or is_loopback(name):
        return None
    return (
        f"refused: {_short(host)} is no name that this simulator answers to. Ask for localhost or "
        "127.0.0.1, or start it with --allow-remote-control, which lets every name in."
    )


def _other_site(headers: Mapping[str, str]) -> str | None:
    host, origin, site = (headers.get(each) for each in ("host", "origin", "sec-fetch-site"))
    # A page that sends no referrer has no origin either; what browsers say of the site stands.
    ours = site in _OWN if site else origin in {None, f"http://{host}", f"https://{host}"}
    if ours:
        return None
    whose = f"of {_short(origin)}" if origin and origin != "null" else "of another site"
    return (
        f"refused: a browser sent this for a page {whose}. Orders are taken from the simulator's "
        "own page, and from programs that are no browser."
    )


def _name(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:  # Half of an IPv6 address.
        return ""


def _short(text: str) -> str:
    return ascii(text[:_LONGEST])
