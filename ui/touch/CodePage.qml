// Scan it, or type it on the pad: the page of whoever has a number, and of whoever has an appointment.
pragma ComponentBehavior: Bound

import QtQuick
import ui.parts
import ui.touch

Item {
    id: page

    required property TouchScreen screen
    required property Phrases words
    required property bool wide
    // The table of its phrases, "lookup" or "appointment", and its picture.
    required property string table
    required property string icon
    // The way to the other of the two pages, "" where there is none.
    required property string other
    property var letters: []
    property bool figured: true

    // The figures of a keypad are typed here.
    readonly property bool takesDigits: !refused
    readonly property Desk desk: screen.desk
    readonly property var pad: desk.pad
    readonly property bool refused: desk.no.title !== undefined
    // On a wide screen in large type only the necessary has room.
    readonly property bool tight: wide && height < Theme.px(66)
    readonly property int column: wide ? Math.floor((width - Theme.spaceL * 3) * 0.46) : width - Theme.spaceL * 2

    signal crossed
    // Something else stands where the keys stood.
    signal turned

    function say(key: string): string {
        return words.say(table + "." + key);
    }

    focus: true

    onRefusedChanged: page.turned()

    // Somebody may have a keyboard.
    Keys.onPressed: event => {
        if (event.key === Qt.Key_Backspace)
            page.desk.erase();
        else if (event.key === Qt.Key_Return || event.key === Qt.Key_Enter)
            page.desk.enter();
        else if (/^[A-Za-z0-9]$/.test(event.text))
            page.desk.key(event.text);
        else
            return;
        event.accepted = true;
    }

    CodeRefused {
        anchors.fill: parent
        no: page.desk.no
        screen: page.screen
        visible: page.refused
        wide: page.wide
        words: page.words
    }

    Column {
        id: left

        spacing: page.tight ? Theme.spaceXs : page.wide ? Theme.spaceS : Theme.spaceM
        visible: !page.refused
        width: page.column
        x: Theme.spaceL
        y: page.wide ? Theme.spaceM : Theme.spaceL

        Item {
            height: Math.max(head.height, cross.visible ? cross.height : 0)
            width: parent.width

            PageHead {
                id: head

                anchors.verticalCenter: parent.verticalCenter
                icon: page.icon
                title: page.say("title")
                width: parent.width - (cross.visible ? cross.width + Theme.spaceM : 0)
            }

            Button {
                id: cross

                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                text: page.other
                visible: text !== ""

                onTapped: page.crossed()
            }
        }

        Panel {
            padding: page.tight ? Theme.spaceS : Theme.spaceM
            width: parent.width

            Icon {
                id: sign

                anchors.verticalCenter: told.verticalCenter
                color: Theme.accent
                name: "scan"
                size: Theme.px(page.tight ? 6 : 9)
            }

            Column {
                id: told

                anchors.left: sign.right
                anchors.leftMargin: Theme.spaceM
                anchors.right: parent.right
                spacing: Theme.spaceXs / 2

                Label {
                    font.pixelSize: Theme.heading
                    strong: true
                    text: page.say("scan")
                    width: parent.width
                }

                Label {
                    color: Theme.inkSoft
                    room: parent.width
                    text: page.say("scan_text")
                    visible: !page.tight
                }
            }
        }

        Label {
            color: Theme.inkSoft
            text: page.say("type")
            visible: !page.tight
            width: parent.width
        }

        Rectangle {
            border.color: page.pad.whole ? Theme.accent : Theme.lineStrong
            border.width: page.pad.whole ? Theme.stroke : Theme.hairline
            color: Theme.surface
            height: Theme.px(page.tight ? 11 : page.wide ? 13 : 15)
            radius: Theme.radiusM
            width: parent.width

            Accessible.name: page.words.say(page.table + ".typed", {
                "number": page.pad.typed
            })
            Accessible.role: Accessible.StaticText

            Label {
                anchors.centerIn: parent
                color: page.pad.typed === "" ? Theme.inkSoft : Theme.signal
                figures: true
                font.letterSpacing: page.pad.typed === "" ? 0 : Theme.px(page.pad.typed.length > 10 ? 0.4 : 1.4)
                font.pixelSize: page.pad.typed === "" ? Theme.body : Theme.px(page.pad.typed.length > 12 ? 5 : page.pad.typed.length > 6 ? 7 : 9)
                lineHeight: 1
                strong: page.pad.typed !== ""
                text: page.pad.typed === "" ? page.say("example") : page.pad.typed
                wrapMode: Text.NoWrap

                Accessible.ignored: page.pad.typed !== ""
            }
        }

        Button {
            busy: page.desk.busy
            enabled: page.pad.whole
            height: Theme.targetTall
            icon: "check"
            kind: "primary"
            size: Theme.heading
            text: page.say("find")
            visible: page.wide
            width: parent.width

            onTapped: page.desk.enter()
        }
    }

    NumberPad {
        id: keys

        captions: page.table === "lookup"
        digit: page.pad.digit
        figured: page.figured
        height: page.wide ? page.height - Theme.spaceM * 2 : Math.min(Theme.px(76), find.y - left.y - left.height - Theme.spaceM * 2)
        letter: page.pad.letter
        letters: page.letters
        visible: !page.refused
        width: page.wide ? page.width - page.column - Theme.spaceL * 3 : page.column
        words: page.words
        x: page.wide ? page.column + Theme.spaceL * 2 : Theme.spaceL
        y: page.wide ? Theme.spaceM : find.y - height - Theme.spaceM

        onEmptied: page.desk.empty()
        onErased: page.desk.erase()
        onTyped: key => page.desk.key(key)
    }

    Button {
        id: find

        busy: page.desk.busy
        enabled: page.pad.whole
        height: Theme.targetTall
        icon: "check"
        kind: "primary"
        size: Theme.heading
        text: page.say("find")
        visible: !page.wide && !page.refused
        width: page.column
        x: Theme.spaceL
        y: page.height - height - Theme.spaceM

        onTapped: page.desk.enter()
    }
}
