// A paper as it is in the hand: its picture, dot by dot, with a soft shadow.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Window
import ui.parts

Item {
    id: paper

    required property string picture
    required property string name

    Repeater {
        model: 4

        Rectangle {
            required property int index

            color: Theme.scrim
            height: paper.height
            opacity: 0.05
            radius: Theme.hairline * 2
            width: paper.width + Theme.hairline * 2 * (index + 1)
            x: -Theme.hairline * (index + 1)
            y: Theme.hairline * 2 * (index + 1)
        }
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.paper
    }

    Image {
        anchors.fill: parent
        cache: false
        retainWhileLoading: true
        source: paper.picture
        // Scaled when read: finer than what a software renderer does when it draws.
        sourceSize: Qt.size(Math.round(width * Screen.devicePixelRatio), Math.round(height * Screen.devicePixelRatio))

        Accessible.name: paper.name
        Accessible.role: Accessible.Graphic
    }
}
