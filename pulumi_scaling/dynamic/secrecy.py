"""Which inputs of a resource the program keeps secret, said so that the provider knows.

The engine hands secrets over in plain to a provider like ours, without a word. What a preview says
of people must not name those whom the program hides.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

import pulumi

from pulumi_scaling.previews import SECRET_KEY

from .earlier import address
from .program import leaves

__all__ = ["secrecy"]


def secrecy(inputs: Mapping[str, Any], opts: pulumi.ResourceOptions | None) -> dict[str, Any]:
    """An input that names those with a secret in them; none where nothing in them could be one."""
    found = {name: outputs for name, value in inputs.items() if (outputs := _outputs(value))}
    if not found or (opts and opts.id) or not address():
        return {}

    async def names() -> list[str]:
        return [name for name, outputs in found.items() if await _any_secret(outputs)]

    async def always(*, value: bool) -> bool:
        return value

    # Not one of the outputs itself: it would be secret, too, and as unknown as they are.
    data = asyncio.ensure_future(names())
    return {SECRET_KEY: pulumi.Output(set(), data, always(value=True), always(value=False))}


def _outputs(value: Any) -> list[pulumi.Output[Any]]:
    return [each for each in leaves(value) if isinstance(each, pulumi.Output)]


async def _any_secret(outputs: Sequence[pulumi.Output[Any]]) -> bool:
    return any([await each.is_secret() for each in outputs])
