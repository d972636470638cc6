// One of our line icons (parts/icons/<name>.svg), drawn sharp at its size in any colour.
import QtQuick
import QtQuick.Window

Image {
    id: icon

    required property string name
    property color color: Theme.ink
    property int size: Theme.iconM

    height: size
    source: name === "" ? "" : "image://icons/" + name + "/" + String(color).slice(-6)
    sourceSize: Qt.size(Math.round(size * Screen.devicePixelRatio), Math.round(size * Screen.devicePixelRatio))
    width: size

    Accessible.ignored: true
}
