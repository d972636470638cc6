// The services of a theme or a department, each with who does it and how long it may take.
pragma ComponentBehavior: Bound

import QtQuick
import ui.parts
import ui.touch

Item {
    id: page

    required property TouchScreen screen
    required property Phrases words
    required property bool wide

    readonly property var chosen: screen.chosen
    readonly property bool chinese: screen.language === "zh"
    // Below a short list: who does not find it here need not look on. Large mode has its four choices.
    readonly property bool short: !Theme.large && chosen.rows.length <= (wide ? 6 : 8) && screen.choices.desks.includes("enquiry")

    PageHead {
        id: head

        icon: page.chosen.icon
        title: page.chosen.title
        under: page.chosen.hint
        width: page.width - Theme.spaceL * 2 - (page.wide ? Theme.px(44) : 0)
        x: Theme.spaceL
        y: page.wide ? Theme.spaceM : Theme.spaceL
    }

    PagedGrid {
        id: grid

        anchors.bottom: unsure.visible ? unsure.top : parent.bottom
        anchors.bottomMargin: unsure.visible ? Theme.spaceM : Theme.spaceS
        anchors.left: parent.left
        anchors.leftMargin: Theme.spaceL
        anchors.right: parent.right
        anchors.rightMargin: Theme.spaceL
        anchors.top: head.bottom
        anchors.topMargin: page.wide ? Theme.spaceM : Theme.spaceL
        cellHeight: Theme.px(13)
        cellTallest: Theme.px(17)
        // All on one page, if that is possible at all: nobody looks for what is on the second (R1).
        columns: Math.max(page.wide ? 2 : 1, Math.min(Math.floor(width / Theme.px(44)), Math.ceil(page.chosen.rows.length / fit(height))))
        pagerAbove: page.wide
        nextText: page.words.say("nav.next")
        previousText: page.words.say("nav.previous")
        rows: page.chosen.rows

        delegate: Pressable {
            id: row

            required property var modelData

            height: grid.cell
            hint: modelData.office + " " + modelData.promised
            name: modelData.title
            width: grid.cellWidth

            onTapped: page.screen.prepare(row.modelData.id)

            Bracketed {
                id: called

                whole: row.modelData.title
            }

            FontMetrics {
                id: metrics

                font: title.font
            }

            Rectangle {
                anchors.fill: parent
                border.color: row.down ? Theme.accentPressed : Theme.line
                border.width: Theme.hairline
                color: row.down ? Theme.accent : Theme.surface
                radius: row.radius
            }

            // A long name grows smaller before it loses a letter.
            Label {
                id: title

                anchors.bottom: parent.bottom
                anchors.bottomMargin: under.height + Theme.spaceXs
                anchors.left: under.left
                anchors.right: under.right
                anchors.top: parent.top
                anchors.topMargin: Theme.spaceXs
                color: row.down ? Theme.accentInk : Theme.ink
                font.pixelSize: Theme.px(grid.columns < 3 ? 3.5 : page.chinese ? 3.2 : 2.9)
                fontSizeMode: Text.Fit
                lineHeight: 0.86
                minimumPixelSize: Theme.least
                strong: true
                // What does not stand on one line breaks before its remark, where that is possible.
                text: metrics.advanceWidth(called.whole) > width && metrics.advanceWidth(called.name) <= width ? called.name + "\n" + called.whole.slice(called.name.length).trim() : called.whole
                verticalAlignment: Text.AlignVCenter

                Accessible.ignored: true
            }

            Label {
                id: under

                anchors.left: parent.left
                anchors.leftMargin: Theme.spaceM
                anchors.right: arrow.left
                anchors.rightMargin: Theme.spaceXs
                color: row.down ? Theme.accentInk : Theme.inkSoft
                figures: true
                font.pixelSize: Theme.label
                fontSizeMode: Text.HorizontalFit
                minimumPixelSize: Theme.least
                // Who does it, where that leaves room for the time.
                text: (!Theme.large && grid.columns === 1) || (page.chinese && grid.columns === 2) ? row.modelData.office + "  ·  " + row.modelData.promised : row.modelData.promised
                wrapMode: Text.NoWrap
                // Right below the words of the title, however many lines they take.
                y: Math.round(title.y + (title.height + title.contentHeight) / 2)

                Accessible.ignored: true
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
    }

    Entry {
        id: unsure

        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.spaceM
        anchors.left: grid.left
        anchors.right: grid.right
        icon: "help"
        name: page.words.say("search.unsure")
        visible: page.short
        warm: true

        onTapped: page.screen.askDesk("enquiry")
    }
}
