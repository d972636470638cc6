// A matter with a long name, to choose at once: picture, who does it, and the name in lines of like length.
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
            text: tile.title

            Accessible.ignored: true
        }

        Label {
            color: tile.down ? Theme.accentInk : Theme.inkSoft
            figures: true
            font.pixelSize: Theme.label
            lineHeight: 1
            text: tile.note
            // Less is told rather than the tile overfilled.
            visible: implicitWidth <= parent.width && called.height + implicitHeight <= tile.height - Theme.spaceS
            wrapMode: Text.NoWrap

            Accessible.ignored: true
        }
    }
}
