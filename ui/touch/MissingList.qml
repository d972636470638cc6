// Papers are missing: a list of them to take home, and what has become of it.
import QtQuick
import ui.parts
import ui.touch

Column {
    id: missing

    required property Listing listing
    required property Phrases words
    // Where room is short the answer is no taller than the question.
    property bool brief: false

    readonly property var shown: listing.shown

    spacing: Theme.spaceXs

    Banner {
        height: Math.max(implicitHeight, Theme.target)
        icon: missing.shown.icon
        kind: missing.shown.kind
        text: missing.brief ? "" : missing.shown.text
        title: missing.shown.title
        visible: title !== ""
        width: missing.width
    }

    Button {
        busy: missing.shown.busy
        icon: "printer"
        text: missing.words.say("list.print")
        visible: missing.shown.offered && missing.shown.title === ""
        width: missing.width

        onTapped: missing.listing.print()
    }
}
