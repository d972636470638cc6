// What has become of the paper: on its way, to be taken, or not there, and then what to do.
import QtQuick
import ui.parts

Rectangle {
    id: state

    required property string paper
    required property Phrases words

    readonly property bool fine: paper === "printed" || paper === "printing"

    color: fine ? Theme.deepRaised : Theme.warnSoft
    implicitHeight: Math.max(Theme.targetTall, column.height + Theme.spaceM * 2)
    radius: Theme.radiusM

    Accessible.name: title.text + " " + hint.text
    Accessible.role: Accessible.AlertMessage

    Icon {
        id: sign

        anchors.verticalCenter: parent.verticalCenter
        color: state.fine ? Theme.deepInk : Theme.warn
        name: state.paper === "printed" ? "ticket" : state.paper === "printing" ? "printer" : "alert"
        size: Theme.iconL
        x: Theme.spaceM
    }

    Column {
        id: column

        anchors.left: sign.right
        anchors.leftMargin: Theme.spaceM
        anchors.right: parent.right
        anchors.rightMargin: dots.visible ? dots.width + Theme.spaceL : Theme.spaceM
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.spaceXs / 2

        Label {
            id: title

            color: state.fine ? Theme.deepInk : Theme.warn
            font.pixelSize: Theme.heading
            strong: true
            text: state.words.say("ticket." + state.paper)
            width: parent.width

            Accessible.ignored: true
        }

        Label {
            id: hint

            color: state.fine ? Theme.deepInkSoft : Theme.ink
            text: state.words.say("ticket." + state.paper + "_hint")
            width: parent.width

            Accessible.ignored: true
        }
    }

    Busy {
        id: dots

        anchors.right: parent.right
        anchors.rightMargin: Theme.spaceM
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.deepInk
        running: state.paper === "printing"
        size: Theme.px(6)
    }
}
