// The papers to bring, each marked by word, colour and shape: required, may follow, not needed.
pragma ComponentBehavior: Bound

import QtQuick
import ui.parts

Item {
    id: list

    required property var papers
    required property Phrases words
    // As wide as the longest mark, so that the names stand in line.
    required property int markWidth

    readonly property int tall: title.height + Theme.spaceS + papers.length * (grid.cellTallest + grid.gap)

    // One line more for all where one of them needs it.
    readonly property bool talkative: papers.some(each => small.advanceWidth(each.text) > width - markWidth - Theme.spaceS * 3)

    FontMetrics {
        id: small

        font.pixelSize: Theme.label
    }

    Label {
        id: title

        font.pixelSize: Theme.px(3.6)
        strong: true
        text: list.words.say(list.papers.length > 0 ? "confirm.papers" : "confirm.no_papers")
        width: parent.width
    }

    PagedGrid {
        id: grid

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: title.bottom
        anchors.topMargin: Theme.spaceS
        cellHeight: Theme.px(list.talkative ? 13.2 : 9.2)
        cellTallest: Theme.px(list.talkative ? 13.2 : 11.4)
        columns: 1
        gap: Theme.px(0.8)
        nextText: list.words.say("nav.next")
        previousText: list.words.say("nav.previous")
        rows: list.papers

        delegate: Rectangle {
            id: row

            required property var modelData

            border.color: Theme.line
            border.width: Theme.hairline
            color: Theme.surface
            height: grid.cell
            radius: Theme.radiusM
            width: grid.cellWidth

            Chip {
                id: mark

                anchors.verticalCenter: parent.verticalCenter
                height: Theme.px(5.6)
                icon: ({
                        "required": "check-square",
                        "later": "later-square",
                        "shared": "shared-circle"
                    })[row.modelData.kind]
                kind: ({
                        "required": "accent",
                        "later": "warn",
                        "shared": "good"
                    })[row.modelData.kind]
                text: row.modelData.mark
                width: list.markWidth
                x: Theme.spaceS
            }

            Column {
                anchors.left: mark.right
                anchors.leftMargin: Theme.spaceS
                anchors.right: parent.right
                anchors.rightMargin: Theme.spaceS
                anchors.verticalCenter: parent.verticalCenter

                Label {
                    lineHeight: 1
                    strong: row.modelData.kind !== "shared"
                    text: row.modelData.name
                    width: parent.width
                }

                Label {
                    color: Theme.inkSoft
                    figures: true
                    font.pixelSize: Theme.label
                    lineHeight: 1
                    text: row.modelData.text
                    width: parent.width
                }
            }
        }
    }
}
