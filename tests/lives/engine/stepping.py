"""Steps, and the workers that carry them out side by side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from tests.lives.process import Failed
from tests.lives.scheduler import Killed

if TYPE_CHECKING:
    from .deployment import Deployment
    from .state import State

__all__ = ["Step", "Workers"]


@dataclass
class Step:
    """One thing to do to one resource."""

    op: str
    urn: str
    apply: Callable[[], Any]
    begun: str = ""
    """What is noted as begun meanwhile."""
    old: State | None = None
    """As the stack has it."""
    new: State | None = None
    """As the program says it."""


class Workers:
    """So many chains of steps at a time; none begins once something has failed."""

    def __init__(self, deployment: Deployment, parallel: int) -> None:
        self.cancelled = False
        self.busy = 0
        self._deployment = deployment
        self._parallel = parallel
        self._queue: list[list[Step]] = []
        self._waiting: Any = None
        self._count = 0

    def execute(self, chain: list[Step]) -> None:
        """Carry these out one after the other, beside the others."""
        if len(chain) == 1 and chain[0].op == "same":
            self._one(chain[0])  # It asks nobody anything.
            return
        self.busy += 1
        if self.busy > self._parallel:
            self._queue.append(chain)
            return
        self._count += 1
        deployment = self._deployment
        work = partial(self._work, chain)
        deployment.scheduler.start(f"worker {self._count}", work, deployment.process)

    def next_end(self) -> None:
        """Until one more chain is over."""
        if self.busy:
            self._waiting = self._deployment.scheduler.me
            self._deployment.scheduler.wait()
            self._waiting = None
        if self._deployment.process.engine_lost:
            raise Killed  # The engine is no more, whatever its provider still does.

    def wait(self, *, whatever: bool = False) -> None:
        """Until all are over."""
        while self.busy:
            self.next_end()

    def _work(self, first: list[Step]) -> None:
        scheduler = self._deployment.scheduler
        ahead: list[Step] | None = first
        while ahead is not None:
            chain = ahead
            try:
                for step in chain:
                    if self.cancelled and step.op != "refresh":
                        break
                    if not self._one(step):
                        break
            finally:
                self.busy -= 1
                if self._waiting is not None:
                    scheduler.wake(self._waiting)
            ahead = self._queue.pop(0) if self._queue else None

    def _one(self, step: Step) -> bool:
        deployment = self._deployment
        book = deployment.book
        if step.begun:
            book.begin(step.begun, step.urn)
        try:
            step.apply()
        except Failed as failed:
            if step.begun:
                book.end(step.begun, step.urn)
            deployment.fails(step.urn, str(failed))
            deployment.failed.add(step.urn)
            if not (deployment.options.continue_on_error or failed.protected):
                self.cancelled = True
            return False
        if step.begun:
            book.end(step.begun, step.urn)
        deployment.result.done.append(step)
        return True
