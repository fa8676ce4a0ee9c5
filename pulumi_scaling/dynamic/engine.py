"""Whether the engine that asked is still there.

A CLI that was killed leaves its provider process alive, and what that writes afterwards is in
nobody's state. So each write looks first: at the parent process, and, since a shell stands between
the two, at the address the engine was started to be reached at. And a process that nobody will ask
anything any more ends by itself.
"""

from __future__ import annotations

import os
import re
import socket
import sys
import threading
import time
from typing import Final

from pulumi_scaling.errors import Refused

__all__ = ["end_without_engine", "stop_without_engine"]

_PARENT: Final = os.getppid()
_ADDRESS: Final = re.compile(r"(127\.0\.0\.1|localhost|\[::1\]):(\d+)")
_LOOK_EVERY: Final = 10.0
"""Seconds; a process without an engine is gone within half a minute."""
_watching: Final = threading.Lock()


def stop_without_engine() -> None:
    """Refuse to write for an engine that is gone."""
    if os.getppid() != _PARENT or not _reachable():
        raise Refused(
            "the Pulumi engine that asked for this is gone, so nothing more is written; run "
            "`pulumi cancel` and then `pulumi up` again"
        )


def end_without_engine() -> None:
    """Watch the engine from now on, if one has started this process; end without it."""
    if _address() is not None and _watching.acquire(blocking=False):
        threading.Thread(target=_watch, name="scaling-engine", daemon=True).start()


def _watch() -> None:
    missed = 0
    while missed < 2:
        time.sleep(_LOOK_EVERY)
        # Twice, since a look may come just while the machine wakes up.
        missed = 0 if _reachable() else missed + 1
    # Nothing is lost: each write looks by itself, and no answer would reach anybody. The threads
    # that still wait for a server would keep an orderly end waiting, too.
    os._exit(1)


def _address() -> tuple[str, int] | None:
    found = next(filter(None, map(_ADDRESS.fullmatch, sys.argv[1:])), None)
    return (found[1].strip("[]"), int(found[2])) if found else None


def _reachable() -> bool:
    address = _address()
    if address is None:
        return True  # Not started by a CLI: a test, or a program that looks things up.
    try:
        socket.create_connection(address, timeout=1).close()
    except ConnectionRefusedError:
        return False
    except OSError:
        return True  # Slow or out of sockets, which is no proof of anything.
    return True
