// How many are before, how long that may take and where to go then; and the ways without a number.
pragma ComponentBehavior: Bound

import QtQuick
import ui.parts

Panel {
    id: panel

    required property var detail
    required property Phrases words
    property int size: Theme.title

    readonly property int inner: width - padding * 2
    // All beside each other, where the counters have a short name.
    readonly property int third: Math.floor(inner * 0.48)
    readonly property bool short: least.advanceWidth(words.say("confirm.ahead")) + Theme.iconS + Theme.spaceS <= inner * 0.2
    readonly property bool single: short && small.advanceWidth(detail.counters) + ways.width + Theme.spaceM <= third && Math.max(large.advanceWidth(detail.wait), note.advanceWidth(detail.within)) + Theme.spaceM <= inner * 0.32

    FontMetrics {
        id: least

        font.pixelSize: Theme.label
    }

    FontMetrics {
        id: small

        font.bold: true
        font.pixelSize: Theme.px(3.6)
    }

    FontMetrics {
        id: note

        font.pixelSize: Theme.body
    }

    FontMetrics {
        id: large

        font.bold: true
        font.pixelSize: panel.size
    }

    Flow {
        spacing: 0
        width: panel.inner

        Fact {
            color: Theme.signal
            icon: "people"
            size: panel.size
            title: panel.words.say("confirm.ahead")
            value: panel.detail.ahead
            width: Math.floor(panel.inner * (panel.single ? 0.2 : 0.42))
        }

        Fact {
            id: wait

            icon: "clock"
            note: panel.detail.within
            size: panel.size
            title: panel.words.say("confirm.wait")
            value: panel.detail.wait
            width: Math.floor(panel.inner * (panel.single ? 0.32 : 0.58))
        }

        Item {
            height: Theme.spaceS * 2
            visible: !panel.single
            width: panel.inner

            Rectangle {
                anchors.verticalCenter: parent.verticalCenter
                color: Theme.line
                height: Theme.hairline
                width: parent.width
            }
        }

        Item {
            height: Math.max(where.height, ways.height, panel.single ? wait.height : 0)
            width: panel.single ? panel.third : panel.inner

            Fact {
                id: where

                anchors.left: parent.left
                anchors.right: ways.left
                anchors.rightMargin: ways.width > 0 ? Theme.spaceS : 0
                drop: panel.single ? Math.round(wait.rise - rise) : 0
                icon: "counter"
                size: Theme.px(3.6)
                title: panel.words.say("confirm.counters")
                value: panel.detail.counters
            }

            Column {
                id: ways

                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                spacing: Theme.spaceXs

                Repeater {
                    model: panel.detail.ways ?? []

                    Chip {
                        required property var modelData

                        anchors.right: parent?.right
                        icon: modelData.icon
                        kind: "accent"
                        text: modelData.text
                    }
                }
            }
        }
    }
}
