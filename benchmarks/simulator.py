"""What the simulator bears: requests a second, growth with the world, time to the first answer.

    python benchmarks/simulator.py

The simulator runs in a process of its own and the load comes from this one, over loopback, so two
cores are busy. The load tool is a page below: keep-alive connections, each sending its next request
as soon as the answer to the last one is complete.
"""

from __future__ import annotations

import asyncio
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

from benchmarks.grounds import KEY, simulator  # noqa: E402 - tools is no package

HEAD = f"Host: 127.0.0.1\r\nAuthorization: Bearer {KEY}\r\nContent-Type: application/json\r\n"
CONNECTIONS = 8
ROUNDS = 5
SECONDS = 2.0
_LENGTH = re.compile(rb"content-length: (\d+)")


def request(method: str, path: str, body: object = None) -> bytes:
    content = b"" if body is None else json.dumps(body).encode()
    head = f"{method} /v1{path} HTTP/1.1\r\n{HEAD}Content-Length: {len(content)}\r\n\r\n"
    return head.encode() + content


class Connection(asyncio.Protocol):
    """Sends what `next_request` gives, one after the other, and notes how long each took."""

    def __init__(self, next_request: Callable[[], bytes | None]) -> None:
        self.next_request = next_request
        self.latencies: list[float] = []
        self.answers: list[bytes] = []
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        self._send()

    def _send(self) -> None:
        sent = self.next_request()
        if sent is None:
            self.transport.close()
            self.done.set_result(None)
            return
        self._sent_at = time.perf_counter()
        self.transport.write(sent)  # type: ignore[attr-defined]

    def data_received(self, data: bytes) -> None:
        self._received += data
        head, blank, body = self._received.partition(b"\r\n\r\n")
        length = _LENGTH.search(head)
        if not blank or (length and len(body) < int(length[1])):
            return
        self.latencies.append(time.perf_counter() - self._sent_at)
        self.answers.append(head[9:12] if len(self.answers) else head[9:12] + body)
        self._received = b""
        self._send()


async def load(port: int, next_request: Callable[[], bytes | None]) -> list[Connection]:
    loop = asyncio.get_running_loop()
    made = [
        await loop.create_connection(lambda: Connection(next_request), "127.0.0.1", port)
        for _ in range(CONNECTIONS)
    ]
    await asyncio.gather(*(connection.done for _, connection in made))
    return [connection for _, connection in made]


def run(port: int, requests: Iterator[bytes]) -> list[Connection]:
    return asyncio.run(load(port, lambda: next(requests, None)))


def measure(port: int, make: Callable[[int], bytes], seconds: float) -> tuple[float, float, float]:
    """Answers a second, median and 99th percentile of the latency in milliseconds."""
    number = iter(range(10**9))
    end = time.perf_counter() + seconds
    started = time.perf_counter()
    connections = asyncio.run(
        load(port, lambda: make(next(number)) if time.perf_counter() < end else None)
    )
    took = time.perf_counter() - started
    latencies = [each for connection in connections for each in connection.latencies]
    statuses = {answer[:3] for connection in connections for answer in connection.answers}
    assert statuses == {b"200"}, statuses
    ninety_ninth = statistics.quantiles(latencies, n=100)[98]
    return len(latencies) / took, statistics.median(latencies) * 1e3, ninety_ninth * 1e3


def fill(port: int, count: int) -> None:
    bodies = ({"name": f"S{number}", "timezone": "Europe/Paris"} for number in range(count))
    run(port, (request("POST", "/oncall/schedules", body) for body in bodies))


def one_schedule(port: int) -> str:
    (connection, *_) = run(port, iter([request("GET", "/oncall/schedules?limit=1")]))
    body = json.loads(connection.answers[0][3:])
    return f"/oncall/schedules/{body['data'][0]['id']}"


def throughput() -> None:
    print("\n1,000 schedules present, 8 keep-alive connections, 5 rounds of 2 s")
    print(f"{'request':<28}{'a second':>10}{'spread':>18}{'p50 ms':>9}{'p99 ms':>9}")
    with simulator() as world:
        port = world.port
        fill(port, 1000)
        get = request("GET", one_schedule(port))
        page = request("GET", "/oncall/schedules?limit=100")
        stamp = time.time_ns()

        def post(number: int) -> bytes:
            name = f"P{stamp}-{time.perf_counter_ns()}-{number}"
            body = {"name": name, "timezone": "Europe/Paris"}
            return request("POST", "/oncall/schedules", body)

        for name, make in (
            ("GET one schedule", lambda _n: get),
            ("GET a page of 100", lambda _n: page),
            ("POST a schedule", post),
        ):
            rounds = [measure(port, make, SECONDS) for _ in range(ROUNDS)]
            rates = [rate for rate, _, _ in rounds]
            p50, p99 = (statistics.median(each[at] for each in rounds) for at in (1, 2))
            spread = f"{min(rates):.0f} to {max(rates):.0f}"
            rate = statistics.median(rates)
            print(f"{name:<28}{rate:>10.0f}{spread:>18}{p50:>9.2f}{p99:>9.2f}")


def growth() -> None:
    sizes = (100, 1000, 10_000)
    print("\nCost of a request as the world grows, ms (ratio to 100 schedules); the three worlds")
    print("stand side by side and are asked in turn, so what else the machine does hits them alike")
    print(f"{'request':<28}" + "".join(f"{size:>16,}" for size in sizes))
    with ExitStack() as stack:
        ports = [stack.enter_context(simulator()).port for _ in sizes]
        for port, size in zip(ports, sizes, strict=True):
            fill(port, size)
        paths = [one_schedule(port) for port in ports]
        taken = {"name": "S1", "timezone": "UTC"}
        asked: dict[str, list[bytes]] = {
            "GET one schedule": [request("GET", path) for path in paths],
            "PATCH one schedule": [request("PATCH", path, {"description": "x"}) for path in paths],
            "GET a page of 20": [request("GET", "/oncall/schedules")] * 3,
            "POST, name taken": [request("POST", "/oncall/schedules", taken)] * 3,
        }
        for name, requests in asked.items():
            rounds = [
                [cost(port, sent) for port, sent in zip(ports, requests, strict=True)]
                for _ in range(15)
            ]
            row = [statistics.median(each[at] for each in rounds) for at in range(3)]
            print(f"{name:<28}" + "".join(f"{ms:>9.3f} ({ms / row[0]:.2f})" for ms in row))


def cost(port: int, sent: bytes) -> float:
    """Milliseconds of one of many like it, while all connections are busy."""
    started = time.perf_counter()
    run(port, iter([sent] * 400))
    return (time.perf_counter() - started) * 1e3 / 400


def start() -> None:
    code = (
        "import time; begun = time.perf_counter();"
        "from pulumi_scaling.simulator import Simulator; import urllib.request as u;"
        "server = Simulator().serve();"
        "asked = u.Request(server.url + '/users');"
        "asked.add_header('Authorization', 'Bearer ' + server.key);"
        "u.urlopen(asked).read(); print(time.perf_counter() - begun)"
    )
    times = [
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout)
        for _ in range(7)
    ]
    spread = f"{min(times):.2f} to {max(times):.2f}"
    print(f"\nImport, start and first answer: {statistics.median(times):.2f} s ({spread})")


def main() -> None:
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    start()
    throughput()
    growth()


if __name__ == "__main__":
    main()
