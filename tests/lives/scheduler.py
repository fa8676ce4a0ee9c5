"""Who goes on next, and what time it is: every decision of a life, made in one place.

Tasks are greenlets, so that one thread carries them all and nothing runs that was not chosen. A
task comes here wherever a thread would let others go on: at each request, each wait for a lock or
for news, each sleep. Who goes on is asked of a *choice*; time passes only while all of them sleep,
and a little with each request. The same choices make the same life.
"""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Callable
from typing import Any, Final

from greenlet import GreenletExit, getcurrent, greenlet

__all__ = ["Choice", "Killed", "Listed", "Scheduler", "Seeded", "Stuck"]

TICK: Final = 0.005
"""Seconds that a request takes each way."""
LEAST: Final = 1e-6
"""Seconds that any wait takes."""
MOST_DECISIONS: Final = 200_000
"""A life that is not over by then never ends."""


class Killed(BaseException):
    """The process is no more: no `except Exception` hears of it."""


class Stuck(AssertionError):
    """All wait for each other, or a life goes on and on."""


class Choice:
    """The first of those who are ready, always."""

    def of(self, ready: int) -> int:
        """Which one of so many."""
        return 0


class Seeded(Choice):
    """As dice fall that are thrown the same way for one seed."""

    def __init__(self, seed: object) -> None:
        self._random = random.Random(str(seed)).random

    def of(self, ready: int) -> int:
        return int(self._random() * ready)


class Listed(Choice):
    """As a list says, and the first when it ends; remembers how many there were to choose from."""

    def __init__(self, wanted: tuple[int, ...] = ()) -> None:
        self._wanted = wanted
        self.offered: list[int] = []

    def of(self, ready: int) -> int:
        at = len(self.offered)
        self.offered.append(ready)
        return min(self._wanted[at], ready - 1) if at < len(self._wanted) else 0


class Task:
    """One thread of a process, and what it waits for."""

    __slots__ = ("carried", "dead", "let", "name", "process", "until")

    def __init__(self, name: str, process: Any, let: greenlet) -> None:
        self.name = name
        self.process = process
        self.let = let
        self.until: float | None = None
        self.dead = False
        self.carried: Any = None
        """What a thread keeps for itself, put aside while others run."""


class Scheduler:
    """One world's time, and everybody in it."""

    def __init__(self, choice: Choice | None = None, *, began: float = 0.0) -> None:
        self.now = began
        self.choice = choice or Choice()
        self.decisions = 0
        self._ready: deque[Task] = deque()
        self._asleep: list[Task] = []
        self._tasks: dict[greenlet, Task] = {}
        self._failed: BaseException | None = None
        self._hub: greenlet | None = None

    # ---------------------------------------------------------------- who there is
    @property
    def me(self) -> Task:
        """Whoever runs now."""
        return self._tasks[getcurrent()]

    def start(self, name: str, run: Callable[[], None], process: Any = None) -> Task:
        """Let somebody in; they run once they are chosen."""

        def life() -> None:
            try:
                if not task.dead:
                    run()
            except (Killed, GreenletExit):
                pass  # As it was meant.
            except BaseException as error:  # noqa: BLE001 - told where the life is run
                self._failed = self._failed or error
            finally:
                self._tasks.pop(getcurrent(), None)

        let = greenlet(life, self._hub)
        task = self._tasks[let] = Task(name, process, let)
        self._ready.append(task)
        return task

    def run(self) -> None:
        """Until nobody is left."""
        self._hub = getcurrent()
        for let in self._tasks:
            let.parent = self._hub
        ready = self._ready
        while self._tasks:
            if not ready:
                self._wake()
            self.decisions += 1
            if self.decisions > MOST_DECISIONS:
                raise Stuck(f"no end after {MOST_DECISIONS} decisions")
            at = self.choice.of(len(ready)) if len(ready) > 1 else 0
            task = ready[at]
            del ready[at]
            if task.let.dead:
                continue
            task.let.switch()
            if self._failed is not None:
                failed, self._failed = self._failed, None
                raise failed
            self._due()

    def _due(self) -> None:
        if self._asleep:
            due = [
                each for each in self._asleep if each.until is not None and each.until <= self.now
            ]
            for task in due:
                self._asleep.remove(task)
                task.until = None
                self._ready.append(task)

    def _wake(self) -> None:
        times = [each.until for each in self._asleep if each.until is not None]
        if not times:
            waiting = ", ".join(task.name for task in self._tasks.values())
            raise Stuck(f"all wait for each other: {waiting}")
        self.now = max(self.now, min(times))
        self._due()

    # ---------------------------------------------------------------- what a task does
    def pause(self) -> None:
        """Let others go first, if they are chosen."""
        task = self._tasks[getcurrent()]
        self._ready.append(task)
        self._away(task)

    def step(self) -> None:
        """The same, and a moment passes."""
        self.now += TICK
        self.pause()

    def sleep(self, seconds: float) -> None:
        """Sleep in this world's time."""
        self.wait(self.now + max(0.0, seconds))

    def wait(self, until: float | None = None) -> None:
        """Until somebody wakes this task, or until then."""
        task = self._tasks[getcurrent()]
        # Some time passes always, or whoever waits for the end of a billionth would wait forever.
        task.until = None if until is None else max(until, self.now + LEAST)
        self._asleep.append(task)
        self._away(task)

    def wake(self, task: Task) -> None:
        """Let somebody go on who waits."""
        if task in self._asleep:
            self._asleep.remove(task)
            task.until = None
            self._ready.append(task)

    def kill(self, process: Any) -> None:
        """End all threads of a process, wherever they are; whoever asks goes on to its own end."""
        for task in list(self._tasks.values()):
            if task.process is process:
                task.dead = True
                self.wake(task)

    def _away(self, task: Task) -> None:
        carried = task.process.put_aside() if task.process is not None else None
        assert self._hub is not None
        self._hub.switch()
        if carried is not None:
            task.process.take_up(carried)
        if task.dead:
            raise Killed

    def alive(self) -> None:
        """Nothing is done any more by who is dead."""
        if self._tasks[getcurrent()].dead:
            raise Killed

    # ---------------------------------------------------------------- what threads share
    def lock(self) -> Lock:
        return Lock(self)

    def news(self) -> Any:
        return News(self)

    def promise(self) -> Any:
        return Promise(self)


class Lock:
    """A reentrant lock."""

    def __init__(self, scheduler: Scheduler) -> None:
        self._scheduler = scheduler
        self._owner: greenlet | None = None
        self._count = 0
        self._waiting: list[Task] = []

    def acquire(self) -> bool:
        me = getcurrent()
        if self._owner is not me:
            scheduler = self._scheduler
            while self._owner is not None:
                task = scheduler.me
                self._waiting.append(task)
                try:
                    scheduler.wait()
                finally:
                    if task in self._waiting:
                        self._waiting.remove(task)
            self._owner = me
        self._count += 1
        return True

    def release(self) -> None:
        self._count -= 1
        if not self._count:
            self._owner = None
            waiting, self._waiting = self._waiting, []
            for task in waiting:
                self._scheduler.wake(task)

    def __enter__(self) -> Any:
        self.acquire()
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


class News:
    """A condition. Nobody else runs inside of it, so its own lock is never waited for."""

    def __init__(self, scheduler: Scheduler) -> None:
        self._scheduler = scheduler
        self._waiting: list[Task] = []

    def __enter__(self) -> Any:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def wait(self, timeout: float | None = None) -> bool:
        scheduler = self._scheduler
        task = scheduler.me
        self._waiting.append(task)
        try:
            scheduler.wait(None if timeout is None else scheduler.now + timeout)
            told = task not in self._waiting
        finally:
            if task in self._waiting:
                self._waiting.remove(task)
        return told

    def wait_for(self, predicate: Callable[[], Any], timeout: float | None = None) -> Any:
        until = None if timeout is None else self._scheduler.now + timeout
        while not (found := predicate()):
            left = None if until is None else until - self._scheduler.now
            if left is not None and left <= 0:
                return predicate()
            self.wait(left)
        return found

    def notify_all(self) -> None:
        waiting, self._waiting = self._waiting, []
        for task in waiting:
            self._scheduler.wake(task)

    notify = notify_all


class Promise:
    """An answer that several wait for, as a future holds it."""

    def __init__(self, scheduler: Scheduler) -> None:
        self._news = News(scheduler)
        self._done = False
        self._answer: Any = None
        self._error: BaseException | None = None

    def result(self) -> Any:
        while not self._done:
            self._news.wait()
        if self._error is not None:
            raise self._error
        return self._answer

    def set_result(self, answer: Any) -> None:
        self._done, self._answer = True, answer
        self._news.notify_all()

    def set_exception(self, error: BaseException) -> None:
        self._done, self._error = True, error
        self._news.notify_all()
