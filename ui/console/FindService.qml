// Finding a service by name, folk word or initials; the ones asked for most stand there at once.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import ui.parts

ColumnLayout {
    id: find

    required property ConsoleScreen screen
    required property Phrases phrases
    // Only what this counter does.
    property bool mine: false

    signal chosen(code: string, name: string)

    function begin() {
        words.text = "";
        find.screen.search("", find.mine);
        words.forceActiveFocus();
    }

    spacing: Theme.spaceS

    TextField {
        id: words

        Layout.fillWidth: true
        label: find.phrases.say("find.label")
        maximumLength: 40

        onTextChanged: {
            if (find.visible)
                find.screen.search(text, find.mine);
        }
    }

    Label {
        color: Theme.inkSoft
        text: find.phrases.say("find.none")
        visible: find.screen.services.length === 0 && words.text.trim() !== ""
    }

    // More letters find better than more pages.
    ChoiceList {
        id: list

        readonly property int fits: Math.max(1, Math.floor((height + gap) / (cellHeight + gap)))

        Layout.fillHeight: true
        Layout.fillWidth: true
        phrases: find.phrases
        rows: find.screen.services.slice(0, fits).map(each => ({
                    "code": each.code,
                    "text": each.name,
                    "note": find.mine ? "" : each.where
                }))

        onChosen: (code, text) => find.chosen(code, text)
    }
}
