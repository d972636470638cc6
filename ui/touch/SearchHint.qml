// What to type, by three examples; or that nothing was found, and what to do then.
pragma ComponentBehavior: Bound

import QtQuick
import ui.parts

Item {
    id: hint

    required property Phrases words
    required property bool empty
    // What was typed in vain.
    required property string text

    Column {
        anchors.centerIn: parent
        spacing: Theme.spaceM
        width: Math.min(parent.width, Theme.px(84))

        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            color: Theme.inkFaint
            name: "empty"
            size: Theme.px(10)
            visible: !hint.empty
        }

        Label {
            anchors.horizontalCenter: parent.horizontalCenter
            font.pixelSize: Theme.px(3.8)
            horizontalAlignment: Text.AlignHCenter
            room: parent.width
            strong: true
            text: hint.empty ? hint.words.say("search.empty") : hint.words.say("search.nothing", {
                "text": hint.text
            })
        }

        Label {
            anchors.horizontalCenter: parent.horizontalCenter
            color: Theme.inkSoft
            font.pixelSize: Theme.px(3.4)
            horizontalAlignment: Text.AlignHCenter
            room: parent.width
            text: hint.words.say("search.nothing_hint")
            visible: !hint.empty
        }

        Row {
            anchors.horizontalCenter: parent.horizontalCenter
            spacing: Theme.spaceL
            visible: hint.empty

            Repeater {
                model: ["first", "second", "third"]

                Column {
                    id: example

                    required property string modelData

                    spacing: Theme.spaceXs

                    Label {
                        anchors.horizontalCenter: parent.horizontalCenter
                        color: Theme.inkSoft
                        font.pixelSize: Theme.heading
                        text: hint.words.say("search.examples." + example.modelData)
                        wrapMode: Text.NoWrap
                    }

                    Row {
                        anchors.horizontalCenter: parent.horizontalCenter
                        spacing: Theme.spaceXs / 2

                        Repeater {
                            model: hint.words.say("search.examples." + example.modelData + "_letters").split("")

                            Rectangle {
                                id: letter

                                required property string modelData

                                border.color: Theme.lineStrong
                                border.width: Theme.hairline
                                color: Theme.surface
                                height: Theme.px(7)
                                radius: Theme.radiusS
                                width: Theme.px(6)

                                Label {
                                    anchors.centerIn: parent
                                    color: Theme.accent
                                    font.pixelSize: Theme.heading
                                    strong: true
                                    text: letter.modelData
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
