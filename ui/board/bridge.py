"""The one object between the hall board's window and the hall: plain values, one call at a time."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.clock import Clock
from kiosk.web.board import BoardView, Speech
from ui.board import views
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
SENTENCE_MS = 9000
"""So long each notice, promise and honour stands at the foot."""
FRESH_MS = 12_000
"""So long the newest call draws the eye."""
TICK_MS = 1000


@QmlElement
class BoardScreen(QObject):
    """What the board shows; `ui.board.open_board` makes it."""

    # The hall has been seen anew; another call stands in the large place; the line; the minute.
    seen = Signal()
    called = Signal()
    turned = Signal()
    ticked = Signal()
    # Another sentence stands at the foot; other words are spoken.
    changed = Signal()
    spoke = Signal()

    def __init__(self, url: str, clock: Clock, speaker: Speaker | None = None) -> None:
        super().__init__()
        self._clock = clock
        self._speaker = speaker
        if speaker is not None:
            speaker.turned.connect(self._caption)
        self._heard = self._said = dict[str, str]()
        self._silence = QTimer(self, singleShot=True)
        self._silence.timeout.connect(self._fall_silent)
        self._board: BoardView | None = None
        self._turns = Turns()
        self._fresh = False
        self._ahead = timedelta()
        self._minute = ""
        self._turn = QTimer(self, interval=TURN_MS, singleShot=True)
        self._turn.timeout.connect(self._next)
        self._calm = QTimer(self, interval=FRESH_MS, singleShot=True)
        self._calm.timeout.connect(self._rest)
        self._ticker = QTimer(self, interval=TICK_MS)
        self._ticker.timeout.connect(self._tick)
        self._place = 0
        self._changer = QTimer(self, interval=SENTENCE_MS)
        self._changer.timeout.connect(self._change)
        self._line: Line[BoardView] = Line(
            HallClient(url),
            clock,
            look=self._look,
            seen=self._seen,
            turned=self.turned.emit,
        )

    def start(self) -> None:
        """Begin to look."""
        self._ticker.start()
        self._changer.start()
        self._line.start()
        if self._speaker is not None:
            self._speaker.start()

    def stop(self) -> None:
        """End the line to the hall; what is shown stays."""
        for timer in (self._turn, self._calm, self._ticker, self._changer, self._silence):
            timer.stop()
        if self._speaker is not None:
            self._speaker.stop()
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
        """The hall has been seen at least once."""
        return self._board is not None

    @Property("QVariantMap", notify=seen)  # type: ignore[arg-type]
    def hall(self) -> dict[str, str]:
        """Its name: zh, en."""
        board = self._board
        return {"zh": board.name if board else "", "en": board.name_en if board else ""}

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

    @Property("QVariantMap", notify=changed)  # type: ignore[arg-type]
    def sentence(self) -> views.Shown:
        """The notice, promise or honour whose turn it is: kind, zh, en; kind "" for none."""
        return views.sentence(self._board.sentences if self._board else [], self._place)

    @Property("QVariantMap", notify=spoke)  # type: ignore[arg-type]
    def caption(self) -> dict[str, str]:
        """What is being spoken in the hall, here or elsewhere (R17): zh, en; "" for nothing."""
        return {"zh": "", "en": ""} | self._said

    @Property("QVariantMap", notify=ticked)  # type: ignore[arg-type]
    def clock(self) -> views.Shown:
        """The server's time, as `views.clock` gives it."""
        return views.clock(self._clock() + self._ahead)

    @Property(str, notify=turned)
    def since(self) -> str:
        """The time of day since when what is shown is old; "" while all is well."""
        return views.time_of(self._line.since + self._ahead) if self._line.since else ""

    def _look(self, client: HallClient) -> BoardView:
        # One look after another: what this one brings is noted before the next asks.
        return client.board(self._turns.seen)

    def _seen(self, board: BoardView) -> None:
        first, self._board = self._board is None, board
        self._ahead = board.now - self._clock()
        self._turns.see(board)
        if board.more:
            self._line.look()
        self._hear(board.speech)
        if self._speaker is not None:
            self._speaker.see(board)
        self.seen.emit()
        if first:
            self.changed.emit()
        self._tick()
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
    def _change(self) -> None:
        self._place += 1
        self.changed.emit()

    @Slot()
    def _rest(self) -> None:
        self._fresh = False
        self.called.emit()

    @Slot()
    def _tick(self) -> None:
        minute = f"{self._clock() + self._ahead:%H:%M}"
        if minute != self._minute:
            self._minute = minute
            self.ticked.emit()
