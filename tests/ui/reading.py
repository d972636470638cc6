"""Measures a window as eyes and hands would: contrast, millimetres, reach, the keypad's way."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations

from PySide6.QtCore import QObject, QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage
from PySide6.QtQml import QQmlExpression, qmlContext
from PySide6.QtQuick import QQuickItem, QQuickWindow

from kiosk.colour import Colour, contrast
from tests.ui import looks
from ui.hands import Hands
from ui.touch import focus
from ui.touch.modes import REACH_MM

TARGET_MM, GAP_MM, CHARACTER_MM = 20.0, 3.0, 8.0
"""R18, R18 and R13."""
CHOICES = 4
_GRID = 48
_HAN = re.compile(r"[\u4e00-\u9fff]")


def per_mm(window: QQuickWindow) -> float:
    """Pixels of a true millimetre."""
    return float(window.property("pixelsPerMm"))


def faint(window: QQuickWindow, least: float) -> list[str]:
    """Every text whose contrast to what is drawn behind it is below `least`.

    The colour is the one that the text is drawn in, the ground what most of its box shows.
    Controls that cannot be used are let pass, as WCAG 2.1 does (1.4.3, "inactive").
    """
    shown = window.grabWindow()
    found = []
    for each in _on_top(window):
        if not each.item.isEnabled():
            continue
        ground = _ground(shown, each.box)
        ink = _over(each.item.property("color"), _opacity(each.item), ground)
        if (ratio := contrast(ink, _colour(ground))) < least:
            found.append(f"contrast {ratio:.2f}, not {least:g}: {each.text!r} on {ground.name()}")
    return found


def small(window: QQuickWindow) -> list[str]:
    """Every target below 20 mm, and every two that are less than 3 mm apart."""
    scale = per_mm(window)
    boxes = [(name_of(each), focus.box_of(each)) for each in focus.stops(window)]
    found = [
        f"target {box.width() / scale:.1f} x {box.height() / scale:.1f} mm: {name}"
        for name, box in boxes
        if min(box.width(), box.height()) < TARGET_MM * scale - 1
    ]
    for (one, here), (other, there) in combinations(boxes, 2):
        if here.contains(there) or there.contains(here):
            continue  # all of a page, and the bar upon it
        gap = max(_apart(here, there), _apart(_turned(here), _turned(there)))
        if gap < GAP_MM * scale - 1:
            found.append(f"{gap / scale:.1f} mm between {one!r} and {other!r}")
    return found


def out_of_reach(window: QQuickWindow, bottom_mm: float) -> list[str]:
    """Every control that is not within 380-1220 mm of the floor (R18)."""
    scale = per_mm(window)
    found = []
    for each in focus.stops(window):
        box = focus.box_of(each)
        low = bottom_mm + (window.height() - box.bottom()) / scale
        high = bottom_mm + (window.height() - box.top()) / scale
        if low < REACH_MM[0] - 1 or high > REACH_MM[1] + 1:
            found.append(f"{low:.0f}-{high:.0f} mm above the floor: {name_of(each)}")
    return found


def tiny(window: QQuickWindow) -> list[str]:
    """Every text with characters below 8 mm: the drawn height of a Han, the em of a letter."""
    scale = per_mm(window)
    found = []
    for each in _on_top(window):
        font = QFont(each.item.property("font"))
        if each.fitted:
            font.setPixelSize(_drawn(each.item))
        han = _HAN.search(each.text)
        tall = QFontMetricsF(font).tightBoundingRect("国").height() if han else font.pixelSize()
        if tall < CHARACTER_MM * scale:
            found.append(f"characters of {tall / scale:.1f} mm: {each.text!r}")
    return found


def unreachable(window: QQuickWindow) -> list[str]:
    """Every control that a finger can press and the keypad cannot come to."""
    led = {name_of(each) for each in focus.stops(window)}
    pressed = {
        thing.name
        for thing in Hands(window).things()
        if thing.role in looks.TOUCHED and thing.enabled
    }
    return [f"not on the keypad's way: {name}" for name in sorted(pressed - led)]


def in_mode(window: QQuickWindow, modes: QObject) -> list[str]:
    """All that a strict reader says of a touch screen in whatever of its `modes` are on."""
    large, strong = modes.property("large"), modes.property("contrast")
    found = faint(window, 7 if large or strong else 4.5) + small(window)
    if not _question(window):
        found += unreachable(window)
    if large:
        found += tiny(window)
    if modes.property("low"):
        found += out_of_reach(window, modes.property("bottom"))
    return found


def name_of(item: QQuickItem) -> str:
    """What a control is called."""
    return str(item.property("name") or "")


def _question(window: QQuickWindow) -> QQuickItem | None:
    questions = [each for each in looks.items(window) if each.property("modal")]
    return questions[-1] if questions else None


def _on_top(window: QQuickWindow) -> list[looks.Words]:
    question = _question(window)
    said = looks.texts(window)
    return [each for each in said if question is None or question.isAncestorOf(each.item)]


def _ground(shown: QImage, box: QRectF) -> QColor:
    """The colour that most of a box shows, by a raster of points."""
    # Strong letters fill more than half of their own box.
    air = round(box.height() / 4)
    inside = box.toRect().adjusted(-air, -air, air, air).intersected(shown.rect())
    if inside.isEmpty():
        return QColor("white")
    points = shown.copy(inside).scaled(_GRID, _GRID).convertToFormat(QImage.Format.Format_RGB32)
    seen = Counter(memoryview(points.constBits()).cast("I"))
    return QColor(seen.most_common(1)[0][0])


def _opacity(item: QQuickItem | None) -> float:
    seen = 1.0
    while item is not None:
        seen *= item.opacity()
        item = item.parentItem()
    return seen


def _colour(colour: QColor) -> Colour:
    return Colour(colour.redF(), colour.greenF(), colour.blueF())


def _over(ink: QColor, opacity: float, ground: QColor) -> Colour:
    return _colour(ground).towards(_colour(ink), ink.alphaF() * opacity)


def _drawn(item: QQuickItem) -> int:
    context = qmlContext(item)
    assert context is not None
    value, _ = QQmlExpression(context, item, "fontInfo.pixelSize").evaluate()
    return int(value)


def _apart(one: QRectF, other: QRectF) -> float:
    return max(one.left() - other.right(), other.left() - one.right())


def _turned(box: QRectF) -> QRectF:
    return QRectF(box.y(), box.x(), box.height(), box.width())
