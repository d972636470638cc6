// The beginning: what most come for, the ways to everything else, and who does not know or has a number.
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
    // Services have long names and want wide tiles.
    readonly property bool long: ["popular", "bundle"].includes(choices.kind)
    readonly property bool brief: chinese && choices.kind === "theme"
    // English names want wide tiles where the screen is not.
    readonly property int pairs: wide && (chinese || width > Theme.px(180)) ? 3 : 2
    readonly property bool chinese: screen.language === "zh"

    function open(key: string) {
        if (page.choices.kind === "popular")
            page.screen.prepare(key);
        else
            page.screen.choose(page.choices.kind, key);
    }

    function enter(key: string) {
        if (key === "lookup")
            page.screen.desk.lookUp();
        else if (key === "appointment")
            page.screen.desk.appoint();
        else
            page.screen.askDesk(key === "unsure" ? "enquiry" : key);
    }

    HomeHero {
        id: hero

        height: page.wide ? page.height : implicitHeight
        low: notice.visible && page.wide ? notice.y + notice.height : below
        waiting: page.screen.waiting
        wide: page.wide
        width: page.wide ? Theme.px(46) : page.width
        words: page.words

        onSearched: page.screen.search()
    }

    // Before anybody begins: numbers there are, paper there is none; or nobody knows how long it takes.
    Banner {
        id: notice

        readonly property var said: page.printer.prints || page.screen.alone.kind === "warn" ? page.screen.alone : ({
                "icon": "printer",
                "kind": "warn",
                "title": page.printer.why,
                "text": page.printer.home
            })

        anchors.left: page.wide ? hero.left : grid.left
        anchors.leftMargin: page.wide ? Theme.spaceL : 0
        anchors.right: page.wide ? hero.right : grid.right
        anchors.rightMargin: page.wide ? Theme.spaceL : 0
        anchors.top: page.wide ? parent.top : hero.bottom
        anchors.topMargin: page.wide ? hero.below + Theme.spaceM : visible ? Theme.spaceS : 0
        height: visible ? implicitHeight : 0
        icon: said.icon ?? "info"
        kind: said.kind ?? "info"
        size: page.wide ? Theme.label : Theme.body
        // Beside large type there is room for the one sentence.
        text: page.wide && Theme.large ? "" : said.text ?? ""
        title: said.title ?? ""
        visible: title !== ""
    }

    Choices {
        id: kinds

        anchors.left: grid.left
        anchors.top: page.wide ? parent.top : notice.bottom
        anchors.topMargin: page.wide ? Theme.spaceS : Theme.spaceM
        columns: grid.width < Theme.px(88) ? 2 : page.choices.kinds.length
        current: page.choices.kind
        each: Math.floor((grid.width - spacing * (columns - 1)) / columns)
        options: page.choices.kinds
        size: Theme.px(page.chinese ? 3.5 : 3)
        visible: !Theme.large

        onChosen: key => page.screen.sort(key)
    }

    PagedGrid {
        id: grid

        anchors.bottom: entries.top
        anchors.bottomMargin: Theme.spaceM
        anchors.left: page.wide ? hero.right : parent.left
        anchors.leftMargin: page.wide ? Theme.spaceM : Theme.spaceL
        anchors.right: parent.right
        anchors.rightMargin: Theme.spaceL
        anchors.top: kinds.bottom
        anchors.topMargin: Theme.spaceS
        // The names of departments, and English ones, take two lines or three.
        cellHeight: Theme.px(page.long ? 14.6 : page.brief ? 13.4 : page.choices.kind === "theme" ? 17 : 20)
        cellTallest: Theme.px(24)
        // All on one page, if that is possible at all.
        columns: page.long ? page.pairs : Math.max(4, Math.min(page.brief || page.wide ? 6 : 4, Math.ceil(page.choices.rows.length / fit(height))))
        nextText: page.words.say("nav.next")
        previousText: page.words.say("nav.previous")
        rows: page.choices.rows
        visible: !Theme.large

        delegate: page.long ? matter : field
    }

    Component {
        id: matter

        MatterTile {
            required property var modelData

            height: grid.cell
            icon: modelData.icon
            note: modelData.note
            size: Theme.px(page.chinese ? 3.5 : 3.1)
            title: modelData.title
            width: grid.cellWidth

            onTapped: page.open(modelData.key)
        }
    }

    Component {
        id: field

        Tile {
            required property var modelData

            height: grid.cell
            icon: modelData.icon
            note: modelData.note
            // The longest names that are common stand on one line.
            size: Theme.px(!page.chinese ? 2.9 : !page.brief ? 3 : grid.across > 4 ? 3.2 : 3.5)
            title: modelData.title
            width: grid.cellWidth

            onTapped: page.open(modelData.key)
        }
    }

    Flow {
        id: entries

        readonly property int columns: page.wide && width > Theme.px(130) ? count : 2
        readonly property int count: [unsure, lookup, appointment, unresolved].filter(each => each.there).length
        readonly property int each: Math.floor((width - spacing * (columns - 1)) / columns)
        readonly property int tallest: Math.max(...children.map(child => child.implicitHeight))
        // The first of three has a row of its own.
        readonly property string alone: count % 2 === 0 || columns !== 2 ? "" : unsure.there ? "unsure" : "lookup"

        anchors.bottom: foot.top
        anchors.bottomMargin: Theme.spaceS
        anchors.left: grid.left
        anchors.right: grid.right
        spacing: grid.gap
        visible: !Theme.large

        Way {
            id: unsure

            icon: "help"
            key: "unsure"
            there: page.choices.desks.includes("enquiry")
            warm: true
        }

        Way {
            id: lookup

            icon: "ticket"
            key: "lookup"
        }

        // A hall without appointments does not speak of them.
        Way {
            id: appointment

            icon: "calendar"
            key: "appointment"
            there: page.screen.desk.pad.appointments
        }

        Way {
            id: unresolved

            icon: "hand-heart"
            key: "unresolved"
            there: page.choices.desks.includes("unresolved")
        }
    }

    Loader {
        active: Theme.large
        anchors.bottom: foot.top
        anchors.bottomMargin: Theme.spaceS
        anchors.left: grid.left
        anchors.right: grid.right
        anchors.top: kinds.top

        sourceComponent: FewChoices {
            screen: page.screen
            wide: page.wide
            words: page.words

            onEntered: key => page.enter(key)
            onOpened: key => page.open(key)
        }
    }

    Item {
        id: foot

        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.spaceS
        anchors.left: grid.left
        anchors.right: grid.right
        height: Theme.iconS

        Icon {
            id: phone

            anchors.verticalCenter: parent.verticalCenter
            color: Theme.inkSoft
            name: "call"
            size: Theme.iconS
        }

        Label {
            id: hotline

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
            // One line for both.
            text: sample.width + hotline.width + phone.width + Theme.spaceM * 2 <= foot.width ? sample.text : page.words.say("home.sample_short")
            visible: page.hall.sample
            wrapMode: Text.NoWrap
        }

        TextMetrics {
            id: sample

            font: hotline.font
            text: page.words.say("home.sample")
        }
    }

    component Way: Entry {
        required property string key
        property bool there: true

        height: entries.tallest
        // Many beside each other say what they are and no more.
        hint: entries.columns > 2 ? "" : page.words.say("home." + key + "_hint")
        name: page.words.say("home." + key)
        visible: there
        width: entries.alone === key ? entries.width : entries.each

        onTapped: page.enter(key)
    }
}
