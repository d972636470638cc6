// The beginning in large type: four choices a page, the ways to a matter first, and then what one of them leads to (R13).
pragma ComponentBehavior: Bound

import QtQuick
import ui.parts
import ui.touch

Item {
    id: few

    required property TouchScreen screen
    required property Phrases words
    required property bool wide

    readonly property var choices: screen.choices
    // The sides of the home page and what else one may come for; one of the sides, or "".
    property string side: ""
    readonly property var ways: [["popular", "list"], ["theme", "grid"], ["lookup", "ticket"], ["unsure", "help"], ["office", "building"], ["bundle", "rings"], ["appointment", "calendar"], ["unresolved", "hand-heart"]].filter(each => there(each[0])).map(each => ({
                "key": each[0],
                "icon": each[1],
                "title": few.words.say("home." + (few.isSide(each[0]) ? "by_" : "") + each[0]),
                "note": few.isSide(each[0]) ? "" : few.words.say("home." + each[0] + "_hint")
            }))

    signal opened(key: string)
    signal entered(key: string)

    function isSide(key: string): bool {
        return ["popular", "theme", "office", "bundle"].includes(key);
    }

    function there(key: string): bool {
        if (isSide(key))
            return choices.kinds.some(each => each.key === key);
        const desk = {
            "unsure": "enquiry",
            "unresolved": "unresolved"
        }[key];
        return key === "lookup" || (desk === undefined ? screen.desk.pad.appointments : choices.desks.includes(desk));
    }

    function go(key: string) {
        if (few.side !== "")
            few.opened(key);
        else if (few.isSide(key)) {
            few.screen.sort(key);
            few.side = key;
        } else
            few.entered(key);
    }

    Button {
        id: back

        icon: "back"
        text: few.words.say("nav.back")
        visible: few.side !== ""

        onTapped: few.side = ""
    }

    Label {
        anchors.left: back.right
        anchors.leftMargin: Theme.spaceM
        anchors.verticalCenter: back.verticalCenter
        font.pixelSize: Theme.heading
        strong: true
        text: few.side === "" ? "" : few.words.say("home.by_" + few.side)
    }

    PagedGrid {
        id: grid

        anchors.fill: parent
        anchors.topMargin: few.side === "" ? 0 : back.height + Theme.spaceS
        cellHeight: Theme.px(13)
        cellTallest: Theme.px(26)
        columns: few.wide ? 2 : 1
        nextText: few.words.say("nav.next")
        previousText: few.words.say("nav.previous")
        rows: few.side === "" ? few.ways : few.choices.rows

        delegate: MatterTile {
            required property var modelData

            height: grid.cell
            icon: modelData.icon
            note: modelData.note
            size: Theme.px(3.8)
            title: modelData.title
            width: grid.cellWidth

            onTapped: few.go(modelData.key)
        }
    }
}
