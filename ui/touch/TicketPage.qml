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
    // How long it stays while there is no paper: a photograph takes time.
    required property int paperless

    readonly property var ticket: screen.ticket
    readonly property string told: ticket.paper.state + ticket.paper.title + ticket.paper.hint
    readonly property int patience: ticket.paper.calm ? seconds : paperless
    property int remaining: patience

    // Another thing is said of the paper, and other buttons may stand where some stood.
    signal turned

    function stay() {
        page.remaining = page.patience;
    }

    color: Theme.deep

    onToldChanged: {
        Qt.callLater(page.stay);
        page.turned();
    }
    onPatienceChanged: page.stay()

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

        code: page.wide ? 0 : Theme.px(44)
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

        spacing: Theme.spaceM
        width: page.wide ? page.width - slip.width - Theme.spaceXl * 3 : slip.width
        x: page.wide ? slip.x + slip.width + Theme.spaceXl : slip.x
        y: page.wide ? Math.round((page.height - height) / 2) : slip.y + slip.height + Theme.spaceM

        PaperState {
            screen: page.screen
            width: parent.width
        }

        Label {
            color: Theme.deepInkSoft
            horizontalAlignment: Text.AlignHCenter
            text: page.words.say("ticket.scan_hint") + " " + page.words.say("ticket.watch")
            visible: !page.wide && page.ticket.paper.calm
            width: parent.width
        }

        Row {
            spacing: Theme.spaceL
            visible: page.wide
            width: parent.width

            QrCode {
                id: code

                height: Theme.px(36)
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
                }

                Label {
                    color: Theme.deepInkSoft
                    room: parent.width
                    text: page.words.say("ticket.watch")
                    visible: page.ticket.paper.calm
                }
            }
        }
    }
}
