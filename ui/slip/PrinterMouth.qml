// The front of the printer: what it has printed last, and the slot that the paper comes out of.
import QtQuick
import ui.parts

Rectangle {
    id: mouth

    required property SlipScreen screen
    required property Phrases phrases
    // The paper that is looked at, as `SlipScreen.slips` gives it, or undefined.
    required property var slip
    required property bool newest
    readonly property int slotHeight: Theme.px(3)

    color: Theme.deep
    implicitHeight: Theme.px(18)

    Column {
        anchors.left: parent.left
        anchors.leftMargin: Theme.spaceM
        anchors.right: other.left
        y: Theme.spaceM

        Row {
            spacing: Theme.spaceS

            Label {
                id: label

                color: Theme.deepInk
                figures: true
                font.pixelSize: Theme.title
                lineHeight: 1
                strong: true
                text: mouth.slip === undefined ? mouth.phrases.say("window.title") : mouth.slip.label
                wrapMode: Text.NoWrap
            }

            Chip {
                anchors.verticalCenter: label.verticalCenter
                icon: "printer"
                kind: "signal"
                text: mouth.phrases.say("paper.newest")
                visible: mouth.newest
            }
        }

        Label {
            color: Theme.deepInkSoft
            figures: true
            font.pixelSize: Theme.label
            text: mouth.slip === undefined ? "" : mouth.phrases.say("paper.size", mouth.slip)
            visible: text !== ""
            width: parent.width
        }
    }

    Button {
        id: other

        anchors.right: parent.right
        anchors.rightMargin: Theme.spaceXs
        dark: true
        kind: "quiet"
        size: Theme.label
        text: mouth.phrases.say("window.other_language")
        y: Theme.spaceXs

        onTapped: mouth.screen.speak(mouth.screen.language === "zh" ? "en" : "zh")
    }

    Rectangle {
        anchors.bottom: parent.bottom
        anchors.horizontalCenter: parent.horizontalCenter
        color: Theme.deepRaised
        height: mouth.slotHeight
        topLeftRadius: Theme.radiusM
        topRightRadius: Theme.radiusM
        width: parent.width * 0.9
    }

    Rectangle {
        anchors.bottom: parent.bottom
        anchors.horizontalCenter: parent.horizontalCenter
        color: Theme.paperInk
        height: Theme.stroke
        width: parent.width * 0.86
    }
}
