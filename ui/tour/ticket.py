"""The way of one ticket: touched, printed, called, served and finished."""

from __future__ import annotations

import shutil

import httpx
from PySide6.QtCore import Qt

from kiosk import setup
from kiosk.queue.tickets import State
from ui.hands import SECONDS, Hands
from ui.slip import open_slip
from ui.tour.guide import COUNTER, Tour, TourFailed

SERVICE = "ZR001"


def home(tour: Tour) -> None:
    """The hall opens."""
    tour.hands(tour.touch).find(tour.say("touch.home.ask"))
    tour.picture(tour.touch, "home")
    tour.hands(tour.board).find(tour.hall.settings.name)
    tour.picture(tour.board, "board-empty")


def theme(tour: Tour) -> None:
    """A theme and its services."""
    hands = tour.hands(tour.touch)
    hands.tap(tour.say("touch.home.by_theme"))
    hands.tap(tour.hall.catalogue().services[SERVICE].theme)
    hands.find(tour.say("touch.services.choose"))
    tour.picture(tour.touch, "services")


def confirm(tour: Tour) -> None:
    """What a number would mean."""
    hands = tour.hands(tour.touch)
    hands.tap(tour.hall.catalogue().services[SERVICE].name)
    hands.find(tour.say("touch.confirm.take"))
    tour.picture(tour.touch, "confirm")


def take(tour: Tour) -> None:
    """Two touches, one number."""
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


def paper(tour: Tour) -> None:
    """The paper, from the printer and in the window that shows it."""
    receipts = tour.hall.ground.folder / "receipts"

    def out() -> bool:
        return any(receipts.glob(f"*-{tour.number}.bin"))  # the last that is laid there

    tour.wait_for("the paper did not come out", out)
    for kind in ("bin", "png"):
        (paper,) = receipts.glob(f"*-{tour.number}.{kind}")
        shutil.copyfile(paper, tour.out / f"receipt.{kind}")
    told = f"{tour.say('touch.paper_state.printed')} {tour.say('touch.paper_state.printed_hint')}"
    tour.hands(tour.touch).find(told)
    tour.picture(tour.touch, "ticket")
    slip = open_slip(receipts, motion=False)
    try:
        hands = Hands(slip.window)
        hands.rest(0.5)
        tour.photograph(hands, "paper")
    finally:
        slip.close()


def phone(tour: Tour) -> None:
    """What the code on the paper leads to."""
    issued = tour.touch.screen.visit.wish.issued
    if issued is None:
        raise TourFailed("the number has gone from the screen before it could be scanned")
    tour.page = issued.status_url
    _read_page(tour, "status", State.WAITING)


def sign_in(tour: Tour) -> None:
    """A clerk comes."""
    hands = tour.hands(tour.console)
    hands.write(tour.say("console.login.name"), setup.ADMIN)
    hands.write(tour.say("console.login.password"), tour.password)
    tour.picture(tour.console, "console-sign-in")
    hands.tap(tour.say("console.login.enter"))
    hands.find(tour.say("console.verb.next"))


def call(tour: Tour) -> None:
    """The call."""
    hands = tour.hands(tour.console)
    hands.key(Qt.Key.Key_F1)
    tour.wait_for("the call did not arrive", lambda: tour.ticket().state is State.CALLED)
    hands.find(tour.number)
    tour.picture(tour.console, "console-called")


def board(tour: Tour) -> None:
    """The board and the phone know."""
    called = tour.say("board.call.please", number=tour.number, code=COUNTER)
    tour.hands(tour.board).find(called)
    tour.hands(tour.board).rest(1.0)
    tour.picture(tour.board, "board-called")
    _read_page(tour, "status-called", State.CALLED)


def serve(tour: Tour) -> None:
    """The person is there."""
    tour.hands(tour.console).key(Qt.Key.Key_F3)
    tour.wait_for("the start did not arrive", lambda: tour.ticket().state is State.SERVING)
    tour.hands(tour.console).find(tour.say("console.state.serving"))
    tour.picture(tour.console, "console-serving")


def finish(tour: Tour) -> None:
    """And has been served."""
    tour.hands(tour.console).key(Qt.Key.Key_F4)
    tour.wait_for("the finish did not arrive", lambda: tour.ticket().state is State.FINISHED)
    tour.hands(tour.console).find(tour.say("console.idle.nobody"))
    tour.picture(tour.console, "console-idle")
    _read_page(tour, "status-finished", State.FINISHED)


def _read_page(tour: Tour, name: str, state: State) -> None:
    """Fetch the phone page as a phone without JavaScript would, and keep it."""
    answer = httpx.get(tour.page, headers={"Accept-Language": "zh-CN"}, timeout=SECONDS)
    answer.raise_for_status()
    for expected in (tour.number, f'class="ticket {state.value}"'):
        if expected not in answer.text:
            raise TourFailed(f"the phone page does not show {expected}")
    (tour.out / f"{name}.html").write_text(answer.text, encoding="utf-8")
