"""The tour: a day of the hall by real touches on the real windows, without a display.

A hall of its own is made, served and printed for; what a person would see at each step is left as
numbered pictures, the paper as printer bytes and picture, the phone page as HTML.
"""

from __future__ import annotations

import socket
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from kiosk import config, setup
from kiosk.hall import open_hall
from kiosk.web.serve import serving
from kiosk.words import words
from ui.board import open_board
from ui.console import open_console
from ui.touch import open_touch
from ui.tour import glass, ticket
from ui.tour.guide import COUNTER, Day, Tour, TourFailed

__all__ = ["TourFailed", "run_tour"]

_SETTINGS = """
[look]
palette = "auto"
[[look.notices]]
text = "周三下午系统升级，不动产登记暂停办理。"
text_en = "Property registration is closed on Wednesday afternoon."
[[look.honours]]
text = "本月服务之星：王芳（9 号窗口）"
text_en = "Star of service this month: Wang Fang (counter 9)"

[hours]
monday = ["09:00-12:00", "14:00-17:00"]
tuesday = ["09:00-12:00", "14:00-17:00"]
wednesday = ["09:00-12:00", "14:00-17:00"]
thursday = ["09:00-12:00", "14:00-17:00"]
friday = ["09:00-12:00", "14:00-17:00"]

[appointments.E]
capacity = 2
lead_minutes = 30

[voice]
engine = "silent"
"""
"""What the sample hall leaves open, so that there is something to see."""


def run_tour(out: Path, language: str, tell: Callable[[str], None]) -> None:
    """Go the whole way and leave everything in `out`; `tell` hears each step in `language`.

    Raises `TourFailed`, or whatever a step met, at the first step that fails.
    """
    out.mkdir(parents=True, exist_ok=True)
    for old in [*out.glob("[0-9][0-9]-*.png"), *out.glob("receipt.*"), *out.glob("status*.html")]:
        old.unlink()
    with _opened(out, language) as tour:
        for number, (name, step) in enumerate(STEPS, start=1):
            step(tour)
            done = words().say(f"tour.{name}", language, number=tour.number, counter=COUNTER)
            tell(f"[{number:2d}/{len(STEPS)}] {done}")
    tell(words().say("tour.done", language, out=out, count=len(list(out.iterdir()))))


@contextmanager
def _opened(out: Path, language: str) -> Iterator[Tour]:
    clock = Day()
    with tempfile.TemporaryDirectory(prefix="tour-") as temporary:
        folder = Path(temporary) / "hall"
        made = setup.init(folder, clock)
        port = _free_port()
        settings = folder / config.FILE
        written = settings.read_text(encoding="utf-8")
        settings.write_text(
            written.replace("port = 8321", f"port = {port}") + _SETTINGS, encoding="utf-8"
        )
        with open_hall(folder, clock) as hall, serving(hall, port=port) as url:
            touch = open_touch(hall, motion=False, clock=clock)
            console = open_console(url, COUNTER, language="zh", motion=False, clock=clock)
            board = open_board(url, motion=False, clock=clock)
            try:
                yield Tour(out, language, hall, clock, url, made.password, touch, console, board)
            finally:
                board.close()
                console.close()
                touch.close()


def _free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as probe:
        return int(probe.getsockname()[1])


def _chain(tour: Tour) -> None:
    broken = tour.hall.audit_verify()
    if broken is not None:
        raise TourFailed(f"the audit chain is broken at event {broken.seq}")


STEPS: list[tuple[str, Callable[[Tour], None]]] = [
    ("home", ticket.home),
    ("theme", ticket.theme),
    ("confirm", ticket.confirm),
    ("take", ticket.take),
    ("paper", ticket.paper),
    ("phone", ticket.phone),
    ("sign_in", ticket.sign_in),
    ("call", ticket.call),
    ("board", ticket.board),
    ("serve", ticket.serve),
    ("finish", ticket.finish),
    ("search", glass.search),
    ("life_event", glass.life_event),
    ("enquiry", glass.enquiry),
    ("priority", glass.priority),
    ("missed", glass.missed),
    ("appointment", glass.appointment),
    ("large", glass.large),
    ("keypad", glass.keypad),
    ("help_me", glass.help_me),
    ("english", glass.english),
    ("trouble", glass.trouble),
    ("service_menu", glass.service_menu),
    ("idle", glass.idle),
    ("closed", glass.closed),
    ("chain", _chain),
]
