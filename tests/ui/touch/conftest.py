"""The touch screen over a real hall: made once, copied for each test, seen with real hands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kiosk.hall import Hall, open_hall
from kiosk.words import words
from printers.status import State
from tests.hall import HandClock, copy_hall, make_hall
from tests.ui.papers import say_how_the_printer_is
from ui.hands import Hands
from ui.touch import PORTRAIT, Touch, open_touch


@pytest.fixture(scope="session")
def made_hall(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("touch") / "hall"
    make_hall(folder)
    return folder


@pytest.fixture
def folder(made_hall: Path, tmp_path: Path) -> Path:
    return copy_hall(made_hall, tmp_path / "hall")


@pytest.fixture
def hall(folder: Path) -> Iterator[Hall]:
    with open_hall(folder, HandClock()) as hall:
        say_how_the_printer_is(hall, State.ONLINE)
        yield hall


@dataclass
class Visitor:
    """Somebody in front of the screen, who reads one language."""

    touch: Touch
    hands: Hands
    language: str = "zh"

    def say(self, key: str, **values: object) -> str:
        """A phrase as it stands on the screen."""
        return words().say(f"touch.{key}", self.language, **values)

    def tap(self, key: str, **values: object) -> None:
        self.hands.tap(self.say(key, **values))

    def read(self, language: str) -> None:
        """Choose a language."""
        self.hands.tap(self.say(f"language.{language}"))
        self.language = language

    def sees(self, key: str, **values: object) -> None:
        """Fail unless the phrase comes, alone or with its hint."""
        self.sees_text(self.say(key, **values))

    def sees_text(self, text: str) -> None:
        """Fail unless something comes whose name begins so."""

        def seen() -> bool:
            return any(thing.name.startswith(text) for thing in self.hands.things())

        if not self.hands.until(seen):
            names = [thing.name for thing in self.hands.things()]
            raise AssertionError(f"no {text!r}; there is: {names}")

    def misses(self, key: str) -> None:
        """Fail unless the phrase goes."""
        text = self.say(key)

        def gone() -> bool:
            return not any(thing.name.startswith(text) for thing in self.hands.things())

        assert self.hands.until(gone), f"still there: {text!r}"

    def comes_to_paper(self, state: str) -> None:
        """Fail unless the ticket page says so of the paper."""
        paper = self.touch.screen.visit.wish.paper
        assert self.hands.until(lambda: paper.state == state), f"{paper.state}, not {state}"

    @property
    def page(self) -> str:
        return str(self.touch.screen.property("page"))

    def comes_to(self, page: str) -> None:
        assert self.hands.until(lambda: self.page == page), f"on {self.page}, not on {page}"
        self.hands.until(lambda: self.touch.window.property("settled") is True)


Visit = Callable[..., Visitor]


@pytest.fixture
def visit(qapp: object, hall: Hall) -> Iterator[Visit]:
    """Opens the screen: `visit(size=..., language=..., place=..., prints=...)`, at home."""
    opened: list[Touch] = []

    def start(
        *,
        size: tuple[int, int] = PORTRAIT,
        language: str = "zh",
        place: Hall | Path = hall,
        prints: bool = False,
        page: str = "home",
    ) -> Visitor:
        clock = place.ground.clock if isinstance(place, Hall) else HandClock()
        touch = open_touch(place, size=size, motion=False, clock=clock, prints=prints)
        opened.append(touch)
        visitor = Visitor(touch, Hands(touch.window))
        visitor.comes_to(page)
        if language != "zh":
            visitor.read(language)
        return visitor

    yield start
    for touch in opened:
        touch.close()
