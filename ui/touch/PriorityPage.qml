// Who may be called first: one touch, no proof and no reason asked.
pragma ComponentBehavior: Bound

import QtQuick
import ui.parts
import ui.touch

Item {
    id: page

    required property TouchScreen screen
    required property Phrases words
    required property bool wide

    PageHead {
        id: head

        icon: "hand-heart"
        title: page.words.say("priority.title")
        under: page.words.say("priority.text")
        width: page.width - Theme.spaceL * 2
        x: Theme.spaceL
        y: page.wide ? Theme.spaceM : Theme.spaceL
    }

    PagedGrid {
        id: grid

        anchors.bottom: none.top
        anchors.bottomMargin: Theme.spaceM
        anchors.left: parent.left
        anchors.leftMargin: Theme.spaceL
        anchors.right: parent.right
        anchors.rightMargin: Theme.spaceL
        anchors.top: head.bottom
        anchors.topMargin: page.wide ? Theme.spaceM : Theme.spaceL
        cellHeight: Theme.px(page.wide ? 14 : 16)
        cellTallest: Theme.px(page.wide ? 20 : 18)
        columns: page.wide ? 2 : 1
        nextText: page.words.say("nav.next")
        previousText: page.words.say("nav.previous")
        rows: page.screen.desk.priorities

        delegate: Pressable {
            id: row

            required property var modelData

            readonly property bool held: modelData.chosen

            checkable: true
            checked: held
            height: grid.cell
            hint: modelData.text
            name: modelData.title
            width: grid.cellWidth

            onTapped: page.screen.desk.choose(row.modelData.key)

            Rectangle {
                anchors.fill: parent
                border.color: row.down || row.held ? Theme.accent : Theme.line
                border.width: row.held ? Theme.stroke : Theme.hairline
                color: row.down ? Theme.accent : row.held ? Theme.accentSoft : Theme.surface
                radius: row.radius
            }

            Rectangle {
                id: disc

                anchors.verticalCenter: parent.verticalCenter
                color: row.down ? Theme.accentPressed : Theme.accentSoft
                height: width
                radius: width / 2
                width: Theme.px(10)
                x: Theme.spaceM

                Icon {
                    anchors.centerIn: parent
                    color: row.down ? Theme.accentInk : Theme.accent
                    name: row.modelData.icon
                    size: Theme.px(6)
                }
            }

            Column {
                anchors.left: disc.right
                anchors.leftMargin: Theme.spaceM
                anchors.right: tick.left
                anchors.rightMargin: Theme.spaceS
                anchors.verticalCenter: parent.verticalCenter
                spacing: Theme.spaceXs / 2

                Label {
                    color: row.down ? Theme.accentInk : Theme.ink
                    font.pixelSize: Theme.heading
                    lineHeight: 1
                    strong: true
                    text: row.modelData.title
                    width: parent.width

                    Accessible.ignored: true
                }

                Label {
                    color: row.down ? Theme.accentInk : Theme.inkSoft
                    text: row.modelData.text
                    width: parent.width

                    Accessible.ignored: true
                }
            }

            Icon {
                id: tick

                anchors.right: parent.right
                anchors.rightMargin: Theme.spaceM
                anchors.verticalCenter: parent.verticalCenter
                color: row.down ? Theme.accentInk : Theme.accent
                name: row.held ? "check-circle" : "chevron-right"
            }
        }
    }

    Button {
        id: none

        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.spaceM
        anchors.left: grid.left
        anchors.right: grid.right
        height: Theme.targetTall
        icon: "people"
        size: Theme.heading
        text: page.words.say("priority.none")

        onTapped: page.screen.desk.choose("")
    }
}
