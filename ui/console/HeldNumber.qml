// The number at this counter: its state, the number very large, the service, how long the person has waited.
import QtQuick
import ui.parts

Item {
    id: held

    required property var ticket
    required property Phrases phrases
    property bool compact: false
    // In a low card the words stand beside the number.
    readonly property bool beside: compact || height < Theme.px(30)
    // Shown as it was, since nobody knows how it is.
    property bool stale: false
    readonly property int wordsTop: chips.height + Math.round((height - chips.height - service.height - waited.height) / 2)
    readonly property bool serving: ticket.state === "serving"

    Row {
        id: chips

        spacing: Theme.spaceXs

        Chip {
            icon: held.serving ? "person" : "speaker"
            kind: held.stale ? "neutral" : held.serving ? "good" : "signal"
            text: held.ticket.number === "" ? "" : held.phrases.say("state." + held.ticket.state)
        }

        Chip {
            icon: held.ticket.paperIcon
            kind: held.ticket.paperKind
            text: held.ticket.paper
            visible: text !== ""
        }

        Chip {
            icon: "hand-heart"
            kind: "warn"
            text: held.ticket.priority
            visible: text !== ""
        }
    }

    Label {
        id: calls

        anchors.right: parent.right
        anchors.verticalCenter: chips.verticalCenter
        color: Theme.inkSoft
        figures: true
        font.pixelSize: Theme.label
        text: held.ticket.calls
        visible: !held.beside
        wrapMode: Text.NoWrap
    }

    Label {
        id: number

        color: held.stale ? Theme.inkFaint : held.serving ? Theme.good : Theme.signal
        figures: true
        font.pixelSize: Theme.figure
        fontSizeMode: Text.Fit
        height: held.beside ? held.height - chips.height : service.y - chips.height
        horizontalAlignment: held.beside ? Text.AlignLeft : Text.AlignHCenter
        lineHeight: 1
        minimumPixelSize: Theme.px(6)
        rightPadding: held.beside ? Theme.spaceM : 0
        strong: true
        text: held.ticket.number
        verticalAlignment: Text.AlignVCenter
        width: held.beside ? Theme.px(40) : held.width
        wrapMode: Text.NoWrap
        y: chips.height

        Accessible.description: held.phrases.say("current.number")
    }

    Label {
        id: service

        font.pixelSize: Theme.px(held.beside ? 3.3 : 3.9)
        horizontalAlignment: number.horizontalAlignment
        strong: true
        text: held.ticket.service
        width: held.width - x
        x: held.beside ? number.width : 0
        y: held.beside ? held.wordsTop : held.height - waited.height - height - Theme.spaceXs
    }

    Label {
        id: waited

        color: Theme.inkSoft
        figures: true
        font.pixelSize: held.beside ? Theme.label : Theme.body
        horizontalAlignment: number.horizontalAlignment
        text: held.compact ? held.ticket.waited + " · " + held.ticket.calls : held.ticket.waited
        width: service.width
        x: service.x
        y: held.beside ? held.wordsTop + service.height : held.height - height
    }
}
