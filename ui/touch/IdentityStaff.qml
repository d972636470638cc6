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

        Message {
            circle: staff.wide && Theme.large ? 0 : Theme.px(22)
            icon: "help"
            text: staff.no.text ?? staff.words.say("identity.staff_text")
            title: staff.no.title ?? staff.words.say("identity.staff_title")
            width: parent.width
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
