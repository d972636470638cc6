// The printers that somebody should go to: nothing while all is well, amber for the end of a roll, red when down.
pragma ComponentBehavior: Bound

import QtQuick
import ui.parts

Column {
    id: state

    required property var printers
    property bool compact: false
    readonly property int most: compact ? 1 : 2

    visible: printers.length > 0

    Repeater {
        model: state.printers.slice(0, state.most)

        Rectangle {
            id: strip

            required property var modelData
            readonly property bool down: modelData.kind === "danger"
            readonly property color words: down ? Theme.danger : Theme.warn

            color: down ? Theme.dangerSoft : Theme.warnSoft
            height: sentence.height + Theme.spaceXs * 2
            width: state.width

            Accessible.name: sentence.text
            Accessible.role: Accessible.AlertMessage

            Icon {
                id: sign

                anchors.verticalCenter: parent.verticalCenter
                color: strip.words
                name: strip.down ? "alert" : "printer"
                size: Theme.iconS
                x: Theme.spaceM
            }

            Label {
                id: sentence

                anchors.left: sign.right
                anchors.leftMargin: Theme.spaceS
                anchors.right: parent.right
                anchors.rightMargin: Theme.spaceM
                anchors.verticalCenter: parent.verticalCenter
                color: strip.words
                figures: true
                font.pixelSize: state.compact ? Theme.label : Theme.px(3)
                strong: strip.down
                text: [strip.modelData.title, strip.modelData.text].filter(each => each !== "").join(" · ")

                Accessible.ignored: true
            }
        }
    }
}
