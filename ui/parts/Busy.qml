// Three dots that breathe while something is on its way.
pragma ComponentBehavior: Bound

import QtQuick

Row {
    id: busy

    property bool running: true
    property color color: Theme.accent
    property int size: Theme.iconM
    property int turn: 0

    spacing: Math.round(size / 5)
    visible: running

    Timer {
        interval: 280
        repeat: true
        running: busy.running && busy.visible && Theme.motion

        onTriggered: busy.turn = (busy.turn + 1) % 3
    }

    Repeater {
        model: 3

        Rectangle {
            required property int index

            color: busy.color
            height: width
            opacity: busy.turn === index ? 1 : 0.35
            radius: width / 2
            width: Math.round(busy.size / 4)
        }
    }
}
