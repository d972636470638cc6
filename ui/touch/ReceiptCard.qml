// A number that somebody has, and how it stands: said by colour, by picture and in words.
import QtQuick
import ui.parts

Panel {
    id: card

    // As `receipt.shown` gives it.
    required property var receipt
    required property Phrases words
    property int figure: Theme.px(20)
    property int air: Theme.spaceS
    // The number alone, while something else is asked.
    property bool brief: false
    property bool advises: true

    implicitHeight: sheet.implicitHeight + padding * 2
    padding: Theme.spaceM
    radius: Theme.radiusL

    Column {
        id: sheet

        anchors.verticalCenter: parent.verticalCenter
        spacing: card.air
        width: parent.width

        Row {
            anchors.horizontalCenter: parent.horizontalCenter
            spacing: Theme.spaceS

            Chip {
                icon: card.receipt.icon
                kind: card.receipt.kind
                size: Theme.body
                text: card.receipt.state
            }

            Chip {
                icon: "hand-heart"
                kind: "accent"
                size: Theme.body
                text: card.words.say("desk.first")
                visible: card.receipt.first
            }
        }

        // The line of so large a type is half air.
        Item {
            height: Math.round(card.figure * 1.1)
            width: parent.width

            Label {
                anchors.centerIn: parent
                color: card.receipt.over ? Theme.inkSoft : Theme.signal
                figures: true
                font.pixelSize: card.figure
                lineHeight: 1
                strong: true
                text: card.receipt.number
                wrapMode: Text.NoWrap
            }
        }

        Label {
            anchors.horizontalCenter: parent.horizontalCenter
            color: Theme.inkSoft
            font.pixelSize: Theme.px(3.6)
            horizontalAlignment: Text.AlignHCenter
            room: parent.width
            text: card.receipt.title !== "" ? card.receipt.title : card.receipt.group
        }

        Rectangle {
            color: Theme.line
            height: Theme.hairline
            visible: !card.brief
            width: parent.width
        }

        Row {
            visible: card.receipt.waits && !card.brief
            width: parent.width

            Fact {
                color: Theme.signal
                icon: "people"
                size: Theme.title
                title: card.words.say("confirm.ahead")
                value: card.receipt.ahead
                width: Math.floor(parent.width * 0.42)
            }

            Fact {
                icon: "clock"
                note: card.receipt.within
                size: Theme.title
                title: card.words.say("confirm.wait")
                value: card.receipt.wait
                width: Math.floor(parent.width * 0.58)
            }
        }

        Label {
            anchors.horizontalCenter: parent.horizontalCenter
            color: card.receipt.kind === "signal" ? Theme.signal : Theme.ink
            font.pixelSize: Theme.px(card.receipt.kind === "signal" ? 6 : 4.4)
            horizontalAlignment: Text.AlignHCenter
            room: parent.width
            strong: true
            text: card.receipt.head
            visible: !card.receipt.waits && !card.brief
        }

        Fact {
            icon: "counter"
            size: Theme.px(3.6)
            title: card.words.say(card.receipt.waits ? "desk.counters" : "ticket.counters")
            value: card.receipt.counters
            visible: card.receipt.counters !== "" && !card.brief
            width: parent.width
        }

        Label {
            color: Theme.inkSoft
            horizontalAlignment: card.receipt.waits ? Text.AlignLeft : Text.AlignHCenter
            room: parent.width
            text: card.receipt.advice
            visible: card.advises && !card.brief
            x: card.receipt.waits ? 0 : Math.round((parent.width - width) / 2)
        }
    }
}
