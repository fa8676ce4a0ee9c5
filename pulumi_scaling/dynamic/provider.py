"""The door: what Pulumi's engine calls, in the core's words.

The import path of `Provider` and its one argument are in the state of every stack, pickled into
each resource. They are a contract: `pulumi_scaling.dynamic.provider.Provider("Schedule")`.

Nothing but Pulumi is imported at the top. A program needs this class only to be named; the work
happens in the engine's provider process, where the first call brings in the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

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
    from pulumi_scaling.model import Kind

__all__ = ["Provider"]

Props = dict[str, Any]


class Provider(ResourceProvider):
    """The verbs of one kind. Holds the kind's name and, once configured, where the account is."""

    serialize_as_secret_always = False

    def __init__(self, kind: str) -> None:
        super().__init__()
        self._kind_name = kind
        self._config: dict[str, str | None] = {}

    def __reduce__(self) -> tuple[type[Provider], tuple[str]]:
        # What is in here is in every user's state, and a changed byte would update every resource.
        return Provider, (self._kind_name,)

    def configure(self, req: ConfigureRequest) -> None:
        """Remember the stack's config; never fail and never need a key here."""
        from .quiet import keep_refusals_short

        keep_refusals_short()
        for name in ("scaling:apiKey", "scaling:baseUrl"):
            value = req.config.get(name)
            self._config[name] = value if isinstance(value, str) else None

    def check(self, _olds: Props, news: Props) -> CheckResult:
        """Find every mistake of the resource at once."""
        from pulumi_scaling import core
        from pulumi_scaling.resources import LISTS

        from .values import arriving, leaving

        checked = core.check(self._account(), self._kind(), arriving(_olds), arriving(news), LISTS)
        failures = [CheckFailure(problem.path, problem.sentence) for problem in checked.problems]
        return CheckResult(leaving(checked.inputs), failures)

    def diff(self, _id: str, _olds: Props, _news: Props) -> DiffResult:
        """Say what will change, without a request."""
        from pulumi_scaling import core

        from .values import arriving

        change = core.diff(self._account(), self._kind(), _id, arriving(_olds), arriving(_news))
        return DiffResult(changes=bool(change), replaces=list(change.replaces))

    def create(self, props: Props) -> CreateResult:
        """Make it."""
        from pulumi_scaling import core

        from .values import arriving, leaving

        id_, state = core.create(self._account(), self._kind(), arriving(props))
        return CreateResult(id_, leaving(state))

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

    def update(self, _id: str, _olds: Props, _news: Props) -> UpdateResult:
        """Change it."""
        from pulumi_scaling import core

        from .values import arriving, leaving

        state = core.update(self._account(), self._kind(), _id, arriving(_olds), arriving(_news))
        return UpdateResult(leaving(state))

    def delete(self, _id: str, _props: Props) -> None:
        """Let it go."""
        from pulumi_scaling import core

        from .values import arriving

        core.delete(self._account(), self._kind(), _id, arriving(_props))

    def _kind(self) -> Kind:
        from pulumi_scaling.resources import by_name

        return by_name[self._kind_name]

    def _account(self) -> Account:
        from .accounts import account_for

        return account_for(self._config)
