// The dark screen: who listens needs no picture, and nobody looks over the shoulder (R16). A touch brings it back.
import QtQuick
import ui.parts
import ui.touch

Rectangle {
    id: veil

    required property Modes modes
    required property Phrases words

    color: Theme.dark
    visible: modes.dark

    MultiPointTouchArea {
        anchors.fill: parent

        onPressed: veil.modes.choose("dark", false)
    }

    Label {
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.spaceXl
        anchors.horizontalCenter: parent.horizontalCenter
        color: Theme.darkInk
        horizontalAlignment: Text.AlignHCenter
        room: parent.width - Theme.spaceXl * 2
        text: veil.words.say("modes.is_dark")
    }
}
