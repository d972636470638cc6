"""The page that stands on the screen when the touch screen does not start.

It asks for as little as can be: no Qt Quick, no graphics card, no compositor, no database. It goes
by itself after `--seconds`, and the touch screen is tried again.
"""

from __future__ import annotations

import argparse
import os
import signal
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPainter, QPaintEvent, QRasterWindow

from kiosk import config
from kiosk.refusal import Refusal
from kiosk.words import words

HALL = Path("/var/lib/onewindow/hall")
FONTS = ["Noto Sans CJK SC", "Noto Sans SC", "WenQuanYi Micro Hei"]
GROUND, BAR, INK, SOFT, LINE = "#f6f1e7", "#0f3f4c", "#15272d", "#48585c", "#dcd2bf"


def draw(painter: QPainter, size: QSize, hotline: str) -> None:
    """The page, on a screen of `size` pixels, upright or lying."""
    unit = min(size.width(), size.height()) / 100
    painter.fillRect(QRect(QPoint(), size), QColor(GROUND))
    painter.fillRect(0, 0, size.width(), round(2 * unit), QColor(BAR))
    phone = ["hotline"] if hotline else []
    rows = [
        ("zh", "title", 8.5, INK, True, 0.0),
        ("zh", "advice", 4.6, INK, False, 5.0),
        *(("zh", key, 4.6, INK, False, 3.0) for key in phone),
        ("en", "title", 5.0, SOFT, True, 12.0),
        ("en", "advice", 3.8, SOFT, False, 3.0),
        *(("en", key, 3.8, SOFT, False, 2.0) for key in phone),
    ]
    high = sum((1.35 * text + before) * unit for _, _, text, _, _, before in rows)
    top = (size.height() - high) / 2
    for language, key, text, colour, bold, before in rows:
        top += before * unit
        _row(
            painter,
            size,
            top,
            text * unit,
            colour,
            words().say(f"sorry.{key}", language, hotline=hotline),
            bold=bold,
        )
        top += 1.35 * text * unit
    again = words().say("sorry.again", "zh") + " · " + words().say("sorry.again", "en")
    bottom = size.height() - 7 * unit
    painter.fillRect(
        0, round(bottom - 3 * unit), size.width(), max(1, round(unit / 8)), QColor(LINE)
    )
    _row(painter, size, bottom - unit, 2.6 * unit, SOFT, again)


def _row(
    painter: QPainter,
    size: QSize,
    top: float,
    pixels: float,
    colour: str,
    text: str,
    *,
    bold: bool = False,
) -> None:
    font = QFont()
    font.setFamilies(FONTS)
    font.setPixelSize(max(12, round(pixels)))
    font.setBold(bold)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    box = QRect(0, round(top), size.width(), round(1.35 * pixels))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


class SorryWindow(QRasterWindow):
    """The page over the whole screen, turned clockwise by `turn` degrees."""

    def __init__(self, turn: int, hotline: str) -> None:
        super().__init__()
        self._turn = turn
        self._hotline = hotline
        self.setCursor(Qt.CursorShape.BlankCursor)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's own name
        size = self.size()
        painter = QPainter(self)
        painter.translate(size.width() / 2, size.height() / 2)
        painter.rotate(self._turn)
        if self._turn % 180:
            size = size.transposed()
        painter.translate(-size.width() / 2, -size.height() / 2)
        draw(painter, size, self._hotline)
        painter.end()


def hotline_of(hall: Path) -> str:
    """The hall's telephone; "" where the settings themselves may be what is wrong."""
    try:
        return config.load(hall).hotline
    except Refusal:
        return ""


def main() -> None:
    """Show the page for a while."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--seconds", type=float, default=65)
    seconds = asked.parse_args().seconds
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    app = QGuiApplication(["onewindow"])
    window = SorryWindow(int(os.environ.get("ONEWINDOW_TURN") or 0), hotline_of(HALL))
    window.showFullScreen()
    QTimer.singleShot(round(seconds * 1000), app.quit)
    app.exec()


if __name__ == "__main__":
    main()
