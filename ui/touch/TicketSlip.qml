// A ticket as one holds it: the number, a torn line, and what belongs to it.
import QtQuick
import ui.parts

Rectangle {
    id: slip

    required property var ticket
    required property Phrases words
    // The colour that it lies on, for the notches.
    required property color under
    property int figure: Theme.figure
    property int padding: Theme.spaceL
    // It is called first; why is nobody else's business.
    property bool first: false
    // How large its code is; 0: the code stands elsewhere.
    property int code: 0

    readonly property int notch: Theme.px(2)
    // Between its parts: no more than it has around them.
    readonly property int gap: Math.min(Theme.spaceS, padding)
    // The line of so large a type is half air: this much of its size is enough.
    readonly property real line: 1.06
    // The height of all but the number.
    readonly property int besides: yours.height + called.height + head.spacing * 2 + tear.height + foot.height + gap * 2 + padding * 2

    color: Theme.surface
    implicitHeight: foot.y + foot.height + padding
    radius: Theme.radiusL

    Column {
        id: head

        spacing: Theme.spaceXs
        width: parent.width - Theme.spaceL * 2
        x: Theme.spaceL
        y: slip.padding

        Row {
            id: yours

            anchors.horizontalCenter: parent.horizontalCenter
            spacing: Theme.spaceS

            Label {
                anchors.verticalCenter: parent.verticalCenter
                color: Theme.inkSoft
                font.pixelSize: Theme.heading
                text: slip.words.say(slip.ticket.had ? "ticket.had" : "ticket.yours")
            }

            Chip {
                anchors.verticalCenter: parent.verticalCenter
                icon: "check"
                kind: "good"
                text: slip.words.say("ticket.first")
                visible: slip.first
            }
        }

        Item {
            id: number

            height: Math.round(slip.figure * slip.line)
            width: parent.width

            Label {
                anchors.centerIn: parent
                color: Theme.signal
                figures: true
                font.pixelSize: slip.figure
                lineHeight: 1
                strong: true
                text: slip.ticket.number
                wrapMode: Text.NoWrap
            }
        }

        Label {
            id: called

            anchors.horizontalCenter: parent.horizontalCenter
            font.pixelSize: Theme.heading
            horizontalAlignment: Text.AlignHCenter
            room: parent.width
            strong: true
            text: slip.ticket.title
        }
    }

    Item {
        id: tear

        height: slip.notch * 2
        width: parent.width
        y: head.y + head.height + slip.gap

        Row {
            anchors.centerIn: parent
            clip: true
            spacing: Theme.px(1)
            width: parent.width - slip.notch * 4

            Repeater {
                model: Math.max(0, Math.floor((slip.width - slip.notch * 4) / Theme.px(2)))

                Rectangle {
                    color: Theme.lineStrong
                    height: Theme.hairline * 2
                    opacity: 0.6
                    width: Theme.px(1)
                }
            }
        }

        Rectangle {
            color: slip.under
            height: width
            radius: slip.notch
            width: slip.notch * 2
            x: -slip.notch
        }

        Rectangle {
            color: slip.under
            height: width
            radius: slip.notch
            width: slip.notch * 2
            x: parent.width - slip.notch
        }
    }

    Item {
        id: foot

        height: Math.max(facts.height, phone.visible ? phone.height : 0)
        width: head.width
        x: Theme.spaceL
        y: tear.y + tear.height + slip.gap

        Flow {
            id: facts

            readonly property int part: phone.visible ? width : Math.floor(width * 0.42)

            anchors.verticalCenter: parent.verticalCenter
            spacing: Math.min(Theme.spaceM, slip.padding)
            width: parent.width - (phone.visible ? phone.width + Theme.spaceM : 0)

            Fact {
                icon: "people"
                size: Theme.title
                title: slip.words.say("ticket.ahead")
                value: slip.ticket.ahead
                width: facts.part
            }

            Fact {
                icon: "clock"
                note: slip.ticket.within
                size: Theme.title
                title: slip.words.say("ticket.wait")
                value: slip.ticket.wait
                width: phone.visible ? facts.width : facts.width - facts.part - facts.spacing
            }

            Fact {
                icon: "counter"
                title: slip.words.say("ticket.counters")
                value: phone.visible ? slip.ticket.areas : slip.ticket.counters
                width: facts.width
            }
        }

        Column {
            id: phone

            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.spaceXs / 2
            visible: slip.code > 0

            QrCode {
                height: slip.code
                name: slip.words.say("ticket.code")
                text: slip.code > 0 ? slip.ticket.link : ""
                width: slip.code
            }

            Label {
                color: Theme.inkSoft
                font.pixelSize: Theme.label
                horizontalAlignment: Text.AlignHCenter
                text: slip.words.say("ticket.scan")
                width: slip.code
            }
        }
    }
}
