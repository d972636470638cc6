// Large rows to choose from: picture, what it is, and a word about it.
pragma ComponentBehavior: Bound

import QtQuick
import ui.parts

PagedGrid {
    id: grid

    required property Phrases words

    signal chosen(key: string)

    cellHeight: Math.max(Theme.target, Theme.px(11))
    cellTallest: Theme.px(16)
    columns: 1
    nextText: words.say("nav.next")
    previousText: words.say("nav.previous")

    delegate: Pressable {
        id: row

        required property var modelData

        height: grid.cell
        hint: modelData.text
        name: modelData.title
        width: grid.cellWidth

        onTapped: grid.chosen(row.modelData.key)

        Rectangle {
            anchors.fill: parent
            border.color: row.down ? Theme.accent : Theme.line
            border.width: Theme.hairline
            color: row.down ? Theme.accent : Theme.surface
            radius: row.radius
        }

        Icon {
            id: picture

            anchors.verticalCenter: parent.verticalCenter
            color: row.down ? Theme.accentInk : Theme.accent
            name: row.modelData.icon
            size: Theme.px(6)
            x: Theme.spaceM
        }

        Column {
            anchors.left: picture.right
            anchors.leftMargin: Theme.spaceM
            anchors.right: arrow.left
            anchors.rightMargin: Theme.spaceS
            anchors.verticalCenter: parent.verticalCenter

            Label {
                id: called

                color: row.down ? Theme.accentInk : Theme.ink
                font.pixelSize: Theme.px(3.6)
                lineHeight: 1
                strong: true
                text: row.modelData.title
                width: parent.width

                Accessible.ignored: true
            }

            Label {
                color: row.down ? Theme.accentInk : Theme.inkSoft
                font.pixelSize: Theme.label
                lineHeight: 1
                text: row.modelData.text
                // One line of two at most: the name says most of it.
                visible: text !== "" && !Theme.large && called.lineCount === 1 && implicitWidth <= parent.width
                width: parent.width

                Accessible.ignored: true
            }
        }

        Icon {
            id: arrow

            anchors.right: parent.right
            anchors.rightMargin: Theme.spaceM
            anchors.verticalCenter: parent.verticalCenter
            color: row.down ? Theme.accentInk : Theme.accent
            name: "chevron-right"
        }
    }
}
