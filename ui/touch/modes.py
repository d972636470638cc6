"""How the touch screen shows and speaks itself: modes of one person, and the look of the hall.

A mode is on until its person has gone (R21); the palette, the colours and the size of the glass
are the hall's.
"""

from __future__ import annotations

from datetime import datetime
from math import hypot
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Property, QObject, QUrl, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QmlElement

if TYPE_CHECKING:
    from kiosk.config import Settings

QML_IMPORT_NAME = "ui.touch"
QML_IMPORT_MAJOR_VERSION = 1

MODES = frozenset({"large", "contrast", "low", "speech", "dark"})
"""Large type, high contrast, controls within the lower reach, spoken focus, and no picture."""

MM_PER_INCH = 25.4
SMALLEST_INCHES = 21.5
"""What a kiosk is taken for where nobody knows: on a larger screen all is larger than promised."""
_PLAUSIBLE_INCHES = (10, 65)
_SAME_SHAPE = 0.05
REACH_MM = (380, 1220)
"""What hands reach from a wheelchair, above the floor (R18; GB 50763, ISO 21542)."""


@QmlElement
class Modes(QObject):
    """What is on, and how the hall wants its screen."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._on: frozenset[str] = frozenset()
        self._settings: Settings | None = None
        self._emblem = ""
        self._evening = False

    @Property(bool, notify=changed)
    def large(self) -> bool:
        """Characters of 8 mm, four choices a page (R13)."""
        return "large" in self._on

    @Property(bool, notify=changed)
    def contrast(self) -> bool:
        """Light words on black, 7:1 at least (R19)."""
        return "contrast" in self._on

    @Property(bool, notify=changed)
    def low(self) -> bool:
        """All controls within the lower reach (R18)."""
        return "low" in self._on

    @Property(bool, notify=changed)
    def speech(self) -> bool:
        """What has the focus is spoken (R16)."""
        return "speech" in self._on

    @Property(bool, notify=changed)
    def dark(self) -> bool:
        """No picture, for who listens and wants no onlookers (R16)."""
        return "dark" in self._on

    @Property(str, notify=changed)
    def palette(self) -> str:
        """ "day", "evening" or "contrast"."""
        return "contrast" if "contrast" in self._on else "evening" if self._evening else "day"

    @Property("QVariantMap", notify=changed)  # type: ignore[arg-type]
    def own(self) -> dict[str, Any]:
        """The colours that follow the hall's own, by their names in the theme."""
        colour = self._settings.look.colour if self._settings else ""
        if not colour or "contrast" in self._on:
            return {}
        from kiosk.colour import Colour, family

        made = family(Colour.read(colour), evening=self._evening, strong="large" in self._on)
        return dict(made)

    @Property(str, notify=changed)
    def emblem(self) -> str:
        """The URL of the hall's emblem, "" for ours."""
        return self._emblem

    @Property(float, notify=changed)
    def diagonal(self) -> float:
        """The diagonal of the picture in mm: as set, as the screen says, or of a small kiosk."""
        set_to = self._settings.screen.inches if self._settings else 0
        return (set_to or _screen_inches() or SMALLEST_INCHES) * MM_PER_INCH

    @Property(int, notify=changed)
    def bottom(self) -> int:
        """How far the lower edge of the picture is above the floor, in mm."""
        return self._settings.screen.bottom_mm if self._settings else REACH_MM[1]

    @Property("QVariantList", constant=True)  # type: ignore[arg-type]
    def reach(self) -> list[int]:
        """What hands reach in low mode, in mm above the floor: from, to."""
        return list(REACH_MM)

    @Slot(str)
    def toggle(self, mode: str) -> None:
        """Turn a mode on or off."""
        self.choose(mode, mode not in self._on)

    @Slot(str, bool)
    def choose(self, mode: str, on: bool) -> None:
        """Turn a mode on, or off. Without speech there is no dark screen."""
        assert mode in MODES, mode
        self._set(self._on | {mode} if on else self._on - {mode})

    @Slot()
    def reset(self) -> None:
        """The next person begins as everybody does."""
        self._set(frozenset())

    def take(self, settings: Settings, folder: Path) -> None:
        """The settings of the hall in `folder` hold from now on."""
        self._settings = settings
        file = folder.resolve() / settings.emblem
        own = settings.emblem and file.is_file()
        self._emblem = QUrl.fromLocalFile(str(file)).toString() if own else ""
        self.changed.emit()

    def tick(self, now: datetime) -> None:
        """It is `now`, in the zone of the hall."""
        evening = self._settings is not None and self._settings.look.evening(now.time())
        if evening != self._evening:
            self._evening = evening
            self.changed.emit()

    def _set(self, on: frozenset[str]) -> None:
        if "speech" not in on:
            on -= {"dark"}
        if on != self._on:
            self._on = on
            self.changed.emit()


def _screen_inches() -> float:
    """What the screen says of its size, 0 where that cannot be: some say 0 mm, some 16 x 9 cm."""
    screen = QGuiApplication.primaryScreen()
    if QGuiApplication.platformName() == "offscreen" or screen is None:
        return 0
    size, pixels = screen.physicalSize(), screen.size()
    if not (size.width() > 0 and size.height() > 0):
        return 0
    shape = (size.width() / size.height()) / (pixels.width() / pixels.height())
    inches = hypot(size.width(), size.height()) / MM_PER_INCH
    least, most = _PLAUSIBLE_INCHES
    return inches if least <= inches <= most and abs(shape - 1) <= _SAME_SHAPE else 0
