// A word in a small box; `kind` says how it stands (neutral, accent, good, warn, danger, signal), `icon` says it by shape.
import QtQuick

Rectangle {
    id: chip

    required property string text
    property string icon: ""
    property string kind: "neutral"
    property int size: Theme.label
    readonly property color words: ({
            "neutral": Theme.inkSoft,
            "accent": Theme.accent,
            "good": Theme.good,
            "warn": Theme.warn,
            "danger": Theme.danger,
            "signal": Theme.signalPressed
        })[kind]

    color: ({
            "neutral": Theme.sunken,
            "accent": Theme.accentSoft,
            "good": Theme.goodSoft,
            "warn": Theme.warnSoft,
            "danger": Theme.dangerSoft,
            "signal": Theme.signalSoft
        })[kind]
    implicitHeight: row.implicitHeight + Theme.spaceXs
    implicitWidth: row.implicitWidth + Theme.spaceS * 1.5
    radius: Theme.radiusS

    Row {
        id: row

        anchors.centerIn: parent
        spacing: Theme.spaceXs

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            color: chip.words
            name: chip.icon
            size: Math.round(chip.size * 1.2)
            visible: chip.icon !== ""
        }

        Label {
            anchors.verticalCenter: parent.verticalCenter
            color: chip.words
            figures: true
            font.pixelSize: chip.size
            text: chip.text
            wrapMode: Text.NoWrap
        }
    }
}
