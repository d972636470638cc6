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
    property int gap: Math.max(Theme.spaceS, Theme.gap)
    property int page: 0
    // The pager stands above the grid on the right, where a head leaves room, or below it.
    property bool pagerAbove: false

    property var kept: []
    // What this page shows, and what cells there are for it.
    readonly property var due: kept.slice(shown * linesPerPage * across, (shown + 1) * linesPerPage * across)
    property var cells: []
    // Large mode offers few choices a page, beside each other in pairs at most (R13).
    readonly property int across: Theme.choices > 0 ? Math.min(columns, 2) : columns
    readonly property int most: Theme.choices > 0 ? Math.ceil(Theme.choices / across) : 1000
    readonly property int pagerWidth: pager.width
    readonly property int lines: Math.max(1, Math.ceil(kept.length / across))
    readonly property int fitting: Math.min(most, fit(height))
    readonly property real beside: pagerAbove ? height : height - Theme.target - Theme.spaceM
    readonly property int linesPerPage: lines <= fitting ? lines : Math.min(most, fit(beside))
    readonly property int pages: Math.ceil(lines / linesPerPage)
    readonly property int shown: Math.max(0, Math.min(page, pages - 1))
    readonly property real room: pages > 1 ? beside : height
    readonly property int cellWidth: Math.floor((width - gap * (across - 1)) / across)
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
        // What is told of other rows must be where the next touch looks for it: not a frame later.
        if (cells.length > 0)
            fill();
    }

    // Sizes settle in several steps: cells are made when the page is, and again only after the last step.
    function fill() {
        if (due.length !== cells.length || due.some((row, place) => row !== cells[place]))
            cells = due;
        layout.forceLayout();
    }

    Component.onCompleted: {
        keep();
        fill();
    }
    onDueChanged: Qt.callLater(fill)
    onRowsChanged: keep()

    Grid {
        id: layout

        columns: grid.across
        spacing: grid.gap

        Repeater {
            delegate: grid.delegate
            model: grid.cells
        }
    }

    Loader {
        id: pager

        active: grid.pages > 1
        x: grid.pagerAbove ? grid.width - width : Math.round((grid.width - width) / 2)
        y: grid.pagerAbove ? -height - Theme.spaceM : grid.height - height

        sourceComponent: Pager {
            nextText: grid.nextText
            page: grid.shown
            pages: grid.pages
            previousText: grid.previousText

            onTurned: page => grid.page = page
        }
    }
}
