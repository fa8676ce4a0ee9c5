"""The door: what Pulumi's engine calls, in the core's words.

The import path of `Provider` and its one argument are in the state of every stack, pickled into
each resource. They are a contract: `pulumi_scaling.dynamic.provider.Provider("Schedule")`.

Nothing but Pulumi is imported at the top. A program needs this class only to be named; the work
happens in the engine's provider process, where the first call brings in the rest.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Callable
from functools import partial, wraps
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from pulumi.dynamic import (
    CheckFailure,
    CheckResult,
    ConfigureRequest,
    CreateResult,
    DiffResult,
    ReadResult,
    ResourceProvider,
    UpdateResult,
)

if TYPE_CHECKING:
    from pulumi_scaling.core import Account
    from pulumi_scaling.model import Kind, Problem

__all__ = ["Provider"]

CONFIG: Final = (
    "scaling:apiKey",
    "scaling:baseUrl",
    "scaling:handoffNow",
    "scaling:organization",
    "scaling:pendingPeople",
)
"""What of a stack's config is read; written out, so that a program that only names the class
imports nothing for it."""
Props = dict[str, Any]
Verb = TypeVar("Verb", bound=Callable[..., Any])


def _alone(verb: Verb) -> Verb:
    """Let a refusal out by itself: what it was made from is in its sentence already."""

    @wraps(verb)
    def called(*args: Any) -> Any:
        from pulumi_scaling.errors import ScalingError

        try:
            return verb(*args)
        except ScalingError as error:
            args[0].note_failure()
            raise error from None

    return cast("Verb", called)


def _failure(problem: Problem, kind: Kind) -> CheckFailure:
    """Name a property the engine can show the value of, and the part of it that is wrong."""
    property_ = re.split(r"[.[]", problem.path)[0]
    if kind.inline and property_ == kind.inline.field != problem.path:
        # A whole chain in front of the sentence would hide it.
        return CheckFailure("", f"{problem.path} {problem.sentence}")
    nested = "" if property_ == problem.path else f"{problem.path} "
    return CheckFailure(property_, f"{nested}{problem.sentence}")


class Provider(ResourceProvider):
    """The verbs of one kind. Holds the kind's name and, once configured, where the account is."""

    serialize_as_secret_always = False

    def __init__(self, kind: str) -> None:
        super().__init__()
        self._kind_name = kind
        self._config: dict[str, str | None] = {}
        self._held: Account | None = None

    def __reduce__(self) -> tuple[type[Provider], tuple[str]]:
        # What is in here is in every user's state, and a changed byte would update every resource.
        return Provider, (self._kind_name,)

    def configure(self, req: ConfigureRequest) -> None:
        """Remember the stack's config; never fail and never need a key here."""
        from .engine import end_without_engine
        from .quiet import keep_refusals_short

        # What Pulumi has imported stays to the end; no collection has to walk through it again.
        gc.freeze()
        keep_refusals_short()
        end_without_engine()
        for name in CONFIG:
            value = req.config.get(name)
            self._config[name] = value if isinstance(value, str) else None
        self._held = None

    @_alone
    def check(self, _olds: Props, news: Props) -> CheckResult:
        """Find every mistake of the resource at once."""
        from pulumi_scaling import core
        from pulumi_scaling.previews import SECRET_KEY, WHENCE

        from .earlier import HELD_KEY, STACK_KEY, held, there_from
        from .values import arriving, leaving

        account, kind, said = self._account(), self._kind(), arriving(news)
        said = {name: value for name, value in said.items() if not name.startswith(WHENCE)}
        hidden = said.pop(SECRET_KEY, None) or ()
        if stack := said.pop(STACK_KEY, None):
            account.run.predecessors.told_by(partial(held, str(stack)))
        if (there := said.pop(HELD_KEY, None)) and (known := there_from(there)) is not None:
            core.told_by_stack(account, known)
        checked = core.check(account, kind, arriving(_olds), said, hidden=hidden)
        failures = [_failure(problem, kind) for problem in checked.problems]
        if failures:
            self.note_failure()
        return CheckResult(leaving(checked.inputs), failures)

    @_alone
    def diff(self, _id: str, _olds: Props, _news: Props) -> DiffResult:
        """Say what will change, without a request."""
        from pulumi_scaling import core

        from .values import arriving

        change = core.diff(self._account(), self._kind(), _id, arriving(_olds), arriving(_news))
        return DiffResult(changes=bool(change), replaces=list(change.replaces))

    @_alone
    def create(self, props: Props) -> CreateResult:
        """Make it."""
        from pulumi_scaling import core

        from .values import arriving, leaving

        id_, state = core.create(self._account(), self._kind(), arriving(props))
        return CreateResult(id_, leaving(state))

    @_alone
    def read(self, id_: str, props: Props) -> ReadResult:
        """Its state and inputs now; an empty id when it is gone."""
        from pulumi_scaling import core

        from .values import arriving, leaving

        kind, known = self._kind(), arriving(props)
        state = core.read(self._account(), kind, id_, known)
        if state is None:
            if not known:
                raise core.missing(kind, id_)
            return ReadResult("", {})
        return ReadResult(id_, leaving(state), leaving(core.inputs_in(kind, state)))

    @_alone
    def update(self, _id: str, _olds: Props, _news: Props) -> UpdateResult:
        """Change it."""
        from pulumi_scaling import core

        from .values import arriving, leaving

        state = core.update(self._account(), self._kind(), _id, arriving(_olds), arriving(_news))
        return UpdateResult(leaving(state))

    @_alone
    def delete(self, _id: str, _props: Props) -> None:
        """Let it go."""
        from pulumi_scaling import core

        from .values import arriving

        core.delete(self._account(), self._kind(), _id, arriving(_props))

    def note_failure(self) -> None:
        """Remember that the engine will stop, so that what it would have met stays unmet."""
        if self._held is not None:
            self._held.run.failed()

    def _kind(self) -> Kind:
        from pulumi_scaling.resources import by_name

        return by_name[self._kind_name]

    def _account(self) -> Account:
        from .accounts import account_for

        if self._held is None:
            self._held = account_for(self._config)
        return self._held
