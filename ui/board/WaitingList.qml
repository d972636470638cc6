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
    // A hall with more groups than rows shows those in which somebody waits.
    readonly property int room: Math.max(1, Math.floor(rows.height / Theme.px(7)))

    TwoTongues {
        id: title

        beside: true
        en: list.en.say("waiting.title")
        size: Theme.px(3.4)
        zh: list.zh.say("waiting.title")
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
            model: list.groups.length <= list.room ? list.groups : list.groups.filter(group => group.count > 0).slice(0, list.room)

            GroupRow {
                id: line

                required property int index
                required property var modelData

                Layout.fillHeight: true
                Layout.fillWidth: true
                Layout.minimumHeight: implicitHeight
                en: list.en
                group: modelData
                most: list.width > Theme.px(90) ? 3 : 2
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
