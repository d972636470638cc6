// A sentence that must be seen, in its place on the page: `info`, `good`, `warn` or `danger`, said by icon too.
import QtQuick

Rectangle {
    id: banner

    required property string text
    property string title: ""
    property string kind: "info"
    property int size: Theme.body
    readonly property string sign: ({
            "info": "info",
            "good": "check-circle",
            "warn": "alert",
            "danger": "alert"
        })[kind]
    property string icon: sign
    readonly property color words: ({
            "info": Theme.accent,
            "good": Theme.good,
            "warn": Theme.warn,
            "danger": Theme.danger
        })[kind]

    color: ({
            "info": Theme.accentSoft,
            "good": Theme.goodSoft,
            "warn": Theme.warnSoft,
            "danger": Theme.dangerSoft
        })[kind]
    implicitHeight: column.implicitHeight + Theme.spaceS * 2
    implicitWidth: Theme.px(60)
    radius: Theme.radiusM

    Accessible.name: banner.title === "" ? banner.text : banner.title + " " + banner.text
    Accessible.role: Accessible.AlertMessage

    Icon {
        id: picture

        color: banner.words
        name: banner.icon
        size: Theme.iconM
        x: Theme.spaceM
        y: Math.round((banner.height - height) / 2)
    }

    Column {
        id: column

        anchors.left: picture.right
        anchors.leftMargin: Theme.spaceS
        anchors.right: parent.right
        anchors.rightMargin: Theme.spaceM
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.spaceXs / 2

        Label {
            color: banner.words
            font.pixelSize: banner.size
            strong: true
            text: banner.title
            visible: text !== ""
            width: parent.width
        }

        Label {
            color: banner.title === "" ? banner.words : Theme.ink
            font.pixelSize: banner.size
            text: banner.text
            visible: text !== ""
            room: parent.width
        }
    }
}
