// The number at once, very large; what becomes of the paper; the code for the phone; and soon the home page again.
import QtQuick
import ui.parts
import ui.touch

Rectangle {
    id: page

    required property TouchScreen screen
    required property Phrases words
    required property bool wide
    required property int seconds

    readonly property var ticket: screen.ticket
    property int remaining: seconds

    color: Theme.deep

    Timer {
        interval: 1000
        repeat: true
        running: true

        onTriggered: {
            page.remaining -= 1;
            if (page.remaining <= 0)
                page.screen.leave();
        }
    }

    Connections {
        function onTouched() {
            page.remaining = page.seconds;
        }

        target: page.screen
    }

    TicketSlip {
        id: slip

        figure: page.wide ? Theme.px(20) : Theme.figure
        padding: page.wide ? Theme.spaceM : Theme.spaceL
        ticket: page.ticket
        under: page.color
        width: page.wide ? Math.floor(page.width * 0.48) : page.width - Theme.spaceXl * 2
        words: page.words
        x: page.wide ? Theme.spaceXl : Math.round((page.width - width) / 2)
        y: page.wide ? Math.round((page.height - height) / 2) : Theme.spaceL
    }

    Column {
        id: beside

        spacing: Theme.spaceL
        width: page.wide ? page.width - slip.width - Theme.spaceXl * 3 : slip.width
        x: page.wide ? slip.x + slip.width + Theme.spaceXl : slip.x
        y: page.wide ? Math.round((page.height - height) / 2) : slip.y + slip.height + Theme.spaceL

        PaperState {
            paper: page.ticket.paper
            width: parent.width
            words: page.words
        }

        Row {
            spacing: Theme.spaceL
            width: parent.width

            QrCode {
                id: code

                height: Theme.px(page.wide ? 32 : 36)
                name: page.words.say("ticket.code")
                text: page.ticket.link
                width: height
            }

            Column {
                anchors.verticalCenter: parent.verticalCenter
                spacing: Theme.spaceS
                width: parent.width - code.width - parent.spacing

                Label {
                    color: Theme.deepInk
                    font.pixelSize: Theme.heading
                    strong: true
                    text: page.words.say("ticket.scan")
                    width: parent.width
                }

                Label {
                    color: Theme.deepInkSoft
                    room: parent.width
                    text: page.words.say("ticket.scan_hint")
                }

                Label {
                    color: Theme.deepInkSoft
                    room: parent.width
                    text: page.words.say("ticket.watch")
                }
            }
        }
    }
}
