"""The open service menu: who has opened it, the printers, a test page and the loudspeaker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.words import words
from ui.touch.loudness import STEP, Loudness
from ui.touch.views import Shown, say

if TYPE_CHECKING:
    from kiosk.hall import Hall
    from kiosk.printing.jobs import Job
    from kiosk.printing.printers import PrinterState
    from kiosk.staff import Actor

    Seen = tuple[tuple[PrinterState, ...], Job | None]

CLOSED: Shown = {"who": "", "printers": [], "test": "", "volume": -1}
"""What `Menu.shown` gives of a menu that nobody has opened."""


@dataclass(slots=True)
class Menu:
    """`percent`: how loud it is, None where nothing can be set; `job` is that of a test page."""

    actor: Actor
    printers: tuple[PrinterState, ...]
    percent: int | None
    job: Job | None = None

    def shown(self, language: str) -> Shown:
        """who; printers: name, state, well, waiting; test: what has become of the test page;
        volume: percent, -1 for none."""
        return {
            "who": self.actor.account.display_name,
            "printers": [_printer(each, language) for each in self.printers],
            "test": "" if self.job is None else _test(self.job, language),
            "volume": -1 if self.percent is None else self.percent,
        }

    def follow(self, job: Job | None) -> None:
        """A test page is on its way; None: not yet."""
        self.job = job

    def hear(self, percent: int | None) -> None:
        """It has become so loud."""
        self.percent = percent

    def see(self, seen: Seen) -> None:
        """How the printers are, and what has become of the test page that was asked after."""
        self.printers, job = seen
        if job is not None and self.job is not None and self.job.id == job.id:
            self.job = job

    def stepped(self, *, up: bool) -> int | None:
        """How loud it is one step on, in percent; None where nothing can be set."""
        if self.percent is None:
            return None
        return max(0, min(100, self.percent + (STEP if up else -STEP)))


def open_menu(hall: Hall, name: str, password: str) -> Menu:
    """Open the menu for the account `name`; on the worker, as all that asks the hall."""
    # All at once: nothing may move under the finger when it comes later.
    actor = hall.open_service(name, password)
    return Menu(actor, _here(hall), Loudness(hall.settings.voice.device).percent())


def look(hall: Hall, job: int | None) -> Seen:
    """What `Menu.see` wants to know, asking after the test page with the key `job`."""
    return _here(hall), None if job is None else hall.job(job)


def set_volume(hall: Hall, actor: Actor, percent: int) -> int | None:
    """Make it so loud, signed by `actor`; how loud it then is."""
    from kiosk.service import Act

    hall.note_service(Act.VOLUME_SET, actor, percent=percent)
    return Loudness(hall.settings.voice.device).set(percent)


def _here(hall: Hall) -> tuple[PrinterState, ...]:
    return tuple(each for each in hall.printers() if each.here)


def _printer(printer: PrinterState, language: str) -> Shown:
    waiting = printer.waiting
    return {
        "name": printer.name,
        "state": words().say(f"doctor.printer.is.{printer.state.value}", language),
        "well": printer.prints,
        "waiting": say("service.waiting", language, count=waiting) if waiting else "",
    }


def _test(job: Job, language: str) -> str:
    if job.error is not None:
        return words().refusal(job.error, language, {"detail": ""})
    return say(f"service.test_{'done' if job.out else 'going'}", language)
