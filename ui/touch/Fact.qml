// One fact: what it is, small, how much it is, large, and what else belongs to that.
import QtQuick
import ui.parts

Item {
    id: fact

    required property string title
    required property string value
    property string note: ""
    property string icon: ""
    property int size: Theme.heading
    property color color: Theme.ink
    property bool strong: true
    // How much lower the value stands, on one line with a larger one beside it.
    property int drop: 0
    readonly property real rise: amount.baselineOffset

    implicitHeight: caption.height + Theme.spaceXs / 2 + drop + amount.height + (more.visible ? more.height : 0)

    Icon {
        id: sign

        anchors.verticalCenter: caption.verticalCenter
        color: Theme.inkSoft
        name: fact.icon
        size: Theme.iconS
        visible: fact.icon !== ""
    }

    Label {
        id: caption

        anchors.left: parent.left
        anchors.leftMargin: fact.icon === "" ? 0 : sign.width + Theme.spaceXs
        anchors.right: parent.right
        color: Theme.inkSoft
        font.pixelSize: Theme.label
        text: fact.title
    }

    Label {
        id: amount

        anchors.left: parent.left
        anchors.top: caption.bottom
        anchors.topMargin: Theme.spaceXs / 2 + fact.drop
        color: fact.color
        figures: true
        font.pixelSize: fact.size
        lineHeight: 1
        room: fact.width
        strong: fact.strong
        text: fact.value
    }

    Label {
        id: more

        anchors.left: parent.left
        anchors.top: amount.bottom
        color: fact.color
        figures: true
        font.pixelSize: Theme.body
        room: fact.width
        text: fact.note
        visible: text !== ""
    }
}
