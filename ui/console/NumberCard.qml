// The middle of the desk: the number that is held, or why there is none.
import QtQuick
import ui.parts

Panel {
    id: card

    required property ConsoleScreen screen
    required property Phrases phrases
    property bool compact: false
    readonly property string stage: {
        if (screen.current.number !== "")
            return screen.current.state;
        return !screen.place.open ? "closed" : screen.place.paused !== "" ? "paused" : "idle";
    }

    border.color: stage === "called" && !screen.line.lost ? Theme.signal : Theme.line
    border.width: stage === "called" ? Theme.stroke : Theme.hairline
    padding: compact ? Theme.spaceS : Theme.spaceM

    HeldNumber {
        anchors.fill: parent
        compact: card.compact
        person: card.screen.person
        phrases: card.phrases
        stale: card.screen.line.lost
        ticket: card.screen.current
        visible: card.screen.current.number !== ""
    }

    NoNumber {
        anchors.fill: parent
        behind: card.screen.behind
        closed: card.stage === "closed"
        compact: card.compact
        last: card.screen.last
        newcomer: card.screen.newcomer
        paused: card.screen.place.paused
        pausedAt: card.screen.place.pausedAt
        phrases: card.phrases
        ready: card.screen.can.next
        stale: card.screen.line.lost
        visible: card.screen.known && card.screen.current.number === ""
        waiting: card.screen.waiting
    }
}
