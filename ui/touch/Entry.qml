// Another thing that one may have come for, below the matters: icon, what it is, and a word about it.
import QtQuick
import ui.parts

Pressable {
    id: entry

    required property string icon
    property bool warm: false

    implicitHeight: Math.max(Theme.target, words.height + Theme.spaceS * 1.5)

    Rectangle {
        anchors.fill: parent
        border.color: entry.warm ? Theme.signal : Theme.accent
        border.width: Theme.hairline
        color: entry.warm ? (entry.down ? Theme.signal : Theme.signalSoft) : entry.down ? Theme.accent : Theme.accentSoft
        radius: entry.radius

        Icon {
            id: sign

            anchors.verticalCenter: parent.verticalCenter
            color: entry.down ? Theme.accentInk : entry.warm ? Theme.signalPressed : Theme.accent
            name: entry.icon
            size: Theme.px(5.4)
            x: Theme.spaceS
        }

        Column {
            id: words

            anchors.left: sign.right
            anchors.leftMargin: Theme.spaceS
            anchors.right: parent.right
            anchors.rightMargin: Theme.spaceXs
            anchors.verticalCenter: parent.verticalCenter

            Label {
                color: entry.down ? Theme.accentInk : entry.warm ? Theme.signalPressed : Theme.accent
                lineHeight: 1
                strong: true
                text: entry.name
                width: parent.width

                Accessible.ignored: true
            }

            Label {
                color: entry.down ? Theme.accentInk : Theme.ink
                font.pixelSize: Theme.label
                lineHeight: 1
                text: entry.hint
                visible: text !== ""
                width: parent.width

                Accessible.ignored: true
            }
        }
    }
}
