// The strip at the bottom: what is shown is old, or which counters are closed, or what to do when called.
pragma ComponentBehavior: Bound

import QtQuick
import ui.parts

Rectangle {
    id: foot

    required property string since
    required property var closed
    required property Phrases zh
    required property Phrases en
    readonly property bool stale: since !== ""
    // So many plates have room.
    readonly property int room: Math.max(0, Math.floor((width - plates.x - Theme.px(10)) / Theme.px(7.4)))
    readonly property var lost: ({
            "time": since
        })

    color: stale ? Theme.warnSoft : Theme.sunken
    implicitHeight: Theme.px(9)

    Icon {
        id: sign

        anchors.verticalCenter: parent.verticalCenter
        color: foot.stale ? Theme.warn : Theme.inkSoft
        name: foot.stale ? "unplugged" : foot.closed.length > 0 ? "pause" : "info"
        size: Theme.px(4.6)
        x: Theme.px(3)
    }

    TwoTongues {
        id: words

        anchors.left: sign.right
        anchors.leftMargin: Theme.spaceM
        anchors.verticalCenter: parent.verticalCenter
        color: foot.stale ? Theme.warn : Theme.ink
        en: foot.stale ? foot.en.say("line.lost", foot.lost) : foot.en.say(foot.closed.length > 0 ? "foot.closed" : "foot.watch")
        size: Theme.px(3.4)
        width: foot.stale || foot.closed.length === 0 ? foot.width - x - Theme.px(3) : Theme.px(24)
        zh: foot.stale ? foot.zh.say("line.lost", foot.lost) : foot.zh.say(foot.closed.length > 0 ? "foot.closed" : "foot.watch")
    }

    Row {
        id: plates

        anchors.left: words.right
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.spaceS
        visible: !foot.stale && foot.closed.length > 0

        Repeater {
            model: foot.closed.length > foot.room ? foot.closed.slice(0, foot.room).concat("+" + (foot.closed.length - foot.room)) : foot.closed

            Rectangle {
                id: plate

                required property string modelData

                border.color: Theme.lineStrong
                border.width: Theme.hairline
                color: Theme.surface
                height: Theme.px(5.6)
                radius: Theme.radiusS
                width: Math.max(height, code.implicitWidth + Theme.spaceS * 2)

                Label {
                    id: code

                    anchors.centerIn: parent
                    figures: true
                    font.pixelSize: Theme.px(3.6)
                    lineHeight: 1
                    strong: true
                    text: plate.modelData
                    wrapMode: Text.NoWrap
                }
            }
        }
    }
}
