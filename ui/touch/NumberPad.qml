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
    // A letter that is no first one stands beside the figures, below the keys that take away.
    property bool letterBeside: false
    // Without figures the letters fill it.
    property bool figured: true

    readonly property int lines: 4
    readonly property int wing: letterBeside ? 0 : Math.ceil(letters.length / lines)
    readonly property int gap: Theme.gap
    readonly property int columns: wing + (figured ? letterBeside ? 4 : 3 : 0)
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
        visible: pad.wing > 0
        y: pad.above

        Repeater {
            model: pad.wing > 0 ? pad.letters : []

            LetterKey {}
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
        x: pad.letterBeside ? 0 : pad.width - width
        y: pad.above

        Repeater {
            model: ["1", "2", "3", "4", "5", "6", "7", "8", "9"]

            DigitKey {}
        }

        ClearKey {
            visible: !pad.letterBeside
        }

        DigitKey {
            modelData: "0"
            visible: !pad.letterBeside
        }

        DeleteKey {
            visible: !pad.letterBeside
        }
    }

    DigitKey {
        modelData: "0"
        visible: pad.figured && pad.letterBeside
        width: pad.cell * 3 + pad.gap * 2
        y: pad.above + (pad.tall + pad.gap) * 3
    }

    Column {
        spacing: pad.gap
        visible: pad.figured && pad.letterBeside
        x: pad.width - width
        y: pad.above

        DeleteKey {
            height: pad.tall * 2 + pad.gap
        }

        ClearKey {}

        Repeater {
            model: pad.letterBeside ? pad.letters : []

            LetterKey {}
        }
    }

    component PadKey: Button {
        height: pad.tall
        size: Theme.title
        width: pad.cell
    }

    component LetterKey: PadKey {
        required property string modelData

        enabled: pad.letter
        text: modelData

        onTapped: pad.typed(modelData)
    }

    component DigitKey: PadKey {
        required property string modelData

        enabled: pad.digit
        text: modelData

        onTapped: pad.typed(modelData)
    }

    component ClearKey: PadKey {
        kind: "soft"
        size: Theme.label
        text: pad.words.say("pad.clear")

        onTapped: pad.emptied()
    }

    component DeleteKey: PadKey {
        kind: "soft"
        size: Theme.label
        text: pad.words.say("pad.delete")

        onTapped: pad.erased()
    }
}
