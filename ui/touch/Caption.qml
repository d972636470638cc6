// What is spoken and stands nowhere on the page, for who cannot hear it (R17).
import QtQuick
import ui.parts
import ui.touch

Toast {
    id: caption

    required property Keypad keypad

    icon: "speaker"
    stay: 8000

    Connections {
        function onCaptioned(text: string) {
            if (text === "")
                caption.hide();
            else
                caption.show("info", text);
        }

        target: caption.keypad
    }
}
