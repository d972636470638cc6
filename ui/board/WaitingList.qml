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
    // The pages are of like length.
    readonly property int each: Math.ceil(shown.length / pages)
    readonly property int page: turn % pages
    property int turn: 0
    readonly property bool waits: groups.some(group => group.wait !== "")
    readonly property int about: waits ? Theme.px(11.5) : 0
    readonly property int within: waits ? Theme.px(13) : 0

    TwoTongues {
        id: title

        beside: true
        en: list.en.say("waiting.title")
        size: Theme.px(3.4)
        zh: list.zh.say("waiting.title")
    }

    Label {
        anchors.left: title.right
        anchors.leftMargin: Theme.spaceS
        anchors.verticalCenter: title.verticalCenter
        color: Theme.inkSoft
        figures: true
        font.pixelSize: Theme.px(3)
        text: list.pages > 1 ? (list.page + 1) + "/" + list.pages : ""
    }

    Row {
        id: heads

        anchors.right: parent.right
        anchors.top: title.top
        visible: list.waits

        Repeater {
            model: [
                {
                    "key": "waiting.about",
                    "room": list.about
                },
                {
                    "key": "waiting.within",
                    "room": list.within
                }
            ]

            TwoTongues {
                required property var modelData

                align: Text.AlignRight
                color: Theme.inkSoft
                en: list.en.say(modelData.key)
                size: Theme.px(2.8)
                strong: false
                width: modelData.room
                zh: list.zh.say(modelData.key)
            }
        }
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
        anchors.top: list.waits ? heads.bottom : title.bottom
        anchors.topMargin: Theme.spaceXs
        spacing: 0

        Repeater {
            model: list.shown.slice(list.page * list.each, (list.page + 1) * list.each)

            GroupRow {
                id: line

                required property int index
                required property var modelData

                Layout.fillWidth: true
                Layout.preferredHeight: Math.min(Theme.px(11), rows.height / list.each)
                about: list.about
                digits: Math.max(...list.groups.map(group => String(group.count).length))
                en: list.en
                group: modelData
                letters: Math.max(4, ...list.groups.map(group => Math.max(...group.next.map(number => number.length))))
                most: (list.width > Theme.px(90) ? 2 : 1) - (list.waits ? 1 : 0)
                within: list.within
                zh: list.zh

                Rectangle {
                    color: Theme.line
                    height: Theme.hairline
                    visible: line.index > 0
                    width: parent.width
                }
            }
        }

        Item {
            Layout.fillHeight: true
        }
    }
}
