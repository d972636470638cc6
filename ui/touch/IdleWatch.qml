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

    readonly property bool visiting: ["services", "confirm", "trouble"].includes(screen.page)
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
            const over = idle.visiting ? idle.remaining <= 0 : idle.quiet === idle.idleSeconds;
            if (over) {
                idle.quiet = 0;
                idle.screen.leave();
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
        anchors.fill: parent
        color: Theme.scrim
        visible: idle.asking

        // Any touch is an answer.
        MouseArea {
            anchors.fill: parent

            onClicked: idle.quiet = 0
        }

        Panel {
            anchors.centerIn: parent
            padding: Theme.spaceXl
            radius: Theme.radiusL
            width: Theme.px(84)

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
