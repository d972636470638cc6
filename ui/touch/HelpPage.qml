// Somebody of the staff is called and comes: how far that is, until one of them answers (R14).
import QtQuick
import ui.parts
import ui.touch

Item {
    id: page

    required property TouchScreen screen
    required property Phrases words
    required property bool wide

    readonly property string told: screen.helper.state === "" ? "calling" : screen.helper.state
    readonly property bool waiting: told === "calling" || told === "called"
    readonly property string kind: ["failed", "kept"].includes(told) ? "warn" : told === "answered" ? "good" : "accent"

    signal turned

    onToldChanged: page.turned()

    Column {
        anchors.centerIn: parent
        spacing: Theme.spaceL
        width: Math.min(parent.width - Theme.spaceXl * 2, Theme.px(100))

        Message {
            circle: Theme.px(page.wide ? 20 : 28)
            icon: page.kind === "warn" ? "alert" : page.kind === "good" ? "check-circle" : "hand-heart"
            kind: page.kind
            size: Theme.display
            spacing: Theme.spaceL
            text: page.words.say("help." + page.told + "_text", {
                "name": page.screen.helper.who,
                "hotline": page.screen.hall.hotline
            })
            textSize: Theme.heading
            title: page.words.say("help." + page.told + "_title")
            width: parent.width
        }

        Busy {
            anchors.horizontalCenter: parent.horizontalCenter
            size: Theme.px(7)
            visible: page.waiting
        }

        Label {
            anchors.horizontalCenter: parent.horizontalCenter
            color: Theme.inkSoft
            horizontalAlignment: Text.AlignHCenter
            room: parent.width
            text: page.words.say("help.meanwhile")
            visible: page.told === "called"
        }

        Button {
            anchors.horizontalCenter: parent.horizontalCenter
            height: Theme.targetTall
            icon: "hand-heart"
            size: Theme.heading
            text: page.words.say("help.again")
            visible: page.told === "answered"

            onTapped: page.screen.helper.call()
        }
    }
}
