// The way back and home, always at the same place, and on the right the act of the page.
import QtQuick
import ui.parts
import ui.touch

Rectangle {
    id: nav

    required property TouchScreen screen
    required property Phrases words
    // Seconds until the ticket page goes by itself.
    required property int ticketLeft
    // How many papers are to be looked at first.
    required property int unread

    // What else is to be said beside the buttons, where there is room.
    required property string remark

    readonly property string page: screen.page
    readonly property int readingOrder: 1
    readonly property bool there: !["home", "opening", "idle", "closed"].includes(page)
    readonly property bool hallOpen: screen.hall.open
    // Pages that one goes aside to: the only way is back to what one was doing.
    readonly property int room: width - ways.x - ways.width - Theme.gap - Theme.spaceL
    readonly property bool aside: page === "help" || page === "service"

    signal read

    color: Theme.surface
    height: there ? Theme.targetTall + Theme.spaceS * 2 : 0
    visible: there

    Rectangle {
        color: Theme.line
        height: Theme.hairline
        width: parent.width
    }

    Row {
        id: ways

        anchors.left: parent.left
        anchors.leftMargin: Theme.spaceL
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.spaceS

        Button {
            height: Theme.targetTall
            icon: "home"
            text: nav.words.say("nav.home")
            visible: nav.hallOpen && !nav.aside

            onTapped: nav.screen.home()
        }

        Button {
            height: Theme.targetTall
            icon: "back"
            text: nav.words.say("nav.back")
            visible: (nav.hallOpen || nav.aside) && nav.page !== "ticket"

            onTapped: nav.screen.back()
        }
    }

    Label {
        anchors.left: ways.right
        anchors.leftMargin: Theme.spaceM
        anchors.right: take.left
        anchors.rightMargin: Theme.spaceM
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.inkSoft
        font.pixelSize: Theme.label
        text: nav.remark
        visible: text !== ""
    }

    Label {
        anchors.left: ways.right
        anchors.leftMargin: Theme.spaceM
        anchors.right: done.left
        anchors.rightMargin: Theme.spaceM
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.inkSoft
        figures: true
        font.pixelSize: Theme.label
        horizontalAlignment: Text.AlignRight
        lineHeight: 1
        text: visible ? nav.words.say("ticket.leaving", {
            "count": nav.ticketLeft
        }) : ""
        visible: nav.page === "ticket"
    }

    Button {
        id: done

        // Whoever is asked about the paper answers that first.
        readonly property bool later: [nav.screen.ticket.paper?.reprint, nav.screen.ticket.paper?.waive].some(Boolean)

        anchors.right: parent.right
        anchors.rightMargin: Theme.spaceL
        anchors.verticalCenter: parent.verticalCenter
        height: Theme.targetTall
        icon: "check"
        kind: later ? "secondary" : "primary"
        size: Theme.heading
        text: nav.words.say("ticket.done")
        visible: nav.page === "ticket"
        width: Math.min(Theme.px(28), nav.room)

        onTapped: nav.screen.leave()
    }

    FontMetrics {
        id: metrics

        font.bold: true
        font.pixelSize: Theme.heading
    }

    Button {
        id: take

        readonly property bool prints: nav.screen.printer.prints

        anchors.right: parent.right
        anchors.rightMargin: Theme.spaceL
        anchors.verticalCenter: parent.verticalCenter
        busy: nav.screen.busy
        height: Theme.targetTall
        icon: nav.unread > 0 ? "paper" : "ticket"
        kind: nav.unread > 0 ? "primary" : "signal"
        // As large as its words may be beside the ways back.
        size: Math.max(Theme.body, Math.min(Theme.px(4.6), Math.floor((width - Theme.spaceM * 2) / (metrics.advanceWidth(text) / metrics.font.pixelSize + 1.75))))
        text: nav.unread > 0 ? nav.words.say("confirm.read", {
            "count": nav.unread
        }) : nav.words.say(prints ? "confirm.take" : "confirm.take_without")
        visible: nav.page === "confirm"
        width: Math.min(Theme.px(50), nav.room)

        onTapped: {
            if (nav.unread > 0)
                nav.read();
            else
                nav.screen.take();
        }
    }

    Button {
        anchors.right: parent.right
        anchors.rightMargin: Theme.spaceL
        anchors.verticalCenter: parent.verticalCenter
        busy: nav.screen.busy
        height: Theme.targetTall
        icon: "refresh"
        kind: "primary"
        size: Theme.heading
        text: nav.words.say("nav.retry")
        visible: nav.page === "trouble" && nav.screen.trouble.again
        width: Math.min(Theme.px(36), nav.room)

        onTapped: nav.screen.retry()
    }
}
