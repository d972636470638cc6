// No number at this counter: how many wait and which key calls, or that the counter is closed.
import QtQuick
import ui.parts

Item {
    id: none

    required property bool closed
    required property bool ready
    required property int waiting
    required property string last
    required property Phrases phrases
    property bool compact: false
    readonly property bool tight: height < Theme.px(26)
    readonly property bool low: compact || height < Theme.px(36)
    property bool stale: false

    Row {
        anchors.top: parent.top
        spacing: Theme.spaceXs

        Chip {
            icon: none.closed ? "pause" : "check-circle"
            kind: none.closed ? "warn" : "neutral"
            text: none.phrases.say(none.closed ? "state.closed" : "state.idle")
        }
    }

    Label {
        anchors.right: parent.right
        anchors.top: parent.top
        color: Theme.inkSoft
        figures: true
        font.pixelSize: Theme.label
        text: none.last
        wrapMode: Text.NoWrap
    }

    Column {
        anchors.centerIn: parent
        anchors.verticalCenterOffset: Theme.px(none.tight ? 2 : 1.6)
        spacing: Theme.spaceXs
        width: parent.width

        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            color: Theme.inkFaint
            name: none.closed ? "pause" : "empty"
            size: Theme.iconXl
            visible: (none.closed || none.waiting === 0) && !none.low
        }

        Row {
            anchors.horizontalCenter: parent.horizontalCenter
            spacing: Theme.spaceS
            visible: !none.closed && none.waiting > 0

            Label {
                id: count

                color: none.stale ? Theme.inkFaint : Theme.accent
                figures: true
                font.pixelSize: Theme.px(none.tight ? 8 : none.low ? 11 : 22)
                lineHeight: 0.9
                strong: true
                text: none.waiting
                wrapMode: Text.NoWrap

                Accessible.ignored: true
            }

            Label {
                anchors.baseline: count.baseline
                font.pixelSize: Theme.heading
                text: none.phrases.say("idle.waiting", {
                    "count": none.waiting
                })
                wrapMode: Text.NoWrap

                Accessible.name: none.waiting + " " + text
            }
        }

        Label {
            font.pixelSize: Theme.heading
            horizontalAlignment: Text.AlignHCenter
            strong: true
            text: none.phrases.say(none.closed ? "closed.title" : "idle.nobody")
            visible: none.closed || none.waiting === 0
            width: parent.width
        }

        Label {
            color: Theme.inkSoft
            horizontalAlignment: Text.AlignHCenter
            text: {
                if (!none.closed)
                    return none.phrases.say("idle.hint");
                return none.phrases.say("closed.text") + (none.waiting === 0 ? "" : "\n" + none.phrases.say("closed.waiting", {
                        "count": none.waiting
                    }));
            }
            visible: none.closed ? !none.low : none.waiting > 0 && none.ready && !none.tight
            width: parent.width
        }
    }
}
