"""Finds or gets a real browser for the tests of pages.

`python tools/browser.py` prints its path; what a person may want to read goes to stderr. `CHROMIUM`
names one, else one on PATH is taken; where there is none and this is root on a Debian, its package
is installed (about 290 MB, half a minute). Elsewhere it says what to install, or how to go without:
a test that is skipped would prove nothing and look as if it had.

Needs Python 3.10, the standard library and nothing of this project.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

__all__ = ["NoBrowserError", "browser", "found"]

NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SECONDS: Final = 300
HOW: Final = (
    "install Chromium, or name one with `export CHROMIUM=/path/to/it`; to leave the tests of pages "
    'out, say so: `make test ARGS="--ignore=tests/page"`'
)


class NoBrowserError(Exception):
    """None was found and none could be had; the sentence says what to do."""


def found() -> Path | None:
    """A browser that is here already; one that was named is the only one that will do."""
    if named := os.environ.get("CHROMIUM"):
        if not Path(named).is_file():
            raise NoBrowserError(f"CHROMIUM names {named}, and no file is there: {HOW}")
        return Path(named)
    return next((Path(each) for each in map(shutil.which, NAMES) if each), None)


def browser() -> Path:
    """One that is here, or was made to be."""
    with (Path(tempfile.gettempdir()) / "pulumi-scaling-browser.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # Two test runs must not install at once.
        if (here := found()) is not None:
            return here
        _install()
    if (here := found()) is None:
        raise NoBrowserError(f"no browser for the tests of pages: {HOW}")
    return here


def _install() -> None:
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0:
        raise NoBrowserError(f"no browser for the tests of pages: {HOW}")
    sys.stderr.write("installing Chromium for the tests of pages: about 290 MB, half a minute\n")
    quiet = {"DEBIAN_FRONTEND": "noninteractive", **os.environ}
    wanted = [apt, "install", "-y", "-qq", "--no-install-recommends", "chromium"]
    for command in ([apt, "update", "-qq"], wanted):
        try:
            done = subprocess.run(
                command,
                env=quiet,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                timeout=SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise NoBrowserError(f"`{' '.join(command)}` took too long; {HOW}") from None
        if done.returncode and command is wanted:
            last = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1:]
            raise NoBrowserError(f"Chromium could not be installed ({''.join(last)}); {HOW}")


def main() -> None:
    """Print where it is. Where there is none, nobody is stopped yet: the tests of pages will be."""
    try:
        print(browser())
    except NoBrowserError as error:
        sys.stderr.write(f"{error}\n")


if __name__ == "__main__":
    main()
