// The hall's own emblem, or ours where it has none, on a dark ground.
import QtQuick
import QtQuick.Window

Item {
    id: emblem

    // A picture of the hall's; empty or unreadable is ours.
    property url picture: ""
    property color color: Theme.deepInk
    property int size: Theme.px(7.6)

    readonly property bool own: image.status === Image.Ready

    height: size
    width: size

    Icon {
        color: emblem.color
        name: "emblem"
        size: emblem.size
        visible: !emblem.own
    }

    // Emblems are drawn for white paper.
    Rectangle {
        anchors.fill: parent
        color: Theme.paper
        radius: Theme.radiusS
        visible: emblem.own

        Image {
            id: image

            anchors.fill: parent
            anchors.margins: Math.round(emblem.size * 0.08)
            fillMode: Image.PreserveAspectFit
            source: emblem.picture
            sourceSize: Qt.size(Math.round(width * Screen.devicePixelRatio), 0)
        }
    }
}
