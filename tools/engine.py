"""Finds or makes a Pulumi engine: the CLI, and beside it the host that runs Python programs.

`python tools/engine.py` prints the folder of the binaries on stdout; everything a person may want
to read goes to stderr. An engine on PATH or in ~/.pulumi/bin is taken if it is new enough, then one
made earlier; otherwise the Pulumi SDK's own installer is asked, and where nothing can be downloaded
prebuilt, `go` builds the pinned modules of go.mod and langhost/go.mod.

Needs Python 3.10, the standard library and nothing of this project.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from engine_makers import (
    NEWEST,
    OLDEST,
    TO_ANSWER,
    NoEngineError,
    Pin,
    build,
    home,
    install,
    run,
    say,
    short,
)

# The project's tests and adoption (an import file for dynamic resources) need the engine's own
# repair of `pulumi import`; one floor for everything here is easier to remember than two.
FLOOR = tuple(map(int, OLDEST.version.split(".")))

# The CLI alone starts no program: these three turn it into an engine for Python.
HOST = ("pulumi-language-python", "pulumi-language-python-exec", "pulumi-resource-pulumi-python")


def main() -> None:
    """Print the engine's folder, or say on stderr what was tried and what to do."""
    # `make` passes a kill on as SIGTERM; leaving by an exception removes what is half-made.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        print(oldest() if sys.argv[1:] == ["--oldest"] else ensure())
    except KeyboardInterrupt:
        sys.exit("\ninterrupted; nothing was left")
    except NoEngineError as error:
        sys.exit(str(error))


def ensure() -> Path:
    """Return the folder of a usable engine, made now if there is none."""
    made = kept(NEWEST)
    on_path = shutil.which("pulumi")
    unfit: list[str] = []
    for folder in (on_path and Path(on_path).parent, home() / ".pulumi" / "bin", made / "bin"):
        if folder and (folder / "pulumi").exists():
            try:
                return usable(folder.absolute())
            except NoEngineError as reason:
                unfit.append(str(reason))
    for line in unfit:
        say(f"{line}: looking for another one")
    return had(NEWEST, [*unfit, *([] if unfit else ["no pulumi on PATH or in ~/.pulumi/bin"])])


def oldest() -> Path:
    """Return the folder of the oldest engine that is supported; another one is no help here."""
    try:
        return usable(kept(OLDEST) / "bin")
    except NoEngineError:
        return had(OLDEST, [])


def had(pin: Pin, reasons: list[str]) -> Path:
    """Make an engine, or wait for whoever is at it."""
    made = kept(pin)
    try:
        with alone(made):
            return make(pin, reasons)
    except OSError as error:
        raise NoEngineError(
            f"cannot keep an engine in {short(made.parent)}: {error.strerror or error}\n"
            "what to do: set XDG_CACHE_HOME to a folder that can be written, then run this again"
        ) from error


def usable(folder: Path) -> Path:
    """Return `folder` if an engine for Python programs, and a new enough one, is in it."""
    cli = folder / "pulumi"
    said = run([str(cli), "version"], within=TO_ANSWER, env={"PULUMI_SKIP_UPDATE_CHECK": "true"})
    numbers = re.search(r"(\d+)\.(\d+)\.(\d+)", said)
    if not numbers:
        raise NoEngineError(f"{cli} does not tell its version: {said.strip()!r}")
    if (version := tuple(map(int, numbers.groups()))) < FLOOR:
        raise NoEngineError(f"{cli} is {dotted(version)}, older than {dotted(FLOOR)}")
    # Package managers link the CLI from elsewhere; its host is beside the link or beside the file.
    beside = os.pathsep.join([str(folder), str(cli.resolve().parent), os.environ.get("PATH", "")])
    if missing := [part for part in HOST if not shutil.which(part, path=beside)]:
        raise NoEngineError(f"{cli} has no {' and no '.join(missing)} beside it")
    return folder


def make(pin: Pin, reasons: list[str]) -> Path:
    """Install or build an engine and move it into place whole; the caller holds the lock."""
    made = kept(pin)
    with contextlib.suppress(NoEngineError):
        return usable(made / "bin")  # another process made it while this one waited
    for stale in made.parent.glob("making-*"):
        shutil.rmtree(stale, ignore_errors=True)  # the lock is ours, so whoever made it was killed
    ways: dict[str, Callable[[Pin, Path, Path], None]] = {
        "the SDK's installer": install,
        "building from Go modules": build,
    }
    for way, into in ways.items():
        with tempfile.TemporaryDirectory(
            prefix="making-", dir=made.parent, ignore_cleanup_errors=True
        ) as scratch:
            ready = Path(scratch, "engine")
            try:
                into(pin, ready, made)
                usable(ready / "bin")
            except NoEngineError as reason:
                reasons.append(f"{way}: {reason}")
            else:
                shutil.rmtree(made, ignore_errors=True)  # it may be there, and broken
                ready.rename(made)
                return made / "bin"
    raise NoEngineError(
        "\n  - ".join(["no Pulumi engine could be had:", *reasons])
        + f"\nwhat to do: install the Pulumi CLI {dotted(FLOOR)} or newer (its documentation has a"
        f" command for each system),\nor install Go {pin.go} or newer; then run this again."
        " Behind a proxy, set HTTPS_PROXY, or GOPROXY for Go."
    )


@contextlib.contextmanager
def alone(made: Path) -> Iterator[None]:
    """Let one process at a time make an engine; the system frees the lock if it dies."""
    made.parent.mkdir(parents=True, exist_ok=True)
    with (made.parent / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("another process is making the Pulumi engine: waiting for it")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def kept(pin: Pin) -> Path:
    """Return where an engine is kept: in this project's folder among the user's caches."""
    caches = Path(os.environ.get("XDG_CACHE_HOME") or home() / ".cache")
    return caches / "pulumi-scaling" / f"engine-{pin.version}"


def dotted(version: tuple[int, ...]) -> str:
    """Write a version as it is spoken of."""
    return ".".join(map(str, version))


if __name__ == "__main__":
    main()
