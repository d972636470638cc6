// The whole console in one line above all other windows: the number, what may be done, how many wait.
pragma ComponentBehavior: Bound

import QtQuick
import ui.parts

Rectangle {
    id: strip

    required property ConsoleScreen screen
    required property Phrases phrases
    readonly property bool held: screen.current.number !== ""
    readonly property string amiss: {
        if (screen.line.lost)
            return screen.line.title;
        if (screen.no !== "")
            return screen.no;
        const open = screen.alarms.find(each => each.taker === "");
        return open ? open.text : "";
    }

    // The panel is wanted, with a page or "".
    signal grown(page: string)

    color: Theme.surface

    Rectangle {
        anchors.bottom: parent.bottom
        color: Theme.line
        height: Theme.hairline
        width: parent.width
    }

    Rectangle {
        id: plate

        color: Theme.deep
        height: parent.height
        width: Math.max(height, code.implicitWidth + Theme.spaceM * 2)

        Label {
            id: code

            anchors.centerIn: parent
            color: Theme.deepInk
            figures: true
            font.pixelSize: Theme.px(5.6)
            lineHeight: 1
            strong: true
            text: strip.screen.place.code
            wrapMode: Text.NoWrap

            Accessible.name: strip.phrases.say("place.counter", {
                "code": text
            })
        }
    }

    Label {
        id: number

        anchors.left: plate.right
        anchors.leftMargin: Theme.spaceM
        anchors.verticalCenter: parent.verticalCenter
        color: strip.screen.line.lost ? Theme.inkFaint : strip.screen.current.state === "serving" ? Theme.good : Theme.signal
        figures: true
        font.pixelSize: Theme.px(6.6)
        lineHeight: 1
        strong: true
        text: strip.screen.current.number
        visible: strip.held
        wrapMode: Text.NoWrap
    }

    Label {
        anchors.left: strip.held ? number.right : plate.right
        anchors.leftMargin: Theme.spaceM
        anchors.right: keys.left
        anchors.rightMargin: Theme.spaceS
        anchors.verticalCenter: parent.verticalCenter
        color: strip.screen.line.lost ? Theme.warn : strip.amiss !== "" ? Theme.danger : strip.held ? Theme.ink : Theme.inkSoft
        elide: Text.ElideRight
        figures: true
        font.pixelSize: Theme.label
        lineHeight: 1
        maximumLineCount: 3
        strong: strip.amiss !== ""
        text: {
            if (strip.amiss !== "")
                return strip.amiss;
            if (strip.held)
                return strip.screen.current.service;
            if (!strip.screen.place.open)
                return strip.phrases.say("closed.title");
            if (strip.screen.place.paused !== "")
                return strip.phrases.say("paused.title", {
                    "reason": strip.screen.place.paused
                });
            if (strip.screen.printers.length > 0)
                return strip.screen.printers[0].title;
            return strip.screen.last;
        }
    }

    Row {
        id: keys

        anchors.right: ways.left
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.spaceXs

        Repeater {
            model: [["F1", "next"], ["F2", "recall"], ["F3", "start"], ["F4", "finish"], ["F5", "miss"], ["F6", "park"], ["F7", "transfer"], ["F8", "pause"], ["F8", "unpause"]]

            KeyButton {
                required property var modelData

                enabled: strip.screen.can[verb] && strip.visible
                height: Theme.px(9.6)
                key: modelData[0]
                kind: verb === "next" ? "signal" : ["start", "finish", "unpause"].includes(verb) ? "primary" : "secondary"
                note: verb === "recall" && strip.screen.recallIn > 0 ? strip.phrases.say("recall.wait", {
                    "count": strip.screen.recallIn
                }) : ""
                phrases: strip.phrases
                screen: strip.screen
                size: Theme.label
                small: true
                verb: modelData[1]
                visible: strip.screen.can[verb]
                width: implicitWidth + Theme.px(note === "" ? 5.6 : 9)

                onTapped: {
                    if (verb === "next")
                        strip.screen.callNext();
                    else if (verb === "unpause")
                        strip.screen.unpause();
                    else if (verb === "transfer" || verb === "pause")
                        strip.grown(verb);
                    else
                        strip.screen.step(verb);
                }
            }
        }
    }

    Row {
        id: ways

        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter

        Button {
            icon: "people"
            kind: "quiet"
            name: strip.phrases.say("bar.waiting", {
                "count": strip.screen.waiting
            })
            size: Theme.label
            text: strip.screen.waiting

            onTapped: strip.grown("person")
        }

        Button {
            icon: "chevron-down"
            kind: "quiet"
            name: strip.phrases.say("size.panel")

            onTapped: strip.grown("")
        }
    }
}
