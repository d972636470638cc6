// The papers that did not come out, and why: somebody is standing there without one.
pragma ComponentBehavior: Bound

import QtQuick
import ui.parts

Rectangle {
    id: papers

    required property var rows
    property int most: 2

    border.color: Theme.warn
    border.width: Theme.hairline
    color: Theme.warnSoft
    implicitHeight: visible ? list.implicitHeight + Theme.spaceS * 1.5 : 0
    radius: Theme.radiusM

    Icon {
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.warn
        name: "printer"
        x: Theme.spaceM
    }

    Column {
        id: list

        anchors.left: parent.left
        anchors.leftMargin: Theme.spaceM + Theme.iconM + Theme.spaceS
        anchors.right: parent.right
        anchors.rightMargin: Theme.spaceM
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.spaceXs / 2

        Repeater {
            model: papers.rows.slice(0, papers.most)

            Label {
                required property string modelData

                font.pixelSize: Theme.label
                text: modelData
                width: list.width
            }
        }
    }
}
