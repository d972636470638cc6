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
                // What has no room is counted on the last plate that has.
                readonly property bool fits: x + width + (last ? 0 : rest.width) <= strip.room

                border.color: Theme.lineStrong
                border.width: Theme.hairline
                color: Theme.surface
                height: Theme.px(6)
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

                    Label {
                        Accessible.ignored: !plate.fits || text === ""
                        anchors.baseline: code.baseline
                        color: Theme.inkSoft
                        font.pixelSize: Theme.px(3.6)
                        lineHeight: 1
                        text: plate.modelData.zh
                        visible: text !== ""
                        wrapMode: Text.NoWrap
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
}
