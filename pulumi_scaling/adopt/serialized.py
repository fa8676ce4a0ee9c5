"""How the provider is written down in a stack: the one thing that must be Pulumi's own answer.

Every resource of a dynamic provider carries it, in its inputs and in its outputs, and the engine
calls what it says. So it is not repeated here but asked for, as a program's run would.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from pulumi_scaling.previews import TYPE_PREFIX

__all__ = ["PROVIDER_KEY", "TYPE_PREFIX", "provider_text"]

PROVIDER_KEY: Final = "__provider"


@cache
def provider_text(kind: str) -> str:
    """The text a program would have put into the state."""
    from pulumi.dynamic import dynamic

    from pulumi_scaling.dynamic.provider import Provider

    untyped: Any = dynamic
    return str(untyped.serialize_provider(Provider(kind)))
