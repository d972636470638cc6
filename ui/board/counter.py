"""The one object between a counter's own display and the hall: who works there, whom it calls."""

from __future__ import annotations

from PySide6.QtCore import Property, Signal
from PySide6.QtQml import QmlElement

from kiosk.clock import Clock
from kiosk.web.board_schemas import CounterBoard
from ui.board import views
from ui.board.display import Display
from ui.client import HallClient
from ui.line import Line

QML_IMPORT_NAME = "ui.board"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class CounterScreen(Display):
    """What the display of the counter with the code `counter` shows."""

    # The counter has been seen anew, or there is none.
    seen = Signal()

    _board: CounterBoard | None

    def __init__(self, url: str, counter: str, clock: Clock) -> None:
        super().__init__(clock)
        self._url = url.rstrip("/")
        self._line: Line[CounterBoard] = Line(
            HallClient(url),
            clock,
            look=lambda client: client.counter_board(counter),
            seen=self._seen,
            turned=self._turned,
        )

    @Property("QVariantMap", notify=seen)  # type: ignore[arg-type]
    def counter(self) -> views.Shown:
        """The counter, as `views.counter` gives it."""
        return views.counter(self._board) if self._board else {}

    @Property("QVariantMap", notify=seen)  # type: ignore[arg-type]
    def clerk(self) -> views.Shown:
        """Who works there, as `views.clerk` gives it."""
        return views.clerk(self._board, self._url)

    @Property(bool, notify=seen)
    def unknown(self) -> bool:
        """The hall has no such counter."""
        trouble = self._line.trouble
        return trouble is not None and trouble.code == "counter.unknown"

    def _seen(self, board: CounterBoard) -> None:
        self._see(board)
        self.seen.emit()

    def _turned(self) -> None:
        self.turned.emit()
        self.seen.emit()
