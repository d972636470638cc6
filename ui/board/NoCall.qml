// The large place before the first call of the day.
import QtQuick
import ui.parts

Rectangle {
    id: none

    required property Phrases zh
    required property Phrases en

    color: Theme.deep
    radius: Theme.radiusL

    Column {
        anchors.centerIn: parent
        spacing: Theme.spaceM
        width: parent.width - Theme.px(8)

        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            color: Theme.deepSignal
            name: "ticket"
            size: Theme.iconXl
        }

        TwoTongues {
            align: Text.AlignHCenter
            color: Theme.deepInk
            en: none.en.say("empty.title")
            size: Theme.px(8)
            soft: Theme.deepInkSoft
            width: parent.width
            zh: none.zh.say("empty.title")
        }

        TwoTongues {
            align: Text.AlignHCenter
            color: Theme.deepInk
            en: none.en.say("empty.text")
            size: Theme.px(4)
            soft: Theme.deepInkSoft
            strong: false
            width: parent.width
            zh: none.zh.say("empty.text")
        }
    }
}
