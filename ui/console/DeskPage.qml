// The desk of a clerk who is signed in: the number, the eight keys, and how many wait.
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
    readonly property bool awaited: screen.busy !== ""
    readonly property int tall: Theme.px(compact ? 9 : 10.5)

    readonly property bool held: screen.current.number !== ""
    // Little room: a key that cannot be pressed gives way to the number.
    readonly property bool dense: compact || screen.papers.rows.length > 0 || screen.printers.length > 1

    // A page is wanted: pause, transfer, person, more, parked, papers.
    signal asked(page: string)

    onAwaitedChanged: desk.waited = false

    Timer {
        interval: 300
        running: desk.awaited

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

            onOpened: desk.asked("papers")
        }

        ParkedStrip {
            Layout.fillWidth: true
            phrases: desk.phrases
            rows: desk.screen.parked
            visible: rows.length > 0 && !(desk.compact && desk.held)

            onOpened: desk.asked("parked")
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
            visible: desk.dense ? desk.screen.place.open && !desk.held : desk.screen.place.open || desk.held

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
            columns: desk.compact ? 3 : 2
            rowSpacing: parent.spacing
            uniformCellWidths: true
            visible: desk.held || !desk.compact

            StepButton {
                key: "F2"
                note: desk.screen.recallIn > 0 ? desk.phrases.say("recall.wait", {
                    "count": desk.screen.recallIn
                }) : ""
                sign: "speaker"
                verb: "recall"
            }

            StepButton {
                key: "F3"
                leads: true
                sign: "person"
                verb: "start"
            }

            StepButton {
                key: "F4"
                leads: true
                sign: "check"
                verb: "finish"
            }

            StepButton {
                key: "F5"
                sign: "skip"
                verb: "miss"
            }

            StepButton {
                key: "F6"
                sign: "later-square"
                verb: "park"
            }

            StepButton {
                key: "F7"
                sign: "direction"
                verb: "transfer"
            }
        }

        RowLayout {
            Layout.fillWidth: true
            Layout.preferredHeight: Theme.px(9.6)
            spacing: 0
            // In a low window a refusal needs the room.
            visible: !(desk.compact && desk.held && desk.screen.no !== "")

            Button {
                icon: "people"
                kind: "quiet"
                text: desk.phrases.say("bar.waiting", {
                    "count": desk.screen.waiting
                })

                onTapped: desk.asked("person")
            }

            Label {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                color: Theme.inkSoft
                figures: true
                font.pixelSize: Theme.label
                // In three lines it would stand out above the keys.
                opacity: lineCount > 2 ? 0 : 1
                // While nobody is here the card above says it.
                text: desk.held && !desk.compact ? desk.screen.newcomer : ""

                Accessible.ignored: text === "" || opacity === 0
            }

            KeyButton {
                Layout.preferredWidth: implicitWidth + Theme.px(6)
                enabled: desk.screen.can[verb] && !desk.waited
                icon: desk.compact ? "" : verb === "pause" ? "pause" : "play"
                key: "F8"
                kind: verb === "pause" ? "quiet" : "primary"
                phrases: desk.phrases
                screen: desk.screen
                small: true
                verb: desk.screen.place.paused !== "" ? "unpause" : "pause"
                visible: desk.screen.place.open && !desk.held
                waited: desk.waited

                onTapped: verb === "pause" ? desk.asked("pause") : desk.screen.unpause()
            }

            Button {
                icon: "list"
                kind: "quiet"
                text: desk.phrases.say("more.open")

                onTapped: desk.asked("more")
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

        onTapped: verb === "transfer" ? desk.asked("transfer") : desk.screen.step(verb)
    }
}
