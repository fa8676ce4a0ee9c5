"""Reads are shared between threads, live for seconds and fall with our own writes."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import count

import pytest

from pulumi_scaling.core.run.snapshots import Snapshots
from pulumi_scaling.errors import NotFound
from pulumi_scaling.patience import Patience


@pytest.fixture
def clock():
    class Clock:
        now = 0.0

        def __call__(self):
            return self.now

    return Clock()


@pytest.fixture
def loads():
    """A load that counts: 1, 2, …"""
    numbers = count(1)
    return lambda: next(numbers)


def test_reads_in_flight_are_joined(loads):
    snapshots, started = Snapshots(), threading.Barrier(16)

    def slow():
        time.sleep(0.1)
        return loads()

    def read(_):
        started.wait()
        return snapshots.get("/a", slow)

    with ThreadPoolExecutor(16) as pool:
        assert set(pool.map(read, range(16))) == {1}


def test_other_paths_do_not_wait_for_each_other():
    snapshots, inside = Snapshots(), threading.Barrier(2, timeout=5)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda path: snapshots.get(path, inside.wait), ["/a", "/b"]))


def test_an_answer_lives_for_seconds_and_no_longer(clock, loads):
    snapshots = Snapshots(10, Patience(clock=clock))
    assert snapshots.get("/a", loads) == 1
    clock.now = 10
    assert snapshots.get("/a", loads) == 1
    clock.now = 10.1
    assert snapshots.get("/a", loads) == 2


def test_what_has_to_be_fresh_is_read_again_and_kept_for_others(loads):
    snapshots = Snapshots()
    snapshots.get("/a", loads)
    assert snapshots.get("/a", loads, fresh=True) == 2
    assert snapshots.get("/a", loads) == 2


@pytest.mark.parametrize(
    ("wrote", "kept"),
    [
        ("/s/1", ["/s/10", "/s?", "/p/1"]),
        ("/s/1/layers/2", ["/s/10", "/s?", "/p/1"]),
        ("/s", ["/s?", "/p/1"]),
        ("/p/1", ["/s", "/s/1", "/s/10", "/s/1/layers/2", "/s?"]),
    ],
)
def test_a_write_drops_the_object_what_is_in_it_and_what_it_is_in(loads, wrote, kept):
    snapshots = Snapshots()
    paths = ["/s", "/s/1", "/s/10", "/s/1/layers/2", "/s?", "/p/1"]
    before = {path: snapshots.get(path, loads) for path in paths}
    snapshots.wrote(wrote)
    assert [path for path in paths if snapshots.known(path) == before[path]] == kept


def test_a_failure_reaches_all_who_wait_and_is_not_kept(loads):
    snapshots, started = Snapshots(), threading.Barrier(4)

    def fail():
        time.sleep(0.05)
        raise NotFound("gone")

    def read(_):
        started.wait()
        with pytest.raises(NotFound):
            snapshots.get("/a", fail)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(read, range(4)))
    assert snapshots.known("/a") is None
    assert snapshots.get("/a", loads) == 1


def test_a_write_during_a_read_lets_nobody_keep_what_was_read(loads):
    snapshots = Snapshots()

    def overtaken():
        snapshots.wrote("/a")
        return "old"

    assert snapshots.get("/a", overtaken) == "old"
    assert snapshots.get("/a", loads) == 1


def test_what_is_known_is_told_without_a_read():
    snapshots = Snapshots()
    assert snapshots.known("/a") is None
    snapshots.get("/a", lambda: [1])
    assert snapshots.known("/a") == [1]
