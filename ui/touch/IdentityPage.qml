// Whose number it is, where the hall asks: what is kept of it first, then a document (R59).
pragma ComponentBehavior: Bound

import QtQuick
import ui.parts
import ui.touch

Item {
    id: page

    required property TouchScreen screen
    required property Phrases words
    required property bool wide

    readonly property Identity identity: screen.identity
    readonly property string step: identity.shown.step
    // The figures of a keypad are typed here.
    readonly property bool takesDigits: step === "number"

    // Something else stands where something stood.
    signal turned

    focus: true

    onStepChanged: page.turned()

    // Somebody may have a keyboard.
    Keys.onPressed: event => {
        if (page.step !== "number")
            return;
        if (event.key === Qt.Key_Backspace)
            page.identity.erase();
        else if (event.key === Qt.Key_Return || event.key === Qt.Key_Enter)
            page.identity.enter();
        else if (/^[A-Za-z0-9]$/.test(event.text))
            page.identity.key(event.text);
        else
            return;
        event.accepted = true;
    }

    Component {
        id: notice

        IdentityNotice {
            identity: page.identity
            wide: page.wide
            words: page.words
        }
    }

    Component {
        id: reasons

        IdentityReasons {
            identity: page.identity
            wide: page.wide
            words: page.words
        }
    }

    Component {
        id: number

        IdentityNumber {
            identity: page.identity
            screen: page.screen
            wide: page.wide
            words: page.words
        }
    }

    Component {
        id: staff

        IdentityStaff {
            identity: page.identity
            screen: page.screen
            wide: page.wide
            words: page.words
        }
    }

    Loader {
        anchors.fill: parent
        sourceComponent: ({
                "notice": notice,
                "reasons": reasons,
                "number": number,
                "staff": staff
            })[page.step]
    }
}
