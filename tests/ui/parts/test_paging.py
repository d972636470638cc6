"""A grid that shows as much as fits: how often its cells are made."""

from __future__ import annotations

from tests.ui.parts.conftest import Show

GRID = """
Item {
    id: hall; objectName: "hall"
    property int made: 0
    property var rows: Array.from({ length: 40 }, (_, place) => ({ "key": place }))
    PagedGrid {
        objectName: "grid"
        cellHeight: 100; columns: 4; height: 900; width: 1000
        previousText: "上一页"; nextText: "下一页"; rows: hall.rows
        delegate: Rectangle {
            required property var modelData
            Component.onCompleted: hall.made += 1
        }
    }
}
"""


def test_cells_are_made_once_however_the_sizes_settle(show: Show) -> None:
    bench = show(GRID)
    hall, grid = bench.part("hall"), bench.part("grid")
    first = hall.property("made")
    assert 0 < first <= 40
    for height, columns in ((300, 2), (500, 3), (350, 5), (500, 2)):
        grid.setProperty("columns", columns)
        grid.setProperty("height", height)
    shown = grid.property("linesPerPage") * 2
    assert bench.hands.until(lambda: hall.property("made") > first)
    bench.hands.rest(0.05)
    assert hall.property("made") == first + shown


def test_the_pager_turns_to_the_rest(show: Show) -> None:
    bench = show(GRID)
    grid = bench.part("grid")
    grid.setProperty("height", 500)
    bench.hands.tap("下一页")
    assert bench.hands.until(lambda: grid.property("shown") == 1)
    grid.setProperty("height", 2000)
    assert bench.hands.until(lambda: not bench.hands.sees("下一页"))
