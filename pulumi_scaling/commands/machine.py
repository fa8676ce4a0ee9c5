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

from .findings import Finding, within
from .pulumi_found import FLOOR, ask, cli, numbers

__all__ = ["machine"]

PYTHON: Final = (3, 10)
SDK: Final = (3, 219, 0)
UPGRADE: Final = "install the Pulumi CLI {floor} or newer: https://www.pulumi.com/docs/install/"
HOST: Final = "pulumi-language-python"


def machine(environment: Mapping[str, str]) -> list[Finding]:
    """Look at what a program needs before it says its first word."""
    program = cli(environment)
    found = [_python(), _sdk(), _cli(program)]
    if program:
        found.append(_host(program, environment))
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


def _cli(program: Path | None) -> Finding:
    fix = UPGRADE.format(floor=_dotted(FLOOR))
    if program is None:
        return Finding("Pulumi CLI", "failure", "no `pulumi` on PATH or in ~/.pulumi/bin", fix)
    ran = ask(program, "version")
    found = numbers(ran.out) if ran.code == 0 else None
    if found is None:
        said = ran.sentence or f"{program} does not tell its version"
        return Finding("Pulumi CLI", "failure", said, fix)
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


def _host(program: Path, environment: Mapping[str, str]) -> Finding:
    # A package manager links the CLI from elsewhere; its host is beside the link or the file.
    beside = (program.parent, program.resolve().parent)
    path = next((str(each / HOST) for each in beside if (each / HOST).is_file()), None)
    path = path or shutil.which(HOST, path=environment.get("PATH", ""))
    if path is None:
        fix = "install the CLI anew: the host that runs Python programs comes with it"
        return Finding("Python host", "failure", f"no {HOST} beside the CLI or on PATH", fix)
    try:
        said = _version_of(Path(path)) or "a build that tells no version"
    except Exception as error:  # noqa: BLE001 - whatever a strange binary does is a finding
        said = f"{path} does not answer ({type(error).__name__})"
        return Finding("Python host", "warning", said, "install the CLI anew")
    return Finding("Python host", "ok", f"{said}, {path}")


def _version_of(host: Path) -> str | None:
    """Ask the host as the engine does; one that was built from its module says it in the file."""
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
        port = int(within(6, child.stdout.readline))
        with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
            info = language.LanguageRuntimeStub(channel).GetPluginInfo(empty.Empty(), timeout=4)
    finally:
        child.kill()
        child.communicate()
    if found := numbers(info.version):
        return _dotted(found)
    built = re.search(rb"github\.com/pulumi/pulumi/sdk/v3\tv(\d+\.\d+\.\d+)", host.read_bytes())
    return built[1].decode() if built else None


def _dotted(parts: tuple[int, ...]) -> str:
    return ".".join(map(str, parts))
