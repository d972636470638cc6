// The desk of a clerk who is signed in: the number, the five keys, and how many wait.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import ui.parts

Item {
    id: desk

    required property ConsoleScreen screen
    required property Phrases phrases
    property bool compact: false
    // An answer is awaited for longer than a blink: whatever is pressed now would be lost.
    property bool waited: false
    readonly property bool asked: screen.busy !== ""
    readonly property int tall: Theme.px(compact ? 9 : 10.5)

    signal closing
    signal papersOpened

    onAskedChanged: desk.waited = false

    Timer {
        interval: 300
        running: desk.asked

        onTriggered: desk.waited = true
    }

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: desk.compact ? Theme.spaceS : Theme.spaceM
        anchors.bottomMargin: Theme.spaceXs
        spacing: desk.compact ? Theme.spaceXs : Theme.spaceS

        NumberCard {
            Layout.fillHeight: true
            Layout.fillWidth: true
            compact: desk.compact
            phrases: desk.phrases
            screen: desk.screen
        }

        WhyNot {
            Layout.fillWidth: true
            Layout.preferredHeight: implicitHeight
            phrases: desk.phrases
            screen: desk.screen
        }

        StuckPapers {
            Layout.fillWidth: true
            Layout.preferredHeight: implicitHeight
            phrases: desk.phrases
            sentences: desk.compact ? [desk.screen.papers.brief] : desk.screen.papers.sentences.slice(0, 2)
            visible: desk.screen.papers.rows.length > 0 && !desk.screen.line.lost

            onOpened: desk.papersOpened()
        }

        KeyButton {
            Layout.fillWidth: true
            Layout.preferredHeight: desk.compact ? desk.tall : Theme.px(13)
            enabled: desk.screen.can.next && !desk.waited
            icon: "call"
            key: "F1"
            kind: enabled ? "signal" : "secondary"
            phrases: desk.phrases
            screen: desk.screen
            size: desk.compact ? Theme.body : Theme.heading
            verb: "next"
            waited: desk.waited
            visible: desk.screen.place.open || desk.screen.current.number !== ""

            onTapped: desk.screen.callNext()
        }

        Button {
            Layout.fillWidth: true
            Layout.preferredHeight: desk.compact ? desk.tall : Theme.px(13)
            enabled: desk.screen.can.open && !desk.waited
            icon: "play"
            kind: "primary"
            size: desk.compact ? Theme.body : Theme.heading
            text: desk.phrases.say("verb.open")
            visible: !desk.screen.place.open && desk.screen.current.number === ""

            busy: desk.waited && desk.screen.busy === "open"

            onTapped: desk.screen.openCounter()
        }

        GridLayout {
            columnSpacing: parent.spacing
            columns: desk.compact ? 4 : 2
            rowSpacing: parent.spacing
            uniformCellWidths: true

            StepButton {
                sign: "speaker"
                key: "F2"
                verb: "recall"
            }

            StepButton {
                sign: "person"
                key: "F3"
                leads: true
                verb: "start"
            }

            StepButton {
                sign: "check"
                key: "F4"
                leads: true
                verb: "finish"
            }

            StepButton {
                sign: "skip"
                key: "F5"
                verb: "miss"
            }
        }

        RowLayout {
            Layout.fillWidth: true
            Layout.preferredHeight: Theme.px(8)
            spacing: Theme.spaceXs

            Icon {
                color: Theme.inkSoft
                name: "people"
            }

            Label {
                Layout.fillWidth: true
                color: Theme.inkSoft
                figures: true
                text: desk.phrases.say("bar.waiting", {
                    "count": desk.screen.waiting
                })
                wrapMode: Text.NoWrap
            }

            Button {
                Layout.fillHeight: true
                enabled: desk.screen.can.close && !desk.waited
                icon: "pause"
                kind: "quiet"
                opacity: enabled ? 1 : 0.7
                text: desk.phrases.say("verb.close")
                visible: desk.screen.place.open

                onTapped: desk.closing()
            }
        }
    }

    component StepButton: KeyButton {
        property bool leads: false
        property string sign: ""

        Layout.fillWidth: true
        Layout.preferredHeight: desk.tall
        enabled: desk.screen.can[verb] && !desk.waited
        icon: desk.compact ? "" : sign
        kind: leads && enabled ? "primary" : "secondary"
        phrases: desk.phrases
        screen: desk.screen
        small: desk.compact
        waited: desk.waited

        onTapped: desk.screen.step(verb)
    }
}
