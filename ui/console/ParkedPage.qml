// The numbers that were set aside at this counter; only their clerk calls them back.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import ui.parts

Page {
    id: page

    readonly property var rows: screen.parked

    // A key of the server may be larger than an int here.
    signal chosen(ticket: real)

    text: page.phrases.say("parked.text")
    title: page.phrases.say(page.rows.length > 0 ? "parked.title" : "parked.none")

    PagedGrid {
        id: grid

        Layout.fillHeight: true
        Layout.fillWidth: true
        cellHeight: Theme.px(page.compact ? 12 : 14)
        columns: 1
        gap: Theme.spaceXs
        nextText: page.phrases.say("more.next")
        previousText: page.phrases.say("more.previous")
        rows: page.rows

        delegate: Rectangle {
            id: row

            required property var modelData

            border.color: Theme.line
            border.width: Theme.hairline
            color: Theme.surface
            height: grid.cell
            radius: Theme.radiusM
            width: grid.cellWidth

            Label {
                id: number

                anchors.left: parent.left
                anchors.leftMargin: Theme.spaceM
                anchors.verticalCenter: parent.verticalCenter
                figures: true
                font.pixelSize: Theme.heading
                strong: true
                text: row.modelData.number
                wrapMode: Text.NoWrap
            }

            Label {
                anchors.left: number.right
                anchors.leftMargin: Theme.spaceM
                anchors.right: back.left
                anchors.rightMargin: Theme.spaceS
                anchors.verticalCenter: parent.verticalCenter
                color: Theme.inkSoft
                elide: Text.ElideRight
                lineHeight: 1
                maximumLineCount: 2
                text: row.modelData.service
            }

            Button {
                id: back

                anchors.right: parent.right
                anchors.rightMargin: Theme.spaceXs
                anchors.verticalCenter: parent.verticalCenter
                enabled: page.screen.can.resume && !row.modelData.follows
                icon: "speaker"
                name: row.modelData.number + " " + text
                text: page.phrases.say(row.modelData.follows ? "parked.follows" : "verb.resume")

                onTapped: page.chosen(row.modelData.id)
            }
        }
    }
}
