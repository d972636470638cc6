// The last calls, the newest first, as many as fit.
pragma ComponentBehavior: Bound

import QtQuick
import ui.parts

Item {
    id: list

    required property var calls
    required property var newest
    required property Phrases zh
    required property Phrases en
    readonly property int gap: Theme.px(1.4)
    readonly property int columns: width < Theme.px(92) ? 1 : 2
    readonly property int rows: Math.max(1, Math.floor((height - title.height - Theme.spaceXs + gap) / (Theme.px(8) + gap)))

    TwoTongues {
        id: title

        beside: true
        en: list.en.say("calls.title")
        size: Theme.px(3.4)
        zh: list.zh.say("calls.title")
    }

    Grid {
        id: grid

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: title.bottom
        anchors.topMargin: Theme.spaceXs
        columns: list.columns
        flow: Grid.TopToBottom
        rows: list.rows
        spacing: list.gap

        Repeater {
            model: list.calls.slice(0, list.rows * list.columns)

            CallCell {
                required property var modelData

                call: modelData
                current: modelData.number === list.newest.number && modelData.calls === list.newest.calls
                en: list.en
                height: Math.floor((grid.height + list.gap) / list.rows) - list.gap
                width: Math.floor((list.width + list.gap) / list.columns) - list.gap
                zh: list.zh
            }
        }
    }
}
