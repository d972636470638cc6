// No number this time: why, in plain words, and what else one can do.
pragma ComponentBehavior: Bound

import QtQuick
import ui.parts
import ui.touch

Item {
    id: page

    required property TouchScreen screen
    required property Phrases words
    required property bool wide

    readonly property var trouble: screen.trouble
    // Large type on a wide screen.
    readonly property bool tight: wide && height < Theme.px(66)

    Grid {
        anchors.centerIn: parent
        columns: page.wide ? 2 : 1
        horizontalItemAlignment: Grid.AlignHCenter
        spacing: Theme.spaceXl
        verticalItemAlignment: Grid.AlignVCenter

        Message {
            id: why

            readonly property real room: page.height - said - spacing - Theme.spaceM * 2 - (page.wide ? 0 : ways.height + Theme.spaceXl)

            // As large as the room that the words leave.
            circle: [22, 14].map(units => Theme.px(units)).find(each => each <= room) ?? 0
            icon: page.trouble.icon
            kind: "warn"
            text: page.trouble.text
            title: page.trouble.title
            width: page.wide ? Math.floor((page.width - Theme.spaceXl * 3) * 0.46) : page.width - Theme.spaceXl * 2
        }

        Panel {
            id: ways

            padding: page.tight ? Theme.spaceM : Theme.spaceL
            width: page.wide ? page.width - Theme.spaceXl * 3 - why.width : why.width

            Column {
                spacing: page.tight ? Theme.spaceS : Theme.spaceM
                width: parent.width

                Label {
                    font.pixelSize: Theme.px(3.6)
                    strong: true
                    text: page.words.say("trouble.what_else")
                    width: parent.width
                }

                Repeater {
                    model: page.trouble.ways

                    TroubleWay {
                        required property var modelData

                        act: modelData.act
                        icon: modelData.icon
                        size: page.tight ? Theme.label : Theme.px(3.6)
                        text: modelData.text
                        width: parent.width

                        onWanted: page.screen.askDesk(modelData.act)
                    }
                }
            }
        }
    }
}
