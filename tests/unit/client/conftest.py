"""A client whose wire is a table (respx), a function, or a socket that misbehaves byte by byte."""

import socket
import threading
from contextlib import closing, suppress

import httpx
import pytest
import respx

from pulumi_scaling.client import Client
from pulumi_scaling.patience import Patience

KEY = "scl_live_a_key_nobody_may_see"
BASE = "https://api.scaling.cloud/v1"
ORDER = ("SCALING_CLOUD_API_KEY", "SCALING_CLOUD_BASE_URL")


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch):
    for name in (*ORDER, "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.fixture
def wire():
    with respx.mock(base_url=BASE, assert_all_called=False) as router:
        yield router


@pytest.fixture
def client(wire):
    with Client(api_key=KEY) as made:
        yield made


class Clock:
    """Time that passes only when somebody sleeps or a server takes its time."""

    def __init__(self):
        self.now = 1_000.0
        self.slept = []

    def monotonic(self):
        return self.now

    def sleep(self, seconds):
        assert seconds >= 0
        self.slept.append(seconds)
        self.now += seconds

    @property
    def patience(self):
        """For a client that goes by this clock."""
        return Patience(clock=self.monotonic, sleep=self.sleep)


@pytest.fixture
def clock():
    """The clock of the clients that `answering` makes for a test which asks for it."""
    return Clock()


@pytest.fixture
def answering(request):
    """A client whose requests a function answers; it may raise what httpx raises."""
    made = []

    def make(function, **options):
        options.setdefault("api_key", KEY)
        if "clock" in request.fixturenames:
            options.setdefault("patience", request.getfixturevalue("clock").patience)
        made.append(Client(transport=httpx.MockTransport(function), **options))
        return made[-1]

    yield make
    for each in made:
        each.close()


@pytest.fixture
def listening():
    """A server of raw bytes: each connection is handed to a function, from a thread."""
    stops, threads = threading.Event(), []

    def start(function):
        listener = socket.create_server(("127.0.0.1", 0))
        listener.settimeout(0.05)

        def accept():
            with closing(listener):
                while not stops.is_set():
                    with suppress(TimeoutError):
                        connection, _ = listener.accept()
                        connection.setblocking(True)
                        serving = threading.Thread(target=serve, args=(connection,), daemon=True)
                        serving.start()
                        threads.append(serving)

        def serve(connection):
            with closing(connection), suppress(OSError):
                connection.recv(65_536)
                function(connection, stops)

        accepting = threading.Thread(target=accept, daemon=True)
        accepting.start()
        threads.append(accepting)
        return f"http://127.0.0.1:{listener.getsockname()[1]}"

    yield start
    stops.set()
    for thread in threads:
        thread.join(5)
        assert not thread.is_alive()
