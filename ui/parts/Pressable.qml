// Anything that can be pressed: by finger, mouse, keyboard or screen reader, with an answer in the same frame.
import QtQuick

Item {
    id: pressable

    // What a screen reader says, and the tests look for.
    required property string name
    property string hint: ""
    property int radius: Theme.radiusM
    readonly property bool down: finger.pressed || keyDown
    property bool keyDown: false
    property bool checkable: false
    property bool checked: false

    signal tapped

    function press() {
        if (pressable.enabled)
            pressable.tapped();
    }

    function keyed(event: var, isDown: bool) {
        const keys = [Qt.Key_Space, Qt.Key_Return, Qt.Key_Enter, Qt.Key_Select];
        if (!keys.includes(event.key))
            return;
        event.accepted = true;
        if (event.isAutoRepeat)
            return;
        const wasDown = pressable.keyDown;
        pressable.keyDown = isDown;
        if (wasDown && !isDown)
            pressable.press();
    }

    activeFocusOnTab: true

    Accessible.checkable: pressable.checkable
    Accessible.checked: pressable.checked
    Accessible.description: pressable.hint
    Accessible.focusable: true
    Accessible.name: pressable.name
    Accessible.onPressAction: pressable.press()
    Accessible.role: pressable.checkable ? Accessible.RadioButton : Accessible.Button

    Keys.onPressed: event => pressable.keyed(event, true)
    Keys.onReleased: event => pressable.keyed(event, false)
    onActiveFocusChanged: pressable.keyDown = false
    onEnabledChanged: pressable.keyDown = false

    // A long press is a press, and a finger may slip inside the target.
    TapHandler {
        id: finger

        gesturePolicy: TapHandler.ReleaseWithinBounds
        longPressThreshold: 0

        onTapped: pressable.press()
    }

    Rectangle {
        anchors.fill: parent
        anchors.margins: -Theme.stroke * 2
        border.color: Theme.focus
        border.width: Theme.stroke
        color: "transparent"
        radius: pressable.radius + Theme.stroke * 2
        visible: pressable.activeFocus && Theme.keyboard
        z: 1
    }
}
