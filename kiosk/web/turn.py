"""Which board speaks: one at a time for the whole hall, and up to where it has come (R33).

The turn is lent for some seconds and renewed; it is kept in the database, so that all servers of a
hall lend the same one. A board or a server that dies gives it up by silence; the next board goes on
where it stopped, for it is told the place in the audit chain up to which all calls have been
spoken. What is being said stands beside it, for the captions of all boards (R17).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    Connection,
    CursorResult,
    case,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from data import models
from kiosk.ground import Ground

SECONDS = 12.0
"""How long a board may speak without asking again."""
_LONGEST = timedelta(seconds=SECONDS)
_RENEWED = SECONDS / 2
"""With more than so many left nothing is written: a write makes every screen of the hall look."""

_halls = models.Hall.__table__
_speech = models.Speech.__table__
_events = models.Event.__table__


@dataclass(frozen=True, slots=True)
class Standing:
    """`speaker` has the turn for so many `seconds` more and says `words`, by language.

    "", 0 and nothing where no board has it. All calls up to the place `spoken` have been heard;
    None: nobody has ever spoken.
    """

    speaker: str = ""
    seconds: float = 0.0
    spoken: int | None = None
    words: Mapping[str, str] = field(default_factory=dict)


class Turn:
    """The turn of one hall. Each call is a transaction; raises StoreFault as `Store` does."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def now(self) -> Standing:
        """Who speaks."""
        with self._ground.store.read() as connection:
            return self._standing(connection)

    def ask(
        self, speaker: str, spoken: int | None, words: Mapping[str, str] | None = None
    ) -> Standing:
        """Lend the turn to `speaker` for the next `SECONDS`, if no other has it.

        Only who holds the turn moves `spoken`, and never back or beyond the chain.
        """
        said = dict(words or {})
        before = self.now()
        if before.seconds and before.speaker != speaker:
            return before
        mine = before.seconds > _RENEWED and before.words == said
        if mine and (spoken is None or spoken <= (before.spoken or 0)):
            return before
        # A caption that stays is told again with its new end.
        news = bool(said or before.words) or not before.seconds
        # A clock that was set back must not silence the hall until it is there again.
        return self._write(
            lambda now: or_(
                _speech.c.speaker == speaker,
                _speech.c.until <= now,
                _speech.c.until > now + _LONGEST,
            ),
            {"speaker": speaker, "words": said},
            spoken,
            _LONGEST,
            news=news,
        )

    def give_up(self, speaker: str, spoken: int | None) -> Standing:
        """Let another speak at once, as a board does that is closed or cannot be heard."""
        before = self.now()
        if before.speaker != speaker:
            return before
        return self._write(
            lambda _: _speech.c.speaker == speaker,
            {"speaker": "", "words": {}},
            spoken,
            timedelta(),
            news=True,
        )

    def _write(
        self,
        free: Callable[[datetime], ColumnElement[bool]],
        values: dict[str, Any],
        spoken: int | None,
        lent: timedelta,
        *,
        news: bool,
    ) -> Standing:
        """Compare and set: of two servers that write at once the second finds the turn taken."""
        ground = self._ground
        with ground.store.write() as connection:
            hall = self._hall(connection)
            self._lock(connection, hall)
            # Read behind the lock: before it, the turn that another has just taken would begin
            # later than now.
            now = self._clock(connection)
            place = self._place(connection, hall, spoken)
            if place is not None:
                values = {**values, "spoken": place}
            done = connection.execute(
                update(_speech)
                .where(_speech.c.hall_id == hall, free(now))
                .values(until=now + lent, **values)
            )
            if news and cast("CursorResult[Any]", done).rowcount:
                ground.bell.announce(connection)
            found = self._standing(connection)
        ground.bell.ring()
        return found

    def _lock(self, connection: Connection, hall: int) -> None:
        """The row of the hall, made where there is none, for this transaction alone."""
        insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
        row = {"hall_id": hall, "speaker": "", "until": self._clock(connection), "words": {}}
        connection.execute(insert(_speech).values(row).on_conflict_do_nothing())
        mine = select(_speech.c.hall_id).where(_speech.c.hall_id == hall)
        connection.execute(mine.with_for_update())

    def _place(
        self, connection: Connection, hall: int, spoken: int | None
    ) -> ColumnElement[Any] | None:
        newest = select(func.max(_events.c.seq)).where(_events.c.hall_id == hall)
        if spoken is None or spoken > (connection.scalar(newest) or 0):
            return None
        return case((_speech.c.spoken > spoken, _speech.c.spoken), else_=spoken)

    def _standing(self, connection: Connection) -> Standing:
        query = (
            select(_speech)
            .join_from(_speech, _halls, _halls.c.id == _speech.c.hall_id)
            .where(_halls.c.code == self._ground.settings.code)
        )
        row = connection.execute(query).first()
        if row is None:
            return Standing()
        left = row.until - self._clock(connection)
        if not row.speaker or not timedelta() < left <= _LONGEST:
            return Standing(spoken=row.spoken)
        return Standing(row.speaker, left.total_seconds(), row.spoken, row.words)

    def _hall(self, connection: Connection) -> int:
        query = select(_halls.c.id).where(_halls.c.code == self._ground.settings.code)
        return int(connection.execute(query).scalar_one())

    def _clock(self, connection: Connection) -> datetime:
        """The one clock that all servers of the hall share."""
        if connection.dialect.name == "postgresql":
            found: datetime = connection.execute(select(func.clock_timestamp())).scalar_one()
            return found
        return self._ground.clock()
