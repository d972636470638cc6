// Before the hall has been seen: what the screen waits for.
import QtQuick
import ui.parts

Column {
    id: opening

    required property string zh
    required property string en
    required property bool trouble

    spacing: Theme.spaceL

    Icon {
        anchors.horizontalCenter: parent.horizontalCenter
        color: opening.trouble ? Theme.warn : Theme.accent
        name: opening.trouble ? "unplugged" : "emblem"
        size: Theme.px(20)
    }

    TwoTongues {
        align: Text.AlignHCenter
        en: opening.en
        size: Theme.px(6)
        width: parent.width
        zh: opening.zh
    }

    Busy {
        anchors.horizontalCenter: parent.horizontalCenter
        size: Theme.iconL
    }
}
