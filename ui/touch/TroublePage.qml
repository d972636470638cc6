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
                width: Theme.px(22)

                Icon {
                    anchors.centerIn: parent
                    color: Theme.warn
                    name: page.trouble.icon
                    size: Theme.px(12)
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
            padding: Theme.spaceL
            width: page.wide ? page.width - Theme.spaceXl * 3 - why.width : why.width

            Column {
                spacing: Theme.spaceM
                width: parent.width

                Label {
                    font.pixelSize: Theme.px(3.6)
                    strong: true
                    text: page.words.say("trouble.what_else")
                    width: parent.width
                }

                Repeater {
                    model: page.trouble.ways

                    Item {
                        id: way

                        required property var modelData

                        height: Math.max(sign.height, sentence.height)
                        width: parent.width

                        Icon {
                            id: sign

                            color: Theme.accent
                            name: way.modelData.icon
                            size: Theme.iconM
                        }

                        Label {
                            id: sentence

                            anchors.left: sign.right
                            anchors.leftMargin: Theme.spaceS
                            font.pixelSize: Theme.px(3.6)
                            room: way.width - sign.width - Theme.spaceS
                            text: way.modelData.text
                        }
                    }
                }
            }
        }
    }
}
