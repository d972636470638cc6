// The services of a theme or a department, each with who does it and how long it may take.
pragma ComponentBehavior: Bound

import QtQuick
import ui.parts
import ui.touch

Item {
    id: page

    required property TouchScreen screen
    required property Phrases words
    required property bool wide

    readonly property var chosen: screen.chosen

    PageHead {
        id: head

        icon: page.chosen.icon
        title: page.chosen.title
        under: page.words.say("services.choose")
        width: page.width - Theme.spaceL * 2 - (page.wide ? Theme.px(44) : 0)
        x: Theme.spaceL
        y: page.wide ? Theme.spaceM : Theme.spaceL
    }

    PagedGrid {
        id: grid

        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.spaceS
        anchors.left: parent.left
        anchors.leftMargin: Theme.spaceL
        anchors.right: parent.right
        anchors.rightMargin: Theme.spaceL
        anchors.top: head.bottom
        anchors.topMargin: page.wide ? Theme.spaceM : Theme.spaceL
        cellHeight: Theme.px(page.wide ? 12.6 : 13.6)
        cellTallest: Theme.px(17)
        columns: page.wide ? 2 : 1
        pagerAbove: page.wide
        nextText: page.words.say("nav.next")
        previousText: page.words.say("nav.previous")
        rows: page.chosen.rows

        delegate: Pressable {
            id: row

            required property var modelData

            height: grid.cell
            hint: modelData.office + " " + modelData.promised
            name: modelData.title
            width: grid.cellWidth

            onTapped: page.screen.prepare(row.modelData.id)

            Rectangle {
                anchors.fill: parent
                border.color: row.down ? Theme.accentPressed : Theme.line
                border.width: Theme.hairline
                color: row.down ? Theme.accent : Theme.surface
                radius: row.radius
            }

            Column {
                anchors.left: parent.left
                anchors.leftMargin: Theme.spaceM
                anchors.right: arrow.left
                anchors.rightMargin: Theme.spaceS
                anchors.verticalCenter: parent.verticalCenter
                spacing: Theme.spaceXs

                Label {
                    color: row.down ? Theme.accentInk : Theme.ink
                    font.pixelSize: Theme.px(3.5)
                    lineHeight: 1
                    strong: true
                    text: row.modelData.title
                    width: parent.width

                    Accessible.ignored: true
                }

                Label {
                    color: row.down ? Theme.accentInk : Theme.inkSoft
                    figures: true
                    font.pixelSize: Theme.label
                    fontSizeMode: Text.HorizontalFit
                    minimumPixelSize: Theme.px(2.3)
                    text: row.modelData.office + "  ·  " + row.modelData.promised
                    width: parent.width
                    wrapMode: Text.NoWrap

                    Accessible.ignored: true
                }
            }

            Icon {
                id: arrow

                anchors.right: parent.right
                anchors.rightMargin: Theme.spaceS
                anchors.verticalCenter: parent.verticalCenter
                color: row.down ? Theme.accentInk : Theme.accent
                name: "chevron-right"
            }
        }
    }
}
