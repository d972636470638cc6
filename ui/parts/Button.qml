// A button with a word and perhaps an icon: `signal` (the act of the page), `primary`, `secondary`, `soft` (a key that
// does something beside keys that write), `quiet`, `danger`.
pragma ComponentBehavior: Bound

import QtQuick

Pressable {
    id: button

    property string text: ""
    property string icon: ""
    property string kind: "secondary"
    property bool busy: false
    property bool dark: false
    property int size: Theme.body
    // An icon after the word, as on "next".
    property bool trailing: false

    readonly property bool full: kind === "primary" || kind === "signal" || kind === "danger"
    readonly property color face: {
        if (!enabled && full)
            return Theme.disabled;
        if (kind === "signal")
            return down ? Theme.signalPressed : Theme.signal;
        if (kind === "primary")
            return down ? Theme.accentPressed : Theme.accent;
        if (kind === "danger")
            return down ? Theme.dangerPressed : Theme.danger;
        if (dark)
            return down ? Theme.deep : kind === "secondary" ? Theme.deepRaised : "transparent";
        if (down)
            return Theme.accentSoftPressed;
        return kind === "secondary" ? Theme.surface : kind === "soft" ? Theme.accentSoft : "transparent";
    }
    readonly property color words: {
        if (!enabled)
            return dark ? Theme.deepInkSoft : Theme.disabledInk;
        if (kind === "signal")
            return Theme.signalInk;
        if (kind === "danger")
            return Theme.dangerInk;
        if (kind === "primary")
            return Theme.accentInk;
        return dark ? Theme.deepInk : Theme.accent;
    }

    implicitHeight: Math.max(Theme.target, row.implicitHeight + Theme.spaceS * 2)
    implicitWidth: Math.max(Theme.target, row.implicitWidth + Theme.spaceM * 2)
    name: text

    Rectangle {
        anchors.fill: parent
        border.color: button.dark ? Theme.deepLine : button.enabled ? Theme.accent : Theme.line
        border.width: button.kind === "secondary" || button.kind === "soft" ? Theme.hairline : 0
        color: button.face
        radius: button.radius
    }

    Row {
        id: row

        anchors.centerIn: parent
        layoutDirection: button.trailing ? Qt.RightToLeft : Qt.LeftToRight
        opacity: button.busy ? 0 : 1
        spacing: Theme.spaceXs * 1.5

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            color: button.words
            name: button.icon
            size: Math.round(button.size * 1.35)
            visible: button.icon !== ""
        }

        Label {
            anchors.verticalCenter: parent.verticalCenter
            color: button.words
            font.pixelSize: button.size
            horizontalAlignment: Text.AlignHCenter
            strong: button.full
            text: button.text
            visible: button.text !== ""
            wrapMode: Text.NoWrap

            Accessible.ignored: true
        }
    }

    Loader {
        active: button.busy
        anchors.centerIn: parent

        sourceComponent: Busy {
            color: button.words
            size: Math.round(button.size * 1.4)
        }
    }
}
