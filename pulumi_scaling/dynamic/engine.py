"""Whether the engine that asked is still there.

A CLI that was killed leaves its provider process alive, and what that writes afterwards is in
nobody's state. So each write looks first: at the parent process, and, since a shell stands between
the two, at the address the engine was started to be reached at.
"""

from __future__ import annotations

import os
import re
import socket
import sys
from typing import Final

from pulumi_scaling.errors import Refused

__all__ = ["stop_without_engine"]

_PARENT: Final = os.getppid()
_ADDRESS: Final = re.compile(r"(127\.0\.0\.1|localhost|\[::1\]):(\d+)")


def stop_without_engine() -> None:
    """Refuse to write for an engine that is gone."""
    if os.getppid() != _PARENT or not _reachable():
        raise Refused(
            "the Pulumi engine that asked for this is gone, so nothing more is written; run "
            "`pulumi cancel` and then `pulumi up` again"
        )


def _reachable() -> bool:
    address = next(filter(None, map(_ADDRESS.fullmatch, sys.argv[1:])), None)
    if address is None:
        return True  # Not started by a CLI: a test, or a program that looks things up.
    try:
        socket.create_connection((address[1].strip("[]"), int(address[2])), timeout=1).close()
    except ConnectionRefusedError:
        return False
    except OSError:
        return True  # Slow or out of sockets, which is no proof of anything.
    return True
