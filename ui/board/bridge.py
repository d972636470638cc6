"""The one object between the hall board's window and the hall: plain values, one call at a time."""

from __future__ import annotations

from PySide6.QtCore import Property, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.clock import Clock
from kiosk.web.board_schemas import BoardView, Speech
from ui.board import views
from ui.board.display import Display
from ui.board.speaker import Speaker
from ui.board.turns import Turns
from ui.client import HallClient
from ui.line import Line

QML_IMPORT_NAME = "ui.board"
QML_IMPORT_MAJOR_VERSION = 1

TURN_MS = 2500
"""So long each call of a burst stands in the large place."""
RUSH_MS, RUSH = 1500, 8
"""So long where more than so many wait for it."""
FRESH_MS = 12_000
"""So long the newest call draws the eye."""


@QmlElement
class BoardScreen(Display):
    """What the board shows; `ui.board.open_board` makes it."""

    # The hall has been seen anew; another call stands in the large place; other words are spoken.
    seen = Signal()
    called = Signal()
    spoke = Signal()

    _board: BoardView | None

    def __init__(self, url: str, clock: Clock, speaker: Speaker | None = None) -> None:
        super().__init__(clock)
        self._speaker = speaker
        if speaker is not None:
            speaker.turned.connect(self._caption)
        self._heard = self._said = dict[str, str]()
        self._silence = QTimer(self, singleShot=True)
        self._silence.timeout.connect(self._fall_silent)
        self._turns = Turns()
        self._fresh = False
        self._turn = QTimer(self, interval=TURN_MS, singleShot=True)
        self._turn.timeout.connect(self._next)
        self._calm = QTimer(self, interval=FRESH_MS, singleShot=True)
        self._calm.timeout.connect(self._rest)
        self._line: Line[BoardView] = Line(
            HallClient(url),
            clock,
            look=self._look,
            seen=self._seen,
            turned=self.turned.emit,
        )

    def start(self) -> None:
        """Begin to look, and to listen whose turn it is to speak."""
        super().start()
        if self._speaker is not None:
            self._speaker.start()

    def stop(self) -> None:
        """End the line to the hall, and be silent; what is shown stays."""
        for timer in (self._turn, self._calm, self._silence):
            timer.stop()
        if self._speaker is not None:
            self._speaker.stop()
        super().stop()

    @Property("QVariantMap", notify=called)  # type: ignore[arg-type]
    def newest(self) -> views.Shown:
        """The call in the large place, as `views.call` gives it."""
        return views.call(self._turns.now)

    @Property(bool, notify=called)
    def fresh(self) -> bool:
        """The call in the large place has just come."""
        return self._fresh

    @Property(int, notify=called)
    def more(self) -> int:
        """How many calls wait for their turn in the large place."""
        return len(self._turns.next)

    @Property("QVariantList", notify=seen)  # type: ignore[arg-type]
    def calls(self) -> list[views.Shown]:
        """The last calls, the newest first."""
        return [views.call(call) for call in self._board.calls] if self._board else []

    @Property("QVariantList", notify=seen)  # type: ignore[arg-type]
    def groups(self) -> list[views.Shown]:
        """Who waits, as `views.groups` gives it."""
        return views.groups(self._board) if self._board else []

    @Property("QVariantList", notify=seen)  # type: ignore[arg-type]
    def closed(self) -> list[views.Shown]:
        """The counters that do not call, as `views.closed` gives them."""
        return views.closed(self._board) if self._board else []

    @Property("QVariantMap", notify=spoke)  # type: ignore[arg-type]
    def caption(self) -> dict[str, str]:
        """What is being spoken in the hall, here or elsewhere (R17): zh, en; "" for nothing."""
        return {"zh": "", "en": ""} | self._said

    def _look(self, client: HallClient) -> BoardView:
        # One look after another: what this one brings is noted before the next asks.
        return client.board(self._turns.seen)

    def _seen(self, board: BoardView) -> None:
        self._turns.see(board)
        if board.more:
            self._line.look()
        self._hear(board.speech)
        if self._speaker is not None:
            self._speaker.see(board)
        self._see(board)
        self.seen.emit()
        if not self._turn.isActive():
            self._next()
        # A new day, or one more that waits for its turn.
        self.called.emit()

    def _hear(self, speech: Speech) -> None:
        self._heard = speech.words
        if speech.words:
            self._silence.start(round(speech.seconds * 1000))
        self._caption()

    @Slot()
    def _fall_silent(self) -> None:
        self._hear(Speech())

    @Slot()
    def _caption(self) -> None:
        # Who speaks knows it first.
        own = self._speaker is not None and self._speaker.speaks
        said = self._speaker.caption if self._speaker is not None and own else self._heard
        if said != self._said:
            self._said = said
            self.spoke.emit()

    @Slot()
    def _next(self) -> None:
        if self._turns.take():
            self._fresh = True
            self._turn.start(TURN_MS if len(self._turns.next) <= RUSH else RUSH_MS)
            self._calm.start()
            self.called.emit()

    @Slot()
    def _rest(self) -> None:
        self._fresh = False
        self.called.emit()
