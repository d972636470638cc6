"""Looks at a window as a strict reader would: nothing cut or covered, all large enough."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QAccessible, QFont, QFontMetricsF
from PySide6.QtQml import QJSValue, QQmlExpression, qmlContext
from PySide6.QtQuick import QQuickItem, QQuickWindow

from ui.hands import Hands

TOUCHED = {
    QAccessible.Role.Button,
    QAccessible.Role.RadioButton,
    QAccessible.Role.EditableText,
}
RIGHT, CENTRE, BOTTOM, MIDDLE = 2, 4, 64, 128
LATIN_WORD = re.compile(r"[A-Za-z'-]+")


@dataclass(frozen=True)
class Words:
    """A text on the glass; `box` is where its letters are, in pixels of the window; a `fitted`
    text grows smaller before it breaks a word; `held`: what it is the word of, if that is
    something to press."""

    item: QQuickItem
    text: str
    box: QRectF
    sheet: QQuickItem
    fitted: bool
    held: QQuickItem | None


def items(window: QQuickWindow) -> Iterator[QQuickItem]:
    """Every item that can be seen, from the back to the front."""

    return (item for item, _ in _on_sheets(window))


def _on_sheets(window: QQuickWindow) -> Iterator[tuple[QQuickItem, QQuickItem]]:
    """Every visible item with the nearest rectangle below it that is seen as one."""

    def walk(item: QQuickItem, sheet: QQuickItem) -> Iterator[tuple[QQuickItem, QQuickItem]]:
        if not item.isVisible() or item.opacity() == 0:
            return
        yield item, sheet
        if item.inherits("QQuickRectangle") and item.property("color").alpha() > 0:
            sheet = item
        for child in item.childItems():
            yield from walk(child, sheet)

    return walk(window.contentItem(), window.contentItem())


def box(item: QQuickItem) -> QRectF:
    """Where an item is in its window."""
    return QRectF(item.mapToScene(QPointF(0, 0)), item.size())


def texts(window: QQuickWindow) -> list[Words]:
    """Every text that can be read."""
    found = []
    for item, sheet in _on_sheets(window):
        said = item.property("text")
        if item.inherits("QQuickText") and isinstance(said, str) and said.strip():
            width = float(item.property("contentWidth"))
            height = float(item.property("contentHeight"))
            place = box(item)
            across, down, fitted = _enums(item)
            left = (place.width() - width) * {RIGHT: 1.0, CENTRE: 0.5}.get(across, 0.0)
            top = (place.height() - height) * {BOTTOM: 1.0, MIDDLE: 0.5}.get(down, 0.0)
            letters = QRectF(place.x() + left, place.y() + top, width, height)
            font = item.property("font")
            assert isinstance(font, QFont)
            # A line is half as tall again as its letters.
            air = font.pixelSize() * 0.18
            letters.adjust(0, air, 0, -air)
            found.append(Words(item, said, letters, sheet, fitted != 0, _pressable(item)))
    return found


def _pressable(item: QQuickItem | None) -> QQuickItem | None:
    """The nearest thing around an item that can be pressed."""
    while item is not None and item.metaObject().indexOfSignal("tapped()") < 0:
        item = item.parentItem()
    return item


def _enums(item: QQuickItem) -> tuple[int, int, int]:
    # PySide cannot read enumerations of private classes; QML can.
    asked = "[effectiveHorizontalAlignment, verticalAlignment, fontSizeMode]"
    context = qmlContext(item)
    assert context is not None
    values, _ = QQmlExpression(context, item, asked).evaluate()
    across, down, fitted = values.toVariant() if isinstance(values, QJSValue) else values
    return int(across), int(down), int(fitted)


def complaints(
    window: QQuickWindow, *, least: float = 0, besides: frozenset[str] = frozenset()
) -> list[str]:
    """What a strict reader would say of a window; empty when there is nothing.

    `least`: the smallest target, in pixels; what is about the texts `besides` is let pass. What has
    just changed is laid out a frame later, and a busy machine takes its time: faults must stay.
    """
    found: list[str] = []

    def well() -> bool:
        found[:] = [
            fault for fault in _faults(window) if not any(f"'{text}'" in fault for text in besides)
        ]
        found.extend(f"too small: {each}" for each in _small_targets(window, least))
        found.extend(["something without a name"] * _nameless(window))
        return not found

    hands = Hands(window)
    hands.rest(0.05)
    hands.until(well)
    return found


def _faults(window: QQuickWindow) -> list[str]:
    said = texts(window)
    glass = QRectF(0, 0, window.width(), window.height())
    found = []
    for each in said:
        item = each.item
        if item.property("truncated"):
            found.append(f"cut short: {each.text}")
        if each.box.width() > item.width() + 1 or each.box.height() > item.height() + 1:
            found.append(f"too large for its box: {each.text}")
        if not glass.adjusted(-1, -1, 1, 1).contains(each.box):
            found.append(f"off the glass: {each.text}")
        if not box(each.sheet).adjusted(-1, -1, 1, 1).contains(each.box):
            found.append(f"spills out of its sheet: {each.text}")
        if each.held is not None and not box(each.held).adjusted(-1, -1, 1, 1).contains(each.box):
            found.append(f"spills out of what one presses: {each.text}")
        if not each.fitted and (word := _broken_word(item, each.text)):
            found.append(f"the word {word} is broken: {each.text}")
    found += _overlaps(said)
    pressables = [
        item for item in items(window) if item.metaObject().indexOfSignal("tapped()") >= 0
    ]
    for each in said:
        for other in pressables:
            if not other.isAncestorOf(each.item) and _cross(each.box, box(other)):
                found.append(f"{each.text!r} lies over {other.property('name')!r}")
    return found


def _broken_word(item: QQuickItem, text: str) -> str | None:
    font = item.property("font")
    assert isinstance(font, QFont)
    metrics = QFontMetricsF(font)
    for word in LATIN_WORD.findall(text):
        if metrics.horizontalAdvance(word) > item.width() + 1:
            return str(word)
    return None


def _overlaps(said: list[Words]) -> list[str]:
    return [
        f"{one.text!r} over {other.text!r}"
        for place, one in enumerate(said)
        for other in said[place + 1 :]
        if _cross(one.box, other.box)
    ]


def _cross(one: QRectF, other: QRectF) -> bool:
    # The line of a letter is taller than the letter; three pixels of it may meet.
    shared = one.intersected(other)
    return shared.width() > 3 and shared.height() > 3


def _small_targets(window: QQuickWindow, least: float) -> list[str]:
    """What can be touched but is smaller than `least` pixels."""
    return [
        f"{thing.name}: {thing.box.width()} x {thing.box.height()}"
        for thing in Hands(window).things()
        if thing.role in TOUCHED and min(thing.box.width(), thing.box.height()) < least
    ]


def _nameless(window: QQuickWindow) -> int:
    """How many things can be touched that a screen reader could not name."""
    return sum(
        1
        for item in items(window)
        if item.metaObject().indexOfSignal("tapped()") >= 0 and not item.property("name")
    )
