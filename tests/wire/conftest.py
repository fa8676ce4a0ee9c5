"""Pulumi's own dynamic process, spoken to as the engine speaks to it, against a simulator."""

import os
import socket
import subprocess
import sys
from itertools import count

import grpc
import pytest
from google.protobuf import json_format, struct_pb2
from pulumi.dynamic.dynamic import serialize_provider
from pulumi.runtime import rpc
from pulumi.runtime.proto import provider_pb2 as wire
from pulumi.runtime.proto import provider_pb2_grpc

from pulumi_scaling.dynamic.provider import Provider
from pulumi_scaling.resources import CATALOG
from pulumi_scaling.simulator import Simulator

PROVIDERS = {kind.name: serialize_provider(Provider(kind.name)) for kind in CATALOG}
URN = "urn:pulumi:dev::test::pulumi-python:dynamic/scaling:{}::one"


class Door:
    """One provider process and the verbs the engine has."""

    unknown = rpc.UNKNOWN

    def __init__(self, environment, config):
        clean = {name: value for name, value in os.environ.items() if "SCALING_CLOUD" not in name}
        # Something that listens where the engine would, for it is looked for before each write.
        self.engine = socket.create_server(("127.0.0.1", 0))
        self.process = subprocess.Popen(
            [sys.executable, "-u", "-m", "pulumi.dynamic", self._address()],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**clean, **environment},
        )
        port = int(self.process.stdout.readline())
        self.channel = grpc.insecure_channel(f"127.0.0.1:{port}")
        self.stub = provider_pb2_grpc.ResourceProviderStub(self.channel)
        self.stub.Configure(wire.ConfigureRequest(args=struct(config)))

    def _address(self):
        return f"127.0.0.1:{self.engine.getsockname()[1]}"

    def check(self, kind, news, olds=None, text=None):
        """Inputs and failures."""
        answer = self.stub.Check(
            wire.CheckRequest(
                urn=URN.format(kind),
                olds=props(kind, olds or {}) if olds else None,
                news=props(kind, news, text),
            )
        )
        assert answer.inputs["__provider"] == (text or PROVIDERS[kind])
        return plain(answer.inputs), {each.property: each.reason for each in answer.failures}

    def diff(self, kind, id_, olds, news):
        """Whether it changes, and what replaces it."""
        answer = self.stub.Diff(
            wire.DiffRequest(id=id_, olds=props(kind, olds), news=props(kind, news))
        )
        return answer.changes == wire.DiffResponse.DIFF_SOME, list(answer.replaces)

    def create(self, kind, news, text=None):
        answer = self.stub.Create(wire.CreateRequest(properties=props(kind, news, text)))
        assert answer.properties["__provider"] == (text or PROVIDERS[kind])
        return answer.id, plain(answer.properties)

    def read(self, kind, id_, state):
        """Id, state and inputs; an empty id when it is gone."""
        answer = self.stub.Read(wire.ReadRequest(id=id_, properties=props(kind, state)))
        return answer.id, plain(answer.properties), plain(answer.inputs)

    def update(self, kind, id_, olds, news):
        answer = self.stub.Update(
            wire.UpdateRequest(id=id_, olds=props(kind, olds), news=props(kind, news))
        )
        return plain(answer.properties)

    def delete(self, kind, id_, state):
        self.stub.Delete(wire.DeleteRequest(id=id_, properties=props(kind, state)))

    def made(self, kind, said):
        """Checked and created, as an `up` does it."""
        inputs, failures = self.check(kind, said)
        assert failures == {}
        id_, state = self.create(kind, inputs)
        return id_, inputs, state

    def stop(self):
        """End it as the engine does, unless it has ended; what it wrote to stderr."""
        self.channel.close()
        self.engine.close()
        self.process.terminate()
        if not self.process.stderr.closed:
            self.said = self.process.communicate(timeout=60)[1].decode()
        return self.said


def struct(values):
    found = struct_pb2.Struct()
    found.update(values)
    return found


def props(kind, values, text=None):
    return struct({**values, "__provider": text or PROVIDERS[kind]})


def plain(message):
    values = json_format.MessageToDict(message)
    return {name: value for name, value in values.items() if name != "__provider"}


@pytest.fixture(scope="module")
def _running():
    with Simulator().serve() as server:
        yield server


@pytest.fixture
def server(_running):
    _running.reset()
    yield _running
    _running.clear_faults()


@pytest.fixture(scope="module")
def start(_running):
    """Start a provider process with a key in the environment, or as told."""
    doors = []

    def make(config=None, **environment):
        defaults = {"SCALING_CLOUD_API_KEY": _running.key, "SCALING_CLOUD_BASE_URL": _running.url}
        doors.append(Door({**defaults, **environment}, config or {}))
        return doors[-1]

    yield make
    for door in doors:
        door.stop()


@pytest.fixture(scope="module")
def _shared(start):
    return start()


@pytest.fixture
def door(_shared, server):
    """A provider process; what it learned of another test's world is older than its snapshots."""
    return _shared


@pytest.fixture
def fresh(start, server):
    """A provider process of the test's own, as each run of the engine has one."""
    return start()


@pytest.fixture
def names():
    return (f"Thing {number}" for number in count(1))
