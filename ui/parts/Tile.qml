// A large thing to choose: icon, title, and a word beside the icon ("3 项").
import QtQuick

Pressable {
    id: tile

    required property string title
    property string icon: ""
    property string note: ""
    property int size: Theme.px(3.1)

    implicitHeight: Theme.px(20)
    implicitWidth: Theme.px(22)
    name: title
    hint: note

    Bracketed {
        id: called

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

        color: tile.down ? Theme.accentInk : Theme.accent
        name: tile.icon
        size: Theme.px(6.2)
        x: Theme.spaceS
        y: Theme.spaceS
    }

    Label {
        anchors.baseline: picture.verticalCenter
        anchors.baselineOffset: Math.round(font.pixelSize / 3)
        anchors.right: parent.right
        anchors.rightMargin: Theme.spaceS
        color: tile.down ? Theme.accentInk : Theme.inkSoft
        figures: true
        font.pixelSize: Theme.label
        text: tile.note
        wrapMode: Text.NoWrap

        Accessible.ignored: true
    }

    // A long name breaks into lines of like length, and grows smaller before it loses a letter.
    Label {
        anchors.bottom: remark.visible ? remark.top : parent.bottom
        anchors.bottomMargin: remark.visible ? 0 : Theme.spaceS
        anchors.left: remark.left
        anchors.top: picture.bottom
        color: tile.down ? Theme.accentInk : Theme.ink
        font.pixelSize: tile.size
        fontSizeMode: Text.Fit
        lineHeight: 1
        minimumPixelSize: Math.max(Theme.px(2.4), Theme.least)
        room: remark.width
        strong: true
        text: called.name
        verticalAlignment: Text.AlignBottom
        wrapMode: Text.WordWrap

        Accessible.ignored: true
    }

    Label {
        id: remark

        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.spaceS
        anchors.left: parent.left
        anchors.leftMargin: Theme.spaceS
        anchors.right: parent.right
        anchors.rightMargin: Theme.px(1)
        color: tile.down ? Theme.accentInk : Theme.inkSoft
        font.pixelSize: Theme.least
        lineHeight: 1
        text: called.remark
        visible: text !== ""

        Accessible.ignored: true
    }
}
