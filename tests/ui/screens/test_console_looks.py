"""The console in every state, both languages and all sizes: nothing cut or covered."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from kiosk.hall import Hall
from kiosk.queue.tickets import Priority
from printers.status import State
from tests.hall import PASSWORD, HandClock, change_settings
from tests.ui.papers import change_job, say_how_the_printer_is
from tests.ui.screens.conftest import Consoles, Reader, Server
from ui.console import Console

COUNTER = "12"
SIZES = pytest.mark.parametrize(
    "size",
    [(480, 640), (420, 300), (360, 280), (900, 420), (1280, 960)],
    ids=["usual", "small", "smallest", "low", "large"],
)
READERS = pytest.mark.parametrize("language", ["zh", "en"])


class Critic(Reader):
    """Somebody who looks closely at the console of counter 12."""

    def __init__(self, console: Console, language: str) -> None:
        super().__init__(console.window, "console", language)
        self.console = console

    def look(self, where: str) -> None:
        compact = self.window.height() < 420
        unit = min(7, self.window.width() / 104, self.window.height() / (74 if compact else 139))
        self.approves(where, 7.5 * max(3.4, unit))

    def look_at_bar(self, where: str) -> None:
        self.approves(where, 7.5 * self.window.height() / 13)

    def press(self, number: int) -> None:
        self.hands.key(Qt.Key(Qt.Key.Key_F1.value + number - 1))


@SIZES
@READERS
def test_every_state_reads_well(
    folder: Path,
    request: pytest.FixtureRequest,
    consoles: Consoles,
    clock: HandClock,
    size: tuple[int, int],
    language: str,
) -> None:
    change_settings(folder, 'path = "receipts"', 'path = "hall.toml"')
    hall: Hall = request.getfixturevalue("hall")
    server: Server = request.getfixturevalue("server")
    console = consoles(server.url, COUNTER, language, size)
    critic = Critic(console, language)
    critic.look("opening")
    critic.sees_text(critic.say("place.counter", code="12") + " " + _title(language))
    critic.look("sign-in")
    critic.hands.write(critic.say("login.name"), "supervisor")
    critic.hands.write(critic.say("login.password"), "not the password")
    critic.hands.key(Qt.Key.Key_Return)
    critic.sees_text({"zh": "用户名或密码不对。", "en": "Wrong name or password."}[language])
    critic.look("wrong password")
    for _ in range(20):
        critic.hands.key(Qt.Key.Key_Backspace)
    critic.hands.write(critic.say("login.password"), PASSWORD)
    critic.hands.key(Qt.Key.Key_Return)
    critic.sees("state.idle")
    critic.look("nobody waits")
    critic.press(1)
    critic.sees("bar.read")
    critic.look("refused")
    for service in ("GA008", "GA001", "GA002"):
        hall.settle(hall.issue(service, priority=Priority.SOLDIER).job)
    clock.move(hours=2)
    critic.sees_text(f"3 {critic.say('idle.waiting', count=3)}")
    critic.look("people wait")
    critic.press(1)
    critic.sees("state.called")
    critic.look("called")
    critic.press(3)
    critic.sees("state.serving")
    critic.look("serving")
    critic.press(4)
    critic.sees("state.idle")
    critic.look("finished")
    critic.tap("more.open")
    critic.look("more")
    critic.tap("verb.close")
    critic.sees("reason.title")
    critic.look("reason")
    critic.tap("reason.fault")
    critic.sees("closed.title")
    critic.look("closed")
    critic.tap("verb.open")
    critic.sees("state.idle")
    critic.press(1)
    critic.sees("state.called")
    server.kill()
    critic.hands.until(lambda: "lost" in str(console.screen.property("line")))
    critic.look("lost")


@SIZES
@READERS
def test_every_state_of_printers_and_papers_reads_well(
    hall: Hall,
    server: Server,
    consoles: Consoles,
    clock: HandClock,
    size: tuple[int, int],
    language: str,
) -> None:
    console = consoles(server.url, COUNTER, language, size, "supervisor")
    critic = Critic(console, language)
    critic.sees("state.idle")
    for state in State:
        say_how_the_printer_is(hall, state)
        if state not in {State.ONLINE, State.ONE_WAY}:
            critic.hands.until(lambda state=state: _says(critic, state))  # type: ignore[misc]
        critic.look(state)
    say_how_the_printer_is(hall, State.ERROR)
    say_how_the_printer_is(hall, State.GARBLED, "0123abcd/main")
    spoilt: list[dict[str, object]] = [
        {"state": "unknown", "error": "printer.interrupted", "copy": 12},
        {"state": "failed", "error": "printer.unreadable"},
        {"state": "queued", "error": "printer.error"},
        {"state": "unknown", "error": "printer.lost"},
    ]
    for values in spoilt:
        change_job(hall, hall.issue("GA002", priority=Priority.SOLDIER).job, **values)
    critic.sees("papers.see")
    critic.look("papers")
    for number, values in enumerate(spoilt, start=1):
        critic.press(1)
        critic.sees_text(f"E{number:03}")
        critic.look(f"called, {values}")
        clock.move(seconds=15)
        critic.press(2)
        assert critic.hands.until(lambda number=number: _recalled(critic, hall, number))  # type: ignore[misc]
        critic.press(5)
        critic.sees("last.missed", number=f"E{number:03}")
    critic.tap("papers.see")
    critic.sees("papers.title")
    critic.look("each paper")


def _recalled(critic: Critic, hall: Hall, number: int) -> bool:
    """It was called twice, and the console has heard so."""
    calls = hall.ticket_of_number(f"E{number:03}").calls
    return calls == 2 and critic.console.screen.property("busy") == ""


def _says(critic: Critic, state: State) -> bool:
    words = critic.say(f"printer.{state}")
    return any(words in name for name in critic.names())


def _title(language: str) -> str:
    return {"zh": "公安窗口 · C区", "en": "Public security counter · Area C"}[language]


@SIZES
@READERS
def test_lost_at_the_door_reads_well(
    consoles: Consoles, size: tuple[int, int], language: str
) -> None:
    critic = Critic(consoles("http://127.0.0.1:9", COUNTER, language, size), language)
    critic.sees("line.lost", time="09:00")
    critic.look("lost")


@pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
@READERS
def test_the_bar_reads_well(
    hall: Hall, server: Server, consoles: Consoles, clock: HandClock, language: str
) -> None:
    critic = Critic(consoles(server.url, COUNTER, language, (960, 640), "supervisor"), language)
    critic.sees("state.idle")
    critic.tap("size.bar")
    assert critic.hands.until(lambda: critic.window.height() < 80)
    critic.window.resize(960, 60)
    critic.look_at_bar("nobody waits")
    hall.issue("GA008", priority=Priority.SOLDIER)
    critic.press(1)
    critic.sees_text("E001")
    critic.look_at_bar("called")
    critic.press(2)
    critic.hands.until(lambda: critic.console.screen.property("no") != "")
    critic.look_at_bar("called too soon")
    critic.press(3)
    critic.sees("verb.finish")
    critic.look_at_bar("serving")
    server.kill()
    critic.sees("line.lost", time="09:00")
    critic.look_at_bar("lost")


@SIZES
@READERS
def test_every_page_reads_well(
    hall: Hall,
    server: Server,
    consoles: Consoles,
    clock: HandClock,
    size: tuple[int, int],
    language: str,
) -> None:
    for _ in range(6):
        hall.issue("GA008", priority=Priority.SOLDIER)
    clock.move(hours=1)
    critic = Critic(consoles(server.url, COUNTER, language, size, "supervisor"), language)
    critic.sees_text(f"6 {critic.say('idle.waiting', count=6)}")
    for verb in ("pick", "walk_in"):
        critic.tap("more.open")
        critic.tap(f"verb.{verb}")
        critic.sees(f"{verb}.title")
        critic.look(verb)
        critic.hands.key(Qt.Key.Key_Escape)
        critic.hands.key(Qt.Key.Key_Escape)
    critic.press(1)
    critic.sees("state.called")
    critic.press(2)
    critic.sees("bar.read")
    critic.look("called too soon")
    critic.press(6)
    critic.sees("last.parked", number="E001")
    critic.look("one is set aside")
    critic.tap_text(critic.say("parked.some", count=1, numbers="E001"))
    critic.sees("parked.title")
    critic.look("set aside")
    critic.hands.key(Qt.Key.Key_Escape)
    critic.press(8)
    critic.sees("pause.title")
    critic.look("pause")
    critic.tap_text({"zh": "午间用餐", "en": "Lunch"}[language])
    critic.sees("state.paused")
    critic.look("paused")
    critic.press(8)
    critic.sees("state.idle")
    critic.press(1)
    critic.sees("state.called")
    critic.press(3)
    critic.sees("state.serving")
    critic.press(7)
    critic.sees("transfer.title", number="E002")
    critic.look("transfer")
    critic.tap("transfer.service")
    critic.hands.rest(0.1)
    critic.look("transfer to a service")
    critic.hands.key(Qt.Key.Key_Escape)
    critic.tap_text(critic.say("bar.waiting", count=4))
    critic.sees("behind.title")
    critic.hands.key(Qt.Key.Key_Escape)
    critic.tap("more.open")
    critic.tap("verb.join")
    critic.sees("join.title")
    critic.look("join")
    critic.hands.key(Qt.Key.Key_Escape)
    critic.hands.key(Qt.Key.Key_Escape)
    critic.tap("more.open")
    critic.tap("verb.instead")
    critic.sees("login.other")
    critic.look("stand-in")
