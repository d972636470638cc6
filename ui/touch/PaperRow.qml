// One paper, marked by word, colour and shape: required, may follow, not needed; touched, it is at hand.
import QtQuick
import ui.parts

Pressable {
    id: row

    required property var paper
    required property int markWidth

    readonly property bool brought: paper.brought

    checkable: true
    checked: brought
    enabled: paper.asked
    hint: paper.mark + " " + paper.text
    name: paper.name

    Rectangle {
        anchors.fill: parent
        border.color: row.brought ? Theme.good : row.enabled ? Theme.accent : Theme.line
        border.width: Theme.hairline
        color: row.down ? Theme.accentSoftPressed : row.brought ? Theme.goodSoft : row.enabled ? Theme.surface : "transparent"
        radius: row.radius
    }

    Icon {
        id: tick

        anchors.verticalCenter: parent.verticalCenter
        color: row.brought ? Theme.good : row.enabled ? Theme.accent : Theme.inkSoft
        name: row.brought ? "check-square" : row.enabled ? "square" : "check"
        x: Theme.spaceS
    }

    Column {
        anchors.left: tick.right
        anchors.leftMargin: Theme.spaceS
        anchors.right: mark.left
        anchors.rightMargin: Theme.spaceS
        anchors.verticalCenter: parent.verticalCenter

        Label {
            lineHeight: 1
            strong: row.enabled
            text: row.paper.name
            width: parent.width

            Accessible.ignored: row.enabled
        }

        Label {
            color: Theme.inkSoft
            figures: true
            font.pixelSize: Theme.label
            lineHeight: 1
            text: row.paper.text
            width: parent.width

            Accessible.ignored: row.enabled
        }
    }

    Chip {
        id: mark

        anchors.right: parent.right
        anchors.rightMargin: Theme.spaceS
        anchors.verticalCenter: parent.verticalCenter
        height: Theme.px(5.6)
        icon: ({
                "required": "paper",
                "later": "later-square",
                "shared": "shared-circle"
            })[row.paper.kind]
        kind: ({
                "required": "accent",
                "later": "warn",
                "shared": "good"
            })[row.paper.kind]
        text: row.paper.mark
        width: row.markWidth
    }
}
