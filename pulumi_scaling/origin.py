"""Where this installation came from, as a requirement that brings the same to another machine.

The package is on no public index. A bare name there would be an invitation to whoever takes it, in
jobs that hold keys, so that no file and no advice of ours says one. Where nothing is known a wheel
beside the program is named: as long as there is none, nothing is installed.
"""

from __future__ import annotations

import json
from importlib.metadata import PackageNotFoundError, distribution
from typing import Final

from .version import VERSION

__all__ = ["requirement"]

NAME: Final = "pulumi-scaling"


def requirement(extra: str = "") -> str:
    """Return what to give `pip install`, or a line of requirements.txt."""
    try:
        told = distribution(NAME).read_text("direct_url.json")
    except PackageNotFoundError:  # Run from a folder that is on the path, and never installed.
        told = None
    return _said(told, f"{NAME}[{extra}]" if extra else NAME)


def _said(told: str | None, name: str) -> str:
    """Read what the installer wrote down (PEP 610); it writes nothing for what an index gave."""
    if told is None:
        _, bracket, extras = name.partition("[")
        return f"./wheels/pulumi_scaling-{VERSION}-py3-none-any.whl{bracket}{extras}"
    found = json.loads(told)
    url = found["url"]
    if vcs := found.get("vcs_info"):
        url = f"{vcs['vcs']}+{url}@{vcs['commit_id']}"
    elif digest := found.get("archive_info", {}).get("hashes", {}).get("sha256"):
        url = f"{url}#sha256={digest}"
    if folder := found.get("subdirectory"):
        url += f"{'&' if '#' in url else '#'}subdirectory={folder}"
    return f"{name} @ {url}"
