// A grid that shows as many of its rows as fit and turns pages for the rest; nothing scrolls.
pragma ComponentBehavior: Bound

import QtQuick

Item {
    id: grid

    // Plain values; the delegate has `required property var modelData` and takes the size
    // `cellWidth` x `cell`.
    required property var rows
    required property Component delegate
    required property string previousText
    required property string nextText
    property int columns: 2
    property int cellHeight: Theme.px(14)
    // Cells grow to fill a page, up to this.
    property int cellTallest: cellHeight
    property int gap: Theme.spaceS
    property int page: 0
    // The pager stands above the grid on the right, where a head leaves room, or below it.
    property bool pagerAbove: false

    property var kept: []
    readonly property int lines: Math.max(1, Math.ceil(kept.length / columns))
    readonly property int fitting: fit(height)
    readonly property real beside: pagerAbove ? height : height - Theme.target - Theme.spaceM
    readonly property int linesPerPage: lines <= fitting ? lines : fit(beside)
    readonly property int pages: Math.ceil(lines / linesPerPage)
    readonly property int shown: Math.max(0, Math.min(page, pages - 1))
    readonly property real room: pages > 1 ? beside : height
    readonly property int cellWidth: Math.floor((width - gap * (columns - 1)) / columns)
    readonly property int cell: Math.max(cellHeight, Math.min(cellTallest, Math.floor((room + gap) / linesPerPage) - gap))

    function fit(room: real): int {
        return Math.max(1, Math.floor((room + gap) / (cellHeight + gap)));
    }

    // The same rows told again leave the cells alone: a finger may be on one.
    function keep() {
        const told = JSON.stringify(rows);
        if (told === JSON.stringify(kept))
            return;
        if (rows.length !== kept.length)
            page = 0;
        kept = rows;
    }

    Component.onCompleted: keep()
    onRowsChanged: keep()

    Grid {
        columns: grid.columns
        spacing: grid.gap

        Repeater {
            delegate: grid.delegate
            model: grid.kept.slice(grid.shown * grid.linesPerPage * grid.columns, (grid.shown + 1) * grid.linesPerPage * grid.columns)
        }
    }

    Pager {
        nextText: grid.nextText
        page: grid.shown
        pages: grid.pages
        previousText: grid.previousText
        x: grid.pagerAbove ? grid.width - width : Math.round((grid.width - width) / 2)
        y: grid.pagerAbove ? -height - Theme.spaceM : grid.height - height

        onTurned: page => grid.page = page
    }
}
