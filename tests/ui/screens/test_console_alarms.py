"""A supervisor's console shows the alarms of the hall until somebody takes them; a clerk's none."""

from __future__ import annotations

import pytest

from kiosk.alarms.watch import watching
from kiosk.hall import Hall
from printers.status import State
from tests.hall import HandClock, staff_of
from tests.ui.papers import say_how_the_printer_is
from tests.ui.screens.conftest import Clerk, Consoles, Heard, Server
from ui.voice.chime import chime


def trouble(hall: Hall, clock: HandClock) -> None:
    """Help, a printer, an idle counter and a long wait at once."""
    for counter in hall.counters():
        if counter.open and counter.code != "3":
            hall.close_counter(counter.code, staff_of(hall).supervisor, "lunch")
    hall.help("入口1号取号机")
    hall.issue("MZ001")
    clock.move(minutes=31)
    say_how_the_printer_is(hall, State.ONLINE)
    say_how_the_printer_is(hall, State.PAPER_END)
    clock.move(seconds=20)
    hall.look_for_alarms()


def test_an_alarm_comes_by_itself_and_stays_until_it_is_taken(
    hall: Hall, server: Server, clock: HandClock, consoles: Consoles
) -> None:
    watcher = Clerk(consoles(server.url, "3", name="supervisor"), "zh")
    clerk = Clerk(consoles(server.url, "4", name="clerk"), "zh")
    for each in (watcher, clerk):
        each.sees("verb.next")
    with watching(hall):
        call = hall.help("入口1号取号机")
        clock.move(seconds=30)
        said = "入口1号取号机 有人求助，09:00 起没有人应"
        watcher.sees_text(said)
        hall.answer_help(call.id, staff_of(hall).clerk)
        # What is over stays, for nobody has taken it.
        over = f"{said}（09:00 已恢复）"
        watcher.sees_text(over)
        assert not [name for name in clerk.names() if "求助" in name]
        watcher.tap_text(f"我来处理：{over}")
        watcher.misses(over)
    assert hall.alarms() == ()


@pytest.mark.parametrize(
    ("size", "language"), [((480, 640), "zh"), ((360, 280), "en")], ids=["usual", "smallest"]
)
def test_many_alarms_read_well(
    hall: Hall,
    server: Server,
    clock: HandClock,
    consoles: Consoles,
    size: tuple[int, int],
    language: str,
) -> None:
    trouble(hall, clock)
    console = consoles(server.url, "3", language, size, "supervisor")
    watcher = Clerk(console, language)
    compact = size[1] < 420
    unit = max(3.4, min(7, size[0] / 104, size[1] / (74 if compact else 139)))
    more = watcher.say("alarm.more", count=3 if compact else 2)
    watcher.sees_text(more)
    watcher.approves("folded", 7.5 * unit)
    watcher.tap_text(more)
    watcher.sees("alarm.fewer")
    watcher.approves("all", 7.5 * unit)
    # Taken here or anywhere else, it says by whom; the last is still within reach.
    hall.take_alarm(hall.alarms()[0].id, staff_of(hall).supervisor)
    taker = watcher.say("alarm.taker", name="Supervisor")
    assert watcher.hands.until(lambda: any(taker in name for name in watcher.names()))
    watcher.approves("taken", 7.5 * unit)
    watcher.tap("alarm.fewer")
    watcher.sees("verb.next")


def said_of(place: str) -> str:
    return f"{place} 有人求助，09:00 起没有人应"


def test_an_alarm_is_heard_once_unless_it_is_muted(
    hall: Hall, server: Server, clock: HandClock, consoles: Consoles
) -> None:
    loud, quiet = Heard(), Heard()
    watcher = Clerk(consoles(server.url, "3", name="supervisor", loudspeaker=loud), "zh")
    clerk = Clerk(consoles(server.url, "4", name="clerk", loudspeaker=quiet), "zh")
    for each in (watcher, clerk):
        each.sees("verb.next")
    hall.help("入口1号取号机")
    clock.move(seconds=30)
    hall.look_for_alarms()
    watcher.sees_text(said_of("入口1号取号机"))
    assert watcher.hands.until(lambda: len(loud.sounds) == 1)
    # As loud as the settings say, and not at all for who cannot see it.
    assert loud.sounds[0].peak == pytest.approx(chime().at(60).peak, abs=0.01)
    watcher.tap("more.open")
    watcher.tap("more.mute")
    watcher.sees("more.ring")
    watcher.approves("more", 7.5 * 480 / 104)
    watcher.tap("more.back")
    hall.help("东门触摸屏")
    clock.move(seconds=30)
    hall.look_for_alarms()
    watcher.sees_text(said_of("东门触摸屏"))
    assert (len(loud.sounds), quiet.sounds) == (1, [])


def test_a_loudspeaker_that_fails_is_told_once(
    hall: Hall, server: Server, clock: HandClock, consoles: Consoles
) -> None:
    broken = Heard("No such device")
    watcher = Clerk(consoles(server.url, "3", name="supervisor", loudspeaker=broken), "zh")
    watcher.sees("verb.next")
    said = watcher.say("no.unheard", reason="No such device")

    def calls(place: str, heard: int) -> None:
        hall.help(place)
        clock.move(seconds=30)
        hall.look_for_alarms()
        assert watcher.hands.until(lambda: len(broken.sounds) == heard)

    calls("入口1号取号机", 1)
    watcher.sees_text(said)
    watcher.approves("unheard", 7.5 * 480 / 104)
    watcher.tap("bar.read")
    calls("东门触摸屏", 2)
    watcher.sees_text(said_of("东门触摸屏"))
    watcher.misses(said)
