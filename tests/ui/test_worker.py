"""The worker: answers come on the Qt thread, troubles as refusals, nothing after the end."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from data.faults import StoreFault
from kiosk.refusal import Refusal
from ui.worker import SYSTEM_TROUBLE, Worker


@pytest.fixture
def worker(qapp: object) -> Iterator[Worker]:
    worker = Worker()
    yield worker
    worker.stop()


def never(said: object) -> None:
    raise AssertionError(said)


def test_the_call_runs_elsewhere_and_the_answer_comes_here(qtbot: QtBot, worker: Worker) -> None:
    threads: list[threading.Thread] = []

    def call() -> int:
        threads.append(threading.current_thread())
        return 7

    answers: list[int] = []

    def then(answer: int) -> None:
        threads.append(threading.current_thread())
        answers.append(answer)

    worker.ask(call, then, never)
    assert answers == []
    qtbot.waitUntil(lambda: answers == [7], timeout=30_000)
    assert threads[0] is not threads[1]
    assert threads[1] is threading.current_thread()


def test_one_after_another(qtbot: QtBot, worker: Worker) -> None:
    answers: list[int] = []
    for number in range(50):
        worker.ask(lambda number=number: number, answers.append, never)  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(answers) == 50, timeout=30_000)
    assert answers == list(range(50))


@pytest.mark.parametrize(
    ("error", "code", "logged"),
    [
        (Refusal("queue.empty", counter="3"), "queue.empty", False),
        (StoreFault("database.full", "disk"), "database.full", True),
        (ZeroDivisionError("oops"), SYSTEM_TROUBLE, True),
    ],
)
def test_troubles_are_told_as_refusals(
    qtbot: QtBot,
    worker: Worker,
    caplog: pytest.LogCaptureFixture,
    error: Exception,
    code: str,
    logged: bool,
) -> None:
    def call() -> None:
        raise error

    told: list[Refusal] = []
    worker.ask(call, never, told.append)
    qtbot.waitUntil(lambda: len(told) == 1, timeout=30_000)
    assert told[0].code == code
    assert bool(caplog.records) is logged


def test_any_thread_may_wake_it(qtbot: QtBot, worker: Worker) -> None:
    heard: list[threading.Thread] = []
    thread = threading.Thread(
        target=lambda: worker.wake(lambda: heard.append(threading.current_thread()))
    )
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: heard == [threading.current_thread()], timeout=30_000)


def test_nothing_is_told_after_the_end(qtbot: QtBot, worker: Worker) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def call() -> None:
        begun.set()
        go_on.wait(30)

    worker.ask(call, never, never)
    worker.ask(lambda: None, never, never)
    begun.wait(30)
    go_on.set()
    worker.stop()
    worker.wake(lambda: never("late"))
    qtbot.wait(50)
