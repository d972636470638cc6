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

    // What else is to be said beside the buttons, where there is room.
    required property string remark

    readonly property string page: screen.page
    readonly property bool there: page !== "home" && page !== "opening"
    readonly property bool hallOpen: screen.hall.open

    color: Theme.surface
    height: there ? Theme.px(16.8) : 0
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
            visible: nav.hallOpen

            onTapped: nav.screen.home()
        }

        Button {
            height: Theme.targetTall
            icon: "back"
            text: nav.words.say("nav.back")
            visible: nav.hallOpen && nav.page !== "ticket"

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
        anchors.right: done.left
        anchors.rightMargin: Theme.spaceM
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.inkSoft
        figures: true
        font.pixelSize: Theme.label
        text: visible ? nav.words.say("ticket.leaving", {
            "count": nav.ticketLeft
        }) : ""
        visible: nav.page === "ticket"
    }

    Button {
        id: done

        anchors.right: parent.right
        anchors.rightMargin: Theme.spaceL
        anchors.verticalCenter: parent.verticalCenter
        height: Theme.targetTall
        icon: "check"
        kind: "primary"
        size: Theme.heading
        text: nav.words.say("ticket.done")
        visible: nav.page === "ticket"
        width: Theme.px(28)

        onTapped: nav.screen.leave()
    }

    Button {
        id: take

        readonly property bool prints: nav.screen.printer.prints

        anchors.right: parent.right
        anchors.rightMargin: Theme.spaceL
        anchors.verticalCenter: parent.verticalCenter
        busy: nav.screen.busy
        height: Theme.targetTall
        icon: "ticket"
        kind: "signal"
        size: Theme.px(prints ? 4.6 : nav.screen.language === "zh" ? 4.2 : 3.4)
        text: nav.words.say(prints ? "confirm.take" : "confirm.take_without")
        visible: nav.page === "confirm"
        width: Theme.px(prints ? 46 : 50)

        onTapped: nav.screen.take()
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
        width: Theme.px(36)

        onTapped: nav.screen.retry()
    }
}
