"""What the stack held before this run, asked of the engine where nothing else can tell.

A resource that has another name in the program, or that is replaced on request, is made before the
old one is deleted, and a create is told nothing of the old one's state. The engine of the program
can be asked for it. So the program hands its address to the provider: in an input that check takes
out again, and that is in no state and no preview.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, cast

import pulumi

__all__ = ["STACK_KEY", "address", "held"]

STACK_KEY: Final = "__stack"
FUNCTION: Final = "pulumi:pulumi:readStackResourceOutputs"
SECONDS: Final = 10.0


def address() -> str | None:
    """Where the engine answers for the stack of this program, and the stack's name; None in tests.

    Under mocks there is no engine, and nothing to tell.
    """
    from pulumi.runtime.settings import get_monitor

    channel = getattr(getattr(get_monitor(), "Invoke", None), "_channel", None)
    target = getattr(channel, "target", None)
    if not callable(target):
        return None
    where = cast("bytes", target()).decode()
    names = (pulumi.get_organization(), pulumi.get_project(), pulumi.get_stack())
    return f"{where} {'/'.join(names)}"


def held(stack: str, type_: str) -> Sequence[Mapping[str, Any]]:
    """The outputs of all resources of a type, as the stack has them now; none if nobody tells."""
    import grpc
    from pulumi.runtime import rpc
    from pulumi.runtime.proto import resource_pb2, resource_pb2_grpc

    where, _, name = stack.partition(" ")
    asked = resource_pb2.ResourceInvokeRequest(tok=FUNCTION)
    asked.args.update({"stackName": name})
    try:
        with grpc.insecure_channel(where) as channel:
            stub = cast("Any", resource_pb2_grpc.ResourceMonitorStub(channel))
            answer = stub.Invoke(asked, timeout=SECONDS)
    except grpc.RpcError:
        return ()
    told: Any = rpc.deserialize_properties(getattr(answer, "return"))
    resources: Mapping[str, Any] = _plain(told).get("outputs") or {}
    return [each["outputs"] for each in resources.values() if each.get("type") == type_]


def _plain(value: Any) -> Any:
    """The value without what marks secrets in it: nothing of it goes further than the provider."""
    from pulumi.runtime import rpc

    if rpc.is_rpc_secret(value):
        return _plain(rpc.unwrap_rpc_secret(value))
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in cast("dict[str, Any]", value).items()}
    return value
