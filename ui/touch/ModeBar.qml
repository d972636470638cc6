// How the screen shows itself, one touch each, and help: at the same place on every page (R13-R18, R20, R14).
pragma ComponentBehavior: Bound

import QtQuick
import ui.parts
import ui.touch

Rectangle {
    id: bar

    required property TouchScreen screen
    required property Phrases words
    // Whether low mode would bring anything nearer.
    required property bool lowHelps

    readonly property Modes modes: screen.modes
    readonly property var all: [
        {
            "key": "large",
            "icon": "larger",
            "on": modes.large
        },
        {
            "key": "contrast",
            "icon": "contrast",
            "on": modes.contrast
        },
        {
            "key": "low",
            "icon": "wheelchair",
            "on": modes.low
        },
        {
            "key": "speech",
            "icon": "speaker",
            "on": modes.speech
        }
    ].filter(each => each.key !== "low" || lowHelps || modes.low)
    readonly property string other: screen.language === "zh" ? "en" : "zh"
    readonly property bool called: ["calling", "called"].includes(screen.helper.state)
    readonly property int count: all.length + 2
    readonly property int each: Math.floor((width - padding * 2 - Theme.gap * (count - 1)) / count)
    property int padding: Theme.gap
    // The keypad comes here after all that the page has.
    readonly property int readingOrder: 2

    color: Theme.deep
    implicitHeight: Math.max(Theme.target, Theme.px(10.4)) + padding * 2

    Row {
        anchors.centerIn: parent
        spacing: Theme.gap

        Repeater {
            model: bar.all.map(each => each.key)

            Way {
                required property string modelData
                readonly property var mode: bar.all.find(each => each.key === modelData)

                checkable: true
                checked: mode?.on ?? false
                icon: mode?.icon ?? ""
                name: bar.words.say("modes." + modelData)

                onTapped: {
                    bar.screen.front.begin();
                    bar.modes.toggle(modelData);
                }
            }
        }

        Way {
            icon: "globe"
            name: bar.words.say("language." + bar.other)

            onTapped: {
                bar.screen.front.begin();
                bar.screen.speak(bar.other);
            }
        }

        Way {
            icon: bar.called ? "check-circle" : "hand-heart"
            name: bar.words.say(bar.called ? "help.called_button" : "help.button")
            warm: true

            onTapped: bar.screen.helper.call()
        }
    }

    component Way: Pressable {
        id: way

        required property string icon
        property bool warm: false
        readonly property bool lit: checked || down
        readonly property color face: lit ? Theme.deepInk : warm ? Theme.deepSignal : Theme.deepRaised
        readonly property color words: lit || warm ? Theme.deep : Theme.deepInk

        height: bar.height - bar.padding * 2
        width: bar.each

        Rectangle {
            anchors.fill: parent
            border.color: Theme.deepLine
            border.width: way.lit || way.warm ? 0 : Theme.hairline
            color: way.face
            radius: way.radius
        }

        Column {
            anchors.centerIn: parent
            spacing: Theme.px(0.3)

            Icon {
                anchors.horizontalCenter: parent.horizontalCenter
                color: way.words
                name: way.checked ? "check-circle" : way.icon
                size: Theme.px(4.4)
            }

            Label {
                color: way.words
                font.pixelSize: Theme.label
                fontSizeMode: Text.HorizontalFit
                horizontalAlignment: Text.AlignHCenter
                lineHeight: 1
                minimumPixelSize: Theme.least
                strong: true
                text: way.name
                width: way.width - Theme.px(0.6)
                wrapMode: Text.NoWrap

                Accessible.ignored: true
            }
        }
    }
}
