// The head of a page: picture, what it is about, and a word above or below.
import QtQuick
import ui.parts

Item {
    id: head

    required property string icon
    required property string title
    property string over: ""
    property string under: ""
    property int size: Theme.title

    implicitHeight: Math.max(picture.height, column.height)

    Icon {
        id: picture

        anchors.verticalCenter: parent.verticalCenter
        color: Theme.accent
        name: head.icon
        size: Theme.px(9)
    }

    Column {
        id: column

        anchors.left: picture.right
        anchors.leftMargin: Theme.spaceM
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter

        Label {
            color: Theme.inkSoft
            text: head.over
            // The less telling of the two takes no second line.
            visible: text !== "" && implicitWidth <= parent.width
            width: parent.width
        }

        Label {
            font.pixelSize: head.size
            lineHeight: 1
            room: parent.width
            strong: true
            text: head.title
        }

        Label {
            color: Theme.inkSoft
            room: parent.width
            text: head.under
            visible: text !== ""
        }
    }
}
