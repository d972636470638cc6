"""Work that takes seconds is begun once, looked at meanwhile, and kept for a minute."""

from __future__ import annotations

import asyncio
import threading

import pytest

from kiosk.refusal import Refusal
from kiosk.web.office.bench import Bench, Busy, Step
from tests.kiosk.web.conftest import Hands


def test_one_work_for_all_who_ask_the_same() -> None:
    clock, go, done = Hands(), threading.Event(), []

    def work(step: Step) -> int:
        step()
        assert go.wait(60)
        done.append(1)
        return len(done)

    async def ask() -> None:
        bench = Bench(clock)
        while await bench.ask("a", work, 0.01) != Busy(1):
            pass
        go.set()
        assert [await bench.ask("a", work, None) for _ in range(3)] == [1, 1, 1]
        assert await bench.ask("b", work, None) == 2
        clock.forward(minutes=1)
        assert await bench.ask("a", work, None) == 3, "it is of a minute ago"

    asyncio.run(ask())


def test_a_no_is_not_kept() -> None:
    known: list[int] = []

    def work(_: Step) -> int:
        if not known:
            raise Refusal("whatif.little_history", days=1, needed=5)
        return known[0]

    async def ask() -> None:
        bench = Bench(Hands())
        with pytest.raises(Refusal, match=r"whatif\.little_history"):
            await bench.ask("a", work, None)
        known.append(7)
        assert await bench.ask("a", work, None) == 7

    asyncio.run(ask())
