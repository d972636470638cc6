"""Consoles and boards over a real server of a real hall, which a test may kill and start again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtQuick import QQuickWindow

from kiosk.hall import Hall, open_hall
from kiosk.web.serve import serving
from kiosk.words import words
from printers.status import State
from tests.hall import PASSWORD, HandClock, copy_hall, make_hall
from tests.printers.peers import free_port
from tests.ui import looks
from tests.ui.papers import say_how_the_printer_is
from ui.console import Console, open_console
from ui.hands import Hands
from ui.voice.playing import Loudspeaker
from ui.voice.sound import Sound


class Server:
    """The hall's server, always at the same address."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall
        self._running = ExitStack()
        self._port = free_port()
        self.url = ""

    def start(self) -> None:
        self.url = self._running.enter_context(serving(self._hall, port=self._port))

    def kill(self) -> None:
        self._running.close()


class Reader:
    """Somebody who reads one language on one window."""

    def __init__(self, window: QQuickWindow, surface: str, language: str = "zh") -> None:
        self.hands = Hands(window)
        self.window = window
        self.language = language
        self._surface = surface

    def say(self, key: str, **values: object) -> str:
        """A phrase as it stands on the window."""
        return words().say(f"{self._surface}.{key}", self.language, **values)

    def tap(self, key: str) -> None:
        """Touch what has this phrase."""
        self.tap_text(self.say(key))

    def tap_text(self, text: str) -> None:
        """Touch what has this name, once it lies where it is seen: a frame later."""
        self.hands.find(text)
        self.hands.rest(0.05)
        self.hands.tap(text)

    def sees(self, key: str, **values: object) -> None:
        """Fail unless the phrase comes."""
        self.sees_text(self.say(key, **values))

    def sees_text(self, text: str) -> None:
        """Fail unless the words come."""
        seen = self.hands.until(lambda: self.hands.sees(text))
        assert seen, f"no {text!r}; there is: {self.names()}"

    def misses(self, text: str) -> None:
        """Fail unless the words go."""
        assert self.hands.until(lambda: not self.hands.sees(text)), f"still there: {text!r}"

    def names(self) -> list[str]:
        return [thing.name for thing in self.hands.things()]

    def approves(self, where: str, least: float, besides: frozenset[str] = frozenset()) -> None:
        """Fail when a strict reader would complain, but for what is about the texts `besides`.

        `least`: the smallest target, in pixels.
        """
        found = looks.complaints(self.window, least=least, besides=besides)
        assert not found, f"{where}:\n" + "\n".join(found)


@pytest.fixture(scope="session")
def made_hall(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("screens") / "hall"
    make_hall(folder)
    return folder


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def folder(made_hall: Path, tmp_path: Path) -> Path:
    return copy_hall(made_hall, tmp_path / "hall")


@pytest.fixture
def hall(folder: Path, clock: HandClock) -> Iterator[Hall]:
    with open_hall(folder, clock) as hall:
        say_how_the_printer_is(hall, State.ONLINE)
        yield hall


@pytest.fixture
def server(hall: Hall) -> Iterator[Server]:
    server = Server(hall)
    server.start()
    yield server
    server.kill()


STEPS = ("recall", "start", "finish", "miss")


class Clerk(Reader):
    """Somebody at the console of counter 3."""

    def __init__(self, console: Console, language: str) -> None:
        super().__init__(console.window, "console", language)
        self.console = console

    def press(self, key: Qt.Key) -> None:
        self.hands.key(key)

    def sign_in(self, password: str = PASSWORD) -> None:
        self.window.requestActivate()
        self.hands.until(self.window.isActive)
        self.hands.write(self.say("login.name"), "clerk")
        self.hands.write(self.say("login.password"), password)
        self.press(Qt.Key.Key_Return)

    def may(self) -> set[str]:
        """The verbs whose buttons can be pressed."""
        enabled = {thing.name for thing in self.hands.things() if thing.enabled}
        verbs = ("next", *STEPS, "open", "pause", "unpause")
        return {verb for verb in verbs if self.say(f"verb.{verb}") in enabled}

    def close_counter(self) -> None:
        """Begin to close the counter, which is seldom done."""
        self.tap("more.open")
        self.tap("verb.close")

    def comes_to(self, *verbs: str) -> None:
        """Fail unless exactly these verbs become possible."""
        found = self.hands.until(lambda: self.may() == set(verbs))
        assert found, f"possible: {self.may()}; there is: {self.names()}"


Consoles = Callable[..., Console]
Opening = Callable[..., Clerk]


class Heard(Loudspeaker):
    """Keeps what would be heard; with a `broken` one nothing is."""

    def __init__(self, broken: str = "") -> None:
        super().__init__()
        self.sounds: list[Sound] = []
        self._broken = broken

    def play(self, sound: Sound) -> bool:
        self.sounds.append(sound)
        self.fault = self._broken
        return not self._broken


@pytest.fixture
def consoles(qapp: object, clock: HandClock) -> Iterator[Consoles]:
    """Opens consoles: `consoles(url, counter, language, size, name)`; `name` is signed in."""
    opened: list[Console] = []

    def start(
        url: str,
        counter: str,
        language: str = "zh",
        size: tuple[int, int] = (480, 640),
        name: str = "",
        loudspeaker: Loudspeaker | None = None,
    ) -> Console:
        console = open_console(
            url,
            counter,
            name=name,
            password=PASSWORD if name else "",
            language=language,
            size=size,
            motion=False,
            clock=clock,
            # The machine that tests has none, and what it would say of it is not in question.
            loudspeaker=loudspeaker or Heard(),
        )
        opened.append(console)
        return console

    yield start
    for console in opened:
        console.close()


@pytest.fixture
def opening(consoles: Consoles, server: Server) -> Opening:
    """Opens a console of counter 3, as `consoles` does; nobody is signed in."""

    def start(language: str = "zh", **more: Any) -> Clerk:
        return Clerk(consoles(server.url, "3", language, **more), language)

    return start


@pytest.fixture
def clerk(opening: Opening) -> Clerk:
    """A clerk who is signed in at the open counter 3."""
    clerk = opening(name="clerk")
    clerk.comes_to("next", "pause")
    return clerk
