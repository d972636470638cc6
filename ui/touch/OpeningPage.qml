// The first frame, while the hall is being opened behind it.
import QtQuick
import ui.parts
import ui.touch

Item {
    id: page

    required property TouchScreen screen
    required property Phrases words
    required property bool wide

    Column {
        anchors.centerIn: parent
        spacing: Theme.spaceM

        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            color: Theme.accent
            name: "emblem"
            size: Theme.px(24)
        }

        Label {
            anchors.horizontalCenter: parent.horizontalCenter
            font.pixelSize: Theme.title
            strong: true
            text: page.words.say("opening.title")
            wrapMode: Text.NoWrap
        }

        Label {
            anchors.horizontalCenter: parent.horizontalCenter
            color: Theme.inkSoft
            text: page.words.say("opening.text")
            wrapMode: Text.NoWrap
        }

        Busy {
            anchors.horizontalCenter: parent.horizontalCenter
            size: Theme.px(7)
        }
    }
}
