"""The moving parts of the fake printer: paper roll, head, cover and cutter, and what stops them."""

from __future__ import annotations

import math
from collections.abc import Callable, Generator
from dataclasses import dataclass, replace
from typing import Final, Literal

from PIL import Image

from printers.fake.paper import INCH_MM, Note, Slip, Strip, packed, readable

Steps = Generator[None, None, None]
"""Work that yields while it has to wait: for bytes, for time, or for a person."""

Charset = Literal["none", "gb2312", "gbk", "gb18030"]

_DOTS: Final = {(80, 203): 576, (80, 180): 512, (58, 203): 384, (58, 180): 360}
_STEP_MM: Final = 2.0
"""Paper moved at once where the head has a speed: what a fault in the middle can hit."""
_LAG: Final = 0.05
"""Seconds that whoever calls us may come late without the paper coming late."""


@dataclass(frozen=True, slots=True)
class Model:
    """What a printer is made with. Raises ValueError for a width and density nobody makes."""

    width_mm: int = 80
    dpi: int = 203
    charset: Charset = "gbk"
    """Hanzi in its font; none: an overseas model, Chinese bytes come out as odd letters."""
    buffer: int = 65536
    """Bytes of its receive buffer."""
    roll_mm: float = 80_000.0
    near_mm: float = 4_000.0
    blade_mm: float = 15.0
    """From the head to the cutter; TM-T88III specification."""

    def __post_init__(self) -> None:
        if (self.width_mm, self.dpi) not in _DOTS:
            raise ValueError(f"no printer of {self.width_mm} mm at {self.dpi} dpi")

    @property
    def dots(self) -> int:
        """Dots across the printable part of the paper."""
        return _DOTS[self.width_mm, self.dpi]

    def mm(self, dots: float) -> float:
        return dots * INCH_MM / self.dpi

    def in_dots(self, mm: float) -> int:
        return round(mm * self.dpi / INCH_MM)


class Mechanism:
    """Prints, feeds and cuts, or stands still and goes on where it stopped."""

    def __init__(
        self, model: Model, clock: Callable[[], float], out: Callable[[Slip], None]
    ) -> None:
        self.model = model
        self.speed = 0.0
        """Millimetres a second; 0 moves the paper at once."""
        self.near: bool | None = None
        """The near-end sensor as somebody holds it; None: it looks at the roll."""
        self.cover_open = self.error = self.button = False
        self.cutter_broken = self.jammed = self.jams_next = False
        self.hot_until = 0.0
        self.count = 0
        self._clock, self._out = clock, out
        self._left = model.in_dots(model.roll_mm)
        self._busy_until = 0.0
        self._strip = self._fresh()
        self._preset: int | None = None

    @property
    def paper_mm(self) -> float:
        return self.model.mm(self._left)

    @property
    def near_end(self) -> bool:
        return self.paper_mm < self.model.near_mm if self.near is None else self.near

    @property
    def paper_end(self) -> bool:
        return self._left <= 0

    @property
    def hot(self) -> bool:
        return self._clock() < self.hot_until

    @property
    def cutter_error(self) -> bool:
        return self.cutter_broken or self.jammed

    @property
    def stopped(self) -> bool:
        """Off-line: nothing moves, and no command but the real-time ones is looked at."""
        return (
            self.paper_end
            or self.cover_open
            or self.cutter_error
            or self.error
            or self.button
            or self.hot
        )

    @property
    def busy(self) -> bool:
        return self._clock() < self._busy_until

    def due_after(self, looked: float) -> float | None:
        """When it may go on by itself, on its clock, having been `looked` after at that time.

        That may be in the past: time has gone on since.
        """
        times = (at for at in (self._busy_until, self.hot_until) if looked < at < math.inf)
        return min(times, default=None)

    def mar(self) -> None:
        """Something went wrong: a slip that has begun is no whole slip any more."""
        self._strip.marred = self._strip.marred or self._strip.used

    def halt(self) -> None:
        """Its power is gone, in the middle of whatever it did."""
        self.mar()
        self._busy_until = 0.0
        self._preset = None

    def idle(self) -> Steps:
        """Wait until the paper stands still and nothing stops the printer."""
        while self.stopped or self.busy:
            yield

    def advance(self, rows: int, ink: Image.Image | None = None, note: Note | None = None) -> Steps:
        """Move `rows` dots on, burning `ink`; `note` says what a reader finds there.

        Stops at the dot where the paper ends, and goes on with the rest on the new roll: what was
        torn in two is in no note.
        """
        done, began = 0, self._strip
        while done < rows:
            yield from self.idle()
            step = min(rows - done, self._left)
            if self.speed:
                step = min(step, max(1, self.model.in_dots(_STEP_MM)))
                self._busy_until = self._since() + self.model.mm(step) / self.speed
            part = ink
            if ink is not None and step < rows:
                part = ink.crop((0, done, ink.width, done + step))
            self._strip.grow(step, part)
            self._left -= step
            done += step
            if done == rows and note is not None:
                # On the strip where it began: on another one by now, it is nowhere whole.
                began.notes.append(replace(note, top=began.height - rows, bottom=began.height))
            self._preset_cut()

    def cut(self, feed: int, *, back: bool = False) -> Steps:
        """Feed `feed` dots and cut; `back` then draws the blank lead in again."""
        yield from self.advance(feed)
        yield from self.idle()
        if self.jams_next:
            self.jams_next, self.jammed = False, True
            self.mar()
            yield from self.idle()
        blade = self.model.in_dots(self.model.blade_mm)
        self._part(self._strip.height - blade, by_hand=False)
        if back:
            self._strip = Strip(self.model.dots)

    def preset(self, feed: int) -> None:
        """Cut by itself when the place `feed` dots below has come to the cutter (GS V 97, 98)."""
        self._preset = self._strip.height + feed

    def tear(self) -> None:
        """A person feeds out what has been printed and tears it off."""
        if self._strip.used:
            self._left = max(0, self._left - self.model.in_dots(self.model.blade_mm))
            self._part(self._strip.height, by_hand=True)
            self._strip = self._fresh()

    def load(self, mm: float) -> None:
        """Put a roll of `mm` in; where the old one had ended, what hangs out of it is taken off."""
        if self.paper_end and mm > 0:
            if self._strip.used:
                self._part(self._strip.height, by_hand=True)
            self._strip, self.near = self._fresh(), None
        elif mm <= 0:
            self.mar()
        self._left = self.model.in_dots(mm)

    def _since(self) -> float:
        """When this step begins: where the last one ended, unless the head stood still since."""
        now = self._clock()
        return self._busy_until if now - self._busy_until < _LAG else now

    def _fresh(self) -> Strip:
        """Blank paper from the cutter to the head."""
        return Strip(self.model.dots, self.model.in_dots(self.model.blade_mm))

    def _preset_cut(self) -> None:
        blade = self.model.in_dots(self.model.blade_mm)
        if self._preset is not None and self._strip.height - blade >= self._preset:
            at, self._preset = self._preset, None
            self._part(at, by_hand=False)

    def _part(self, at: int, *, by_hand: bool) -> None:
        if at <= 0:
            return
        marred = self._strip.marred
        picture, notes, self._strip = self._strip.split(at)
        self._preset = None
        self.count += 1
        self._out(
            Slip(
                number=self.count,
                text=readable(notes),
                codes=tuple(note.text for note in notes if note.kind == "code"),
                fed_mm=round(self.model.mm(at), 1),
                whole=not (marred or by_hand),
                boxes=sum(note.boxes for note in notes),
                width_mm=self.model.width_mm,
                dpi=self.model.dpi,
                size=picture.size,
                packed=packed(picture),
            )
        )
