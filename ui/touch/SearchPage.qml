// Looking by letters: what has been typed, what it may mean at once, and the alphabet within reach.
pragma ComponentBehavior: Bound

import QtQuick
import ui.parts
import ui.touch

FocusScope {
    id: page

    required property TouchScreen screen
    required property Phrases words
    required property bool wide

    readonly property Finder finder: screen.finder
    readonly property bool empty: finder.text === ""
    readonly property int column: wide ? Math.floor((width - Theme.spaceL * 3) * 0.5) : width - Theme.spaceL * 2

    focus: true

    // A keyboard that somebody has plugged in.
    Keys.onPressed: event => {
        if (event.key === Qt.Key_Backspace) {
            page.finder.erase();
            event.accepted = true;
        } else if (/^[a-z0-9\u4e00-\u9fff]+$/i.test(event.text)) {
            page.finder.write(event.text.toLowerCase());
            event.accepted = true;
        }
    }

    Rectangle {
        id: field

        border.color: Theme.accent
        border.width: Theme.stroke
        color: Theme.surface
        height: Theme.targetTall
        radius: Theme.radiusM
        width: page.column
        x: Theme.spaceL
        y: page.wide ? Theme.spaceS : Theme.spaceM

        Accessible.name: page.empty ? page.words.say("search.title") : page.words.say("search.typed", {
            "text": page.finder.text.toUpperCase()
        })
        Accessible.role: Accessible.StaticText

        Icon {
            id: glass

            anchors.verticalCenter: parent.verticalCenter
            color: Theme.accent
            name: "search"
            size: Theme.iconM
            x: Theme.spaceM
        }

        Label {
            anchors.left: glass.right
            anchors.leftMargin: Theme.spaceS
            anchors.right: parent.right
            anchors.rightMargin: Theme.spaceS
            anchors.verticalCenter: parent.verticalCenter
            color: page.empty ? Theme.inkSoft : Theme.ink
            font.letterSpacing: page.empty ? 0 : Theme.px(0.5)
            font.pixelSize: page.empty ? Theme.px(3.6) : Theme.title
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Theme.label
            strong: !page.empty
            text: page.empty ? page.words.say("search.title") : page.finder.text.toUpperCase()
            wrapMode: Text.NoWrap

            Accessible.ignored: true
        }
    }

    PagedGrid {
        id: found

        anchors.bottom: page.wide ? parent.bottom : unsure.visible ? unsure.top : pad.top
        anchors.bottomMargin: Theme.spaceS
        anchors.left: field.left
        anchors.right: field.right
        anchors.top: field.bottom
        anchors.topMargin: Theme.spaceS
        // English names take two lines more often.
        cellHeight: Theme.px(page.screen.language === "zh" ? 12 : 14)
        cellTallest: Theme.px(14.4)
        columns: 1
        nextText: page.words.say("nav.next")
        previousText: page.words.say("nav.previous")
        // As many as there is room for: another letter is nearer than another page.
        rows: page.finder.rows.slice(0, fit(height))

        delegate: FoundRow {
            required property var modelData

            found: modelData
            height: found.cell
            width: found.cellWidth

            onTapped: page.finder.open(modelData.kind, modelData.id)
        }
    }

    SearchHint {
        anchors.fill: found
        empty: page.empty
        text: page.finder.text.toUpperCase()
        visible: found.rows.length === 0
        words: page.words
    }

    Entry {
        id: unsure

        height: implicitHeight
        icon: "help"
        name: page.words.say("search.unsure")
        visible: page.screen.choices.desks.includes("enquiry")
        warm: true
        width: page.column
        x: pad.x
        y: (page.wide ? page.height : pad.y) - height - Theme.spaceS

        onTapped: page.screen.askDesk("enquiry")
    }

    LetterPad {
        id: pad

        empty: page.empty
        keys: page.finder.keys
        tall: page.wide ? Math.floor((page.height - unsure.height - Theme.spaceS * 3 - spacing * 3) / 4) : Math.max(Theme.target, Math.min(Theme.px(11.4), Math.floor(page.height * 0.075)))
        width: page.column
        words: page.words
        x: page.wide ? page.column + Theme.spaceL * 2 : Theme.spaceL
        y: page.wide ? Theme.spaceS : page.height - height - Theme.spaceM

        onCleared: page.finder.clear()
        onErased: page.finder.erase()
        onTyped: letter => page.finder.write(letter)
    }
}
