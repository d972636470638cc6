// The number at once, very large; what becomes of the paper; the code for the phone; and soon the home page again.
import QtQuick
import ui.parts
import ui.touch

Rectangle {
    id: page

    required property TouchScreen screen
    required property Phrases words
    required property bool wide
    // How long it stays untouched; it counts down from the first second, so that nobody need ask who is there (R15).
    required property int seconds

    readonly property var ticket: screen.ticket
    // Large type, or the lower reach alone.
    readonly property bool tight: height < Theme.px(wide ? 66 : 140)
    readonly property int air: tight ? Theme.spaceS : wide ? Theme.spaceM : Theme.spaceL
    // What the number itself may take, upright: all that the rest leaves it, and the hints if that is still large.
    readonly property int free: height - air * 3 - slip.besides - state.height
    readonly property bool hinted: ticket.paper.calm && (wide ? height - state.height - hint.height - air * 4 >= Theme.px(tight ? 20 : 30) : free - hint.height - air >= Theme.px(16))
    readonly property int figure: wide ? Math.min(Theme.px(20), (height - slip.besides - air * 2) / slip.line) : Math.min(Theme.figure, (free - (hinted ? hint.height + air : 0)) / slip.line)
    readonly property string told: ticket.paper.state + ticket.paper.title + ticket.paper.hint
    property int remaining: seconds

    // Another thing is said of the paper, and other buttons may stand where some stood.
    signal turned

    function stay() {
        page.remaining = page.seconds;
    }

    color: Theme.deep

    onToldChanged: {
        Qt.callLater(page.stay);
        page.turned();
    }
    onSecondsChanged: page.stay()

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
            page.stay();
        }

        target: page.screen
    }

    TicketSlip {
        id: slip

        code: page.wide ? 0 : Theme.px(Theme.large ? 28 : page.tight ? 36 : 44)
        first: page.screen.desk.first
        figure: Math.max(Theme.px(11), page.figure)
        padding: page.wide && page.tight ? Theme.spaceXs : page.air
        ticket: page.ticket
        under: page.color
        width: page.wide ? Math.floor(page.width * 0.48) : page.width - (page.tight ? Theme.spaceL : Theme.spaceXl) * 2
        words: page.words
        x: page.wide ? Theme.spaceXl : Math.round((page.width - width) / 2)
        y: page.wide ? Math.round((page.height - height) / 2) : page.air
    }

    Column {
        id: beside

        spacing: page.air
        width: page.wide ? page.width - slip.width - Theme.spaceXl * 3 : slip.width
        x: page.wide ? slip.x + slip.width + Theme.spaceXl : slip.x
        y: page.wide ? Math.round((page.height - height) / 2) : slip.y + slip.height + page.air

        PaperState {
            id: state

            screen: page.screen
            width: parent.width
        }

        Row {
            spacing: Theme.spaceL
            visible: page.wide
            width: parent.width

            QrCode {
                id: code

                height: Math.max(Theme.px(18), Math.min(Theme.px(page.tight ? 26 : 36), page.height - state.height - (page.hinted ? hint.height + page.air : 0) - page.air * 3))
                name: page.words.say("ticket.code")
                text: page.wide ? page.ticket.link : ""
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
                    visible: !page.tight
                }
            }
        }

        Label {
            id: hint

            color: Theme.deepInkSoft
            horizontalAlignment: page.wide ? Text.AlignLeft : Text.AlignHCenter
            text: (page.tight ? "" : page.words.say("ticket.watch") + "\n") + page.words.say("ticket.missed")
            room: parent.width
            visible: page.hinted
            x: page.wide ? 0 : Math.round((parent.width - width) / 2)
        }
    }
}
