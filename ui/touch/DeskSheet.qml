// A number of a desk that helps without a service: what it is for, how many wait there, and who goes first.
pragma ComponentBehavior: Bound

import QtQuick
import ui.parts
import ui.touch

Grid {
    id: sheet

    required property TouchScreen screen
    required property Phrases words
    required property bool wide
    required property var detail
    // The room that it stands in the middle of.
    required property real across
    required property real tall

    readonly property int column: Math.min(Theme.px(100), wide ? Math.floor((across - Theme.spaceXl * 3) / 2) : across - Theme.spaceXl * 2)

    columns: wide ? 2 : 1
    spacing: Theme.spaceXl
    verticalItemAlignment: Grid.AlignVCenter

    Message {
        circle: Theme.px(sheet.wide && sheet.tall < Theme.px(66) ? 14 : 22)
        icon: sheet.detail.icon ?? ""
        text: sheet.detail.text ?? ""
        title: sheet.detail.title ?? ""
        width: sheet.column
    }

    Column {
        spacing: Theme.spaceS
        width: sheet.column

        WaitPanel {
            detail: sheet.detail
            width: parent.width
            words: sheet.words
        }

        WhoFor {
            first: sheet.detail.priority !== ""
            width: parent.width
            words: sheet.words

            onTapped: sheet.screen.desk.askWho()
        }

        Repeater {
            model: sheet.detail.notes ?? []

            Banner {
                required property var modelData

                kind: modelData.kind
                text: modelData.text
                title: modelData.title
                width: sheet.column
            }
        }

        // The number will be there, its paper not.
        Banner {
            icon: "printer"
            kind: "warn"
            text: sheet.screen.printer.confirm
            title: sheet.screen.printer.why
            visible: !sheet.screen.printer.prints
            width: parent.width
        }
    }
}
