"""What every board has: phrases, the hall's name and time, its line, sentences that take turns."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlAnonymous

from kiosk.clock import Clock
from kiosk.web.board_schemas import BoardView, CounterBoard
from ui.board import views
from ui.line import Line

QML_IMPORT_NAME = "ui.board"
QML_IMPORT_MAJOR_VERSION = 1

SENTENCE_MS = 9000
"""So long each notice, promise and honour stands at the foot."""
TICK_MS = 1000


@QmlAnonymous
class Display(QObject):
    """The part of a board that is the same for all; each makes a line of its own, and gives what
    that has seen to `_see`.

    A property that a board adds is told by a signal of its own class: PySide 6.11 finds no other,
    and QML crashes on it.
    """

    # The hall is known by name; the line; the minute; another sentence stands at the foot.
    named = Signal()
    turned = Signal()
    ticked = Signal()
    changed = Signal()

    _line: Line[BoardView] | Line[CounterBoard]

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self._board: BoardView | CounterBoard | None = None
        self._ahead = timedelta()
        self._minute = ""
        self._place = 0
        self._ticker = QTimer(self, interval=TICK_MS)
        self._ticker.timeout.connect(self._tick)
        self._changer = QTimer(self, interval=SENTENCE_MS)
        self._changer.timeout.connect(self._change)

    def start(self) -> None:
        """Begin to look."""
        self._ticker.start()
        self._changer.start()
        self._line.start()

    def stop(self) -> None:
        """End the line to the hall; what is shown stays."""
        self._ticker.stop()
        self._changer.stop()
        self._line.close()

    @Property("QVariantMap", constant=True)  # type: ignore[arg-type]
    def zh(self) -> dict[str, str]:
        """The Chinese phrases, by key."""
        return views.phrases("zh")

    @Property("QVariantMap", constant=True)  # type: ignore[arg-type]
    def en(self) -> dict[str, str]:
        """The English phrases, by key."""
        return views.phrases("en")

    @Property(bool, notify=named)
    def known(self) -> bool:
        """The hall has been seen at least once."""
        return self._board is not None

    @Property("QVariantMap", notify=named)  # type: ignore[arg-type]
    def hall(self) -> dict[str, str]:
        """Its name: zh, en."""
        board = self._board
        return {"zh": board.name if board else "", "en": board.name_en if board else ""}

    @Property("QVariantMap", notify=changed)  # type: ignore[arg-type]
    def sentence(self) -> views.Shown:
        """The notice, promise or honour whose turn it is: kind, zh, en; kind "" for none."""
        return views.sentence(self._board.sentences if self._board else [], self._place)

    @Property("QVariantMap", notify=ticked)  # type: ignore[arg-type]
    def clock(self) -> views.Shown:
        """The server's time, as `views.clock` gives it."""
        return views.clock(self._clock() + self._ahead)

    @Property(str, notify=turned)
    def since(self) -> str:
        """The time of day since when what is shown is old; "" while all is well."""
        return views.time_of(self._line.since + self._ahead) if self._line.since else ""

    def _see(self, board: BoardView | CounterBoard) -> None:
        first, self._board = self._board is None, board
        self._ahead = board.now - self._clock()
        self.named.emit()
        if first:
            self.changed.emit()
        self._tick()

    @Slot()
    def _change(self) -> None:
        self._place += 1
        self.changed.emit()

    @Slot()
    def _tick(self) -> None:
        minute = f"{self._clock() + self._ahead:%H:%M}"
        if minute != self._minute:
            self._minute = minute
            self.ticked.emit()
