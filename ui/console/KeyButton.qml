// A button that also has a key of the keyboard, which it shows.
import QtQuick
import ui.parts

Button {
    id: button

    required property string key
    required property string verb
    required property ConsoleScreen screen
    required property Phrases phrases
    property bool small: false
    // A quiet word before the key, or in its place on a small one: how long still.
    property string note: ""
    // The answer is awaited for longer than a blink.
    property bool waited: false

    busy: waited && screen.busy === verb
    hint: key
    text: phrases.say("verb." + verb)

    Shortcut {
        autoRepeat: false
        enabled: button.enabled && button.visible
        sequence: button.key

        onActivated: button.press()
    }

    Connections {
        target: button.screen

        function onKeyed(key: string) {
            if (key === button.key && button.visible)
                button.press();
        }
    }

    Label {
        anchors.right: button.small ? parent.right : frame.left
        anchors.rightMargin: Theme.spaceXs
        anchors.verticalCenter: parent.verticalCenter
        color: button.words
        figures: true
        font.pixelSize: Theme.px(button.small ? 2.3 : 2.6)
        lineHeight: 1
        opacity: 0.85
        text: button.note
        visible: text !== "" && !button.busy
        wrapMode: Text.NoWrap
    }

    Rectangle {
        id: frame

        anchors.right: parent.right
        anchors.rightMargin: button.small ? Theme.spaceXs : Theme.spaceS
        anchors.verticalCenter: parent.verticalCenter
        border.color: cap.color
        border.width: Theme.hairline
        color: "transparent"
        height: cap.implicitHeight + Theme.spaceXs / 2
        opacity: button.enabled ? 0.8 : 0.6
        radius: Theme.radiusS / 2
        visible: !button.small || button.note === ""
        width: cap.implicitWidth + Theme.spaceXs * 1.5

        Label {
            id: cap

            anchors.centerIn: parent
            color: button.words
            figures: true
            font.pixelSize: Theme.px(button.small ? 2.2 : 2.6)
            lineHeight: 1
            text: button.key
            wrapMode: Text.NoWrap

            Accessible.ignored: true
        }
    }
}
