// The number at this counter: its state, the number very large, the service, how long the person has waited.
import QtQuick
import ui.parts

Item {
    id: held

    required property var ticket
    // What should be known of the person, as `ConsoleScreen.person` gives it.
    required property var person
    required property Phrases phrases
    property bool compact: false
    // In a low card the words stand beside the number.
    readonly property bool beside: compact || height < Theme.px(30)
    // Shown as it was, since nobody knows how it is.
    property bool stale: false
    // Where a notice about the paper leaves no room, the wait gives way.
    readonly property bool tight: beside && chips.height + service.height + waited.height > height
    readonly property int wordsTop: chips.height + Math.max(0, Math.round((height - chips.height - service.height - (tight ? 0 : waited.height)) / 2))
    readonly property real storyHeight: story.visible ? story.implicitHeight : 0
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

        Repeater {
            model: held.person.signs

            Chip {
                required property string modelData

                icon: "refresh"
                text: modelData
            }
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
        visible: !held.beside && held.person.signs.length === 0
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
        y: held.beside ? held.wordsTop : held.height - held.storyHeight - waited.height - height - Theme.spaceXs
    }

    Label {
        id: waited

        color: Theme.inkSoft
        figures: true
        font.pixelSize: held.beside ? Theme.label : Theme.body
        horizontalAlignment: number.horizontalAlignment
        text: held.compact ? held.ticket.waited + " · " + held.ticket.calls : held.ticket.waited
        visible: !held.tight
        width: service.width
        x: service.x
        y: held.beside ? held.wordsTop + service.height : held.height - held.storyHeight - height
    }

    // A note of a colleague comes before the reason of the call; the page of the person has all.
    Label {
        id: story

        readonly property bool noted: held.person.notes.length > 0

        color: noted ? Theme.warn : Theme.inkSoft
        elide: Text.ElideRight
        figures: true
        font.pixelSize: Theme.label
        horizontalAlignment: number.horizontalAlignment
        maximumLineCount: 2
        text: noted ? held.person.notes[0] : held.person.brief
        visible: text !== "" && !held.beside
        width: service.width
        x: service.x
        y: held.height - held.storyHeight
    }
}
