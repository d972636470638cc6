// Where a person is sent: a service, a group or another counter, and whether they come back here.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import ui.parts

Page {
    id: page

    property string kind: "counter"
    property bool returns: false

    signal chosen(kind: string, code: string, back: bool, note: string)

    text: page.phrases.say("transfer.text")
    title: page.phrases.say("transfer.title", {
        "number": page.screen.current.number
    })

    onVisibleChanged: {
        page.returns = false;
        note.text = "";
        if (visible) {
            page.kind = "counter";
            page.screen.lookAround();
        }
    }

    GridLayout {
        Layout.fillWidth: true
        columnSpacing: Theme.gap
        columns: page.compact ? 2 : 1
        rowSpacing: Theme.spaceS

        Choices {
            current: page.kind
            each: page.compact ? Theme.px(20) : Math.floor((page.width - Theme.spaceM * 2 - Theme.gap * 2) / 3)
            options: ["counter", "group", "service"].map(key => ({
                        "key": key,
                        "text": page.phrases.say("transfer." + key)
                    }))
            size: page.compact ? Theme.label : Theme.body

            onChosen: key => {
                page.kind = key;
                if (key === "service")
                    find.begin();
            }
        }

        Button {
            Layout.fillWidth: true
            checkable: true
            checked: page.returns
            icon: page.returns ? "check-square" : "square"
            size: page.compact ? Theme.label : Theme.body
            text: page.phrases.say("transfer.back")

            onTapped: page.returns = !page.returns
        }
    }

    TextField {
        id: note

        Layout.fillWidth: true
        label: page.phrases.say("transfer.note")
        maximumLength: 200
        visible: !page.compact
    }

    FindService {
        id: find

        Layout.fillHeight: true
        Layout.fillWidth: true
        phrases: page.phrases
        screen: page.screen
        visible: page.kind === "service"

        onChosen: code => page.chosen("service", code, page.returns, note.text)
    }

    ChoiceList {
        Layout.fillHeight: true
        Layout.fillWidth: true
        columns: page.compact ? 2 : 1
        phrases: page.phrases
        rows: page.kind === "group" ? page.screen.around.groups : page.screen.around.counters
        visible: page.kind !== "service"

        onChosen: code => page.chosen(page.kind, code, page.returns, note.text)
    }
}
