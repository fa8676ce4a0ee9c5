"""Pulumi's dynamic process, as far as a provider sees it: pickles, threads, values on the wire.

A call arrives as JSON does (numbers are floats, nothing is no value), is served by one of four
threads, and what comes back went the same way. The process knows the engine that started it; when
that is gone it goes on with what it was at, as the real one does.
"""

from __future__ import annotations

import base64
import random
from collections.abc import Callable, Collection, Mapping
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Final

import dill
import httpx
from pulumi.dynamic import Config, ConfigureRequest
from pulumi.output import UNKNOWN as PULUMI_UNKNOWN
from pulumi.output import Unknown
from pulumi.runtime import rpc

from pulumi_scaling.client import Client
from pulumi_scaling.core import Account, Settings, farewell
from pulumi_scaling.dynamic.provider import Provider
from pulumi_scaling.errors import Refused
from pulumi_scaling.patience import Patience
from pulumi_scaling.resources import CATALOG

from .scheduler import Killed, Scheduler
from .wire import Connections, Journal
from .world import BEGAN, URL, World

__all__ = ["PROVIDER_KEY", "UNKNOWN", "Failed", "Process", "arrived"]

UNKNOWN: Final = rpc.UNKNOWN
"""What stands for a value that only the run itself will show, on the wire and in a plan."""
PROVIDER_KEY: Final = "__provider"
THREADS: Final = 4


class Failed(Exception):
    """What a provider raised: its sentence, and whether it was meant."""

    def __init__(self, sentence: str, error: Exception) -> None:
        super().__init__(sentence)
        self.error = error
        self.protected = False
        """Whether it is the engine's own no, which stops nothing else."""


@cache
def unpickled(text: str) -> str:
    """The kind that the text in a state is a provider of; it must be the class that we know."""
    provider = dill.loads(base64.b64decode(text))
    assert type(provider) is Provider
    kind: str = vars(provider)["_kind_name"]
    return kind


class Process:
    """One provider process of one run."""

    def __init__(
        self,
        scheduler: Scheduler,
        world: World,
        journal: Journal,
        *,
        config: Mapping[str, str],
        environment: Mapping[str, str],
        seed: object = 0,
        foretold: Collection[str] = (),
        limited: bool = False,
    ) -> None:
        self.scheduler = scheduler
        self.journal = journal
        self.told: list[str] = []
        """What it said to people."""
        self.ended = False
        self.engine_lost = False
        self.on_end: Callable[[], None] = lambda: None
        """Called when the engine that started it is gone."""
        self._config = dict(config)
        self._providers: dict[str, Provider] = {}
        self._free = THREADS
        self._queue: list[Any] = []
        dice = random.Random(f"{seed} jitter")
        self._patience = Patience(
            clock=lambda: scheduler.now,
            today=self._today,
            sleep=scheduler.sleep,
            jitter=dice.random,
            lock=scheduler.lock,
            news=scheduler.news,
            promise=scheduler.promise,
        )
        self._connections = Connections(scheduler, world, journal, self, URL)
        self._client: Client | None = None
        self.account = Account(
            Settings.of(config, environment),
            kinds=CATALOG,
            warn=self.told.append,
            tell=self.told.append,
            before_write=self._look_for_engine,
            connect=self._connect,
            patience=self._patience,
        )
        self.account.run.limited = limited
        self.account.run.departures.foretold_by(lambda: foretold)

    def _today(self) -> datetime:
        return BEGAN + timedelta(seconds=self.scheduler.now)

    def _connect(self, **given: Any) -> Client:
        # All else of the client is real; making a true one would cost more than a request.
        real = httpx.Client
        httpx.Client = lambda **_: self._connections  # type: ignore[assignment, misc]
        try:
            self._client = Client(**given)
        finally:
            httpx.Client = real  # type: ignore[misc]
        return self._client

    # ---------------------------------------------------------------- its end
    def end(self) -> None:
        """Die, and the engine with it."""
        self.ended = True
        self.lose_engine()
        self.scheduler.kill(self)

    def lose_engine(self) -> None:
        """Go on alone."""
        if not self.engine_lost:
            self.engine_lost = True
            self.on_end()

    def farewell(self) -> None:
        """What it says when the engine is done with it."""
        farewell(self.account)

    def foretells(self) -> frozenset[str]:
        """What a preview tells the update of the same command."""
        run = self.account.run
        return frozenset() if run.cut_short else frozenset(run.departures.leaving())

    def _look_for_engine(self) -> None:
        if self.engine_lost:
            raise Refused("the Pulumi engine that asked for this is gone")

    # ---------------------------------------------------------------- what a thread keeps
    def put_aside(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """What the thread that goes to sleep keeps for itself."""
        client = self._client
        assert client is not None
        pace, deadline = vars(client._pace), vars(client._wire._deadline)
        kept = dict(pace), dict(deadline)
        pace.clear()
        deadline.clear()
        return kept

    def take_up(self, kept: tuple[dict[str, Any], dict[str, Any]]) -> None:
        """As it was when it went to sleep."""
        client = self._client
        assert client is not None
        pace, deadline = vars(client._pace), vars(client._wire._deadline)
        pace.clear()
        pace.update(kept[0])
        deadline.clear()
        deadline.update(kept[1])

    # ---------------------------------------------------------------- its verbs
    def call(self, verb: str, props: Mapping[str, Any], *words: Any) -> Any:
        """Have one of its threads serve a call."""
        scheduler = self.scheduler
        if self.engine_lost:
            raise Killed
        while not self._free:
            self._queue.append(scheduler.me)
            scheduler.wait()
        self._free -= 1
        try:
            return self._heard(getattr(self._provider(props), verb)(*words))
        except Exception as error:
            self._heard(None)
            raise Failed(str(error), error) from error
        finally:
            self._free += 1
            if self._queue:
                scheduler.wake(self._queue.pop(0))

    def _heard(self, answer: Any) -> Any:
        """What it answers, if there still is an engine to hear it."""
        if self.engine_lost:
            raise Killed
        return answer

    def _provider(self, props: Mapping[str, Any]) -> Provider:
        kind = unpickled(props[PROVIDER_KEY])
        provider = self._providers.get(kind)
        if provider is None:
            provider = self._providers[kind] = Provider(kind)
            provider.configure(ConfigureRequest(config=Config(self._config, "lives")))
            vars(provider)["_held"] = self.account
        return provider

    def check(
        self, olds: Mapping[str, Any] | None, news: Mapping[str, Any]
    ) -> tuple[dict[str, Any], list[tuple[str, str]]]:
        """Inputs as the provider wants them, and what is wrong."""
        checked = self.call("check", news, arrived(olds or {}), arrived(news))
        failures = [(each.property, each.reason) for each in checked.failures or ()]
        return self._sent(checked.inputs, news), failures

    def diff(
        self, id_: str, olds: Mapping[str, Any], news: Mapping[str, Any]
    ) -> tuple[bool, list[str]]:
        """Whether it changes, and by which properties it is replaced."""
        found = self.call("diff", news, id_, arrived(olds), arrived(news))
        return bool(found.changes), list(found.replaces or ())

    def create(self, news: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
        """The id and outputs of a new one."""
        made = self.call("create", news, arrived(news))
        return made.id, self._sent(made.outs, news)

    def update(self, id_: str, olds: Mapping[str, Any], news: Mapping[str, Any]) -> dict[str, Any]:
        """Its outputs afterwards."""
        done = self.call("update", news, id_, arrived(olds), arrived(news))
        return self._sent(done.outs, news)

    def read(
        self, id_: str, state: Mapping[str, Any]
    ) -> tuple[str, dict[str, Any], dict[str, Any] | None]:
        """Its id (empty when it is gone), outputs and inputs now."""
        found = self.call("read", state, id_, arrived(state))
        inputs = None if found.inputs is None else self._sent(found.inputs, state)
        return found.id, self._sent(found.outs, state), inputs

    def delete(self, id_: str, state: Mapping[str, Any]) -> None:
        """Let it go."""
        self.call("delete", state, id_, arrived(state))

    def _sent(self, values: Mapping[str, Any], asked: Mapping[str, Any]) -> dict[str, Any]:
        return {**left(values), PROVIDER_KEY: asked[PROVIDER_KEY]}


def arrived(value: Any) -> Any:
    """A value as a provider gets it: numbers are floats, None is left out, unknown is an object."""
    if isinstance(value, str):
        return PULUMI_UNKNOWN if value == UNKNOWN else value
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int):
        return float(value)
    if isinstance(value, Mapping):
        return {name: arrived(part) for name, part in value.items() if part is not None}
    if isinstance(value, list):
        return [arrived(part) for part in value]
    return value


def left(value: Any) -> Any:
    """A value as the engine gets it back."""
    if isinstance(value, str):
        return value
    if isinstance(value, Unknown):
        return UNKNOWN
    if isinstance(value, Mapping):
        return {name: left(part) for name, part in value.items() if part is not None}
    if isinstance(value, (list, tuple)):
        return [left(part) for part in value]
    if isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    return value
