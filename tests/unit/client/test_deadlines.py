"""The limit of an exchange, below httpx: on every read and write, and on each connection anew."""

import math
import ssl
import threading
import time

import httpcore
import httpx
import pytest

from pulumi_scaling.client.http.deadlines import Deadline, _Backend, keep


class Stream(httpcore.NetworkStream):
    """A connection that notes how long it may wait."""

    def __init__(self, log):
        self.log = log

    def read(self, max_bytes, timeout=None):
        self.log.append(("read", timeout))
        return b"x" * max_bytes

    def write(self, buffer, timeout=None):
        self.log.append(("write", timeout))

    def start_tls(self, ssl_context, server_hostname=None, timeout=None):
        self.log.append(("tls", timeout))
        return Stream(self.log)

    def get_extra_info(self, info):
        return info

    def close(self):
        self.log.append(("close", None))


class Backend(httpcore.NetworkBackend):
    def __init__(self):
        self.log = []

    def connect_tcp(self, host, port, timeout=None, local_address=None, socket_options=None):
        return Stream(self.log)


def test_every_wait_is_cut_to_what_is_left_also_behind_tls():
    inner, deadline = Backend(), Deadline()
    deadline.begin(5)
    stream = _Backend(inner, deadline).connect_tcp("host", 443)
    secure = stream.start_tls(ssl.create_default_context(), timeout=30)
    assert secure.read(3, timeout=30) == b"xxx"
    secure.write(b"x", timeout=None)
    secure.read(1, timeout=1)
    assert secure.get_extra_info("socket") == "socket"
    secure.close()
    assert [what for what, _ in inner.log] == ["tls", "read", "write", "read", "close"]
    assert all(4 < waits <= 5 for _, waits in inner.log[:3])
    assert inner.log[3] == ("read", 1)


def test_nothing_is_waited_for_after_it():
    inner, deadline = Backend(), Deadline()
    stream = _Backend(inner, deadline).connect_tcp("host", 443)
    deadline.begin(0.001)
    time.sleep(0.002)
    with pytest.raises(httpcore.ReadTimeout):
        stream.read(1, timeout=30)
    assert inner.log == []


def test_each_thread_has_its_own():
    deadline = Deadline()
    deadline.begin(0.001)
    seen = []
    thread = threading.Thread(target=lambda: seen.append(deadline.until))
    thread.start()
    thread.join()
    assert seen == [math.inf]


def test_the_pools_of_this_version_of_httpx_are_reached_proxies_included(monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    with httpx.Client() as client:
        keep(client, Deadline())
        mounted = [each for each in client._mounts.values() if each is not None]
        assert mounted
        for transport in (client._transport, *mounted):
            assert isinstance(transport._pool._network_backend, _Backend)


def test_a_transport_of_another_make_is_left_alone():
    with httpx.Client(transport=httpx.MockTransport(lambda _: httpx.Response(200))) as client:
        keep(client, Deadline())
        assert client.get("https://host").status_code == 200
