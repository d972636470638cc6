// Where a number stands, at the machine: how it goes on, and what one can do with it.
pragma ComponentBehavior: Bound

import QtQuick
import ui.parts
import ui.touch

Item {
    id: page

    required property TouchScreen screen
    required property Phrases words
    required property bool wide

    readonly property var receipt: screen.desk.receipt
    readonly property real units: height / Theme.unit
    readonly property bool tight: units < (wide ? 66 : 130)

    // Other buttons stand where some stood: a finger on its way must not hit them.
    readonly property string stands: [receipt.asks, receipt.checkIn, receipt.reprint, receipt.giveUp, receipt.told.title, screen.desk.no.title].join()

    signal turned

    onStandsChanged: page.turned()

    // The two fill the page: the number above or beside, what can be done with it where the hand is.
    ReceiptCard {
        id: card

        advises: !page.wide
        air: page.tight ? Theme.spaceXs : page.wide ? Theme.spaceS : Theme.spaceM
        brief: page.receipt.asks && !page.wide
        figure: Theme.px(page.wide ? (page.tight ? 11 : 15) : page.tight ? 16 : 26)
        height: Math.max(implicitHeight, (page.wide ? page.height - y : acts.y - Theme.spaceM) - y)
        receipt: page.receipt
        width: page.wide ? Math.floor((page.width - Theme.spaceL * 3) * 0.48) : page.width - Theme.spaceL * 2
        words: page.words
        x: Theme.spaceL
        y: page.wide || page.tight ? Theme.spaceM : Theme.spaceL
    }

    ReceiptActs {
        id: acts

        advises: !card.advises
        screen: page.screen
        width: page.wide ? page.width - card.width - Theme.spaceL * 3 : card.width
        words: page.words
        x: page.wide ? card.x + card.width + Theme.spaceL : Theme.spaceL
        y: page.wide ? card.y + Math.max(0, Math.round((card.height - height) / 2)) : Math.max(card.y + card.implicitHeight + Theme.spaceM, page.height - height - card.y)
    }
}
