"""What brings into a stack what an account has already: for whoever looks for an import."""

from __future__ import annotations

from .findings import Finding

__all__ = ["existing"]


def existing() -> Finding:
    """Name the command, since Pulumi's own one ends in an error that tells nobody anything.

    An import reads before the engine knows which provider a dynamic resource has.
    """
    said = (
        "what the account has already comes into a stack with `pulumi-scaling adopt`, and not "
        "with `pulumi import`, which ends in KeyError: '__provider'"
    )
    return Finding("import", "ok", said)
