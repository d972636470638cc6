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
    readonly property string remark: [chinese ? "" : words.say("confirm.chinese_only"), screen.hall.sample ? words.say("confirm.sample") : ""].filter(Boolean).join("\n")
    // On a wide screen there may be room for one thing more below what it costs.
    readonly property bool roomy: wide && left.y + left.height + aside.implicitHeight + Theme.spaceS * 2 <= height
    readonly property int column: wide ? Math.floor((width - Theme.spaceL * 3) * 0.46) : width - Theme.spaceL * 2

    Column {
        id: left

        spacing: Theme.spaceS
        width: page.column
        x: Theme.spaceL
        y: page.wide ? Theme.spaceS : Theme.spaceM

        PageHead {
            icon: page.detail.icon
            over: page.detail.office
            size: page.wide ? Theme.px(4.4) : Theme.title
            title: page.detail.title
            width: parent.width
        }

        Panel {
            width: parent.width

            Column {
                spacing: Theme.spaceS
                width: parent.width

                Row {
                    width: parent.width

                    Fact {
                        color: Theme.signal
                        icon: "people"
                        size: page.wide ? Theme.px(4.4) : Theme.title
                        title: page.words.say("confirm.ahead")
                        value: page.detail.ahead
                        width: Math.floor(parent.width * 0.42)
                    }

                    Fact {
                        icon: "clock"
                        size: page.wide ? Theme.px(4.4) : Theme.title
                        title: page.words.say("confirm.wait")
                        value: page.detail.wait
                        width: Math.floor(parent.width * 0.58)
                    }
                }

                Rectangle {
                    color: Theme.line
                    height: Theme.hairline
                    width: parent.width
                }

                Fact {
                    icon: "counter"
                    size: Theme.px(3.6)
                    title: page.words.say("confirm.counters")
                    value: page.detail.counters
                    width: parent.width
                }
            }
        }

        CostPanel {
            detail: page.detail
            width: parent.width
            words: page.words
        }
    }

    NoPaper {
        id: aside

        visible: !page.screen.printer.prints && page.roomy
        width: left.width
        x: left.x
        y: page.height - height - Theme.spaceS
    }

    PaperList {
        id: papers

        height: Math.min(tall, notes.y - y - Theme.spaceS)
        markWidth: Theme.px(page.chinese ? 13 : 20.6)
        papers: page.detail.papers
        width: page.wide ? page.width - page.column - Theme.spaceL * 3 : page.column
        words: page.words
        x: page.wide ? page.column + Theme.spaceL * 2 : Theme.spaceL
        y: page.wide ? Theme.spaceS : left.y + left.height + Theme.spaceM
    }

    Column {
        id: notes

        spacing: Theme.spaceXs
        width: papers.width
        x: papers.x
        y: (page.wide ? page.height : foot.y) - height - (height > 0 ? Theme.spaceS : 0)

        Repeater {
            model: page.detail.notes

            Banner {
                required property var modelData

                kind: modelData.kind
                text: modelData.text
                title: modelData.title
                width: notes.width
            }
        }

        NoPaper {
            visible: !page.screen.printer.prints && !page.roomy
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
        width: page.column
        x: Theme.spaceL
        y: page.height - (visible ? height : 0) - Theme.spaceXs
    }

    // The number will be there, its paper not: said beside the button.
    component NoPaper: Banner {
        icon: "printer"
        kind: "warn"
        text: page.screen.printer.confirm
        title: page.screen.printer.why
    }
}
