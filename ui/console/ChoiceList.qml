// A list to choose one thing from, in pages; each row has a `text`, perhaps a `note` at its end.
pragma ComponentBehavior: Bound

import QtQuick
import ui.parts

PagedGrid {
    id: list

    // Plain objects {code, text, note?, off?}.
    required property Phrases phrases

    signal chosen(code: string, text: string)

    cellHeight: Theme.px(9.6)
    columns: 1
    gap: Theme.spaceXs
    nextText: list.phrases.say("more.next")
    previousText: list.phrases.say("more.previous")

    delegate: Pressable {
        id: row

        required property var modelData
        readonly property bool off: row.modelData.off ?? false

        enabled: !row.off
        height: list.cell
        hint: note.text
        name: row.modelData.text
        width: list.cellWidth

        onTapped: list.chosen(row.modelData.code, row.modelData.text)

        Rectangle {
            anchors.fill: parent
            border.color: Theme.line
            border.width: Theme.hairline
            color: row.down ? Theme.accentSoftPressed : row.off ? Theme.sunken : Theme.surface
            radius: row.radius
        }

        Label {
            anchors.left: parent.left
            anchors.leftMargin: Theme.spaceM
            anchors.right: note.left
            anchors.rightMargin: Theme.spaceS
            anchors.verticalCenter: parent.verticalCenter
            color: row.off ? Theme.inkFaint : Theme.ink
            elide: Text.ElideRight
            figures: true
            lineHeight: 1
            maximumLineCount: 2
            text: row.modelData.text

            Accessible.ignored: true
        }

        Label {
            id: note

            anchors.right: parent.right
            anchors.rightMargin: Theme.spaceM
            anchors.verticalCenter: parent.verticalCenter
            color: Theme.inkSoft
            elide: Text.ElideRight
            figures: true
            font.pixelSize: Theme.label
            horizontalAlignment: Text.AlignRight
            text: row.modelData.note ?? ""
            width: Math.min(implicitWidth, row.width * 0.5)
            wrapMode: Text.NoWrap

            Accessible.ignored: true
        }
    }
}
