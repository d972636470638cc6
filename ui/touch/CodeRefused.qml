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

        Message {
            id: why

            icon: refused.no.icon ?? ""
            kind: "warn"
            text: refused.no.text ?? ""
            title: refused.no.title ?? ""
            width: refused.wide ? Math.floor((refused.width - Theme.spaceXl * 3) * 0.46) : refused.width - Theme.spaceXl * 2
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

                        TroubleWay {
                            required property var modelData

                            act: ""
                            icon: modelData.icon
                            text: modelData.text
                            width: parent?.width ?? 0
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
