"""Where the focus can stand on a window, in the order in which people read it.

What is read comes row by row from the top; the bar with the way back and the bar of the modes come
last, wherever they are (`readingOrder` of an item). A question that lies above all (`modal`) has
the focus for itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtQuick import QQuickItem, QQuickWindow


@dataclass(frozen=True, slots=True)
class Stop:
    """An item in its place; `order` is that of the region that it belongs to."""

    item: QQuickItem
    box: QRectF
    order: int


def stops(window: QQuickWindow) -> list[QQuickItem]:
    """Everything that can be pressed now, in reading order."""
    found = [stop for stop in _visible(window) if _takes_focus(stop.item)]
    return [stop.item for stop in in_reading_order(found)]


def here(window: QQuickWindow) -> QQuickItem | None:
    """What has the focus."""
    return window.activeFocusItem()


def sentences(window: QQuickWindow) -> list[str]:
    """What stands on the page beside what can be pressed, in reading order."""
    found = [
        stop
        for stop in _visible(window, into_stops=False)
        if stop.order == 0 and stop.item.inherits("QQuickText")
    ]
    said = (str(stop.item.property("text")).strip() for stop in in_reading_order(found))
    return [text for text in said if text]


def beyond(items: Sequence[QQuickItem], item: QQuickItem, *, down: bool) -> QQuickItem:
    """What stands in the row below (or above) `item`, nearest to it; `item` where there is none."""
    place = box_of(item)

    def away(other: QRectF) -> tuple[float, float]:
        return abs(other.center().y() - place.center().y()), abs(
            other.center().x() - place.center().x()
        )

    boxes = [(each, box_of(each)) for each in items]
    ahead = [
        (each, box)
        for each, box in boxes
        if (box.top() >= place.bottom() - 1 if down else box.bottom() <= place.top() + 1)
    ]
    if not ahead:
        return item
    nearest = min(away(box)[0] for _, box in ahead)
    row = [(each, box) for each, box in ahead if away(box)[0] <= nearest + box.height() / 2]
    return min(row, key=lambda pair: away(pair[1])[1])[0]


def box_of(item: QQuickItem) -> QRectF:
    """Where an item is in its window, in pixels."""
    return QRectF(item.mapToScene(QPointF(0, 0)), item.size())


def in_reading_order(found: Sequence[Stop]) -> list[Stop]:
    """By region, then row by row, each row from the left."""
    ordered: list[Stop] = []
    for order in sorted({stop.order for stop in found}):
        left = sorted((s for s in found if s.order == order), key=lambda s: s.box.top())
        while left:
            first = left[0].box
            row = [s for s in left if first.top() <= s.box.center().y() <= first.bottom()]
            row = row or [left[0]]
            ordered += sorted(row, key=lambda s: s.box.left())
            taken = {id(s) for s in row}
            left = [s for s in left if id(s) not in taken]
    return ordered


def _takes_focus(item: QQuickItem) -> bool:
    return item.activeFocusOnTab() and item.isEnabled() and item.width() > 0 and item.height() > 0


def _visible(window: QQuickWindow, *, into_stops: bool = True) -> Iterator[Stop]:
    """Every visible item of the uppermost question, or else of the whole window."""
    questions = [item for item, _ in _walk(window.contentItem(), 0) if item.property("modal")]
    root = questions[-1] if questions else window.contentItem()
    for item, order in _walk(root, 0, into_stops=into_stops):
        yield Stop(item, box_of(item), order)


def _walk(
    item: QQuickItem, order: int, *, into_stops: bool = True
) -> Iterator[tuple[QQuickItem, int]]:
    if not item.isVisible() or item.opacity() == 0:
        return
    own = item.property("readingOrder")
    order = own if isinstance(own, int) else order
    yield item, order
    if item.activeFocusOnTab() and not into_stops:
        return
    for child in item.childItems():
        yield from _walk(child, order, into_stops=into_stops)
