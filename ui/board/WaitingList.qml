// Who is waiting, group by group.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import ui.parts

Panel {
    id: list

    required property var groups
    required property Phrases zh
    required property Phrases en
    // A hall with more groups than rows shows those in which somebody waits, page by page; where those leave rows
    // empty, the first of the others stand in them.
    readonly property int room: Math.max(1, Math.floor(rows.height / Theme.px(7.8)))
    readonly property int spare: Math.max(0, room - groups.filter(group => group.count > 0).length)
    readonly property var shown: groups.filter((group, place) => group.count > 0 || groups.slice(0, place + 1).filter(each => each.count === 0).length <= spare)
    readonly property int pages: Math.max(1, Math.ceil(shown.length / room))
    readonly property int page: turn % pages
    property int turn: 0
    readonly property bool waits: groups.some(group => group.wait !== "")

    TwoTongues {
        id: title

        beside: true
        en: list.en.say("waiting.title")
        size: Theme.px(3.4)
        zh: list.zh.say("waiting.title")
    }

    Label {
        anchors.right: parent.right
        anchors.verticalCenter: title.verticalCenter
        color: Theme.inkSoft
        figures: true
        font.pixelSize: Theme.px(3)
        text: list.pages > 1 ? (list.page + 1) + "/" + list.pages : ""
    }

    Timer {
        interval: 8000
        repeat: true
        running: list.pages > 1

        onTriggered: list.turn += 1
    }

    ColumnLayout {
        id: rows

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: title.bottom
        anchors.topMargin: Theme.spaceXs
        spacing: 0

        Repeater {
            model: list.shown.slice(list.page * list.room, (list.page + 1) * list.room)

            GroupRow {
                id: line

                required property int index
                required property var modelData

                Layout.fillHeight: true
                Layout.fillWidth: true
                Layout.maximumHeight: Theme.px(11)
                en: list.en
                group: modelData
                most: list.width > Theme.px(90) ? 2 : list.waits ? 0 : 1
                waits: list.waits
                zh: list.zh

                Rectangle {
                    color: Theme.line
                    height: Theme.hairline
                    visible: line.index > 0
                    width: parent.width
                }
            }
        }
    }
}
