"""What the stack held before this run, asked of the engine where nothing else can tell.

A resource that has another name in the program, or that is replaced on request, is made before the
old one is deleted, and a create is told nothing of the old one's state. The engine of the program
can be asked for it. So the program hands its address to the provider: in an input that check takes
out again, and that is in no state and no preview.
"""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Final, cast

import pulumi

from pulumi_scaling.previews import CALLED_KEY, SECRET_KEY, TYPE_PREFIX

__all__ = ["HELD_KEY", "STACK_KEY", "address", "all_held", "held", "there_from"]

STACK_KEY: Final = "__stack"
HELD_KEY: Final = "__held"
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


def all_held() -> Mapping[str, Any]:
    """In a preview, an input that says what the stack holds of ours; check takes it out again.

    A preview shows a provider no delete. The provider cannot ask: while the engine waits for a
    check or a comparison it answers nobody, and after the last one it is gone.
    """
    stack = address() if pulumi.runtime.is_dry_run() else None
    if not stack:
        return {}

    async def asked() -> str:
        return json.dumps(await asyncio.get_running_loop().run_in_executor(None, held, stack))

    # It may hold what the program keeps secret.
    return {HELD_KEY: pulumi.Output.secret(asyncio.ensure_future(asked()))}


def there_from(said: str) -> Mapping[str, Sequence[Mapping[str, Any]]] | None:
    """What was said so, by kind; None where nobody could tell."""
    return cast("Mapping[str, Sequence[Mapping[str, Any]]] | None", json.loads(said))


def held(stack: str) -> Mapping[str, Sequence[Mapping[str, Any]]] | None:
    """The outputs of all resources of ours, by kind, as they are now; None if nobody tells.

    With them, under names of ours, which of them are secret, and what the program calls each.
    """
    import grpc
    from pulumi.runtime.proto import resource_pb2, resource_pb2_grpc

    where, _, name = stack.partition(" ")
    asked = resource_pb2.ResourceInvokeRequest(tok=FUNCTION)
    asked.args.update({"stackName": name})
    try:
        with grpc.insecure_channel(where) as channel:
            stub = cast("Any", resource_pb2_grpc.ResourceMonitorStub(channel))
            answer = stub.Invoke(asked, timeout=SECONDS)
    except grpc.RpcError:
        return None
    found = defaultdict[str, list[Mapping[str, Any]]](list)
    for urn, each in getattr(answer, "return").fields["outputs"].struct_value.fields.items():
        told = each.struct_value.fields
        _, ours, kind = told["type"].string_value.partition(TYPE_PREFIX)
        if ours:
            found[kind].append({**_outputs(told["outputs"]), CALLED_KEY: urn.rpartition("::")[2]})
    return found


def _outputs(value: Any) -> Mapping[str, Any]:
    """Each by itself: of a whole that is read, nobody can tell which part of it is secret."""
    from pulumi.runtime import rpc

    said = value.struct_value.items()
    read: dict[str, Any] = {name: rpc.deserialize_property(each) for name, each in said}
    secret = [name for name, each in read.items() if rpc.is_rpc_secret(each)]
    return {name: _plain(each) for name, each in read.items()} | {SECRET_KEY: secret}


def _plain(value: Any) -> Any:
    """The value without what marks a secret: nothing of it goes further than the provider."""
    from pulumi.runtime import rpc

    return rpc.unwrap_rpc_secret(value) if rpc.is_rpc_secret(value) else value
