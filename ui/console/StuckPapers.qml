// The papers that did not come out, and why: somebody is standing there without one. A touch leads to each.
pragma ComponentBehavior: Bound

import QtQuick
import ui.parts

Rectangle {
    id: papers

    required property var sentences
    required property Phrases phrases

    signal opened

    border.color: Theme.warn
    border.width: Theme.hairline
    color: Theme.warnSoft
    implicitHeight: visible ? Math.max(list.implicitHeight + Theme.spaceS * 1.5, see.height) : 0
    radius: Theme.radiusM

    Icon {
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.warn
        name: "ticket"
        x: Theme.spaceM
    }

    Column {
        id: list

        anchors.left: parent.left
        anchors.leftMargin: Theme.spaceM + Theme.iconM + Theme.spaceS
        anchors.right: see.left
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.spaceXs / 2

        Repeater {
            model: papers.sentences

            Label {
                required property string modelData

                font.pixelSize: Theme.label
                text: modelData
                width: list.width
            }
        }
    }

    Button {
        id: see

        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        icon: "chevron-right"
        kind: "quiet"
        size: Theme.label
        text: papers.phrases.say("papers.see")
        trailing: true

        onTapped: papers.opened()
    }
}
