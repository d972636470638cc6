// A matter with a long name, to choose at once: picture, who does it, and the name in lines of like length.
pragma ComponentBehavior: Bound

import QtQuick
import ui.parts

Pressable {
    id: tile

    required property string title
    required property string icon
    required property string note
    required property int size

    hint: note
    name: title

    Bracketed {
        id: said

        whole: tile.title
    }

    Rectangle {
        anchors.fill: parent
        border.color: tile.down ? Theme.accentPressed : Theme.line
        border.width: Theme.hairline
        color: tile.down ? Theme.accent : Theme.surface
        radius: tile.radius
    }

    Icon {
        id: picture

        anchors.verticalCenter: parent.verticalCenter
        color: tile.down ? Theme.accentInk : Theme.accent
        name: tile.icon
        size: Math.min(Theme.px(7), Math.round(tile.height * 0.5))
        x: Theme.spaceM
    }

    Column {
        anchors.left: picture.right
        anchors.leftMargin: Theme.spaceM
        anchors.right: parent.right
        anchors.rightMargin: Theme.spaceXs
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.spaceXs / 2

        Label {
            id: called

            color: tile.down ? Theme.accentInk : Theme.ink
            font.pixelSize: tile.size
            lineHeight: 1
            room: parent.width
            strong: true
            text: said.name

            Accessible.ignored: true
        }

        Row {
            id: line

            // Less is told rather than the tile overfilled.
            readonly property bool fits: called.height + about.implicitHeight <= tile.height - Theme.spaceS

            width: parent.width

            Aside {
                id: about

                text: said.remark
                visible: text !== "" && line.fits
            }

            Aside {
                text: (said.remark === "" ? "" : "  ·  ") + tile.note
                visible: tile.note !== "" && line.fits && about.implicitWidth + implicitWidth <= line.width
            }
        }
    }

    component Aside: Label {
        color: tile.down ? Theme.accentInk : Theme.inkSoft
        figures: true
        font.pixelSize: Theme.label
        lineHeight: 1
        wrapMode: Text.NoWrap

        Accessible.ignored: true
    }
}
