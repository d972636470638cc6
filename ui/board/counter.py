"""The one object between a counter's own display and the hall: who works there, whom it calls."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.clock import Clock
from kiosk.web.board import CounterBoard
from ui.board import bridge, views
from ui.client import HallClient
from ui.line import Line

QML_IMPORT_NAME = "ui.board"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class CounterScreen(QObject):
    """What the display of the counter with the code `counter` shows."""

    # The counter has been seen anew; the line; the minute; another sentence at the foot.
    seen = Signal()
    turned = Signal()
    ticked = Signal()
    changed = Signal()

    def __init__(self, url: str, counter: str, clock: Clock) -> None:
        super().__init__()
        self._url = url.rstrip("/")
        self._clock = clock
        self._board: CounterBoard | None = None
        self._ahead = timedelta()
        self._minute = ""
        self._place = 0
        self._ticker = QTimer(self, interval=bridge.TICK_MS)
        self._ticker.timeout.connect(self._tick)
        self._changer = QTimer(self, interval=bridge.SENTENCE_MS)
        self._changer.timeout.connect(self._change)
        self._line: Line[CounterBoard] = Line(
            HallClient(url),
            clock,
            look=lambda client: client.counter_board(counter),
            seen=self._seen,
            turned=self.turned.emit,
        )

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

    @Property(bool, notify=seen)
    def known(self) -> bool:
        """The counter has been seen at least once."""
        return self._board is not None

    @Property("QVariantMap", notify=seen)  # type: ignore[arg-type]
    def hall(self) -> dict[str, str]:
        """Its name: zh, en."""
        board = self._board
        return {"zh": board.name if board else "", "en": board.name_en if board else ""}

    @Property("QVariantMap", notify=seen)  # type: ignore[arg-type]
    def counter(self) -> views.Shown:
        """The counter, as `views.counter` gives it."""
        return views.counter(self._board) if self._board else {}

    @Property("QVariantMap", notify=seen)  # type: ignore[arg-type]
    def clerk(self) -> views.Shown:
        """Who works there, as `views.clerk` gives it."""
        return views.clerk(self._board, self._url)

    @Property("QVariantMap", notify=changed)  # type: ignore[arg-type]
    def sentence(self) -> views.Shown:
        """The notice, promise or honour whose turn it is."""
        return views.sentence(self._board.sentences if self._board else [], self._place)

    @Property("QVariantMap", notify=ticked)  # type: ignore[arg-type]
    def clock(self) -> views.Shown:
        """The server's time, as `views.clock` gives it."""
        return views.clock(self._clock() + self._ahead)

    @Property(str, notify=turned)
    def since(self) -> str:
        """The time of day since when what is shown is old; "" while all is well."""
        return views.time_of(self._line.since + self._ahead) if self._line.since else ""

    @Property(bool, notify=turned)
    def unknown(self) -> bool:
        """The hall has no such counter."""
        trouble = self._line.trouble
        return trouble is not None and trouble.code == "counter.unknown"

    def _seen(self, board: CounterBoard) -> None:
        first, self._board = self._board is None, board
        self._ahead = board.now - self._clock()
        self.seen.emit()
        self._tick()
        if first:
            self.changed.emit()

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
