"""Many threads, one provider process, a server that fails: nothing lost, doubled or mixed up."""

import random
import socket
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress

import grpc
import pytest

THREADS = 16
CHAINS, LINKS = 12, 6
FAULTS = [
    {"cut": True},
    {"cut": True, "when": "after"},
    {"status": 500, "when": "after"},
    {"status": 502, "body": None},
    {"status": 504, "when": "after"},
    {"status": 429, "retry_after": 0},
    {"mangle": "truncated"},
    {"latency": 0.05},
]
TARGET = {"type": "users", "users": ["bo@example.com"]}


@contextmanager
def reachable(process):
    """Before each write a provider looks whether its engine is there; somebody has to answer."""

    def answer():
        with suppress(OSError):
            while True:
                process.engine.accept()[0].close()

    thread = threading.Thread(target=answer, daemon=True)
    thread.start()
    yield process
    with suppress(OSError):
        process.engine.shutdown(socket.SHUT_RDWR)
    thread.join(5)
    assert not thread.is_alive()


@pytest.fixture(autouse=True)
def _engine_answers(fresh):
    with reachable(fresh):
        yield


@pytest.fixture
def later(start):
    """The process of a run after the first."""
    with reachable(start()) as process:
        yield process


class Engine:
    """What the engine does, sixteen at a time, counted."""

    def __init__(self, door, dice):
        self.door, self.dice, self.done = door, dice, Counter()

    def all(self, verb, items):
        """Each once, in an order the seed decides; results by position of the item."""
        order = list(range(len(items)))
        self.dice.shuffle(order)
        with ThreadPoolExecutor(THREADS) as pool:
            futures = {index: pool.submit(self._one, verb, items[index]) for index in order}
            return [futures[index].result() for index in range(len(items))]

    def _one(self, verb, item):
        for _ in range(5):
            self.done[verb] += 1
            try:
                return getattr(self.door, verb)(*item)
            except grpc.RpcError as error:
                # A run of failures longer than the client's patience: a person runs it again.
                if "was not" not in error.details():
                    raise
        raise AssertionError(f"{verb} of {item} never worked")


@pytest.mark.parametrize("seed", [1, 2])
def test_a_thousand_operations_at_once_on_a_failing_server_come_out_right(
    fresh, later, server, seed
):
    dice = random.Random(seed)
    engine = Engine(fresh, dice)
    server.faults(
        [{**each, "share": 0.1 / len(FAULTS), "seed": seed * 100 + n}
         for n, each in enumerate(FAULTS)]
    )  # fmt: skip
    names = [f"Policy {number}" for number in range(CHAINS)]
    policies = engine.all("made", [("EscalationPolicy", {"name": name}) for name in names])
    said = [
        {"policy_id": id_, "position": rank, "ack_timeout_minutes": 5, "target": TARGET}
        for id_, _, _ in policies
        for rank in range(1, LINKS + 1)
    ]
    layers = engine.all("made", [("PolicyLayer", each) for each in said])
    # In the next run every chain is turned round, and every second layer changed.
    engine.door = later
    turned = [
        {
            **each,
            "position": LINKS + 1 - each["position"],
            "ack_timeout_minutes": 7 + each["position"] % 2,
        }
        for each in said
    ]
    checked = engine.all(
        "check", [("PolicyLayer", *pair) for pair in zip(turned, said, strict=True)]
    )
    compared = engine.all(
        "diff",
        [
            ("PolicyLayer", id_, state, news)
            for (id_, _, state), (news, _) in zip(layers, checked, strict=True)
        ],
    )
    assert all(changed for changed, _ in compared)
    updated = engine.all(
        "update",
        [
            ("PolicyLayer", id_, state, news)
            for (id_, _, state), (news, _) in zip(layers, checked, strict=True)
        ],
    )
    for _ in range(8):
        read = engine.all(
            "read",
            [("PolicyLayer", id_, state) for (id_, *_), state in zip(layers, updated, strict=True)],
        )
        for (_, state, _), wanted in zip(read, turned, strict=True):
            assert state["position"] == wanted["position"]
            assert state["ack_timeout_minutes"] == wanted["ack_timeout_minutes"]
    rows = server.rows("policy_layers")
    assert len(rows) == CHAINS * LINKS
    assert {row["id"] for row in rows} == {id_.rpartition("/")[2] for id_, *_ in layers}
    for (id_, *_), wanted in zip(layers, turned, strict=True):
        (row,) = (each for each in rows if each["id"] == id_.rpartition("/")[2])
        assert (row["position"], row["ackTimeoutMinutes"]) == (
            wanted["position"],
            wanted["ack_timeout_minutes"],
        )
    engine.all(
        "delete",
        [("PolicyLayer", id_, state) for (id_, *_), state in zip(layers, updated, strict=True)],
    )
    engine.all("delete", [("EscalationPolicy", id_, state) for id_, _, state in policies])
    assert server.rows("policy_layers") == server.rows("policies") == []
    # What is made is checked and created.
    assert sum(engine.done.values()) + engine.done["made"] >= 1_000


def test_identical_reads_in_flight_are_one_request(fresh, server):
    id_, _, _ = fresh.made("EscalationPolicy", {"name": "One"})
    layers = [
        fresh.made(
            "PolicyLayer",
            {"policy_id": id_, "position": rank, "ack_timeout_minutes": rank, "target": TARGET},
        )
        for rank in range(1, 9)
    ]
    server.forget_requests()
    server.faults({"operation": "get_escalation_policy", "latency": 0.1})
    with ThreadPoolExecutor(THREADS) as pool:
        read = list(pool.map(lambda made: fresh.read("PolicyLayer", made[0], made[2]), layers))
    assert [state["ack_timeout_minutes"] for _, state, _ in read] == list(range(1, 9))
    assert len(server.requests) == 1


def test_a_write_is_seen_by_the_read_that_follows(fresh, server):
    id_, inputs, state = fresh.made("Schedule", {"name": "One", "timezone": "UTC"})
    fresh.read("Schedule", id_, state)
    for zone in ("Europe/Paris", "Asia/Tokyo", "UTC"):
        state = fresh.update("Schedule", id_, state, {**inputs, "timezone": zone})
        assert fresh.read("Schedule", id_, state)[1]["timezone"] == zone
