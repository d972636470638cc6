// A person without a photograph: the last characters of the name in a disc.
import QtQuick

Rectangle {
    id: avatar

    required property string name
    property int size: Theme.target

    color: Theme.accentSoft
    implicitHeight: size
    implicitWidth: size
    radius: size / 2

    Accessible.ignored: true

    Label {
        anchors.centerIn: parent
        color: Theme.accent
        font.pixelSize: Math.round(avatar.size * 0.4)
        strong: true
        text: avatar.name.slice(-1).toUpperCase()

        Accessible.ignored: true
    }
}
