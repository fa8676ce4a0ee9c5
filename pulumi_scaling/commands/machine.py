"""Whether this machine can run programs: Python, the SDK, the CLI and its language host."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final

from pulumi_scaling.version import VERSION
from pulumi_scaling.waiting import waiting_for

from .findings import Finding, within
from .pulumi_found import FLOOR, ask, cli, numbers

__all__ = ["machine"]

PYTHON: Final = (3, 10)
SDK: Final = (3, 219, 0)
UPGRADE: Final = "install the Pulumi CLI {floor} or newer: https://www.pulumi.com/docs/install/"
HOST: Final = "pulumi-language-python"
IGNORE_AMBIENT: Final = "PULUMI_IGNORE_AMBIENT_PLUGINS"


def machine(environment: Mapping[str, str]) -> list[Finding]:
    """Look at what a program needs before it says its first word."""
    program = cli(environment)
    version_found, engine = _cli(program)
    found = [_python(), _sdk(), engine]
    if program:
        found.append(_host(program, version_found, environment))
    return found


def _python() -> Finding:
    ours = f"{VERSION} of pulumi-scaling"
    said = f"{sys.version.split()[0]}, {sys.executable}, with {ours}"
    if sys.version_info < PYTHON:
        return Finding("Python", "failure", said, f"use Python {_dotted(PYTHON)} or newer")
    return Finding("Python", "ok", said)


def _sdk() -> Finding:
    fix = f"python -m pip install 'pulumi>={_dotted(SDK)}' where your programs run"
    try:
        said = version("pulumi")
    except PackageNotFoundError:
        return Finding("Pulumi SDK", "failure", "not installed", fix)
    if (numbers(said) or SDK) < SDK:
        return Finding("Pulumi SDK", "failure", f"{said} is older than {_dotted(SDK)}", fix)
    return Finding("Pulumi SDK", "ok", said)


def _cli(program: Path | None) -> tuple[tuple[int, ...] | None, Finding]:
    """Its version, and what there is to say of it."""
    fix = UPGRADE.format(floor=_dotted(FLOOR))
    if program is None:
        said = "no `pulumi` on PATH or in ~/.pulumi/bin"
        return None, Finding("Pulumi CLI", "failure", said, fix)
    ran = ask(program, "version")
    found = numbers(ran.out) if ran.code == 0 else None
    if found is None:
        said = ran.sentence or f"{program} does not tell its version"
        return None, Finding("Pulumi CLI", "failure", said, fix)
    return found, _cli_of(program, found, fix)


def _cli_of(program: Path, found: tuple[int, ...], fix: str) -> Finding:
    if found < FLOOR:
        said = f"{_dotted(found)} is older than {_dotted(FLOOR)}, {program}"
        return Finding("Pulumi CLI", "failure", said, fix)
    if not shutil.which("pulumi"):
        return Finding(
            "Pulumi CLI",
            "warning",
            f"{_dotted(found)}, {program}, which is not on PATH",
            f'export PATH="{program.parent}:$PATH"',
        )
    return Finding("Pulumi CLI", "ok", f"{_dotted(found)}, {program}")


def _host(program: Path, engine: tuple[int, ...] | None, environment: Mapping[str, str]) -> Finding:
    # As the CLI does: whatever is on PATH comes before its own, which stands beside the file. A
    # package manager links that from elsewhere.
    own = program.resolve().parent / HOST
    ambient = environment.get(IGNORE_AMBIENT, "").casefold() not in {"1", "true"}
    on_path = shutil.which(HOST, path=environment.get("PATH", "")) if ambient else None
    path = on_path or (str(own) if own.is_file() else None)
    if path is None:
        fix = "install the CLI anew: the host that runs Python programs comes with it"
        return Finding("Python host", "failure", f"no {HOST} beside the CLI or on PATH", fix)
    try:
        said, built = _version_of(Path(path))
    except Exception as error:  # noqa: BLE001 - whatever a strange binary does is a finding
        said = f"{path} does not answer ({type(error).__name__})"
        return Finding("Python host", "warning", said, "install the CLI anew")
    found = numbers(said)
    if found is None or engine is None or found >= engine:
        return Finding("Python host", "ok", f"{said}, {path}")
    older = f"{said}, {path}: older than the CLI ({_dotted(engine)})"
    if built:
        why = (
            "and well so: it is built from its Go module, which ends there, and works with this CLI"
        )
        return Finding("Python host", "ok", f"{older}, {why}")
    return Finding("Python host", "warning", older, _newer_host(Path(path), own))


def _newer_host(path: Path, own: Path) -> str:
    if not own.is_file() or path.resolve() == own.resolve():
        return "install the CLI anew: the two come together, and programs may fail with a mixture"
    return (
        f"the CLI takes what is on PATH before its own, {own}: "
        f"remove {path}, or export {IGNORE_AMBIENT}=true"
    )


def _version_of(host: Path) -> tuple[str, bool]:
    """Ask the host as the engine does; one that was built from its module says it in the file.

    Whether it was built so comes with it.
    """
    # Any: these come without types, and installing those for one call is too much.
    grpc: Any = import_module("grpc")
    empty: Any = import_module("google.protobuf.empty_pb2")
    language: Any = import_module("pulumi.runtime.proto.language_pb2_grpc")
    # The argument is where its engine listens; it is needed only to run a program.
    child = subprocess.Popen(
        [str(host), "127.0.0.1:1"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        assert child.stdout is not None  # noqa: S101 - for type checkers: it is a pipe
        with waiting_for(HOST):
            port = int(within(6, child.stdout.readline))
        with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
            info = language.LanguageRuntimeStub(channel).GetPluginInfo(empty.Empty(), timeout=4)
    finally:
        child.kill()
        child.communicate()
    if found := numbers(info.version):
        return _dotted(found), False
    built = re.search(rb"github\.com/pulumi/pulumi/sdk/v3\tv(\d+\.\d+\.\d+)", host.read_bytes())
    return (built[1].decode(), True) if built else ("a build that tells no version", True)


def _dotted(parts: tuple[int, ...]) -> str:
    return ".".join(map(str, parts))
