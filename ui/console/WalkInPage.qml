// Serving somebody who has no number: what for, and why while others wait.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import ui.parts

Page {
    id: page

    property string service: ""
    property string name: ""
    readonly property bool others: screen.waiting > 0

    signal chosen(service: string, why: string)

    text: page.phrases.say("walk_in.text")
    title: page.phrases.say("walk_in.title")

    onVisibleChanged: {
        page.service = own.text = "";
        if (visible)
            find.begin();
    }

    FindService {
        id: find

        Layout.fillHeight: true
        Layout.fillWidth: true
        mine: true
        phrases: page.phrases
        screen: page.screen
        visible: page.service === ""

        onChosen: (code, name) => {
            page.name = name;
            page.service = code;
            own.forceActiveFocus();
        }
    }

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.spaceS
        visible: page.service !== ""

        Label {
            Layout.fillWidth: true
            font.pixelSize: Theme.heading
            strong: true
            text: page.phrases.say("walk_in.chosen", {
                "name": page.name
            })
        }

        Button {
            kind: "quiet"
            text: page.phrases.say("walk_in.again")

            onTapped: {
                page.service = "";
                find.begin();
            }
        }
    }

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.spaceS
        visible: page.service !== ""

        TextField {
            id: own

            Layout.fillWidth: true
            label: page.phrases.say("walk_in.why")
            maximumLength: 200

            onAccepted: give.press()
        }

        Button {
            id: give

            Layout.alignment: Qt.AlignBottom
            enabled: (!page.others || own.text.trim() !== "") && page.screen.busy === ""
            kind: "primary"
            text: page.phrases.say("walk_in.give")

            onTapped: page.chosen(page.service, own.text.trim())
        }
    }

    Item {
        Layout.fillHeight: true
        visible: page.service !== ""
    }
}
