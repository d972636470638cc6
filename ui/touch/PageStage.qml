// Shows the page that the flow is at, each newly made, so that nothing of a visit stays in it.
pragma ComponentBehavior: Bound

import QtQuick
import ui.parts
import ui.touch

Loader {
    id: stage

    required property TouchScreen screen
    required property Phrases words
    required property bool wide
    required property int ticketSeconds
    required property int paperlessSeconds

    // What the page would have said beside the buttons.
    readonly property string remark: item instanceof ConfirmPage ? (item as ConfirmPage).remark : ""
    readonly property int ticketLeft: item instanceof TicketPage ? (item as TicketPage).remaining : 0

    signal arrived

    sourceComponent: ({
            "opening": opening,
            "home": home,
            "services": services,
            "confirm": confirm,
            "ticket": ticket,
            "trouble": trouble
        })[screen.page]

    onLoaded: {
        arrive.restart();
        stage.arrived();
    }

    NumberAnimation {
        id: arrive

        duration: Theme.quick
        easing.type: Easing.OutCubic
        from: 0
        property: "opacity"
        target: stage.item
        to: 1
    }

    Component {
        id: opening

        OpeningPage {
            words: stage.words
        }
    }

    Component {
        id: home

        HomePage {
            screen: stage.screen
            wide: stage.wide
            words: stage.words
        }
    }

    Component {
        id: services

        ServicesPage {
            screen: stage.screen
            wide: stage.wide
            words: stage.words
        }
    }

    Component {
        id: confirm

        ConfirmPage {
            screen: stage.screen
            wide: stage.wide
            words: stage.words
        }
    }

    Component {
        id: ticket

        TicketPage {
            paperless: stage.paperlessSeconds
            screen: stage.screen
            seconds: stage.ticketSeconds
            wide: stage.wide
            words: stage.words

            onTurned: stage.arrived()
        }
    }

    Component {
        id: trouble

        TroublePage {
            screen: stage.screen
            wide: stage.wide
            words: stage.words
        }
    }
}
