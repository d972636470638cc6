// No document, or no more numbers for others today: who helps now.
pragma ComponentBehavior: Bound

import QtQuick
import ui.parts
import ui.touch

Item {
    id: staff

    required property TouchScreen screen
    required property Identity identity
    required property Phrases words
    required property bool wide

    readonly property var no: identity.shown.no

    Column {
        anchors.centerIn: parent
        spacing: Theme.spaceL
        width: Math.min(staff.width - Theme.spaceXl * 2, Theme.px(110))

        Rectangle {
            anchors.horizontalCenter: parent.horizontalCenter
            color: Theme.accentSoft
            height: width
            radius: width / 2
            visible: !staff.wide || !Theme.large
            width: Theme.px(20)

            Icon {
                anchors.centerIn: parent
                color: Theme.accent
                name: "help"
                size: Theme.px(11)
            }
        }

        Label {
            anchors.horizontalCenter: parent.horizontalCenter
            font.pixelSize: Theme.title
            horizontalAlignment: Text.AlignHCenter
            room: parent.width
            strong: true
            text: staff.no.title ?? staff.words.say("identity.staff_title")
        }

        Label {
            anchors.horizontalCenter: parent.horizontalCenter
            color: Theme.inkSoft
            font.pixelSize: Theme.px(3.6)
            horizontalAlignment: Text.AlignHCenter
            room: parent.width
            text: staff.no.text ?? staff.words.say("identity.staff_text")
        }

        Button {
            height: Theme.targetTall
            icon: "call"
            kind: "primary"
            size: Theme.heading
            text: staff.words.say("identity.call")
            width: parent.width

            onTapped: staff.screen.helper.call()
        }

        Button {
            height: Theme.targetTall
            icon: "id-card"
            size: Theme.heading
            text: staff.words.say("identity.other")
            width: parent.width

            onTapped: staff.identity.other()
        }
    }
}
