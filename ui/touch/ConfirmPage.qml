// Before a number is taken: where, how many before, which papers, what it costs, how long it takes (R3).
pragma ComponentBehavior: Bound

import QtQuick
import ui.parts
import ui.touch

Item {
    id: page

    required property TouchScreen screen
    required property Phrases words
    required property bool wide

    readonly property var detail: screen.detail
    readonly property bool chinese: screen.language === "zh"
    // A desk that helps without a service asks for no papers.
    readonly property bool desk: detail.desk !== ""
    readonly property string remark: [detail.remark ?? "", screen.hall.sample ? words.say("confirm.sample") : ""].filter(Boolean).join("\n")
    // In large type the two halves take turns, and wherever they would not fit together.
    readonly property bool cramped: !desk && (height < Theme.px(wide ? 74 : 132) || full)
    readonly property bool overfull: !full && height > 0 && !desk && (left.y + left.height > height || papers.y + papers.least > notes.y)
    // The office gives way first, then the two halves take turns.
    property bool brief: false
    property bool full: false
    property string side: "facts"
    // Nobody takes a number before the papers have been on the glass (R3).
    property bool read: false
    readonly property bool unread: cramped && !read && (detail.papers ?? []).length > 0
    // What else is to be known: with two sides one remark stands on the first, where there is room for it.
    readonly property var remarks: detail.notes ?? []
    readonly property int early: cramped && screen.printer.prints && !late ? 1 : 0
    // Where there is none after all, it stands with the papers.
    property bool late: false
    readonly property bool overlong: early > 0 && telling && left.y + left.height > (wide ? height - Theme.spaceS : foot.y)
    readonly property bool telling: !cramped || side === "facts"
    readonly property bool listing: !desk && (!cramped || side === "papers")
    // One column of two, or all of the page.
    readonly property bool halved: wide && !cramped
    readonly property int column: halved ? Math.floor((width - Theme.spaceL * 3) * 0.46) : width - Theme.spaceL * 2
    readonly property int pair: facts.columns > 1 ? Math.floor((column - facts.spacing) / 2) : column

    // Who goes first is asked in a row of its own where there is room for one, else beside the title.
    readonly property real spare: (wide ? height - Theme.px(17) - aside.taken : notes.y - papers.tall - Theme.px(18)) - waits.height - cost.height
    readonly property bool airy: cramped || spare >= Theme.target + Theme.spaceS * 4

    // Other things are to be touched where the hand is.
    signal turned

    onCrampedChanged: turned()
    onSideChanged: {
        read = true;
        turned();
    }

    // Sizes settle in some frames. Never back: then there is room again.
    Timer {
        interval: 100
        repeat: true
        running: page.overfull || page.overlong

        onTriggered: {
            if (page.overlong) {
                page.late = true;
                return;
            }
            page.full = page.brief;
            page.brief = true;
        }
    }

    // Whoever finds no paper to bring reads in the middle of the page.
    Loader {
        active: page.desk
        x: Math.round((page.width - width) / 2)
        y: Math.max(Theme.spaceS, Math.round((foot.y - height) / 2))

        sourceComponent: DeskSheet {
            across: page.width
            detail: page.detail
            screen: page.screen
            tall: page.height
            wide: page.wide
            words: page.words
        }
    }

    Column {
        id: left

        spacing: Theme.spaceS
        visible: !page.desk
        width: page.column
        x: Theme.spaceL
        y: page.wide || page.cramped ? Theme.spaceS : Theme.spaceM

        Item {
            id: top

            height: Math.max(head.height, asks.visible ? asks.height : 0, page.wide ? sides.height : 0)
            width: parent.width

            PageHead {
                id: head

                anchors.verticalCenter: parent.verticalCenter
                icon: page.detail.icon
                over: page.cramped || page.brief ? "" : page.detail.office ?? ""
                size: page.wide ? Theme.heading : Theme.title
                title: page.detail.title
                width: parent.width - (asks.visible ? asks.width + Theme.spaceS : page.wide && page.cramped ? sides.width + Theme.spaceM : 0)
            }

            Button {
                id: asks

                readonly property bool first: page.detail.priority !== ""

                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                icon: first ? "check-circle" : "hand-heart"
                text: page.words.say(first ? "confirm.first" : "confirm.who")
                visible: !page.airy

                onTapped: page.screen.desk.askWho()
            }
        }

        // Below the head, or beside it on a wide screen.
        Choices {
            id: sides

            parent: page.wide ? top : left
            anchors.right: page.wide ? parent.right : undefined
            anchors.verticalCenter: page.wide ? parent.verticalCenter : undefined
            current: page.side
            each: Math.floor((page.wide ? page.column * 0.48 : page.column - spacing) / 2)
            options: ["facts", "papers"].map(key => ({
                        "key": key,
                        "text": page.words.say("confirm.side_" + key, {
                            "count": (page.detail.papers ?? []).length
                        })
                    }))
            visible: page.cramped

            onChosen: key => page.side = key
        }

        Grid {
            id: facts

            columns: page.wide && page.cramped ? 2 : 1
            spacing: Theme.spaceS
            visible: page.telling

            Column {
                id: line

                spacing: facts.spacing
                width: page.pair

                WaitPanel {
                    id: waits

                    detail: page.detail
                    size: page.halved ? Theme.px(4.4) : Theme.title
                    width: page.pair
                    words: page.words
                }

                WhoFor {
                    first: page.detail.priority !== ""
                    visible: page.airy
                    width: page.pair
                    words: page.words

                    onTapped: page.screen.desk.askWho()
                }
            }

            Column {
                spacing: facts.spacing
                width: page.pair

                CostPanel {
                    id: cost

                    detail: page.detail
                    // Both columns end on one line.
                    height: facts.columns > 1 ? Math.max(implicitHeight, line.height - aside.taken - told.taken) : implicitHeight
                    width: page.pair
                    words: page.words
                }

                // The number will be there, its paper not.
                Banner {
                    id: aside

                    readonly property int taken: visible ? height + facts.spacing : 0

                    icon: "printer"
                    kind: "warn"
                    size: page.cramped ? Theme.label : Theme.body
                    text: page.screen.printer.confirm
                    title: page.screen.printer.why
                    visible: !page.screen.printer.prints && (page.wide || page.cramped)
                    width: page.pair
                }

                Column {
                    id: told

                    readonly property int taken: visible ? height + facts.spacing : 0

                    visible: page.early > 0 && page.remarks.length > 0
                    width: page.pair

                    Notes {
                        model: page.remarks.slice(0, page.early)
                    }
                }
            }
        }
    }

    PaperList {
        id: papers

        columns: page.wide && page.cramped ? 2 : 1
        height: Math.min(tall, notes.y - y - Theme.spaceS)
        markWidth: Theme.px(page.chinese ? 13 : Theme.large ? 22.4 : 20.6)
        papers: page.detail.papers ?? []
        verdict: page.detail.verdict ?? ({})
        visible: page.listing
        width: page.halved ? page.width - page.column - Theme.spaceL * 3 : page.column
        words: page.words
        x: page.halved ? page.column + Theme.spaceL * 2 : Theme.spaceL
        y: page.halved ? Theme.spaceS : left.y + left.height + Theme.spaceS

        onTicked: paper => page.screen.bring(paper)
    }

    Column {
        id: notes

        spacing: Theme.spaceXs
        visible: page.listing
        width: papers.width
        x: papers.x
        y: (page.wide ? page.height : foot.y) - height - (height > 0 ? Theme.spaceS : 0)

        Notes {
            model: page.remarks.slice(page.early)
        }

        MissingList {
            brief: page.wide || Theme.large
            listing: page.screen.listing
            visible: (page.detail.list ?? false) && papers.visible
            width: notes.width
            words: page.words
        }

        Banner {
            icon: "printer"
            kind: "warn"
            text: page.screen.printer.confirm
            title: page.screen.printer.why
            visible: !page.screen.printer.prints && !aside.visible
            width: notes.width
        }
    }

    // On a wide screen it stands beside the buttons.
    Label {
        id: foot

        color: Theme.inkSoft
        font.pixelSize: Theme.label
        text: page.remark
        visible: !page.wide && text !== ""
        width: page.width - Theme.spaceL * 2
        x: Theme.spaceL
        y: page.height - (visible ? height : 0) - Theme.spaceXs
    }

    component Notes: Repeater {
        Banner {
            required property var modelData

            kind: modelData.kind
            size: page.cramped ? Theme.label : Theme.body
            text: modelData.text
            title: modelData.title
            width: page.cramped && page.telling ? page.pair : notes.width
        }
    }
}
