// The beginning: what one came for, by theme or by department, and how many people wait.
pragma ComponentBehavior: Bound

import QtQuick
import ui.parts
import ui.touch

Item {
    id: page

    required property TouchScreen screen
    required property Phrases words
    required property bool wide

    readonly property var choices: screen.choices
    readonly property var hall: screen.hall
    readonly property var printer: screen.printer

    HomeHero {
        id: hero

        choices: page.choices
        height: page.wide ? page.height : Theme.px(40)
        wide: page.wide
        width: page.wide ? Theme.px(46) : page.width
        words: page.words

        onSorted: kind => page.screen.sort(kind)
    }

    // Before anybody begins: numbers there are, paper there is none.
    Banner {
        id: notice

        anchors.left: grid.left
        anchors.right: grid.right
        anchors.top: page.wide ? parent.top : hero.bottom
        anchors.topMargin: visible && page.wide ? Theme.spaceS : Theme.spaceM
        height: visible ? implicitHeight : 0
        icon: "printer"
        kind: "warn"
        text: page.printer.home
        title: page.printer.why
        visible: !page.printer.prints
    }

    PagedGrid {
        id: grid

        anchors.bottom: foot.top
        anchors.bottomMargin: Theme.spaceM
        anchors.left: page.wide ? hero.right : parent.left
        anchors.leftMargin: page.wide ? Theme.spaceM : Theme.spaceL
        anchors.right: parent.right
        anchors.rightMargin: Theme.spaceL
        anchors.top: notice.bottom
        anchors.topMargin: notice.visible ? Theme.spaceS : 0
        cellHeight: Theme.px(page.wide && notice.visible ? 16 : 17)
        cellTallest: Theme.px(24)
        // All on one page, if that is possible at all.
        columns: Math.max(4, Math.min(6, Math.ceil(page.choices.rows.length / fit(height))))
        nextText: page.words.say("nav.next")
        previousText: page.words.say("nav.previous")
        rows: page.choices.rows

        delegate: Tile {
            required property var modelData

            height: grid.cell
            icon: modelData.icon
            note: modelData.note
            title: modelData.title
            size: Theme.px(page.screen.language === "zh" ? 3.7 : page.wide ? 2.9 : 3.1)
            width: grid.cellWidth

            onTapped: page.screen.choose(modelData.key)
        }
    }

    Item {
        id: foot

        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.spaceS
        anchors.left: grid.left
        anchors.right: grid.right
        height: Theme.iconM

        Icon {
            id: phone

            anchors.verticalCenter: parent.verticalCenter
            color: Theme.inkSoft
            name: "call"
            size: Theme.iconS
        }

        Label {
            anchors.left: phone.right
            anchors.leftMargin: Theme.spaceXs
            anchors.verticalCenter: parent.verticalCenter
            color: Theme.inkSoft
            font.pixelSize: Theme.label
            text: page.words.say("home.hotline", {
                "hotline": page.hall.hotline
            })
            wrapMode: Text.NoWrap
        }

        Label {
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            color: Theme.inkSoft
            font.pixelSize: Theme.label
            text: page.words.say("home.sample")
            visible: page.hall.sample
            wrapMode: Text.NoWrap
        }
    }
}
