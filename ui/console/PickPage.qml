// Calling a given number out of its order: which one, and why.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import ui.parts

Page {
    id: page

    readonly property bool whole: /^\s*[A-Za-z]\d{1,6}\s*$/.test(number.text)

    signal chosen(number: string, why: string)

    text: page.phrases.say("pick.text")
    title: page.phrases.say("pick.title")

    onVisibleChanged: {
        number.text = own.text = "";
        if (visible)
            number.forceActiveFocus();
    }

    TextField {
        id: number

        Layout.fillWidth: true
        label: page.phrases.say("pick.number")
        maximumLength: 8

        onAccepted: own.forceActiveFocus()
    }

    GridLayout {
        Layout.fillWidth: true
        columnSpacing: Theme.spaceS
        columns: 3
        rowSpacing: Theme.spaceXs
        uniformCellWidths: true
        visible: !page.compact

        Repeater {
            model: ["asked", "urgent", "leader"]

            Button {
                required property string modelData

                Layout.fillWidth: true
                size: Theme.label
                text: page.phrases.say("pick." + modelData)

                onTapped: own.text = text
            }
        }
    }

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.spaceS

        TextField {
            id: own

            Layout.fillWidth: true
            label: page.phrases.say("pick.why")
            maximumLength: 200

            onAccepted: give.press()
        }

        Button {
            id: give

            Layout.alignment: Qt.AlignBottom
            enabled: page.whole && own.text.trim() !== "" && page.screen.busy === ""
            kind: "primary"
            text: page.phrases.say("pick.give")

            onTapped: page.chosen(number.text.trim(), own.text.trim())
        }
    }

    Item {
        Layout.fillHeight: true
    }
}
