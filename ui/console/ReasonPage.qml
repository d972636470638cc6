// Why the counter closes: one touch on a usual reason, or one's own words.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import ui.parts

FocusScope {
    id: page

    required property Phrases phrases
    property bool compact: false

    signal chosen(why: string)
    signal cancelled

    onVisibleChanged: own.text = ""

    Keys.onEscapePressed: page.cancelled()

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: page.compact ? Theme.spaceS : Theme.spaceM
        spacing: page.compact ? Theme.spaceXs : Theme.spaceS

        RowLayout {
            spacing: Theme.spaceS

            Label {
                Layout.fillWidth: true
                font.pixelSize: page.compact ? Theme.heading : Theme.title
                strong: true
                text: page.phrases.say("reason.title")
            }

            Button {
                icon: "back"
                kind: "quiet"
                text: page.phrases.say("reason.back")

                onTapped: page.cancelled()
            }
        }

        Label {
            Layout.fillWidth: true
            color: Theme.inkSoft
            text: page.phrases.say("reason.text")
            visible: !page.compact
        }

        GridLayout {
            Layout.fillWidth: true
            columnSpacing: parent.spacing
            columns: page.compact ? 3 : 2
            rowSpacing: parent.spacing
            uniformCellWidths: true

            Repeater {
                model: ["lunch", "break", "handover", "fault", "training", "over"]

                Button {
                    required property string modelData

                    Layout.fillWidth: true
                    Layout.preferredHeight: Theme.px(page.compact ? 9 : 12)
                    text: page.phrases.say("reason." + modelData)

                    onTapped: page.chosen(text)
                }
            }
        }

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.spaceS

            TextField {
                id: own

                Layout.fillWidth: true
                label: page.phrases.say("reason.other")
                maximumLength: 80

                onAccepted: give.press()
            }

            Button {
                id: give

                Layout.alignment: Qt.AlignBottom
                enabled: own.text.trim() !== ""
                kind: "primary"
                text: page.phrases.say("verb.close")

                onTapped: page.chosen(own.text.trim())
            }
        }

        Item {
            Layout.fillHeight: true
        }
    }
}
