// Asks whether anybody is still there when nobody has touched for a while, and then clears the visit (R15, R21).
import QtQuick
import ui.parts
import ui.touch

Item {
    id: idle

    required property TouchScreen screen
    required property Phrases words
    required property int idleSeconds
    required property int warnSeconds
    // Where the question stands: within reach, wherever that is.
    required property Item room

    // The number goes by its own clock, and who waits for help is still there.
    readonly property bool visiting: !["opening", "idle", "closed", "home", "ticket"].includes(screen.page) && !helped
    readonly property bool helped: screen.page === "help" && ["calling", "called"].includes(screen.helper.state)
    readonly property int remaining: idleSeconds + warnSeconds - quiet
    readonly property bool asking: visiting && quiet >= idleSeconds
    property int quiet: 0

    onAskingChanged: {
        if (idle.asking)
            stay.forceActiveFocus(Qt.TabFocusReason);
    }
    onVisitingChanged: quiet = 0

    Timer {
        interval: 1000
        repeat: true
        running: idle.visiting || idle.screen.page === "home"

        onTriggered: {
            idle.quiet += 1;
            if (idle.visiting && idle.remaining <= 0) {
                idle.quiet = 0;
                idle.screen.leave();
            } else if (!idle.visiting && idle.quiet >= idle.idleSeconds) {
                idle.quiet = 0;
                idle.screen.leave();
                idle.screen.front.rest();
            }
        }
    }

    Connections {
        // While it asks, the touch belongs to the question, not to what lies below it.
        function onTouched() {
            if (!idle.asking)
                idle.quiet = 0;
        }

        target: idle.screen
    }

    Rectangle {
        readonly property bool modal: idle.asking

        anchors.fill: parent
        color: Theme.scrim
        visible: idle.asking

        // Any touch is an answer.
        MultiPointTouchArea {
            anchors.fill: parent

            onReleased: idle.quiet = 0
        }

        Panel {
            padding: Theme.spaceXl
            radius: Theme.radiusL
            width: Math.min(Theme.px(84), parent.width - Theme.spaceL * 2)
            x: Math.round((parent.width - width) / 2)
            y: Math.round(idle.room.y + (idle.room.height - height) / 2)

            Column {
                spacing: Theme.spaceM
                width: parent.width

                Label {
                    font.pixelSize: Theme.title
                    horizontalAlignment: Text.AlignHCenter
                    strong: true
                    text: idle.words.say("idle.title")
                    width: parent.width
                }

                Label {
                    color: Theme.inkSoft
                    horizontalAlignment: Text.AlignHCenter
                    text: idle.words.say("idle.text")
                    width: parent.width
                }

                Label {
                    color: Theme.signal
                    figures: true
                    font.pixelSize: Theme.px(12)
                    horizontalAlignment: Text.AlignHCenter
                    lineHeight: 1
                    strong: true
                    text: idle.words.say("idle.seconds", {
                        "count": Math.max(0, idle.remaining)
                    })
                    width: parent.width
                }

                Button {
                    id: stay

                    height: Theme.targetTall
                    kind: "primary"
                    size: Theme.heading
                    text: idle.words.say("idle.stay")
                    width: parent.width

                    onTapped: idle.quiet = 0
                }
            }
        }
    }
}
