// The strip at the top of every screen: emblem and name on the left, what the screen puts there on the right.
import QtQuick

Rectangle {
    id: bar

    required property string title
    property string subtitle: ""
    property int margin: Theme.spaceL
    default property alias content: right.data

    color: Theme.deep
    implicitHeight: Theme.px(13)
    implicitWidth: Theme.px(108)

    Icon {
        id: emblem

        anchors.verticalCenter: parent.verticalCenter
        color: Theme.deepInk
        name: "emblem"
        size: Theme.px(7.6)
        x: bar.margin
    }

    Column {
        anchors.left: emblem.right
        anchors.leftMargin: Theme.spaceS
        anchors.right: right.left
        anchors.rightMargin: Theme.spaceS
        anchors.verticalCenter: parent.verticalCenter

        Label {
            color: Theme.deepInk
            font.pixelSize: Theme.px(3.8)
            lineHeight: 1
            strong: true
            text: bar.title
            width: parent.width
        }

        Label {
            color: Theme.deepInkSoft
            font.pixelSize: Theme.label
            text: bar.subtitle
            visible: text !== ""
            width: parent.width
        }
    }

    Row {
        id: right

        anchors.right: parent.right
        anchors.rightMargin: bar.margin
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.spaceM
    }
}
