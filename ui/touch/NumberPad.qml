// Letters on the left, figures on the right: what a number or a code is typed with; keys that lead nowhere are grey.
pragma ComponentBehavior: Bound

import QtQuick
import ui.parts

Item {
    id: pad

    required property Phrases words
    // Plain letters; none: figures alone.
    required property var letters
    required property bool letter
    required property bool digit
    property bool captions: false
    // A letter that is no first one stands beside the last figure.
    property bool letterBelow: false
    // Without figures the letters fill it.
    property bool figured: true

    readonly property int lines: figured ? 4 : 5
    readonly property int wing: Math.ceil(letters.length / lines)
    readonly property int gap: Theme.spaceS
    readonly property int columns: wing + (figured ? 3 : 0)
    readonly property int between: figured && wing > 0 ? Theme.spaceL - gap : 0
    readonly property int cell: Math.floor((width - between - gap * (columns - 1)) / columns)
    readonly property int above: captions ? caption.height + Theme.spaceXs : 0
    readonly property int tall: Math.floor((height - above - gap * (lines - 1)) / lines)

    signal typed(key: string)
    signal erased
    signal emptied

    Label {
        id: caption

        color: Theme.inkSoft
        text: pad.words.say("lookup.letters")
        visible: pad.captions
    }

    Label {
        color: Theme.inkSoft
        text: pad.words.say("lookup.digits")
        visible: pad.captions
        x: figures.x
    }

    Grid {
        columns: pad.wing
        spacing: pad.gap
        y: pad.figured && pad.letterBelow ? pad.height - height : pad.above

        Repeater {
            model: pad.letters

            PadKey {
                required property string modelData

                enabled: pad.letter
                text: modelData

                onTapped: pad.typed(modelData)
            }
        }

        ClearKey {
            visible: !pad.figured
        }

        DeleteKey {
            visible: !pad.figured
        }
    }

    Grid {
        id: figures

        columns: 3
        spacing: pad.gap
        visible: pad.figured
        x: pad.width - width
        y: pad.above

        Repeater {
            model: ["1", "2", "3", "4", "5", "6", "7", "8", "9"]

            PadKey {
                required property string modelData

                enabled: pad.digit
                text: modelData

                onTapped: pad.typed(modelData)
            }
        }

        ClearKey {}

        PadKey {
            enabled: pad.digit
            text: "0"

            onTapped: pad.typed("0")
        }

        DeleteKey {}
    }

    component PadKey: Button {
        height: pad.tall
        size: Theme.title
        width: pad.cell
    }

    component ClearKey: PadKey {
        kind: "quiet"
        size: Theme.body
        text: pad.words.say("pad.clear")

        onTapped: pad.emptied()
    }

    component DeleteKey: PadKey {
        kind: "quiet"
        size: Theme.body
        text: pad.words.say("pad.delete")

        onTapped: pad.erased()
    }
}
