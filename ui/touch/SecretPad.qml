// Letters, figures and signs for a password: what every keyboard has, large enough for a finger.
pragma ComponentBehavior: Bound

import QtQuick
import ui.parts

Column {
    id: pad

    required property Phrases words

    property bool upper: false
    property bool signs: false

    readonly property var rows: signs ? ["1234567890", "!@#$%^&*()", "-_=+[]{};:", "'\"\\|,.<>/?", "~`"] : upper ? ["1234567890", "QWERTYUIOP", "ASDFGHJKL-", "ZXCVBNM_"] : ["1234567890", "qwertyuiop", "asdfghjkl-", "zxcvbnm_"]
    readonly property int key: Math.floor((width - spacing * 9) / 10)
    readonly property int tall: Math.min(key, Theme.px(11))

    signal typed(letter: string)
    signal erased
    signal entered

    spacing: Theme.px(1.2)

    Repeater {
        model: pad.rows

        Row {
            id: line

            required property string modelData

            anchors.horizontalCenter: parent.horizontalCenter
            spacing: pad.spacing

            Repeater {
                model: line.modelData.split("")

                Button {
                    required property string modelData

                    height: pad.tall
                    size: Theme.heading
                    text: modelData
                    width: pad.key

                    onTapped: pad.typed(modelData)
                }
            }
        }
    }

    Row {
        anchors.horizontalCenter: parent.horizontalCenter
        spacing: pad.spacing

        Button {
            height: pad.tall
            text: pad.words.say(pad.upper ? "service.lower" : "service.upper")
            visible: !pad.signs
            width: pad.key * 2 + pad.spacing

            onTapped: pad.upper = !pad.upper
        }

        Button {
            height: pad.tall
            text: pad.words.say(pad.signs ? "service.letters" : "service.signs")
            width: pad.key * 2 + pad.spacing

            onTapped: pad.signs = !pad.signs
        }

        Button {
            height: pad.tall
            icon: "back"
            text: pad.words.say("service.erase")
            width: pad.key * 3

            onTapped: pad.erased()
        }

        Button {
            height: pad.tall
            icon: "lock"
            kind: "primary"
            text: pad.words.say("service.enter")
            width: pad.key * 3

            onTapped: pad.entered()
        }
    }
}
