"""The two ways to make a Pulumi engine where there is none, and how programs are run for it.

Which one is wanted is what a go.mod lists; where it is looked for and kept is told to it.
"""

from __future__ import annotations

import os
import pwd
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

TOOLS = Path(__file__).resolve().parent
PULUMI = "github.com/pulumi/pulumi"

# Seconds. Each is several times what a slow machine needs: it ends what hangs, not what works.
TO_ANSWER, TO_INSTALL, TO_BUILD = 60, 240, 1800

# Bytes that modules, objects and the engine take together while it is built, and some to spare.
ROOM = 4_200_000_000

# Runs under the interpreter that has the SDK. The time-out makes a network that swallows packets
# fail as quickly as one that refuses them.
INSTALL = """
import socket, sys
socket.setdefaulttimeout(15)
try:
    from pulumi.automation import PulumiCommand
    from semver import VersionInfo
    PulumiCommand.install(root=sys.argv[1], version=VersionInfo.parse(sys.argv[2]))
except Exception as error:
    sys.exit(f"{type(error).__name__}: {error}")
"""


class NoEngineError(Exception):
    """Why an engine cannot be had in one of the ways, as the end of a sentence."""


@dataclass(frozen=True)
class Pin:
    """One version of the engine, by the Go modules it is made of."""

    at: Path
    """Where their go.mod is, the one place that says it."""

    @property
    def version(self) -> str:
        """The engine's."""
        return self._first(rf"{PULUMI}/pkg/v3 v(\S+)")

    @property
    def go(self) -> str:
        """The oldest Go that builds it."""
        return self._first(r"\ngo (\S+)")

    def _first(self, pattern: str) -> str:
        """Find it; a go.mod without one is ours to repair, so this may crash."""
        found: list[str] = re.findall(pattern, (self.at / "go.mod").read_text())
        return found[0]


NEWEST, OLDEST = Pin(TOOLS), Pin(TOOLS / "oldest")


def install(pin: Pin, ready: Path, made: Path) -> None:
    """Download a prebuilt engine with the SDK's own installer."""
    version = pin.version
    say(f"installing the Pulumi engine {version}: a minute or less, once, kept in {short(made)}")
    run([sys.executable, "-c", INSTALL, str(ready), version], within=TO_INSTALL)


def build(pin: Pin, ready: Path, made: Path) -> None:
    """Compile the pinned Go modules, and take the host's scripts from the same SDK."""
    version = pin.version
    if not (go := shutil.which("go")):
        raise NoEngineError("there is no `go` on PATH to build it with")
    if (free := shutil.disk_usage(ready.parent).free) < ROOM:
        raise NoEngineError(
            f"building it takes {giga(ROOM)} for a while, and where {short(made)} will be"
            f" only {giga(free)} are free"
        )
    say(
        f"no prebuilt one to be had; building the Pulumi engine {version} from its Go modules,"
        f" once: about 4 minutes, a download of 300 MB, and {giga(ROOM)} on disk for that time;"
        f" then 126 MB are kept in {short(made)}, and nothing else"
    )
    began = time.monotonic()
    # A bare machine has no C compiler; a workspace file above the checkout is not ours; a module
    # that has moved away is an error to read, not a password prompt to wait at.
    env = {
        "CGO_ENABLED": "0",
        "GOWORK": "off",
        "GIT_TERMINAL_PROMPT": "0",
        "HOME": str(home()),
    }
    env |= passing(go, pin, ready.parent, env)
    # Nobody debugs it: without what a debugger reads, compiling and its cache are a third smaller.
    flags = ["-mod=readonly", "-buildvcs=false", "-trimpath", "-gcflags=all=-dwarf=false"]
    stamp = f"-s -w -X {PULUMI}/sdk/v3/go/common/version.Version=v{version}"
    for at, package, ldflags in (
        (pin.at, f"{PULUMI}/pkg/v3/cmd/pulumi", stamp),
        (TOOLS / "langhost", f"{PULUMI}/sdk/v3/python/cmd/pulumi-language-python", "-s -w"),
    ):
        command = [go, "build", *flags, "-ldflags", ldflags, "-o", f"{ready / 'bin'}{os.sep}"]
        (ready / "bin").mkdir(parents=True, exist_ok=True)
        run([*command, package], within=TO_BUILD, cwd=at, env=env)
    find = [go, "list", "-mod=readonly", "-m", "-f", "{{.Dir}}", f"{PULUMI}/sdk/v3"]
    scripts = Path(run(find, within=TO_ANSWER, cwd=pin.at, env=env).strip(), "python")
    for script in ("cmd/pulumi-language-python-exec", "dist/pulumi-resource-pulumi-python"):
        copied = shutil.copyfile(scripts / script, ready / "bin" / Path(script).name)
        copied.chmod(0o755)
    say(f"built in {time.monotonic() - began:.0f} s")


def passing(go: str, pin: Pin, scratch: Path, env: Mapping[str, str]) -> dict[str, str]:
    """Have Go keep what it makes and downloads where it is removed with the engine's scratch.

    Modules that somebody has already are read from there. A cache that is named in the environment
    is somebody's choice, as in CI, and is used and kept.
    """
    asked = [go, "env", "GOMODCACHE", "GOPROXY", "GOFLAGS"]
    modules, proxies, flags = run(asked, within=TO_ANSWER, cwd=pin.at, env=env).splitlines()
    there = f"{Path(modules, 'cache', 'download').as_uri()},{proxies}"
    kept = {
        "GOCACHE": {"GOCACHE": str(scratch / "objects")},
        # What is read-only, as modules are otherwise, could not be removed.
        "GOMODCACHE": {
            "GOMODCACHE": str(scratch / "modules"),
            "GOPROXY": there,
            "GOFLAGS": f"{flags} -modcacherw".strip(),
        },
    }
    theirs = {name for name in kept if os.environ.get(name)}
    # What go leaves when it is killed is removed with the folder it was building in.
    passes = {"GOTMPDIR": str(scratch)}
    for name in kept.keys() - theirs:
        passes |= kept[name]
    return passes


def giga(size: int) -> str:
    """Write a size as people do."""
    return f"{size / 1e9:.1f} GB"


def run(
    command: list[str],
    *,
    within: int,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
) -> str:
    """Return what `command` prints; when it fails or hangs, raise with its last words."""
    try:
        child = subprocess.Popen(
            command,
            cwd=cwd,
            env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,  # so that what it started itself can be ended with it
        )
    except OSError as error:
        raise NoEngineError(f"{command[0]} does not run: {error.strerror}") from error
    with child:
        try:
            out, err = child.communicate(timeout=within)
        except BaseException as error:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
            if isinstance(error, subprocess.TimeoutExpired):
                raise NoEngineError(f"no answer in {within} s from {command[0]}") from error
            raise
    if child.returncode:
        words = (err.strip() or out.strip()).splitlines()[-3:]
        raise NoEngineError("\n    ".join(words) or f"{command[0]} ended with {child.returncode}")
    return out


def home() -> Path:
    """Return the user's home folder, also where HOME is empty, as in some CI systems."""
    return Path(os.environ.get("HOME") or pwd.getpwuid(os.getuid()).pw_dir)


def short(path: Path) -> str:
    """Write a path the way people do, with ~ for their home."""
    return f"~/{path.relative_to(home())}" if path.is_relative_to(home()) else str(path)


def say(line: str) -> None:
    """Tell the person; stdout is for the one answer."""
    print(line, file=sys.stderr, flush=True)
