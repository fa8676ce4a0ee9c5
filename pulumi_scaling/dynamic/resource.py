"""What all resource classes share on the program's side.

Runs in the program, so it must stay cheap: nothing of the core, no HTTP.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from reprlib import repr as brief
from typing import Any, ClassVar, Final, cast

import pulumi
from pulumi.dynamic import Resource
from pulumi.runtime.config import is_config_secret

from .earlier import STACK_KEY, address, all_held
from .plain import Unclear, Write, written
from .program import current, may_name_people
from .provider import Provider
from .secrecy import secrecy
from .whence import whence

__all__ = ["ScalingResource"]

API_KEY: Final = "scaling:apiKey"
_said: Final[set[str]] = set()


class ScalingResource(Resource):
    """A resource of Scaling: one kind, its inputs, and the outputs the server adds."""

    kind: ClassVar[str]
    _kind_outputs: ClassVar[Sequence[str]]
    _delete_first: ClassVar[bool] = False
    _inline: ClassVar[str | None] = None
    _unique: ClassVar[str] = ""
    _writes: ClassVar[Mapping[str, Write]] = {}

    def __init__(
        self,
        resource_name: str,
        inputs: Mapping[str, Any],
        opts: pulumi.ResourceOptions | None,
        parent: str | None = None,
    ) -> None:
        _warn_of_plain_key()
        if opts and opts.import_:
            raise pulumi.RunError(_no_import(self.kind, resource_name, str(opts.import_)))
        try:
            inputs = written(_by_id(inputs), self._writes, f"{self.kind} '{resource_name}'")
        except Unclear as unclear:
            raise pulumi.RunError(str(unclear)) from None
        self._said = {
            name: value for name, value in inputs.items() if isinstance(value, (str, int))
        }
        props: dict[str, Any] = {**dict.fromkeys(self._kind_outputs), **inputs}
        defaults = pulumi.ResourceOptions()
        if self._delete_first:
            # A replacement made first would meet its own name.
            defaults.delete_before_replace = True
        holder = props.get(parent) if parent else None
        program = current()
        if parent:
            program.apart(holder, self.kind, resource_name)
        program.claims(holder, self.kind, ["position", self._unique], props, resource_name)
        if parent and isinstance(holder, pulumi.CustomResource):
            props[parent] = holder.id
            if not (opts and opts.id):
                # Destroying the parent takes its children along in one request; and one that is
                # refused leaves the chain whole.
                defaults.deleted_with = holder
        if not parent or may_name_people(inputs):
            # What else a child refers to, it waits for by its own properties.
            defaults.depends_on = program.needed_by(self)
        props |= whence(inputs, opts) | secrecy(inputs, opts)
        if not (opts and opts.id):
            props |= self._of_the_stack()
        options = pulumi.ResourceOptions.merge(defaults, opts) if opts else defaults
        super().__init__(Provider(self.kind), resource_name, props, options)
        if self._inline and inputs.get(self._inline) is not None:
            program.whole(self, self.kind, self._inline, resource_name)
        program.declare(self, inputs, holder, opts or pulumi.ResourceOptions())

    def _of_the_stack(self) -> Mapping[str, Any]:
        """What only the stack can tell the provider, or who is to be asked for it."""
        said = dict(current().once(all_held))
        if self._unique and (stack := address()):
            said[STACK_KEY] = stack
        return said

    def __repr__(self) -> str:
        # Only what the program said as it is: an output would show as an address in memory. And a
        # constructor that failed half-way must still be told apart in its traceback.
        said = vars(self).get("_said", {})
        shown = "".join(f", {name}={brief(value)}" for name, value in said.items())
        return f"scaling.{type(self).__name__}({vars(self).get('_name')!r}{shown})"


def _by_id(inputs: Mapping[str, Any]) -> dict[str, Any]:
    """A resource inside a value stands for its id there, as a parent does."""

    def inside(value: Any) -> Any:
        if isinstance(value, pulumi.CustomResource):
            return value.id
        if isinstance(value, Mapping):
            return {name: inside(part) for name, part in cast("Mapping[str, Any]", value).items()}
        if isinstance(value, (list, tuple)):
            return [inside(part) for part in cast("Sequence[Any]", value)]
        return value

    def part(value: Any) -> Any:
        return inside(value) if isinstance(value, (Mapping, list, tuple)) else value

    return {name: part(value) for name, value in inputs.items()}


def _no_import(kind: str, resource_name: str, own: str) -> str:
    """Pulumi itself would stop with a KeyError of its own, and say nothing that helps."""
    return (
        f"{kind} '{resource_name}': Pulumi cannot import dynamic resources by `import_`. Leave the "
        f"option out and run `pulumi-scaling adopt --fill adopt.json --import` in this folder: it "
        f"finds {own} by what the program says, takes it into the stack as this resource, and "
        "proves that nothing changes"
    )


def _warn_of_plain_key() -> None:
    """Say once that the key stands in the stack's file for everybody to read."""
    if API_KEY in _said:
        return
    _said.add(API_KEY)
    if pulumi.Config("scaling").get("apiKey") and not is_config_secret(API_KEY):
        pulumi.log.warn(
            f"scaling: {API_KEY} is in plain text in the stack's config; encrypt it with "
            f"`pulumi config set --secret {API_KEY}`, and rotate the key if the file was shared"
        )
