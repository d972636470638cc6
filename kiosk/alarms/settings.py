"""When the hall raises an alarm: `[alarms]` of `hall.toml`."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Literal

from pydantic import Field

from kiosk.alarms.rules import Kind, Limits
from kiosk.form import Form


class AlarmSettings(Form):
    """From when on something is an alarm; `off`: the kinds that this hall does without.

    Somebody has waited for `wait_minutes`; `line_people` wait in one window group; a counter has
    called nobody for `idle_minutes` while people wait whom it may serve; nobody has answered a call
    for help for `help_seconds`; a printer has not printed for `printer_seconds`. Every
    `ahead_minutes` one looks ahead whether a line will grow that long within the hour. `volume`: of
    the sound of a new alarm at a supervisor's console, in percent; 0 is none, and it is never
    louder than the hall's own voice at that time.
    """

    off: tuple[Literal["help", "printer", "voice", "idle", "wait", "length", "tide"], ...] = ()
    wait_minutes: Annotated[int, Field(ge=1, le=480)] = 30
    line_people: Annotated[int, Field(ge=1, le=9999)] = 30
    idle_minutes: Annotated[int, Field(ge=1, le=240)] = 3
    help_seconds: Annotated[int, Field(ge=0, le=3600)] = 30
    printer_seconds: Annotated[int, Field(ge=0, le=3600)] = 15
    ahead_minutes: Annotated[int, Field(ge=1, le=120)] = 5
    volume: Annotated[int, Field(ge=0, le=100)] = 60

    @property
    def limits(self) -> Limits:
        """The same as the rules take it."""
        return Limits(
            wait=timedelta(minutes=self.wait_minutes),
            people=self.line_people,
            idle=timedelta(minutes=self.idle_minutes),
            unanswered=timedelta(seconds=self.help_seconds),
            down=timedelta(seconds=self.printer_seconds),
            off=frozenset(Kind(each) for each in self.off),
        )
