// The other numbers of the person who is served: they follow here without a call.
import QtQuick
import QtQuick.Layouts
import ui.parts

Page {
    id: page

    signal chosen(numbers: string)

    text: page.phrases.say("join.text", {
        "number": page.screen.current.number
    })
    title: page.phrases.say("join.title")

    onVisibleChanged: {
        numbers.text = "";
        if (visible)
            numbers.forceActiveFocus();
    }

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.spaceS

        TextField {
            id: numbers

            Layout.fillWidth: true
            label: page.phrases.say("join.number")
            maximumLength: 80

            onAccepted: give.press()
        }

        Button {
            id: give

            Layout.alignment: Qt.AlignBottom
            enabled: /[A-Za-z]\d/.test(numbers.text) && page.screen.busy === ""
            kind: "primary"
            text: page.phrases.say("join.give")

            onTapped: page.chosen(numbers.text)
        }
    }

    Item {
        Layout.fillHeight: true
    }
}
