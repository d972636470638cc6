// Something that was found: its name with what was typed of it set off, who does it, and its folk name.
import QtQuick
import ui.parts

Pressable {
    id: row

    required property var found

    readonly property color ink: down ? Theme.accentInk : Theme.ink
    // Who does it and the folk name, if one line holds both; else the one by which it was found.
    readonly property string about: [found.under, found.also].filter(Boolean).join("  ·  ")
    readonly property string told: type.advanceWidth(about) <= words.width ? about : found.also || found.under

    // The three parts of the name as one text that breaks into lines as a whole.
    function marked(parts: var): string {
        const [before, typed, after] = parts.map(part => part.replace(/&/g, "&amp;").replace(/</g, "&lt;"));
        if (typed === "")
            return before + after;
        const color = row.down ? Theme.accentInk : Theme.signal;
        return before + "<u><b><font color='" + String(color).slice(-6).replace(/^/, "#") + "'>" + typed + "</font></b></u>" + after;
    }

    hint: [found.under, found.also].filter(Boolean).join(" ")
    name: found.title

    Rectangle {
        anchors.fill: parent
        border.color: row.down ? Theme.accentPressed : Theme.line
        border.width: Theme.hairline
        color: row.down ? Theme.accent : Theme.surface
        radius: row.radius
    }

    Icon {
        id: picture

        anchors.verticalCenter: parent.verticalCenter
        color: row.down ? Theme.accentInk : Theme.accent
        name: row.found.icon
        size: Theme.px(6.2)
        x: Theme.spaceS
    }

    FontMetrics {
        id: type

        font.pixelSize: Theme.label
    }

    Column {
        id: words

        anchors.left: picture.right
        anchors.leftMargin: Theme.spaceS
        anchors.right: arrow.left
        anchors.rightMargin: Theme.spaceXs
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.spaceXs / 2

        Label {
            color: row.ink
            font.pixelSize: Theme.px(3.5)
            lineHeight: 1
            text: row.marked(row.found.parts)
            textFormat: Text.StyledText
            width: parent.width

            Accessible.ignored: true
            Accessible.name: row.found.title
        }

        Label {
            color: row.down ? Theme.accentInk : Theme.inkSoft
            font.pixelSize: Theme.label
            lineHeight: 1
            text: row.told
            width: parent.width

            Accessible.ignored: true
        }
    }

    Icon {
        id: arrow

        anchors.right: parent.right
        anchors.rightMargin: Theme.spaceS
        anchors.verticalCenter: parent.verticalCenter
        color: row.down ? Theme.accentInk : Theme.accent
        name: "chevron-right"
    }
}
