// The alphabet in large keys, in its own order; a letter that leads nowhere stands back.
pragma ComponentBehavior: Bound

import QtQuick
import ui.parts

Grid {
    id: pad

    required property Phrases words
    // Whether each letter, "a" to "z", leads on.
    required property var keys
    required property bool empty
    property int tall: Theme.target

    readonly property int each: Math.floor((width - spacing * (columns - 1)) / columns)

    signal typed(letter: string)
    signal erased
    signal cleared

    columns: 7
    spacing: Theme.gap

    Repeater {
        model: "abcdefghijklmnopqrstuvwxyz".split("")

        LetterKey {
            required property string modelData

            enabled: pad.keys[modelData] === true
            name: modelData.toUpperCase()

            onTapped: pad.typed(modelData)
        }
    }

    ActKey {
        icon: "erase"
        name: pad.words.say("search.erase")

        onTapped: pad.erased()
    }

    ActKey {
        icon: "close"
        name: pad.words.say("search.clear")

        onTapped: pad.cleared()
    }

    component LetterKey: Pressable {
        id: key

        property color face: Theme.surface
        property string letter: name

        height: pad.tall
        radius: Theme.radiusS
        width: pad.each

        Rectangle {
            anchors.fill: parent
            border.color: key.enabled ? Theme.accent : Theme.line
            border.width: Theme.hairline
            color: key.down ? Theme.accent : key.enabled ? key.face : Theme.sunken
            radius: key.radius
        }

        Label {
            anchors.centerIn: parent
            color: key.down ? Theme.accentInk : key.enabled ? Theme.ink : Theme.disabledInk
            font.pixelSize: Theme.title
            strong: key.enabled
            text: key.letter
            visible: text !== ""

            Accessible.ignored: true
        }
    }

    component ActKey: LetterKey {
        id: act

        required property string icon

        enabled: !pad.empty
        face: Theme.accentSoft
        letter: ""

        Column {
            anchors.centerIn: parent

            Icon {
                anchors.horizontalCenter: parent.horizontalCenter
                color: sub.color
                name: act.icon
                size: Theme.iconM
            }

            Label {
                id: sub

                anchors.horizontalCenter: parent.horizontalCenter
                color: act.down ? Theme.accentInk : act.enabled ? Theme.accent : Theme.disabledInk
                font.pixelSize: Theme.label
                lineHeight: 1
                text: act.name
                wrapMode: Text.NoWrap

                Accessible.ignored: true
            }
        }
    }
}
