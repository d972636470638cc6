// No number at this counter: how many wait and which key calls, or that the counter is closed.
import QtQuick
import ui.parts

Item {
    id: none

    required property bool closed
    // Why the counter does not call for a while, and since when; "" while it does.
    required property string paused
    required property string pausedAt
    // Who waits, by group.
    required property var behind
    readonly property bool resting: paused !== "" && !closed
    required property bool ready
    required property int waiting
    required property string last
    // How long one would wait who came now, or "".
    required property string newcomer
    required property Phrases phrases
    property bool compact: false
    readonly property bool tight: height < Theme.px(26)
    readonly property bool low: compact || height < Theme.px(44)
    property bool stale: false
    // "A 5 · B 3"
    readonly property string groups: behind.map(each => each.code + " " + each.count).join(" · ")

    Row {
        anchors.top: parent.top
        spacing: Theme.spaceXs

        Chip {
            icon: none.closed || none.resting ? "pause" : "check-circle"
            kind: none.closed || none.resting ? "warn" : "neutral"
            text: none.phrases.say(none.closed ? "state.closed" : none.resting ? "state.paused" : "state.idle")
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
            name: none.closed || none.resting ? "pause" : "empty"
            size: Theme.iconXl
            visible: (none.closed || none.resting || none.waiting === 0) && !none.low
        }

        Row {
            anchors.horizontalCenter: parent.horizontalCenter
            spacing: Theme.spaceS
            visible: !none.closed && !none.resting && none.waiting > 0

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
            text: none.resting ? none.phrases.say("paused.title", {
                "reason": none.paused
            }) : none.phrases.say(none.closed ? "closed.title" : "idle.nobody")
            visible: none.closed || none.resting || none.waiting === 0
            width: parent.width
        }

        Label {
            color: Theme.inkSoft
            horizontalAlignment: Text.AlignHCenter
            figures: true
            text: {
                if (none.resting)
                    return none.phrases.say("paused.text", {
                        "time": none.pausedAt
                    });
                if (!none.closed && none.low)
                    // The key below says which it is.
                    return !none.compact && none.newcomer || none.phrases.say("idle.hint");
                if (!none.closed)
                    return [none.groups, none.newcomer, none.phrases.say("idle.hint")].filter(line => line !== "").join("\n");
                return none.phrases.say("closed.text") + (none.waiting === 0 ? "" : "\n" + none.phrases.say("closed.waiting", {
                        "count": none.waiting
                    }));
            }
            visible: none.closed || none.resting ? !none.low : none.waiting > 0 && none.ready && !none.tight
            width: parent.width
        }
    }
}
