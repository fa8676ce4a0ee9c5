"""What a measurement runs on: a simulator, a provider process, a stack of the real engine."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import grpc
from engine import ensure
from engine_env import environment
from google.protobuf import json_format, struct_pb2
from pulumi.dynamic import ResourceProvider
from pulumi.dynamic.dynamic import serialize_provider
from pulumi.runtime.proto import provider_pb2 as wire
from pulumi.runtime.proto import provider_pb2_grpc
from typing_extensions import Self

ROOT = Path(__file__).resolve().parents[1]
# What is compiled is kept, as it is where a package is installed.
COMPILED = {name: v for name, v in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
KEY = "scl_live_harborline_admin"
SLOW = 0.020
"""Seconds that an answer takes where a service is meant that is some way off."""


class Simulated:
    """A simulator in a process of its own."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.origin = f"http://127.0.0.1:{port}"
        self.env = {
            "SCALING_CLOUD_API_KEY": KEY,
            "SCALING_CLOUD_BASE_URL": f"{self.origin}/v1",
            "PYTHONPATH": str(ROOT),
        }

    def order(self, method: str, path: str, body: Any = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            f"{self.origin}/_simulator/{path}", data, {"Content-Type": "application/json"}
        )
        request.method = method
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)

    def slow(self, seconds: float) -> None:
        """Every answer takes so long from now on."""
        self.order("DELETE", "faults")
        if seconds:
            self.order("POST", "faults", {"latency": seconds})

    def requests(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.order("GET", "requests")["requests"]
        return found


@contextmanager
def simulator() -> Iterator[Simulated]:
    code = "from pulumi_scaling.simulator import simulate; exit(simulate(port=0))"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        try:
            yield Simulated(int(process.stdout.readline().split(":")[-1].split("/")[0]))
        finally:
            process.terminate()


class Door:
    """Pulumi's own dynamic process with one provider in it."""

    def __init__(self, provider: ResourceProvider, env: dict[str, str]) -> None:
        self.text = serialize_provider(provider)
        # The provider looks for the engine before each write.
        self.engine = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._answer, daemon=True).start()
        self.process = subprocess.Popen(
            [sys.executable, "-u", "-m", "pulumi.dynamic", f"127.0.0.1:{self._port()}"],
            stdout=subprocess.PIPE,
            env={**COMPILED, **env},
        )
        assert self.process.stdout is not None
        self.channel = grpc.insecure_channel(f"127.0.0.1:{int(self.process.stdout.readline())}")
        self.stub = provider_pb2_grpc.ResourceProviderStub(self.channel)
        self.stub.Configure(wire.ConfigureRequest(args=struct_pb2.Struct()))

    def _port(self) -> int:
        return int(self.engine.getsockname()[1])

    def _answer(self) -> None:
        with suppress(OSError):
            while True:
                self.engine.accept()[0].close()

    def props(self, values: dict[str, Any]) -> struct_pb2.Struct:
        found = struct_pb2.Struct()
        found.update({**values, "__provider": self.text})
        return found

    def check(self, news: dict[str, Any]) -> Any:
        return self.stub.Check(wire.CheckRequest(news=self.props(news))).inputs

    def create(self, inputs: dict[str, Any]) -> Any:
        return self.stub.Create(wire.CreateRequest(properties=self.props(inputs)))

    def diff(self, id_: str, olds: Any, news: dict[str, Any]) -> Any:
        return self.stub.Diff(wire.DiffRequest(id=id_, olds=olds, news=self.props(news)))

    def read(self, id_: str, state: Any) -> Any:
        return self.stub.Read(wire.ReadRequest(id=id_, properties=state))

    def update(self, id_: str, olds: Any, news: dict[str, Any]) -> Any:
        return self.stub.Update(wire.UpdateRequest(id=id_, olds=olds, news=self.props(news)))

    def delete(self, id_: str, state: Any) -> None:
        self.stub.Delete(wire.DeleteRequest(id=id_, properties=state))

    def plain(self, message: Any) -> dict[str, Any]:
        values = json_format.MessageToDict(message)
        return {name: value for name, value in values.items() if name != "__provider"}

    def memory(self) -> float:
        """Resident MiB of the process."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.channel.close()
        self.engine.close()
        self.process.terminate()
        self.process.communicate()


class Stack:
    """A program with a stack and a backend of its own."""

    def __init__(self, folder: Path, program: str, env: dict[str, str]) -> None:
        self.folder = folder
        (folder / "program").mkdir(parents=True)
        (folder / "backend").mkdir()
        made = environment(Path(ensure()), venv=Path(sys.prefix), home=folder.parent / "settings")
        self.env = {**made, **env, "PULUMI_BACKEND_URL": f"file://{folder / 'backend'}"}
        (folder / "program" / "Pulumi.yaml").write_text("name: bench\nruntime: python\n")
        (folder / "program" / "__main__.py").write_text(program)
        self.command("stack", "init", "dev")

    def command(self, *words: str) -> float:
        """Seconds it took."""
        began = time.perf_counter()
        done = subprocess.run(
            ["pulumi", *words, "--non-interactive"]
            + (["--stack", "dev"] if words[0] != "stack" else []),
            cwd=self.folder / "program",
            env=self.env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout[-3000:]
        return time.perf_counter() - began

    def remove(self) -> None:
        shutil.rmtree(self.folder)
