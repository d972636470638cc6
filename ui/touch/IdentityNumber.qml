// A document's number: laid on the reader, or typed; stars hide it from whoever stands behind.
pragma ComponentBehavior: Bound

import QtQuick
import ui.parts
import ui.touch

Item {
    id: number

    required property TouchScreen screen
    required property Identity identity
    required property Phrases words
    required property bool wide

    readonly property var shown: identity.shown
    readonly property var pad: identity.pad
    readonly property bool reads: shown.reader !== ""
    readonly property bool refused: shown.no.title !== undefined
    // On a wide screen in large type only the necessary has room.
    readonly property bool tight: wide && height < Theme.px(66)
    readonly property int column: wide ? Math.floor((width - Theme.spaceL * 3) * 0.46) : width - Theme.spaceL * 2
    // Most of these begin with a letter.
    property bool lettered: pad.letters

    FontMetrics {
        id: metrics

        font.bold: true
        font.pixelSize: Theme.display
    }

    Column {
        id: left

        spacing: number.wide || Theme.large ? Math.max(Theme.gap, Theme.spaceS) : Theme.spaceM
        width: number.column
        x: Theme.spaceL
        y: number.wide ? Theme.spaceM : Theme.spaceL

        Item {
            height: Math.max(head.height, other.height)
            width: parent.width

            PageHead {
                id: head

                anchors.verticalCenter: parent.verticalCenter
                icon: number.shown.kind === "passport" ? "passport" : "id-card"
                size: number.wide ? Theme.px(4.4) : Theme.title
                title: number.words.say("identity.number_" + number.shown.kind)
                under: number.tight ? "" : number.shown.agent
                width: parent.width - other.width - Theme.spaceM
            }

            Button {
                id: other

                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                text: number.words.say("identity.other")

                onTapped: number.identity.other()
            }
        }

        Panel {
            padding: number.tight || Theme.large ? Theme.spaceS : Theme.spaceM
            visible: number.reads && !number.refused
            width: parent.width

            Icon {
                id: sign

                anchors.verticalCenter: told.verticalCenter
                color: number.shown.reader === "gone" ? Theme.warn : Theme.accent
                name: number.shown.reader === "gone" ? "alert" : "scan"
                size: Theme.px(number.tight || Theme.large ? 6 : 9)
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
                    text: number.reads ? number.words.say("identity.reader_" + number.shown.reader) : ""
                    width: parent.width
                }

                Label {
                    color: Theme.inkSoft
                    room: parent.width
                    text: number.reads ? number.words.say("identity.reader_" + number.shown.reader + "_text") : ""
                    visible: !number.tight && !Theme.large
                }
            }
        }

        Banner {
            kind: "warn"
            text: number.tight ? "" : number.shown.no.text ?? ""
            title: number.shown.no.title ?? ""
            visible: number.refused
            width: parent.width
        }

        Label {
            color: Theme.inkSoft
            text: number.words.say("identity.type_" + number.shown.kind)
            visible: !number.tight && !number.refused && !(Theme.large && number.reads)
            width: parent.width
        }

        Item {
            height: field.height
            width: parent.width

            Rectangle {
                id: field

                readonly property bool empty: number.pad.count === 0
                // The same from the first character to the last, so that nothing jumps.
                readonly property int size: Math.min(Theme.px(6.4), Math.floor(metrics.font.pixelSize * (width - Theme.spaceM * 2) / metrics.advanceWidth(number.shown.kind === "passport" ? "000000000000" : "000000 00000000 0000")))

                border.color: number.refused ? Theme.warn : number.pad.whole ? Theme.accent : Theme.lineStrong
                border.width: number.refused || number.pad.whole ? Theme.stroke : Theme.hairline
                color: Theme.surface
                height: Math.max(Theme.target, Theme.px(number.tight ? 11 : 13))
                radius: Theme.radiusM
                width: parent.width - eye.width - Theme.gap

                Accessible.name: number.words.say("identity.typed", {
                    "count": number.pad.count
                })
                Accessible.role: Accessible.StaticText

                Label {
                    anchors.centerIn: parent
                    color: field.empty ? Theme.inkSoft : Theme.signal
                    figures: true
                    font.pixelSize: field.empty ? Theme.body : field.size
                    lineHeight: 1
                    strong: !field.empty
                    text: field.empty ? number.words.say("identity.typed", {
                        "count": 0
                    }) : number.pad.shown
                    wrapMode: Text.NoWrap

                    Accessible.ignored: true
                }
            }

            Button {
                id: eye

                anchors.right: parent.right
                enabled: number.pad.count > 4
                height: field.height
                icon: number.pad.open ? "eye-off" : "eye"
                text: number.words.say(number.pad.open ? "identity.hide" : "identity.show")

                onTapped: number.identity.look()
            }
        }

        Acts {
            visible: number.wide
        }
    }

    NumberPad {
        id: keys

        digit: number.pad.digit
        figured: !number.lettered
        height: Math.min(Theme.px(76), number.wide ? number.height - Theme.spaceM * 2 : take.y - left.y - left.height - Theme.spaceM * 2)
        letter: number.lettered ? number.pad.letter : number.pad.x
        letterBeside: !number.lettered && letters.length > 0
        letters: number.lettered ? "ABCDEFGHIJKLMNOPQRSTUVWXYZ".split("") : number.shown.kind === "passport" ? [] : ["X"]
        width: number.wide ? number.width - number.column - Theme.spaceL * 3 : number.column
        words: number.words
        x: number.wide ? number.column + Theme.spaceL * 2 : Theme.spaceL
        y: (number.wide ? number.height - Theme.spaceM : take.y - Theme.spaceM) - height

        onEmptied: number.identity.empty()
        onErased: number.identity.erase()
        onTyped: key => number.identity.key(key)
    }

    Acts {
        id: take

        visible: !number.wide
        x: Theme.spaceL
        y: number.height - height - Theme.spaceM
    }

    // The other keys, where there are any, and the act of the page.
    component Acts: Row {
        spacing: Theme.gap

        Button {
            id: cross

            height: Theme.targetTall
            text: number.words.say("appointment." + (number.lettered ? "to_digits" : "to_letters"))
            visible: number.pad.letters

            onTapped: number.lettered = !number.lettered
        }

        Button {
            busy: number.screen.busy
            enabled: number.pad.whole
            height: Theme.targetTall
            icon: "ticket"
            kind: "signal"
            size: Theme.heading
            text: number.words.say("identity.take")
            width: number.column - (cross.visible ? cross.width + parent.spacing : 0)

            onTapped: number.identity.enter()
        }
    }
}
