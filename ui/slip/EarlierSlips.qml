// The papers along a strip, the newest first; a touch looks at one again.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Window
import ui.parts

Rectangle {
    id: strip

    required property var slips
    // The name of the one that is looked at.
    required property string held
    required property Phrases phrases
    readonly property int each: Theme.px(16)
    readonly property int room: Math.max(1, Math.floor((width - Theme.spaceM * 2 + Theme.spaceS) / (each + Theme.spaceS)))

    signal chosen(name: string)

    color: Theme.sunken
    implicitHeight: Theme.px(27)

    Row {
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.spaceS

        Repeater {
            model: strip.slips.slice(0, strip.room)

            Pressable {
                id: small

                required property var modelData

                checkable: true
                checked: strip.held === small.modelData.name
                height: sheet.height + label.height + Theme.spaceXs
                name: strip.phrases.say("paper.picture", small.modelData)
                width: strip.each

                onTapped: strip.chosen(small.modelData.name)

                Rectangle {
                    id: sheet

                    border.color: small.checked ? Theme.signal : Theme.line
                    border.width: small.checked ? Theme.stroke : Theme.hairline
                    color: Theme.paper
                    height: Theme.px(18)
                    width: parent.width

                    Item {
                        anchors.fill: parent
                        anchors.margins: Theme.stroke
                        clip: true

                        Image {
                            cache: false
                            height: width * small.modelData.high / small.modelData.wide
                            source: small.modelData.picture
                            sourceSize.width: Math.round(width * Screen.devicePixelRatio)
                            width: parent.width
                        }
                    }
                }

                Label {
                    id: label

                    anchors.bottom: parent.bottom
                    color: small.checked ? Theme.signal : Theme.inkSoft
                    figures: true
                    font.pixelSize: Theme.label
                    horizontalAlignment: Text.AlignHCenter
                    strong: small.checked
                    text: small.modelData.label
                    width: parent.width
                    wrapMode: Text.NoWrap

                    Accessible.ignored: true
                }
            }
        }
    }
}
