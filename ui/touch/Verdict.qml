// What the papers at hand mean: that one may begin, or what is still missing and what follows from it.
import QtQuick
import ui.parts

Rectangle {
    id: box

    // title, text and kind ("plain", "info", "good", "warn").
    required property var verdict

    readonly property string kind: verdict.kind ?? "plain"
    readonly property color words: ({
            "plain": Theme.ink,
            "info": Theme.accent,
            "good": Theme.good,
            "warn": Theme.warn
        })[kind]

    color: ({
            "plain": "transparent",
            "info": Theme.accentSoft,
            "good": Theme.goodSoft,
            "warn": Theme.warnSoft
        })[kind]
    implicitHeight: column.height + Theme.spaceXs * 2
    radius: Theme.radiusM

    Accessible.name: [verdict.title, verdict.text].filter(Boolean).join(" ")
    Accessible.role: Accessible.AlertMessage

    Icon {
        id: sign

        anchors.verticalCenter: parent.verticalCenter
        color: box.words
        name: ({
                "plain": "paper",
                "info": "info",
                "good": "check-circle",
                "warn": "alert"
            })[box.kind]
        x: Theme.spaceS
    }

    Column {
        id: column

        anchors.left: sign.right
        anchors.leftMargin: Theme.spaceS
        anchors.right: parent.right
        anchors.rightMargin: Theme.spaceS
        anchors.verticalCenter: parent.verticalCenter

        Label {
            color: box.words
            font.pixelSize: Theme.px(3.6)
            lineHeight: 1
            strong: true
            text: box.verdict.title ?? ""
            width: parent.width

            Accessible.ignored: true
        }

        Label {
            color: Theme.ink
            font.pixelSize: Theme.label
            lineHeight: 1
            room: parent.width
            text: box.verdict.text ?? ""
            visible: text !== ""

            Accessible.ignored: true
        }
    }
}
