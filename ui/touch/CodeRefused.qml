// A code that led nowhere: why, in plain words, and what one can do now.
pragma ComponentBehavior: Bound

import QtQuick
import ui.parts
import ui.touch

Item {
    id: refused

    required property TouchScreen screen
    required property Phrases words
    required property bool wide
    // As `receipt.no` gives it.
    required property var no

    readonly property string number: no.number ?? ""

    Grid {
        anchors.centerIn: parent
        columns: refused.wide ? 2 : 1
        horizontalItemAlignment: Grid.AlignHCenter
        spacing: Theme.spaceXl
        verticalItemAlignment: Grid.AlignVCenter

        Column {
            id: why

            spacing: Theme.spaceM
            width: refused.wide ? Math.floor((refused.width - Theme.spaceXl * 3) * 0.46) : refused.width - Theme.spaceXl * 2

            Rectangle {
                anchors.horizontalCenter: parent.horizontalCenter
                color: Theme.warnSoft
                height: width
                radius: width / 2
                width: Theme.px(20)

                Icon {
                    anchors.centerIn: parent
                    color: Theme.warn
                    name: refused.no.icon ?? ""
                    size: Theme.px(11)
                }
            }

            Label {
                anchors.horizontalCenter: parent.horizontalCenter
                font.pixelSize: Theme.title
                horizontalAlignment: Text.AlignHCenter
                room: parent.width
                strong: true
                text: refused.no.title ?? ""
            }

            Label {
                anchors.horizontalCenter: parent.horizontalCenter
                color: Theme.inkSoft
                font.pixelSize: Theme.px(3.6)
                horizontalAlignment: Text.AlignHCenter
                room: parent.width
                text: refused.no.text ?? ""
            }
        }

        Column {
            spacing: Theme.spaceM
            width: refused.wide ? refused.width - Theme.spaceXl * 3 - why.width : why.width

            Panel {
                padding: Theme.spaceL
                width: parent.width

                Column {
                    spacing: Theme.spaceM
                    width: parent.width

                    Label {
                        font.pixelSize: Theme.px(3.6)
                        strong: true
                        text: refused.words.say("trouble.what_else")
                        width: parent.width
                    }

                    Repeater {
                        model: refused.no.ways ?? []

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

            Button {
                height: Theme.targetTall
                icon: "ticket"
                kind: "primary"
                size: Theme.heading
                text: refused.words.say("appointment.see", {
                    "number": refused.number
                })
                visible: refused.number !== ""
                width: parent.width

                onTapped: refused.screen.desk.see(refused.number)
            }

            Button {
                height: Theme.targetTall
                icon: refused.no.again ? "refresh" : "scan"
                kind: refused.number === "" ? "primary" : "secondary"
                size: Theme.heading
                text: refused.words.say(refused.no.again ? "lookup.again" : "appointment.other")
                width: parent.width

                onTapped: {
                    if (refused.no.again)
                        refused.screen.desk.again();
                    else
                        refused.screen.desk.empty();
                }
            }
        }
    }
}
