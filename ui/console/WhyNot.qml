// The sentence that says why the last wish was refused; it stays until it is read or something else is done.
import QtQuick
import ui.parts

Item {
    id: why

    required property ConsoleScreen screen
    required property Phrases phrases
    // Where there is no next press that would take it away, it needs no button.
    property bool stays: false

    implicitHeight: visible ? Math.max(banner.implicitHeight, read.visible ? read.height : 0) : 0
    visible: screen.no !== ""

    Banner {
        id: banner

        anchors.left: parent.left
        anchors.right: parent.right
        height: why.implicitHeight
        implicitHeight: sentence.implicitHeight + Theme.spaceS * 2
        kind: "danger"
        text: ""
        title: ""

        Accessible.name: why.screen.no
    }

    Label {
        id: sentence

        anchors.left: parent.left
        anchors.leftMargin: Theme.spaceM + Theme.iconM + Theme.spaceS
        anchors.right: read.visible ? read.left : parent.right
        anchors.rightMargin: read.visible ? 0 : Theme.spaceS
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.danger
        text: why.screen.no

        Accessible.ignored: true
    }

    Button {
        id: read

        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        icon: "close"
        kind: "quiet"
        name: why.phrases.say("bar.read")
        visible: !why.stays

        onTapped: why.screen.dismiss()
    }
}
