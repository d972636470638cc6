"""What if, asked of a hall with a past: replays, forecasts and what they lead to."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from kiosk import whatif
from kiosk.cli import whatif_told
from kiosk.demo.plan import Plan
from kiosk.hall import Hall
from kiosk.queue.transfer import Target
from kiosk.refusal import Refusal
from kiosk.whatif import Change, More
from tests.hall import HandClock, staff_of
from tests.kiosk.command import HAN, Kiosk, in_this_process, refused
from tests.kiosk.whatif.conftest import COUNTERS, PLAYED

THURSDAY = PLAYED + timedelta(days=1)
TUESDAY = date(2026, 3, 3)


def test_a_replay_repeats_what_was(lived: Hall, past: tuple[Path, Plan]) -> None:
    was, again = whatif.recorded(lived, PLAYED), whatif.replay(lived, PLAYED)
    _, planned = past
    assert was.whole.people > 0.9 * len(planned.people)
    assert again.whole.people == was.whole.people
    assert was.whole.mean > 60, "a day on which nobody waits shows nothing"
    assert again.whole.mean == pytest.approx(was.whole.mean, rel=0.15)
    assert again.whole.p95 == pytest.approx(was.whole.p95, rel=0.2)
    assert again.ends == pytest.approx(was.ends, abs=900)
    assert [each.code for each in whatif.counters(lived, PLAYED)] == list(COUNTERS)


def test_what_would_have_been(lived: Hall) -> None:
    was = whatif.replay(lived, PLAYED)
    more = whatif.replay(lived, PLAYED, Change(more=(More("7"), More("9"))))
    found = whatif.compare(lived, PLAYED, Change(without=("8",)))
    assert (found.truth, found.before) == (whatif.recorded(lived, PLAYED), was)
    fewer = found.after
    assert more.whole.mean < 0.6 * was.whole.mean
    assert fewer.whole.mean > 1.5 * was.whole.mean
    advice = whatif.suggest(lived, PLAYED, was.whole.p95 / 2)
    assert advice.reaches
    assert advice.before == was
    assert whatif.replay(lived, PLAYED, advice.change) == advice.after


def test_the_next_working_day_is_like_those_before(lived: Hall) -> None:
    seen = whatif.recorded(lived, PLAYED)
    found = whatif.forecast(lived)
    came = seen.whole.people + seen.unserved + seen.gave_up
    assert (found.day, found.days) == (THURSDAY, 8)
    assert found.people == pytest.approx(came, rel=0.05)
    assert found.low < came < found.high
    assert sum(found.by_service.values()) == pytest.approx(found.people)
    assert found.trial is not None
    assert found.trial.ours.quarter < 1, "each day was the same"
    likely = whatif.replay(lived, THURSDAY)
    assert whatif.FEWEST <= likely.days <= whatif.RUNS
    assert likely.whole.people == pytest.approx(likely.days * came, rel=0.15)
    assert likely.whole.mean == pytest.approx(seen.whole.mean, rel=0.9)
    codes = {each.code: each.spans for each in whatif.counters(lived, THURSDAY)}
    assert set(codes) == set(COUNTERS)
    assert all(len(spans) == 2 for spans in codes.values()), "they have gone to lunch every day"
    assert whatif.replay(lived, THURSDAY) == likely, "the same chance for the same day"


def test_no_day_no_answer(lived: Hall) -> None:
    for day, code in (
        (date(2026, 3, 1), "whatif.no_numbers"),
        (date(2026, 3, 14), "whatif.hall_shut"),
        (date(2026, 4, 6), "whatif.hall_shut"),
    ):
        with pytest.raises(Refusal) as no:
            whatif.replay(lived, day)
        assert (no.value.code, no.value.values) == (code, {"day": day.isoformat()})


def test_a_new_hall_has_no_forecast(hall: Hall) -> None:
    with pytest.raises(Refusal) as no:
        whatif.forecast(hall)
    assert (no.value.code, no.value.values) == ("whatif.little_history", {"days": 0, "needed": 5})


def test_the_rest_of_a_busy_day(lived: Hall, evening: HandClock) -> None:
    """At ten as many stand before two property counters as the hall lets in."""
    evening.set(THURSDAY.day, 8, 55)
    for code in COUNTERS:
        lived.open_counter(code, staff_of(lived).supervisor)
    evening.set(THURSDAY.day, 10)
    waiting = 0
    while lived.outlook("ZR001").refusal is None:
        lived.issue("ZR001")
        waiting += 1
    lived.start(lived.call_next("9", staff_of(lived).supervisor).id, staff_of(lived).supervisor)
    calm, found = whatif.ahead(lived, PLAYED + timedelta(days=2)), whatif.ahead(lived)
    assert calm.tides == ()
    assert set(calm.stops.values()) == {None}
    assert found.since == 10 * 3600
    assert found.given == waiting
    came = whatif.recorded(lived, PLAYED).whole.people
    assert 0.6 * came < found.still < came, "the day has begun an hour ago"
    assert found.outcome.lines["D"][0] >= waiting - 2 > 20
    stop = found.stops["D"]
    assert stop is not None
    assert 10 * 3600 <= stop < 17 * 3600
    (tide,) = found.tides
    assert (tide.groups, tide.like) == (("D",), "9")
    assert tide.then < tide.line
    said = "\n".join(whatif_told.ahead(found))
    assert f"已发 {waiting} 个号，预计还有 {found.still:.0f} 人要来" in said
    assert f"过半小时，不开还有最多 {tide.line:.0f} 人同时等" in said
    assert found.outcome.by_group["D"].mean > 3 * calm.outcome.by_group["D"].mean


def test_a_way_with_turns_is_read_as_it_was(hall: Hall, clock: HandClock) -> None:
    """Called, missed, checked in, served, sent on and served there."""
    clock.set(3, 9)
    supervisor = staff_of(hall).supervisor
    for code in ("1", "9"):
        hall.open_counter(code, supervisor)
    ticket = hall.issue("MZ001").ticket
    clock.move(seconds=30)
    hall.call_next("1", supervisor)
    clock.move(seconds=20)
    hall.recall(ticket.id, supervisor)
    clock.move(seconds=20)
    hall.miss(ticket.id, supervisor)
    clock.move(seconds=300)
    hall.check_in(ticket.id)
    hall.start(hall.call_next("1", supervisor).id, supervisor)
    clock.move(seconds=200)
    hall.transfer(ticket.id, Target(counter="9"), supervisor)
    clock.move(seconds=50)
    hall.start(hall.call_next("9", supervisor).id, supervisor)
    clock.move(seconds=100)
    hall.finish(ticket.id, supervisor)
    again = whatif.replay(hall, TUESDAY)
    assert again.whole.people == 1
    # 9:00:30, then 40 s, 300 s away, 200 s, and 100 s as soon as the other counter is there.
    assert again.ends == pytest.approx(9 * 3600 + 30 + 40 + 300 + 200 + 50 + 100, abs=51)
    assert whatif.recorded(hall, TUESDAY).whole.mean == 30


def test_when_a_counter_was_there(hall: Hall, clock: HandClock) -> None:
    """Who leaves as soon as a person is done had stopped calling before; who has been idle had
    not. A counter that calls nobody is not there."""
    clock.set(3, 8, 50)
    supervisor = staff_of(hall).supervisor
    hall.close_counter("1", supervisor, "下班")
    for opens, calls, done, leaves in (
        ((9, 0), (9, 30), (9, 50), (9, 50)),
        ((10, 0), (10, 5), (10, 10), (10, 30)),
    ):
        clock.set(3, *opens)
        hall.open_counter("1", supervisor)
        ticket = hall.issue("MZ001").ticket
        clock.set(3, *calls)
        hall.start(hall.call_next("1", supervisor).id, supervisor)
        clock.set(3, *done)
        hall.finish(ticket.id, supervisor)
        clock.set(3, *leaves)
        hall.close_counter("1", supervisor, "休息")
    (post,) = whatif.counters(hall, TUESDAY)
    spans = [tuple(round(each / 60) for each in span) for span in post.spans]
    assert (post.code, spans) == ("1", [(540, 580), (600, 630)])


def test_after_the_last_person_nobody_is_expected(lived: Hall, evening: HandClock) -> None:
    evening.set(THURSDAY.day, 21)
    found = whatif.ahead(lived)
    assert (found.outcome.whole.people, found.tides) == (0, ())
    assert whatif_told.ahead(found)[-1] == "今天不会再有人来了。"


@pytest.fixture
def kiosk(
    lived: Hall, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Kiosk:
    """The command on that hall."""
    return in_this_process(lived.ground.folder, monkeypatch, capsys)


def test_the_command_says_it_in_tables_and_words(kiosk: Kiosk) -> None:
    said = kiosk("whatif", "replay", "--day", "2026-03-11", "--more", "7x2@10:00-12:00")
    assert said.code == 0
    assert "加开 2 个窗口（10:00–12:00）" in said.out
    assert " → " in said.out
    assert "照这样安排，平均每人少等" in said.out
    widths = {line.count("→") for line in said.out.splitlines() if "→" in line}
    assert widths == {1, 3}, "the title, and three figures a row"
    english = kiosk("whatif", "suggest", "--goal", "5", "--day", "2026-03-11", KIOSK_LANGUAGE="en")
    assert english.code == 0
    assert not HAN.search(english.out)
    bars = kiosk("whatif", "forecast", "--day", "2026-03-12").out
    assert bars.splitlines()[0].startswith("2026-03-12（周四）预计来")
    assert "█" in bars
    assert "一刻钟平均差" in bars
    assert "不用开潮汐窗口" in kiosk("whatif", "ahead", "--day", "2026-03-12").out


def test_the_command_for_scripts(kiosk: Kiosk) -> None:
    told = kiosk("whatif", "replay", "--without", "8", "--day", "2026-03-11", "--json").json
    assert told["after"]["whole"]["mean"] > told["before"]["whole"]["mean"]
    assert told["recorded"]["whole"]["people"] == told["before"]["whole"]["people"]
    no = kiosk("whatif", "replay", "--without", "77", "--day", "2026-03-11", "--json")
    assert "77 号窗口" in refused(no, "whatif.counter_away")
    for wrong in (("--more", "7x99"), ("--lunch", "13:00-12:00"), ("--policy", "luck")):
        refused(kiosk("whatif", "replay", *wrong, "--json"), "command.usage")
