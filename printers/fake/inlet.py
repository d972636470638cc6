"""What the fake printer asks of a wire, and how bytes pass from it into the machine."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, Literal, Protocol

from printers.fake.machine import REALTIME, Host, Machine

TICK: Final = 0.01
"""Seconds between two looks where the line has a speed."""

_CHUNK: Final = 65536


class Port(Protocol):
    """One kind of wire."""

    where: str

    def hosts(self) -> int:
        """How many are connected now."""

    def say(self, data: bytes, host: Host | None) -> bool: ...

    def on(self) -> None:
        """The printer has power: listen."""

    def off(self) -> None:
        """It has none: nobody answers any more."""

    def drop(self, how: Literal["reset", "close"]) -> None:
        """The wire is pulled, or closed in good order."""

    def wake(self) -> None:
        """Look again who may be read."""

    def close(self) -> None: ...


class Inlet:
    """What passes from a wire into the machine: how fast, how much, and up to which byte."""

    def __init__(
        self, machine: Machine, clock: Callable[[], float], after: Callable[[], None]
    ) -> None:
        self.speed = 0.0
        """Bytes a second; 0: as fast as they come."""
        self.stalled = False
        self.fuse: tuple[int, Literal["reset", "close"]] | None = None
        """After how many bytes of a job the wire breaks, and how."""
        self._machine, self._clock, self._after = machine, clock, after
        self._credit, self._counted = 0.0, clock()

    @property
    def room(self) -> int:
        """How many bytes may be read now."""
        if self.stalled or not self._machine.power:
            return 0
        room = min(self._machine.room, _CHUNK)
        if not self.speed:
            return room
        now = self._clock()
        most = max(1.0, self.speed * 2 * TICK)
        self._credit = min(most, self._credit + (now - self._counted) * self.speed)
        self._counted = now
        return min(room, int(self._credit))

    @property
    def paced(self) -> bool:
        """There will be room by itself, in a moment."""
        return bool(self.speed) and not self.stalled and self._machine.room > 0

    def take(self, data: bytes, host: Host) -> Literal["reset", "close"] | None:
        """Hand bytes to the machine; how the wire broke meanwhile, if it did."""
        self._credit = max(0.0, self._credit - len(data))
        how = None
        if self.fuse is not None:
            left, how = self.fuse
            # Asking how it is does not belong to a job.
            places = _job_bytes(data)
            if len(places) >= left:
                data = data[: places[left - 1] + 1] if left else b""
                self.fuse = None
            else:
                self.fuse, how = (left - len(places), how), None
        if data:
            self._machine.receive(data, host)
            self._after()
        return how


def _job_bytes(data: bytes) -> list[int]:
    """Where the bytes stand that are no real-time command."""
    asked = {at for match in re.finditer(REALTIME, data) for at in range(*match.span())}
    return [at for at in range(len(data)) if at not in asked]
