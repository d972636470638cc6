// The bare grid that the touch screen is held against: the same titles, drawn plainly.
pragma ComponentBehavior: Bound

import QtQuick

Window {
    id: window

    required property var titles
    property int page: 0

    title: "bare"

    Grid {
        columns: 4

        // Another page is the other half of the titles, each tile made anew.
        Repeater {
            model: window.page === 0 ? window.titles : window.titles.slice(window.titles.length / 2)

            delegate: Rectangle {
                id: tile

                required property string modelData
                readonly property bool down: finger.pressed

                objectName: "tile"
                border.color: "gray"
                color: down ? "navy" : "white"
                height: 80
                width: Math.floor(window.width / 4)

                TapHandler {
                    id: finger

                    gesturePolicy: TapHandler.ReleaseWithinBounds
                }

                Text {
                    anchors.centerIn: parent
                    color: tile.down ? "white" : "black"
                    text: tile.modelData
                }
            }
        }
    }
}
