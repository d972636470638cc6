// Who waits now, all together and in each group; those with nobody are left out.
pragma ComponentBehavior: Bound

import QtQuick
import ui.parts

Column {
    id: waits

    required property var now
    required property Phrases words
    // The height that it may take.
    required property real room

    readonly property var busy: now.groups.filter(each => each.count > 0).sort((one, other) => other.count - one.count)
    // In large mode a long name has two lines.
    readonly property int line: Theme.px(Theme.large ? 8.8 : 6.6)
    readonly property int lines: Math.max(0, Math.floor((room - head.height - spacing) / (line + spacing)))
    readonly property var shown: {
        if (busy.length <= lines)
            return busy;
        const rest = busy.slice(Math.max(0, lines - 1));
        const count = rest.reduce((sum, each) => sum + each.count, 0);
        return busy.slice(0, Math.max(0, lines - 1)).concat(lines > 0 ? [
            {
                "title": words.say("front.others"),
                "text": words.say("home.people", {
                    "count": count
                })
            }
        ] : []);
    }

    spacing: Theme.spaceXs
    visible: now.waiting !== "" && room >= head.height

    Item {
        id: head

        height: Theme.px(7)
        width: parent.width

        Icon {
            id: sign

            anchors.verticalCenter: parent.verticalCenter
            color: Theme.deepInkSoft
            name: "people"
            size: Theme.iconM
        }

        Label {
            anchors.left: sign.right
            anchors.leftMargin: Theme.spaceS
            anchors.verticalCenter: parent.verticalCenter
            color: Theme.deepInkSoft
            font.pixelSize: Theme.heading
            text: waits.words.say(waits.busy.length > 0 ? "front.waiting" : "front.nobody")
        }

        Label {
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            color: Theme.deepSignal
            figures: true
            font.pixelSize: Theme.px(5.4)
            strong: true
            text: waits.now.waiting
            visible: waits.busy.length > 0
        }
    }

    Repeater {
        model: waits.shown

        Item {
            id: group

            required property var modelData

            height: waits.line
            width: waits.width

            Rectangle {
                color: Theme.deepLine
                height: Theme.hairline
                width: parent.width
            }

            Label {
                anchors.left: parent.left
                anchors.right: count.left
                anchors.rightMargin: Theme.spaceS
                anchors.verticalCenter: parent.verticalCenter
                color: Theme.deepInk
                font.pixelSize: Theme.px(3.6)
                fontSizeMode: Text.Fit
                height: group.height
                lineHeight: 1
                minimumPixelSize: Theme.least
                text: group.modelData.title
                verticalAlignment: Text.AlignVCenter
            }

            Label {
                id: count

                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                color: Theme.deepInk
                figures: true
                font.pixelSize: Theme.px(3.6)
                strong: true
                text: group.modelData.text
                wrapMode: Text.NoWrap
            }
        }
    }
}
