"""Alarms over a real hall: raised, taken, ended, audited; one of each however many look."""

from __future__ import annotations

import threading

import pytest

from kiosk.alarms.foreseeing import foresee
from kiosk.alarms.standing import Alarm
from kiosk.alarms.watch import watching
from kiosk.hall import Hall, open_hall
from kiosk.printing import printers
from kiosk.queue.tickets import State
from kiosk.refusal import Refusal
from printers.status import State as PrinterState
from printers.status import Status
from tests.hall import HandClock, Staff, change_settings, count, events, miss

SERVICE = "MZ001"  # the comprehensive counters 1 to 8 do this, in the window group A


def stand(hall: Hall) -> list[tuple[str, str]]:
    """What stands after a look."""
    hall.look_for_alarms()
    return [(each.kind.value, each.subject) for each in hall.alarms()]


@pytest.fixture
def calm(sqlite_hall: Hall, staff: Staff) -> Hall:
    """A hall of one counter, 3, at which nobody is."""
    for counter in sqlite_hall.counters():
        if counter.open and counter.code != "3":
            sqlite_hall.close_counter(counter.code, staff.supervisor, "lunch")
    return sqlite_hall


def test_the_way_of_an_alarm(hall: Hall, staff: Staff, clock: HandClock) -> None:
    """On both databases: it stays after its end until it is taken, and after that until its end."""
    call = hall.help("入口")
    assert stand(hall) == []
    clock.move(seconds=30)
    raised = clock.now
    assert stand(hall) == [("help", "入口")]
    assert not hall.look_for_alarms(), "nothing is written twice"
    hall.answer_help(call.id, staff.clerk)
    clock.move(minutes=1)
    (alarm,) = _looked(hall)
    assert (alarm.raised_at, alarm.ended_at) == (raised, clock.now)
    for nobody in (staff.clerk, staff.inspector):
        with pytest.raises(Refusal, match=r"account\.not_allowed"):
            hall.take_alarm(alarm.id, nobody)
    taken = hall.take_alarm(alarm.id, staff.supervisor)
    assert taken.taken_by == staff.supervisor.account.display_name
    assert hall.take_alarm(alarm.id, staff.admin) == taken
    assert hall.alarms() == ()
    told = ["help.called", "alarm.raised", "help.answered", "alarm.ended", "alarm.taken"]
    assert events(hall)[-5:] == told
    assert hall.audit_verify() is None
    with pytest.raises(Refusal, match=r"alarm\.unknown"):
        hall.take_alarm(alarm.id + 1, staff.supervisor)


def _looked(hall: Hall) -> tuple[Alarm, ...]:
    hall.look_for_alarms()
    return hall.alarms()


def test_a_taken_one_stands_while_it_lasts(
    sqlite_hall: Hall, staff: Staff, clock: HandClock
) -> None:
    call = sqlite_hall.help("入口")
    clock.move(minutes=1)
    (alarm,) = _looked(sqlite_hall)
    sqlite_hall.take_alarm(alarm.id, staff.supervisor)
    (still,) = _looked(sqlite_hall)
    assert (still.id, still.taken_by) == (alarm.id, staff.supervisor.account.display_name)
    sqlite_hall.answer_help(call.id, staff.clerk)
    assert _looked(sqlite_hall) == ()
    # The next trouble is another alarm.
    sqlite_hall.help("入口")
    clock.move(minutes=1)
    (another,) = _looked(sqlite_hall)
    assert another.id > alarm.id


def test_one_that_comes_back_untaken_is_the_same(
    sqlite_hall: Hall, staff: Staff, clock: HandClock
) -> None:
    for _ in range(3):
        call = sqlite_hall.help("入口")
        clock.move(minutes=1)
        assert stand(sqlite_hall) == [("help", "入口")]
        sqlite_hall.answer_help(call.id, staff.clerk)
        assert stand(sqlite_hall) == [("help", "入口")]
    assert count(sqlite_hall, "alarms") == 1
    assert events(sqlite_hall).count("alarm.returned") == 2


def test_an_idle_counter_while_people_wait(calm: Hall, staff: Staff, clock: HandClock) -> None:
    first = calm.issue(SERVICE).ticket
    clock.move(minutes=2, seconds=59)
    assert stand(calm) == []
    clock.move(seconds=1)
    assert stand(calm) == [("idle", "3")]
    calm.call_next("3", staff.clerk)
    calm.issue(SERVICE)
    assert calm.look_for_alarms()
    (ended,) = calm.alarms()
    assert ended.ended_at == clock.now
    calm.take_alarm(ended.id, staff.supervisor)
    # However long the person takes, the counter is not idle.
    clock.move(minutes=20)
    assert stand(calm) == []
    calm.start(first.id, staff.clerk)
    calm.finish(first.id, staff.clerk)
    clock.move(minutes=2)
    assert stand(calm) == [], "it counts from the end of the last one"
    clock.move(minutes=1)
    assert stand(calm) == [("idle", "3")]
    calm.pause_counter("3", staff.clerk, "meeting")
    paused = clock.now
    assert [each.ended_at for each in _looked(calm)] == [paused]
    clock.move(minutes=5)
    assert [each.ended_at for each in _looked(calm)] == [paused]


def test_nobody_whom_it_may_serve_waits(calm: Hall, staff: Staff, clock: HandClock) -> None:
    calm.open_counter("9", staff.supervisor)
    calm.issue("ZR001")  # only the counters 9 and 10 do this
    clock.move(minutes=10)
    assert stand(calm) == [("idle", "9")]


def test_the_longest_wait_and_the_longest_line(
    sqlite_hall: Hall, staff: Staff, clock: HandClock
) -> None:
    change_settings(
        sqlite_hall.ground.folder,
        "[tickets]",
        '[alarms]\noff = ["idle"]\nline_people = 3\n[tickets]',
    )
    with open_hall(sqlite_hall.ground.folder, clock) as hall:
        first = hall.issue(SERVICE).ticket
        clock.move(minutes=29)
        hall.issue(SERVICE)
        assert stand(hall) == []
        clock.move(minutes=1)
        hall.issue(SERVICE)
        assert stand(hall) == [("wait", first.group), ("length", first.group)]
        longest, line = hall.alarms()
        assert longest.data == {"since": first.issued_at.isoformat()}
        assert line.data == {"people": 3}
        hall.issue(SERVICE)
        assert hall.alarms()[1].data == {"people": 4}, "the figures are those of now"
        assert not hall.look_for_alarms()
        # Who was missed and comes back does not wait since this morning.
        hall.call_next("3", staff.clerk)
        miss(hall, first.id, staff.clerk)
        assert hall.check_in(first.id).state is State.WAITING
        hall.look_for_alarms()
        assert [each.ended_at is None for each in hall.alarms()] == [False, True]


def test_a_printer_that_is_down(sqlite_hall: Hall, staff: Staff, clock: HandClock) -> None:
    (known,) = sqlite_hall.printers()
    assert stand(sqlite_hall) == [], "nobody has looked at it yet"

    def is_now(state: PrinterState) -> None:
        with sqlite_hall.ground.write() as work:
            printers.note(work, known.key, Status(state))

    is_now(PrinterState.ONLINE)
    is_now(PrinterState.PAPER_END)
    assert stand(sqlite_hall) == []
    clock.move(seconds=15)
    assert stand(sqlite_hall) == [("printer", known.key)]
    (alarm,) = sqlite_hall.alarms()
    assert alarm.data["state"] == "paper_end"
    is_now(PrinterState.NEAR_END)
    (ended,) = _looked(sqlite_hall)
    sqlite_hall.take_alarm(ended.id, staff.supervisor)
    clock.move(minutes=10)
    is_now(PrinterState.NEAR_END)
    seen = clock.now
    # Its owner has died: nobody has heard of it for a minute and more.
    clock.move(minutes=2)
    assert stand(sqlite_hall) == [("printer", known.key)]
    assert sqlite_hall.alarms()[0].data == {"since": seen.isoformat(), "state": "no_answer"}


def test_after_an_outage_printers_have_time_to_tell(sqlite_hall: Hall, clock: HandClock) -> None:
    """While nobody can reach the store no printer can say that it is well: that is no silence."""
    (known,) = sqlite_hall.printers()
    with sqlite_hall.ground.write() as work:
        printers.note(work, known.key, Status(PrinterState.ONLINE))
    clock.move(minutes=5)
    back = clock()
    assert not sqlite_hall.look_for_alarms(since=back)
    assert not foresee(sqlite_hall), "nor does who looks ahead know of any"
    clock.move(seconds=59)
    assert not sqlite_hall.look_for_alarms(since=back)
    clock.move(seconds=1)
    assert sqlite_hall.look_for_alarms(since=back), "but it has died meanwhile"
    clock.move(minutes=5)
    assert not sqlite_hall.look_for_alarms(since=clock()), "what was the matter before still is"


def test_many_hosts_raise_it_once(hall: Hall, clock: HandClock) -> None:
    hall.help("入口")
    clock.move(minutes=1)
    begin = threading.Barrier(4)

    def look() -> None:
        with open_hall(hall.ground.folder, clock) as other:
            begin.wait()
            other.look_for_alarms()

    hosts = [threading.Thread(target=look) for _ in range(4)]
    for each in hosts:
        each.start()
    for each in hosts:
        each.join()
    assert count(hall, "alarms") == 1
    assert events(hall).count("alarm.raised") == 1


def test_the_watch_finds_it_by_itself(sqlite_hall: Hall, clock: HandClock) -> None:
    """Time alone is enough."""
    raised = threading.Event()

    def heard() -> None:
        if sqlite_hall.alarms():
            raised.set()

    leave = sqlite_hall.bell.listen(heard)
    (known,) = sqlite_hall.printers()
    with sqlite_hall.ground.write() as work:
        printers.note(work, known.key, Status(PrinterState.ONLINE))
    clock.move(minutes=5)
    with watching(sqlite_hall):
        sqlite_hall.help("入口")
        assert not raised.is_set()
        clock.move(seconds=40)
        assert raised.wait(60)
        assert [each.kind for each in sqlite_hall.alarms()] == ["help"], "it has just begun to look"
    leave()
