// The papers to bring; whoever has one says so with a touch.
pragma ComponentBehavior: Bound

import QtQuick
import ui.parts

Item {
    id: list

    required property var papers
    required property Phrases words
    // As wide as the longest mark, so that the names stand in line.
    required property int markWidth
    // What those at hand mean: title, text and kind.
    required property var verdict

    property int columns: 1

    // As tall as with all of them, and the least that is of use: with two.
    readonly property int tall: head.height + Theme.spaceS + Math.ceil(papers.length / columns) * (grid.cellTallest + grid.gap)
    readonly property int least: head.height + Theme.spaceS + Math.min(2, papers.length) * (grid.cellHeight + grid.gap)

    // As tall as the one that says most.
    readonly property int room: grid.cellWidth - markWidth - Theme.iconM - Theme.spaceS * 4
    readonly property int most: Math.max(0, ...papers.map(each => Math.ceil(lines(large, each.name) * large.height + lines(small, each.text) * small.height)))

    // A line ends at a word, so that not all of it is filled.
    function lines(type: FontMetrics, text: string): int {
        const wide = type.advanceWidth(text);
        return wide <= room ? Math.sign(wide) : Math.ceil(wide / (room - type.averageCharacterWidth * 4));
    }

    signal ticked(paper: string)

    FontMetrics {
        id: small

        font.pixelSize: Theme.label
    }

    FontMetrics {
        id: large

        font.bold: true
        font.pixelSize: Theme.body
    }

    Verdict {
        id: head

        verdict: list.verdict
        // The pager stands beside it.
        width: parent.width - (grid.pages > 1 ? grid.pagerWidth + Theme.spaceS : 0)
    }

    PagedGrid {
        id: grid

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: head.bottom
        anchors.topMargin: Theme.spaceS
        cellHeight: Math.max(Theme.target, list.most + Theme.spaceS)
        cellTallest: Math.max(cellHeight, Theme.px(11.4))
        columns: list.columns
        gap: Theme.gap
        pagerAbove: true
        nextText: list.words.say("nav.next")
        previousText: list.words.say("nav.previous")
        rows: list.papers

        delegate: PaperRow {
            required property var modelData

            height: grid.cell
            markWidth: list.markWidth
            paper: modelData
            width: grid.cellWidth

            onTapped: list.ticked(modelData.key)
        }
    }
}
