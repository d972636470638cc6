// The head of a page beside the desk: what it is, one sentence about it, the way back, and why not.
import QtQuick
import QtQuick.Layouts
import ui.parts

ColumnLayout {
    id: head

    required property ConsoleScreen screen
    required property Phrases phrases
    required property string title
    property string text: ""
    property bool compact: false

    signal back

    spacing: compact ? 0 : Theme.spaceXs

    RowLayout {
        spacing: Theme.spaceS

        Label {
            Layout.fillWidth: true
            figures: true
            font.pixelSize: head.compact ? Theme.heading : Theme.title
            strong: true
            text: head.title
        }

        Button {
            icon: "back"
            kind: "quiet"
            text: head.phrases.say("more.back")

            onTapped: head.back()
        }
    }

    Label {
        Layout.fillWidth: true
        color: Theme.inkSoft
        text: head.text
        visible: text !== "" && !head.compact
    }

    WhyNot {
        Layout.fillWidth: true
        Layout.preferredHeight: implicitHeight
        phrases: head.phrases
        screen: head.screen
    }
}
