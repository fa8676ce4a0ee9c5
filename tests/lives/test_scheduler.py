"""Time and turns: nothing runs that was not chosen, and nobody waits forever unseen."""

from __future__ import annotations

import pytest

from tests.lives.scheduler import Choice, Killed, Listed, Scheduler, Seeded, Stuck


def told(choice: Choice) -> list[str]:
    scheduler, said = Scheduler(choice), list[str]()

    def speak(name: str) -> None:
        for number in range(3):
            said.append(f"{name}{number}")
            scheduler.step()

    for name in "abc":
        scheduler.start(name, lambda name=name: speak(name))
    scheduler.run()
    return said


def test_one_seed_is_one_order_and_another_seed_another() -> None:
    assert told(Seeded(1)) == told(Seeded(1))
    assert len({tuple(told(Seeded(seed))) for seed in range(10)}) > 5


def test_a_list_says_who_goes_on_and_learns_how_many_could() -> None:
    choice = Listed((2,))
    assert told(choice)[0] == "c0"
    assert choice.offered[0] == 3


def test_time_passes_while_all_sleep_and_not_before() -> None:
    scheduler, woke = Scheduler(), list[float]()

    def sleep(seconds: float) -> None:
        scheduler.sleep(seconds)
        woke.append(round(scheduler.now, 3))

    for seconds in (30.0, 0.5):
        scheduler.start("sleeper", lambda seconds=seconds: sleep(seconds))
    scheduler.run()
    assert woke == [0.5, 30.0]


def test_two_that_wait_for_each_other_are_seen() -> None:
    scheduler = Scheduler()
    first, second = scheduler.lock(), scheduler.lock()

    def hold(one: object, other: object) -> None:
        with one:
            scheduler.step()
            with other:
                pass

    scheduler.start("one", lambda: hold(first, second))
    scheduler.start("other", lambda: hold(second, first))
    with pytest.raises(Stuck, match="all wait for each other: one, other"):
        scheduler.run()


def test_whoever_is_killed_holds_nothing_any_more() -> None:
    scheduler, said = Scheduler(), list[str]()
    lock = scheduler.lock()

    class Process:
        def put_aside(self) -> None:
            return None

    process = Process()

    def hold() -> None:
        try:
            with lock:
                scheduler.sleep(60)
        except Killed:
            said.append("killed")
            raise

    def kill() -> None:
        scheduler.sleep(1)
        scheduler.kill(process)
        with lock:
            said.append("held")

    scheduler.start("holder", hold, process)
    scheduler.start("killer", kill)
    scheduler.run()
    assert said == ["killed", "held"]
