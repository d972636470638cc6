// A QR code in whole pixels with its quiet zone; the largest that fits into its box.
import QtQuick
import QtQuick.Window

Rectangle {
    id: code

    required property string text
    required property string name

    color: Theme.paper
    implicitHeight: Theme.px(34)
    implicitWidth: implicitHeight
    radius: Theme.radiusS

    Accessible.ignored: code.text === ""
    Accessible.name: code.name
    Accessible.role: Accessible.Graphic

    Image {
        readonly property int side: Math.floor(Math.min(code.width, code.height) * Screen.devicePixelRatio)

        fillMode: Image.Pad
        height: Math.floor(code.height)
        objectName: "qr"
        smooth: false
        source: code.text === "" ? "" : "image://qr/" + encodeURIComponent(code.text)
        sourceSize: Qt.size(side, side)
        width: Math.floor(code.width)
    }
}
