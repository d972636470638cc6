"""Draws the pictures that the parts ask for: our line icons in any colour, and QR codes."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from urllib.parse import unquote

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtQuick import QQuickImageProvider
from PySide6.QtSvg import QSvgRenderer

QUIET_ZONE = 4
"""Modules of white around a QR code, as the standard asks."""


@cache
def icon_svg(name: str) -> str:
    """The SVG of the icon `name`; its lines are drawn in `currentColor`."""
    return (files("ui.parts") / "icons" / f"{name}.svg").read_text(encoding="utf-8")


class Icons(QQuickImageProvider):
    """Answers `image://icons/<name>/<rrggbb>`, drawn at the very size that is asked for."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, name: str, size: QSize, asked: QSize) -> QImage:
        icon, colour = name.split("/")
        side = max(1, asked.width())
        svg = icon_svg(icon).replace("currentColor", f"#{colour}")
        picture = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        QSvgRenderer(QByteArray(svg.encode())).render(painter)
        painter.end()
        return picture


class QrCodes(QQuickImageProvider):
    """Answers `image://qr/<text>`: black and white in whole pixels, at most the size asked for."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, name: str, size: QSize, asked: QSize) -> QImage:
        return qr_picture(unquote(name), asked.width())


def qr_picture(text: str, side: int) -> QImage:
    """The QR code of `text` with its quiet zone, at most `side` pixels wide and high.

    Each module is a whole number of pixels, at least one, so that every camera reads it.
    """
    # It brings a whole library of pictures with it, and no first frame has a code.
    import qrcode

    code = qrcode.QRCode(border=QUIET_ZONE, error_correction=qrcode.ERROR_CORRECT_M)
    code.add_data(text)
    code.make(fit=True)
    matrix = code.get_matrix()
    module = max(1, side // len(matrix))
    picture = QImage(len(matrix), len(matrix), QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    black = QColor("black").rgb()
    for y, row in enumerate(matrix):
        for x, dark in enumerate(row):
            if dark:
                picture.setPixel(x, y, black)
    whole = module * len(matrix)
    return picture.scaled(whole, whole)
