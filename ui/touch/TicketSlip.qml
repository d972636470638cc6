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

    readonly property int notch: Theme.px(2)

    color: Theme.surface
    implicitHeight: foot.y + foot.height + padding
    radius: Theme.radiusL

    Column {
        id: head

        spacing: Theme.spaceXs
        width: parent.width - Theme.spaceL * 2
        x: Theme.spaceL
        y: slip.padding

        Label {
            color: Theme.inkSoft
            font.pixelSize: Theme.heading
            horizontalAlignment: Text.AlignHCenter
            text: slip.words.say("ticket.yours")
            width: parent.width
        }

        // The line of so large a type is half air.
        Item {
            height: Math.round(slip.figure * 1.06)
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
        y: head.y + head.height + Theme.spaceS

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

    Column {
        id: foot

        spacing: Theme.spaceM
        width: head.width
        x: Theme.spaceL
        y: tear.y + tear.height + Theme.spaceS

        Row {
            width: parent.width

            Fact {
                icon: "people"
                size: Theme.title
                title: slip.words.say("ticket.ahead")
                value: slip.ticket.ahead
                width: Math.floor(parent.width * 0.42)
            }

            Fact {
                icon: "clock"
                size: Theme.title
                title: slip.words.say("ticket.wait")
                value: slip.ticket.wait
                width: Math.floor(parent.width * 0.58)
            }
        }

        Fact {
            icon: "counter"
            title: slip.words.say("ticket.counters")
            value: slip.ticket.counters
            width: parent.width
        }
    }
}
