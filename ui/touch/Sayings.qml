// What the hall has to say, one after the other: its notices and its honours.
import QtQuick
import ui.parts

Item {
    id: sayings

    required property var rows
    required property Phrases words
    property int turn: 0
    property int stay: 8000

    readonly property var shown: rows.length > 0 ? rows[turn % rows.length] : null
    readonly property bool honour: shown?.kind === "honour"

    implicitHeight: Math.max(sign.height, said.height) + Theme.spaceM * 2
    visible: rows.length > 0

    Timer {
        interval: sayings.stay
        repeat: true
        running: sayings.visible && sayings.rows.length > 1

        onTriggered: sayings.turn = (sayings.turn + 1) % sayings.rows.length
    }

    Rectangle {
        anchors.fill: parent
        border.color: Theme.deepLine
        border.width: Theme.hairline
        color: Theme.deepRaised
        radius: Theme.radiusM
    }

    Icon {
        id: sign

        anchors.verticalCenter: parent.verticalCenter
        color: Theme.deepSignal
        name: sayings.honour ? "medal" : "info"
        size: Theme.iconL
        x: Theme.spaceM
    }

    Column {
        id: said

        anchors.left: sign.right
        anchors.leftMargin: Theme.spaceM
        anchors.right: parent.right
        anchors.rightMargin: Theme.spaceM
        anchors.verticalCenter: parent.verticalCenter

        Label {
            color: Theme.deepSignal
            font.pixelSize: Theme.label
            strong: true
            text: sayings.words.say(sayings.honour ? "front.honour" : "front.notice")
            width: parent.width
        }

        Label {
            color: Theme.deepInk
            font.pixelSize: Theme.px(3.6)
            room: parent.width
            text: sayings.shown?.text ?? ""
        }
    }
}
