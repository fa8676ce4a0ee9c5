"""The notes of a release: its section of the changelog, for the tag that is given."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Final

CHANGELOG: Final = Path(__file__).resolve().parents[1] / "CHANGELOG.md"


def section(text: str, version: str) -> str:
    """Cut out what stands below `## <version>`, with or without a day behind it."""
    heading = rf"^## {re.escape(version)}(?: - \d{{4}}-\d\d-\d\d)?$\n"
    parts = re.split(heading, text, flags=re.MULTILINE)
    if len(parts) != 2:
        how = "no section" if len(parts) < 2 else "more than one section"
        sys.exit(f"the changelog has {how} '## {version} - <day>'")
    found = re.split(r"^## ", parts[1], flags=re.MULTILINE)[0].strip()
    if not found:
        sys.exit(f"the changelog says nothing below '## {version}'")
    return f"{found}\n"


def tagged(tag: str, version: str) -> str:
    """Compare the tag with the version that was built; the version."""
    if tag != f"v{version}":
        sys.exit(f"the tag is {tag} and the version {version}: one of them is wrong")
    return version


if __name__ == "__main__":
    from pulumi_scaling.version import VERSION

    print(section(CHANGELOG.read_text("utf-8"), tagged(sys.argv[1], VERSION)), end="")
