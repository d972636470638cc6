"""What the steps of the tour share: the hall and its clock, the windows, where the pictures go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QPoint
from PySide6.QtQuick import QQuickWindow

from kiosk.hall import Hall
from kiosk.queue.tickets import Ticket
from kiosk.staff import Actor
from kiosk.words import words
from ui.board import Board
from ui.console import Console
from ui.hands import SECONDS, Hands
from ui.touch import Touch
from ui.touch.flow import Page

COUNTER = "9"


class TourFailed(AssertionError):
    """A step did not come out as a person would expect; the sentence says which and how."""


class Day:
    """The clock of the tour: half past nine on a working day, whenever the tour is taken."""

    def __init__(self) -> None:
        self._shown = datetime(2026, 11, 25, 1, 30, tzinfo=UTC)
        self._began = monotonic()

    def __call__(self) -> datetime:
        return self._shown + timedelta(seconds=monotonic() - self._began)

    def move(self, **delta: float) -> None:
        """Let time pass, `timedelta(**delta)`."""
        self._shown += timedelta(**delta)


@dataclass(slots=True)
class Tour:
    """The tour as it stands: `number` is that of its ticket, `page` the address of its status."""

    out: Path
    language: str
    hall: Hall
    clock: Day
    url: str
    password: str
    touch: Touch
    console: Console
    board: Board
    number: str = ""
    page: str = ""
    pictures: int = 0
    _hands: dict[int, Hands] = field(default_factory=dict)

    def say(self, key: str, **values: object) -> str:
        """A phrase, as it stands on the glass."""
        return words().say(key, "zh", **values)

    def picture(self, of: Touch | Console | Board, name: str) -> None:
        """Keep what a window shows as the next numbered picture."""
        self.photograph(self.hands(of), name)

    def photograph(self, hands: Hands, name: str) -> None:
        """The same of a window that has hands of its own."""
        self.pictures += 1
        hands.photograph(self.out / f"{self.pictures:02d}-{name}.png")

    def hands(self, of: Touch | Console | Board) -> Hands:
        """Hands at a window."""
        if id(of) not in self._hands:
            self._hands[id(of)] = Hands(of.window)
        return self._hands[id(of)]

    @property
    def glass(self) -> Hands:
        """Hands at the touch screen."""
        return self.hands(self.touch)

    @property
    def actor(self) -> Actor:
        """The administrator, who does what the staff would."""
        return Actor(self.hall.accounts()[0])

    def ticket(self) -> Ticket:
        """The ticket of the tour, as it stands in the hall."""
        return self.hall.ticket_of_number(self.number)

    def wait_for(self, what: str, true: Callable[[], bool]) -> None:
        """Let the windows run until it is so; fail when it does not become so."""
        if not self.glass.until(true, SECONDS):
            raise TourFailed(what)

    # At the touch screen

    def tap(self, key: str, **values: object) -> None:
        """Touch what says `touch.<key>`."""
        self.glass.tap(self.say(f"touch.{key}", **values))

    @property
    def middle(self) -> QPoint:
        """The middle of the touch screen."""
        return QPoint(self.touch.window.width() // 2, self.touch.window.height() // 2)

    def reads(self, text: str) -> None:
        """Wait until something on the glass begins with `text`."""
        self.wait_for(
            f"the screen does not say {text!r}",
            lambda: any(thing.name.startswith(text) for thing in self.glass.things()),
        )

    def comes_to(self, page: Page) -> None:
        """Wait until the touch screen shows a page and takes touches there."""
        place = self.touch.screen.visit
        self.wait_for(f"the screen did not come to {page}", lambda: place.place.page is page)
        window: QQuickWindow = self.touch.window
        self.wait_for(f"{page} does not settle", lambda: window.property("settled") is True)

    def home(self) -> None:
        """Begin where everybody begins: nobody's language, mode or number is left."""
        page = self.touch.screen.visit.place.page
        if page in {Page.IDLE, Page.CLOSED}:
            self.glass.touch(self.middle)
        else:
            self.touch.screen.leave()
        self.comes_to(Page.HOME)
