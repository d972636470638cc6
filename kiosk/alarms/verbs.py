"""The verbs of a hall for who watches over it, beside those of the queue."""

from __future__ import annotations

from datetime import datetime

from kiosk.alarms import standing
from kiosk.alarms.standing import Alarm
from kiosk.ground import Ground
from kiosk.staff import Actor


class AlarmVerbs:
    """A part of `kiosk.hall.Hall`."""

    ground: Ground

    def alarms(self) -> tuple[Alarm, ...]:
        """The alarms that stand."""
        return standing.standing(self.ground)

    def look_for_alarms(self, since: datetime | None = None) -> bool:
        """Raise and end alarms as the hall stands; whether any has changed. `since`: whoever looks
        has been able to."""
        return standing.look(self.ground, since=since)

    def take_alarm(self, alarm: int, actor: Actor) -> Alarm:
        """Somebody sees to it."""
        return standing.take(self.ground, alarm, actor)
