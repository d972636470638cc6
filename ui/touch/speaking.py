"""Says what has the focus and what a page tells, once somebody has asked for it (R16).

The voice is made when it is first needed: most people read. What concerns one person alone is said
by the headphones or not at all.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtQuick import QQuickItem

from kiosk.refusal import Refusal
from ui.touch import views
from ui.touch.flow import Page
from ui.touch.visit import Visit
from ui.worker import Worker

if TYPE_CHECKING:
    from ui.voice.engines import Engines
    from ui.voice.voice import Voice

PRIVATE = frozenset(
    {Page.TICKET, Page.RECEIPT, Page.LOOKUP, Page.APPOINTMENT, Page.IDENTITY, Page.SERVICE}
)
"""Pages on which somebody's own numbers stand."""
VOLUME_STEP = 10
_QUIETEST = 20


class Speaking(QObject):
    """One mouth for one screen; asked on the Qt thread, which never waits for it.

    `voice` is None until somebody has asked for words.
    """

    said = Signal(str)
    """What is being said now, by whatever it is heard."""

    def __init__(self, visit: Visit, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._visit, self._worker = visit, worker
        self.voice: Voice | None = None
        self._wanted: Callable[[Voice], None] | None = None
        self._asked = False
        self._volume: int | None = None

    def say(self, text: str, *, whole: str = "") -> None:
        """Say `text` instead of what is being said; `whole`, where private words may be heard."""
        hall = self._visit.hall
        if hall is None:
            return
        page, language = self._visit.place.page, self._visit.language
        private = page in PRIVATE and bool(hall.settings.voice.headphones)
        if page in PRIVATE and not private:
            # Nothing of a person's own aloud: where it stands to be read, and what can be done.
            whole = views.say("speaking.private", language) if whole else ""
            text = "" if page is Page.IDENTITY else text
        said = "\n".join(each for each in (whole, text) if each)
        if said:
            self._speak(said, language, private)

    def louder(self, steps: int) -> None:
        """So many steps louder, or softer where negative; never silent."""
        hall = self._visit.hall
        if hall is None:
            return
        before = self._volume if self._volume is not None else hall.settings.voice.volume
        self._volume = max(_QUIETEST, min(100, before + steps * VOLUME_STEP))
        if self.voice is not None:
            self.voice.set_volume(self._volume)
        volume = views.say("speaking.volume", self._visit.language, percent=self._volume)
        self._speak(volume, self._visit.language, private=False)

    def reset(self) -> None:
        """The person has gone: silence, and the volume that the hall has set."""
        self._wanted = None
        hall = self._visit.hall
        if self.voice is not None:
            self.voice.stop()
            if self._volume is not None and hall is not None:
                self.voice.set_volume(hall.settings.voice.volume)
        self._volume = None

    def close(self) -> None:
        """No more words, ever."""
        if self.voice is not None:
            self.voice.close()
            self.voice = None

    def _speak(self, text: str, language: str, private: bool) -> None:
        def speak(voice: Voice) -> None:
            voice.say(text, language, private=private)

        self.said.emit(text)
        if self.voice is not None:
            speak(self.voice)
            return
        self._wanted = speak
        self._open()

    def _open(self) -> None:
        """Find the voices of the hall, on the worker: recordings are read, programs asked."""
        hall = self._visit.hall
        if self._asked or hall is None:
            return
        self._asked = True
        settings, folder = hall.settings.voice, hall.ground.folder

        def find() -> Engines:
            from ui.voice.engines import open_engines

            return open_engines(settings, folder)

        self._worker.ask(find, self._opened, self._not_opened)

    def _opened(self, engines: Engines) -> None:
        from ui.voice.voice import Voice

        hall = self._visit.hall
        assert hall is not None
        self.voice = Voice(engines, hall.settings.voice, self)
        if self._volume is not None:
            self.voice.set_volume(self._volume)
        if self._wanted is not None:
            self._wanted(self.voice)
            self._wanted = None

    def _not_opened(self, _: Refusal) -> None:
        # The worker has logged why; the next word asks again.
        self._asked = False


def name_of(item: QQuickItem, language: str) -> str:
    """What has the focus, in words: its name, what it is, and how it stands."""
    name, hint = str(item.property("name") or ""), str(item.property("hint") or "")
    if not name:
        return ""
    kind = "button"
    if item.property("checkable"):
        kind = "on" if item.property("checked") else "off"
    said = views.say(f"speaking.{kind}", language, name=name)
    return f"{said}\n{hint}" if hint else said
