"""Build wheel and sdist twice and compare their bytes; try them; write their hashes."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import package_check

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Leave in dist/ what was built, and SHA256SUMS beside it."""
    with tempfile.TemporaryDirectory() as temp:
        first, second = (built(Path(temp, each)) for each in ("first", "second"))
        if first != second:
            sys.exit("two builds of one commit differ, so that no hash says what is in them")
        dist = ROOT / "dist"
        shutil.rmtree(dist, ignore_errors=True)
        shutil.copytree(Path(temp, "first"), dist)
    try:
        for line in package_check.check([dist / name for name in first]):
            print(line, flush=True)
    except package_check.Refused as refused:
        shutil.rmtree(dist)  # Or it would be handed out all the same.
        sys.exit(str(refused))
    sums = "".join(f"{digest}  {name}\n" for name, digest in first.items())
    (dist / "SHA256SUMS").write_text(sums)
    print(sums, end="")


def built(folder: Path) -> dict[str, str]:
    """Build both into a folder; their digests by name."""
    # The time of the commit and not of the build, or no two archives would be the same.
    when = subprocess.run(
        ["git", "log", "-1", "--format=%ct"],  # noqa: S607 - whichever git is on PATH
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.strip()  # fmt: skip
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(
        command, env=os.environ | {"SOURCE_DATE_EPOCH": when}, stdout=subprocess.DEVNULL, check=True
    )
    files = sorted(folder.iterdir())
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


if __name__ == "__main__":
    main()
