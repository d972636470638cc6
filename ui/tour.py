"""The tour: one ticket's whole way, by real touches on the real windows, without a display.

A hall of its own is made, served and printed for; what a person would see at each step is left as
numbered pictures, the paper as printer bytes and picture, the phone page as HTML.
"""

from __future__ import annotations

import shutil
import socket
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from PySide6.QtCore import Qt

from kiosk import config, setup
from kiosk.hall import Hall, open_hall
from kiosk.queue.tickets import State, Ticket
from kiosk.web.serve import serving
from kiosk.words import words
from ui.board import Board, open_board
from ui.console import Console, open_console
from ui.hands import SECONDS, Hands
from ui.slip import open_slip
from ui.touch import LANDSCAPE, Touch, open_touch

SERVICE = "ZR001"
COUNTER = "9"


class TourFailed(AssertionError):
    """A step did not come out as a person would expect; the sentence says which and how."""


@dataclass(slots=True)
class Tour:
    """What the steps share: the hall, the windows, and where the pictures go."""

    out: Path
    language: str
    hall: Hall
    url: str
    password: str
    touch: Touch
    console: Console
    board: Board
    number: str = ""
    pictures: int = 0
    page: str = ""
    _hands: dict[object, Hands] = field(default_factory=dict)

    def say(self, key: str, **values: object) -> str:
        """A phrase, as it stands on the glass."""
        return words().say(key, "zh", **values)

    def picture(self, of: Touch | Console | Board, name: str) -> None:
        """Keep what a window shows as the next numbered picture."""
        self.pictures += 1
        self.hands(of).photograph(self.out / f"{self.pictures:02d}-{name}.png")

    def hands(self, of: Touch | Console | Board) -> Hands:
        """Hands at a window."""
        if id(of) not in self._hands:
            self._hands[id(of)] = Hands(of.window)
        return self._hands[id(of)]

    def ticket(self) -> Ticket:
        """The ticket of the tour, as it stands in the hall."""
        return self.hall.ticket_of_number(self.number)

    def wait_for(self, what: str, true: Callable[[], bool]) -> None:
        """Let the windows run until it is so; fail when it does not become so."""
        if not self.hands(self.touch).until(true, SECONDS):
            raise TourFailed(what)


def run_tour(out: Path, language: str, tell: Callable[[str], None]) -> None:
    """Go the whole way and leave everything in `out`; `tell` hears each step in `language`.

    Raises `TourFailed`, or whatever a step met, at the first step that fails.
    """
    out.mkdir(parents=True, exist_ok=True)
    for old in [*out.glob("[0-9][0-9]-*.png"), *out.glob("receipt.*"), *out.glob("status.*")]:
        old.unlink()
    with _opened(out, language) as tour:
        for number, (name, step) in enumerate(STEPS, start=1):
            step(tour)
            done = words().say(f"tour.{name}", language, number=tour.number, counter=COUNTER)
            tell(f"[{number:2d}/{len(STEPS)}] {done}")
    tell(words().say("tour.done", language, out=out, count=len(list(out.iterdir()))))


@contextmanager
def _opened(out: Path, language: str) -> Iterator[Tour]:
    with tempfile.TemporaryDirectory(prefix="tour-") as temporary:
        folder = Path(temporary) / "hall"
        made = setup.init(folder)
        port = _free_port()
        settings = folder / config.FILE
        written = settings.read_text(encoding="utf-8")
        settings.write_text(written.replace("port = 8321", f"port = {port}"), encoding="utf-8")
        with open_hall(folder) as hall, serving(hall, port=port) as url:
            touch = open_touch(hall, motion=False)
            console = open_console(url, COUNTER, language="zh", motion=False)
            board = open_board(url, motion=False)
            try:
                yield Tour(out, language, hall, url, made.password, touch, console, board)
            finally:
                board.close()
                console.close()
                touch.close()


def _free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as probe:
        return int(probe.getsockname()[1])


def _home(tour: Tour) -> None:
    tour.hands(tour.touch).find(tour.say("touch.home.ask"))
    tour.picture(tour.touch, "home")
    tour.hands(tour.board).find(tour.hall.settings.name)
    tour.picture(tour.board, "board-empty")


def _theme(tour: Tour) -> None:
    hands = tour.hands(tour.touch)
    hands.tap(tour.hall.catalogue().services[SERVICE].theme)
    hands.find(tour.say("touch.services.choose"))
    tour.picture(tour.touch, "services")


def _confirm(tour: Tour) -> None:
    hands = tour.hands(tour.touch)
    hands.tap(tour.hall.catalogue().services[SERVICE].name)
    hands.find(tour.say("touch.confirm.take"))
    tour.picture(tour.touch, "confirm")


def _take(tour: Tour) -> None:
    before = sum(tour.hall.balance().values())
    hands = tour.hands(tour.touch)
    # Twice, as people do: one press is one ticket.
    hands.tap(tour.say("touch.confirm.take"), times=2)
    hands.find(tour.say("touch.ticket.yours"))
    if sum(tour.hall.balance().values()) != before + 1:
        raise TourFailed("a double tap did not give exactly one ticket")
    group = tour.hall.catalogue().services[SERVICE].window_group
    tour.number = f"{group}001"
    hands.find(tour.number)


def _paper(tour: Tour) -> None:
    receipts = tour.hall.ground.folder / "receipts"

    def out() -> bool:
        return any(receipts.glob(f"*-{tour.number}.png"))

    tour.wait_for("the paper did not come out", out)
    for kind in ("bin", "png"):
        (paper,) = receipts.glob(f"*-{tour.number}.{kind}")
        shutil.copyfile(paper, tour.out / f"receipt.{kind}")
    told = f"{tour.say('touch.paper_state.printed')} {tour.say('touch.paper_state.printed_hint')}"
    tour.hands(tour.touch).find(told)
    tour.picture(tour.touch, "ticket")
    slip = open_slip(receipts, motion=False)
    try:
        tour.pictures += 1
        hands = Hands(slip.window)
        hands.rest(0.5)
        hands.photograph(tour.out / f"{tour.pictures:02d}-paper.png")
    finally:
        slip.close()


def _phone(tour: Tour) -> None:
    issued = tour.touch.screen.visit.issued
    if issued is None:
        raise TourFailed("the number has gone from the screen before it could be scanned")
    tour.page = issued.status_url
    _read_page(tour, "status", State.WAITING)


def _sign_in(tour: Tour) -> None:
    hands = tour.hands(tour.console)
    hands.write(tour.say("console.login.name"), setup.ADMIN)
    hands.write(tour.say("console.login.password"), tour.password)
    tour.picture(tour.console, "console-sign-in")
    hands.tap(tour.say("console.login.enter"))
    hands.find(tour.say("console.verb.next"))


def _call(tour: Tour) -> None:
    hands = tour.hands(tour.console)
    hands.key(Qt.Key.Key_F1)
    tour.wait_for("the call did not arrive", lambda: tour.ticket().state is State.CALLED)
    hands.find(tour.number)
    tour.picture(tour.console, "console-called")


def _board(tour: Tour) -> None:
    tour.hands(tour.board).find(tour.number)
    tour.hands(tour.board).rest(1.0)
    tour.picture(tour.board, "board-called")
    _read_page(tour, "status-called", State.CALLED)


def _serve(tour: Tour) -> None:
    tour.hands(tour.console).key(Qt.Key.Key_F3)
    tour.wait_for("the start did not arrive", lambda: tour.ticket().state is State.SERVING)
    tour.hands(tour.console).find(tour.say("console.state.serving"))
    tour.picture(tour.console, "console-serving")


def _finish(tour: Tour) -> None:
    tour.hands(tour.console).key(Qt.Key.Key_F4)
    tour.wait_for("the finish did not arrive", lambda: tour.ticket().state is State.FINISHED)
    tour.hands(tour.console).find(tour.say("console.idle.nobody"))
    tour.picture(tour.console, "console-idle")
    _read_page(tour, "status-finished", State.FINISHED)


def _other_ways(tour: Tour) -> None:
    """The same glass in English, and lying on its side."""
    hands = tour.hands(tour.touch)
    hands.tap(tour.say("touch.ticket.done"))
    hands.tap(tour.say("touch.language.en"))
    hands.find(words().say("touch.home.ask", "en"))
    tour.picture(tour.touch, "home-english")
    wide = open_touch(tour.hall, size=LANDSCAPE, motion=False, prints=False)
    try:
        tour.pictures += 1
        looking = Hands(wide.window)
        looking.find(tour.say("touch.home.ask"))
        looking.photograph(tour.out / f"{tour.pictures:02d}-home-landscape.png")
    finally:
        wide.close()


def _chain(tour: Tour) -> None:
    broken = tour.hall.audit_verify()
    if broken is not None:
        raise TourFailed(f"the audit chain is broken at event {broken.seq}")


def _read_page(tour: Tour, name: str, state: State) -> None:
    """Fetch the phone page as a phone without JavaScript would, and keep it."""
    answer = httpx.get(tour.page, headers={"Accept-Language": "zh-CN"}, timeout=SECONDS)
    answer.raise_for_status()
    for expected in (tour.number, f'class="ticket {state.value}"'):
        if expected not in answer.text:
            raise TourFailed(f"the phone page does not show {expected}")
    (tour.out / f"{name}.html").write_text(answer.text, encoding="utf-8")


STEPS: list[tuple[str, Callable[[Tour], None]]] = [
    ("home", _home),
    ("theme", _theme),
    ("confirm", _confirm),
    ("take", _take),
    ("paper", _paper),
    ("phone", _phone),
    ("sign_in", _sign_in),
    ("call", _call),
    ("board", _board),
    ("serve", _serve),
    ("finish", _finish),
    ("other_ways", _other_ways),
    ("chain", _chain),
]
