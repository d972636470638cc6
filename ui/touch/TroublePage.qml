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

        Column {
            id: why

            spacing: Theme.spaceM
            width: page.wide ? Math.floor((page.width - Theme.spaceXl * 3) * 0.46) : page.width - Theme.spaceXl * 2

            Rectangle {
                anchors.horizontalCenter: parent.horizontalCenter
                color: Theme.warnSoft
                height: width
                radius: width / 2
                width: Theme.px(page.tight ? 14 : 22)

                Icon {
                    anchors.centerIn: parent
                    color: Theme.warn
                    name: page.trouble.icon
                    size: Math.round(parent.width * 0.55)
                }
            }

            Label {
                anchors.horizontalCenter: parent.horizontalCenter
                font.pixelSize: Theme.title
                horizontalAlignment: Text.AlignHCenter
                room: parent.width
                strong: true
                text: page.trouble.title
            }

            Label {
                anchors.horizontalCenter: parent.horizontalCenter
                color: Theme.inkSoft
                font.pixelSize: Theme.px(3.6)
                horizontalAlignment: Text.AlignHCenter
                room: parent.width
                text: page.trouble.text
            }
        }

        Panel {
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
