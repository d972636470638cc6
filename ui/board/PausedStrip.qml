// The counters that do not call, and why.
pragma ComponentBehavior: Bound

import QtQuick
import ui.parts

Item {
    id: strip

    required property var counters
    required property Phrases zh
    required property Phrases en
    readonly property int room: width - plates.x

    implicitHeight: Theme.px(7)

    Icon {
        id: sign

        anchors.verticalCenter: parent.verticalCenter
        color: Theme.inkSoft
        name: "pause"
        size: Theme.px(4.4)
    }

    TwoTongues {
        id: title

        anchors.left: sign.right
        anchors.leftMargin: Theme.spaceS
        anchors.verticalCenter: parent.verticalCenter
        en: strip.en.say("foot.closed")
        size: Theme.px(3.6)
        width: Theme.px(19)
        zh: strip.zh.say("foot.closed")
    }

    Row {
        id: plates

        anchors.left: title.right
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.spaceS

        Repeater {
            model: strip.counters

            Rectangle {
                id: plate

                required property int index
                required property var modelData
                readonly property bool last: index === strip.counters.length - 1
                // One's own words are the same in both languages.
                readonly property bool translated: modelData.en !== modelData.zh
                // What has no room is counted on the last plate that has.
                readonly property bool fits: x + width + (last ? 0 : rest.width) <= strip.room

                border.color: Theme.lineStrong
                border.width: Theme.hairline
                color: Theme.surface
                height: Theme.px(7)
                opacity: fits ? 1 : 0
                radius: Theme.radiusS
                width: words.width + Theme.spaceS * 2

                Accessible.ignored: !fits

                Row {
                    id: words

                    anchors.centerIn: parent
                    spacing: Theme.spaceXs

                    Label {
                        id: code

                        Accessible.ignored: !plate.fits
                        figures: true
                        font.pixelSize: Theme.px(4.4)
                        lineHeight: 1
                        strong: true
                        text: plate.modelData.code
                        wrapMode: Text.NoWrap
                    }

                    Column {
                        anchors.verticalCenter: parent.verticalCenter
                        // The letters of the English reach below their line.
                        anchors.verticalCenterOffset: plate.translated ? -Theme.px(0.4) : 0
                        visible: plate.modelData.zh !== ""

                        Reason {
                            font.pixelSize: Theme.px(plate.translated ? 3 : 3.6)
                            fits: plate.fits
                            text: plate.modelData.zh
                        }

                        Reason {
                            font.pixelSize: Theme.px(1.9)
                            fits: plate.fits
                            text: plate.modelData.en
                            visible: plate.translated
                        }
                    }
                }
            }
        }
    }

    Label {
        id: rest

        readonly property int hidden: {
            let count = 0;
            for (const plate of plates.children)
                if (plate.fits === false)
                    count += 1;
            return count;
        }

        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        figures: true
        font.pixelSize: Theme.px(4.4)
        horizontalAlignment: Text.AlignRight
        strong: true
        text: hidden > 0 ? "+" + hidden : ""
        width: Theme.px(8)
    }

    component Reason: Label {
        required property bool fits

        color: Theme.inkSoft
        lineHeight: 0.85
        wrapMode: Text.NoWrap

        Accessible.ignored: !fits
    }
}
