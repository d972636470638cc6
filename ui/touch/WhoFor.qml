// One touch for who may go first, and none for everybody else.
import QtQuick
import ui.parts

Pressable {
    id: who

    required property bool first
    required property Phrases words

    checkable: true
    checked: first
    hint: words.say(first ? "confirm.first_hint" : "confirm.who_hint")
    implicitHeight: Theme.target
    name: words.say(first ? "confirm.first" : "confirm.who")

    Rectangle {
        anchors.fill: parent
        border.color: who.first ? Theme.good : Theme.accent
        border.width: Theme.hairline
        color: who.down ? Theme.accentSoftPressed : who.first ? Theme.goodSoft : Theme.surface
        radius: who.radius

        Icon {
            id: sign

            anchors.verticalCenter: parent.verticalCenter
            color: title.color
            name: who.first ? "check-circle" : "hand-heart"
            x: Theme.spaceS
        }

        Label {
            id: title

            anchors.left: sign.right
            anchors.leftMargin: Theme.spaceS
            anchors.verticalCenter: parent.verticalCenter
            color: who.first ? Theme.good : Theme.accent
            strong: true
            text: who.name
            wrapMode: Text.NoWrap

            Accessible.ignored: true
        }

        Label {
            anchors.left: title.right
            anchors.leftMargin: Theme.spaceS
            anchors.right: arrow.left
            anchors.rightMargin: Theme.spaceXs
            anchors.verticalCenter: parent.verticalCenter
            color: Theme.inkSoft
            font.pixelSize: Theme.label
            lineHeight: 1
            text: who.hint

            Accessible.ignored: true
        }

        Icon {
            id: arrow

            anchors.right: parent.right
            anchors.rightMargin: Theme.spaceS
            anchors.verticalCenter: parent.verticalCenter
            color: title.color
            name: "chevron-right"
        }
    }
}
