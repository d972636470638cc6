"""The page that stands there when the touch screen cannot be shown: no blank window, no desktop.

It asks for as little as can be: no Qt Quick, no compositor, no database. The touch screen shows it
where its QML does not load, and `python -m ui.sorry` shows it where not even the program starts. It
goes by itself after a while, with an exit status that has the program started again.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPainter, QPaintEvent, QRasterWindow

from kiosk.refusal import Refusal
from kiosk.words import words
from ui.fonts import FAMILIES

SECONDS = 20.0
FAILED = 1
"""The exit status after it."""
HALL = Path("/var/lib/onewindow/hall")
"""Where the Debian package keeps the hall."""
GROUND, BAR, LINE = "#f6f1e7", "#0f3f4c", "#dcd2bf"
INK, SOFT = "#15272d", "#48585c"


def draw(painter: QPainter, size: QSize, hotline: str = "") -> None:
    """The page, on a screen of `size` pixels, upright or lying; `hotline` "": without one."""
    unit = min(size.width(), size.height()) / 100
    painter.fillRect(QRect(QPoint(), size), QColor(GROUND))
    painter.fillRect(0, 0, size.width(), round(2 * unit), QColor(BAR))
    phone = ["hotline"] if hotline else []
    # Language, phrase, height of the letters, colour, bold, room above; in hundredths of the
    # shorter side.
    rows = [
        ("zh", "title", 8.5, INK, True, 0.0),
        ("zh", "advice", 4.6, INK, False, 5.0),
        *(("zh", key, 4.6, INK, False, 3.0) for key in phone),
        ("en", "title", 5.0, SOFT, True, 12.0),
        ("en", "advice", 3.8, SOFT, False, 3.0),
        *(("en", key, 3.8, SOFT, False, 2.0) for key in phone),
    ]
    top = (size.height() - sum(1.35 * high + above for _, _, high, _, _, above in rows) * unit) / 2
    for language, key, high, colour, bold, above in rows:
        top += above * unit
        text = words().say(f"sorry.{key}", language, hotline=hotline)
        _row(painter, size, top, high * unit, colour, text, bold=bold)
        top += 1.35 * high * unit
    foot = size.height() - 8 * unit
    line = QRect(0, round(foot - 2 * unit), size.width(), max(1, round(unit / 8)))
    painter.fillRect(line, QColor(LINE))
    again = " · ".join(words().say("sorry.again", language) for language in ("zh", "en"))
    _row(painter, size, foot, 2.6 * unit, SOFT, again)


def _row(
    painter: QPainter,
    size: QSize,
    top: float,
    high: float,
    colour: str,
    text: str,
    *,
    bold: bool = False,
) -> None:
    font = QFont()
    font.setFamilies(FAMILIES)
    font.setPixelSize(max(1, round(high)))
    font.setBold(bold)
    painter.setFont(font)
    room = round(size.width() * 0.92)
    wide = painter.fontMetrics().horizontalAdvance(text)
    if wide > room:
        font.setPixelSize(max(1, int(high * room / wide)))
        painter.setFont(font)
    painter.setPen(QColor(colour))
    line = QRect((size.width() - room) // 2, round(top), room, round(1.35 * high))
    painter.drawText(line, Qt.AlignmentFlag.AlignCenter, text)


class SorryWindow(QRasterWindow):
    """The page itself, on a screen that hangs turned clockwise by `turn` degrees."""

    def __init__(self, hotline: str = "", turn: int = 0) -> None:
        super().__init__()
        self._hotline, self._turn = hotline, turn

    def paintEvent(self, event: QPaintEvent) -> None:
        size = self.size()
        painter = QPainter(self)
        try:
            painter.translate(size.width() / 2, size.height() / 2)
            painter.rotate(-self._turn)
            if self._turn % 180:
                size = size.transposed()
            painter.translate(-size.width() / 2, -size.height() / 2)
            draw(painter, size, self._hotline)
        finally:
            painter.end()


def hotline_of(hall: Path) -> str:
    """The hall's telephone; "" where the settings themselves may be what is wrong."""
    # The touch screen imports this file at every start, and hardly ever needs that one.
    from kiosk import config

    try:
        return config.load(hall).hotline
    except Refusal:
        return ""


def show_sorry(
    hall: Path, *, windowed: bool, seconds: float = SECONDS, turn: int = 0
) -> SorryWindow:
    """Show it for the hall in this folder; after `seconds` the event loop ends with `FAILED`."""
    window = SorryWindow(hotline_of(hall), turn)
    window.setTitle(words().say("sorry.title", "zh"))
    if windowed:
        window.resize(540, 960)
        window.show()
    else:
        window.setFlag(Qt.WindowType.FramelessWindowHint)
        window.setFlag(Qt.WindowType.WindowStaysOnTopHint)
        window.setCursor(Qt.CursorShape.BlankCursor)
        window.setGeometry(window.screen().geometry())
        window.showFullScreen()
    QTimer.singleShot(round(seconds * 1000), lambda: QGuiApplication.exit(FAILED))
    return window


def main() -> None:
    """Show it in a program of its own, which knows nothing of the touch screen."""
    asked = argparse.ArgumentParser(prog="ui.sorry")
    asked.add_argument("--hall", type=Path, default=HALL)
    asked.add_argument("--seconds", type=float, default=SECONDS)
    options = asked.parse_args()
    app = QGuiApplication(["yichuang"])
    turn = int(os.environ.get("ONEWINDOW_TURN") or 0)
    window = show_sorry(options.hall, windowed=False, seconds=options.seconds, turn=turn)
    status = app.exec()
    window.close()
    sys.exit(status)


if __name__ == "__main__":
    main()
