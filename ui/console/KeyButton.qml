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

    Rectangle {
        anchors.right: parent.right
        anchors.rightMargin: button.small ? Theme.spaceXs : Theme.spaceS
        anchors.verticalCenter: parent.verticalCenter
        border.color: cap.color
        border.width: Theme.hairline
        color: "transparent"
        height: cap.implicitHeight + Theme.spaceXs / 2
        opacity: button.enabled ? 0.8 : 0.6
        radius: Theme.radiusS / 2
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
