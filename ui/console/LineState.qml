// The strip that says that the hall cannot be reached, since when, and that it is tried again.
import QtQuick
import ui.parts

Rectangle {
    id: state

    required property ConsoleScreen screen
    required property Phrases phrases
    property bool compact: false
    readonly property bool lost: screen.line.lost

    color: lost ? Theme.warnSoft : Theme.accentSoft
    implicitHeight: lost || screen.line.opening ? words.implicitHeight + Theme.spaceS * (compact ? 1 : 2) : 0
    visible: implicitHeight > 0

    Accessible.ignored: !state.visible
    Accessible.name: lost ? screen.line.title : phrases.say("line.opening")
    Accessible.role: Accessible.AlertMessage

    Icon {
        id: sign

        anchors.verticalCenter: parent.verticalCenter
        color: Theme.warn
        name: "unplugged"
        size: Theme.iconM
        visible: state.lost
        x: Theme.spaceM
    }

    Busy {
        anchors.verticalCenter: parent.verticalCenter
        running: !state.lost
        size: Theme.iconS
        x: Theme.spaceM
    }

    Column {
        id: words

        anchors.left: parent.left
        anchors.leftMargin: Theme.spaceM + Theme.iconM + Theme.spaceS
        anchors.right: parent.right
        anchors.rightMargin: Theme.spaceM
        anchors.verticalCenter: parent.verticalCenter

        Label {
            color: state.lost ? Theme.warn : Theme.accent
            strong: true
            text: state.lost ? state.screen.line.title : state.phrases.say("line.opening")
            width: parent.width

            Accessible.ignored: true
        }

        Label {
            color: Theme.ink
            font.pixelSize: Theme.label
            text: state.screen.line.why
            visible: state.lost && !state.compact
            width: parent.width
        }

        Label {
            color: Theme.ink
            font.pixelSize: Theme.label
            text: state.phrases.say("line.frozen")
            visible: state.lost && state.screen.signedIn && !state.compact
            width: parent.width
        }
    }
}
