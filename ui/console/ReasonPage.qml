// Why something is done that needs a reason: one touch on a usual one, or one's own words.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import ui.parts

Page {
    id: page

    required property string verb
    // The usual reasons: plain objects {code, text}.
    required property var reasons
    property string label: ""
    property int longest: 80

    signal chosen(why: string)

    onVisibleChanged: own.text = ""

    GridLayout {
        Layout.fillWidth: true
        columnSpacing: Theme.spaceS
        columns: page.compact ? 3 : 2
        rowSpacing: page.compact ? Theme.spaceXs : Theme.spaceS
        uniformCellWidths: true

        Repeater {
            model: page.reasons

            Button {
                required property var modelData

                Layout.fillWidth: true
                Layout.preferredHeight: Theme.px(page.compact ? 9 : 12)
                text: modelData.text

                onTapped: page.chosen(modelData.code)
            }
        }
    }

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.spaceS

        TextField {
            id: own

            Layout.fillWidth: true
            label: page.label
            maximumLength: page.longest

            onAccepted: give.press()
        }

        Button {
            id: give

            Layout.alignment: Qt.AlignBottom
            enabled: own.text.trim() !== ""
            kind: "primary"
            text: page.phrases.say("verb." + page.verb)

            onTapped: page.chosen(own.text.trim())
        }
    }

    Item {
        Layout.fillHeight: true
    }
}
