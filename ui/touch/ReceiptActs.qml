// What can be done with a number, what has just been done, and the one question before it is given up.
pragma ComponentBehavior: Bound

import QtQuick
import ui.parts
import ui.touch

Column {
    id: acts

    required property TouchScreen screen
    required property Phrases words
    property bool advises: false

    readonly property Desk desk: screen.desk
    readonly property var receipt: desk.receipt
    readonly property var no: desk.no
    readonly property var told: receipt.told

    spacing: Theme.spaceM

    Label {
        color: Theme.inkSoft
        room: parent.width
        text: acts.receipt.advice
        visible: acts.advises && !acts.receipt.asks
    }

    Banner {
        icon: acts.told.icon ?? ""
        kind: acts.told.kind ?? "good"
        text: acts.told.text ?? ""
        title: acts.told.title ?? ""
        visible: title !== "" && !acts.receipt.asks
        width: parent.width
    }

    Banner {
        kind: "warn"
        text: acts.no.text ?? ""
        title: acts.no.title ?? ""
        visible: title !== ""
        width: parent.width
    }

    Panel {
        border.color: Theme.danger
        visible: acts.receipt.asks
        width: parent.width

        Column {
            spacing: Theme.spaceXs
            width: parent.width

            Label {
                font.pixelSize: Theme.heading
                strong: true
                text: acts.words.say("desk.ask", {
                    "number": acts.receipt.number
                })
                width: parent.width
            }

            Label {
                color: Theme.inkSoft
                room: parent.width
                text: acts.words.say("desk.ask_text")
            }
        }
    }

    Act {
        icon: "close"
        kind: "danger"
        text: acts.words.say("desk.yes")
        visible: acts.receipt.asks

        onTapped: acts.desk.giveUp()
    }

    Act {
        icon: "check"
        kind: "primary"
        text: acts.words.say("desk.keep")
        visible: acts.receipt.asks

        onTapped: acts.desk.ask(false)
    }

    Act {
        icon: "person"
        kind: "signal"
        text: acts.words.say("desk.check_in")
        visible: acts.receipt.checkIn && !acts.receipt.asks

        onTapped: acts.desk.checkIn()
    }

    Act {
        icon: "printer"
        text: acts.words.say("desk.reprint")
        visible: acts.receipt.reprint && !acts.receipt.asks

        onTapped: acts.desk.reprint()
    }

    Act {
        icon: "close"
        text: acts.words.say("desk.give_up")
        visible: acts.receipt.giveUp && !acts.receipt.asks

        onTapped: acts.desk.ask(true)
    }

    Row {
        spacing: Theme.spaceS
        visible: acts.receipt.hint !== "" && !acts.receipt.asks
        width: parent.width

        Icon {
            id: sign

            color: Theme.inkSoft
            name: "info"
            size: Theme.iconM
        }

        Label {
            color: Theme.inkSoft
            room: parent.width - sign.width - parent.spacing
            text: acts.receipt.hint
        }
    }

    component Act: Button {
        busy: acts.desk.busy
        height: Theme.targetTall
        size: Theme.heading
        width: acts.width
    }
}
