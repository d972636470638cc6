// The strip at the top of every screen: emblem and name on the left, what the screen puts there on the right.
import QtQuick

Rectangle {
    id: bar

    required property string title
    property string subtitle: ""
    property int margin: Theme.spaceL
    // The hall's own picture, "" for ours.
    property url emblem: ""
    // Without the emblem: the screen itself shows it.
    property bool bare: false
    // Where what the screen puts there stands: as high as this, at the lower edge.
    property int foot: height
    default property alias content: right.data

    readonly property bool grand: height > foot * 1.8

    color: Theme.deep
    implicitHeight: Theme.px(13)
    implicitWidth: Theme.px(108)

    Emblem {
        id: emblem

        anchors.verticalCenter: parent.verticalCenter
        picture: bar.emblem
        size: Theme.px(bar.grand ? 12 : 7.6)
        visible: !bar.bare
        x: bar.margin
    }

    Column {
        anchors.left: bar.bare ? parent.left : emblem.right
        anchors.leftMargin: bar.bare ? bar.margin : Theme.spaceS
        anchors.right: right.left
        anchors.rightMargin: Theme.spaceS
        anchors.verticalCenter: parent.verticalCenter

        Label {
            color: Theme.deepInk
            font.pixelSize: Theme.px(bar.grand ? 5.4 : Theme.large ? 3.5 : 3.8)
            lineHeight: 1
            strong: true
            text: bar.title
            width: parent.width
        }

        Label {
            color: Theme.deepInkSoft
            font.pixelSize: bar.grand ? Theme.heading : Theme.label
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
        anchors.verticalCenterOffset: Math.round((bar.height - bar.foot) / 2)
        spacing: Theme.spaceM
    }
}
