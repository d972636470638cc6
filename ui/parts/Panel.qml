// A sheet that carries content: the surface of the house.
import QtQuick

Rectangle {
    id: panel

    property int padding: Theme.spaceM
    default property alias content: inside.data
    readonly property alias inside: inside

    border.color: Theme.line
    border.width: Theme.hairline
    color: Theme.surface
    implicitHeight: inside.childrenRect.height + padding * 2
    implicitWidth: inside.childrenRect.width + padding * 2
    radius: Theme.radiusM

    Item {
        id: inside

        anchors.fill: parent
        anchors.margins: panel.padding
    }
}
