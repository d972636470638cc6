// Each paper that did not come out: its number, why, since when, and what can be done about it.
pragma ComponentBehavior: Bound

import QtQuick
import ui.parts

FocusScope {
    id: page

    required property ConsoleScreen screen
    required property Phrases phrases
    property bool compact: false
    readonly property var rows: screen.papers.rows

    signal closed

    Keys.onEscapePressed: page.closed()
    onVisibleChanged: {
        if (visible)
            page.forceActiveFocus();
    }

    Label {
        id: title

        anchors.left: parent.left
        anchors.leftMargin: Theme.spaceM
        anchors.right: back.left
        anchors.verticalCenter: back.verticalCenter
        font.pixelSize: page.compact ? Theme.heading : Theme.title
        strong: true
        text: page.phrases.say(page.rows.length > 0 ? "papers.title" : "papers.none")
    }

    Button {
        id: back

        anchors.right: parent.right
        anchors.rightMargin: Theme.spaceXs
        icon: "back"
        kind: "quiet"
        text: page.phrases.say("papers.back")
        y: page.compact ? 0 : Theme.spaceS

        onTapped: page.closed()
    }

    Column {
        id: under

        spacing: Theme.spaceS
        width: parent.width - Theme.spaceM * 2
        x: Theme.spaceM
        y: back.y + back.height + (page.compact ? 0 : Theme.spaceXs)

        Label {
            color: Theme.inkSoft
            text: page.phrases.say("papers.text")
            visible: !page.compact && page.rows.length > 0
            width: parent.width
        }

        Label {
            figures: true
            text: page.screen.papers.more
            visible: text !== ""
            width: parent.width
        }

        WhyNot {
            height: implicitHeight
            phrases: page.phrases
            screen: page.screen
            width: parent.width
        }
    }

    PagedGrid {
        id: grid

        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.spaceS
        anchors.left: under.left
        anchors.right: under.right
        anchors.top: under.bottom
        anchors.topMargin: Theme.spaceS
        cellHeight: Theme.px(page.compact ? 14 : 16)
        columns: 1
        gap: Theme.spaceXs
        nextText: page.phrases.say("papers.next")
        previousText: page.phrases.say("papers.previous")
        rows: page.rows

        delegate: Rectangle {
            id: row

            required property var modelData

            border.color: Theme.line
            border.width: Theme.hairline
            color: Theme.surface
            height: grid.cell
            radius: Theme.radiusM
            width: grid.cellWidth

            Column {
                anchors.left: parent.left
                anchors.leftMargin: Theme.spaceS
                anchors.right: ways.left
                anchors.rightMargin: Theme.spaceS
                anchors.verticalCenter: parent.verticalCenter

                Label {
                    figures: true
                    lineHeight: 1
                    strong: true
                    text: row.modelData.number + "  " + row.modelData.state
                    width: parent.width
                }

                Label {
                    color: Theme.inkSoft
                    figures: true
                    font.pixelSize: Theme.label
                    lineHeight: 1
                    text: [page.phrases.say("papers.at", {
                            "time": row.modelData.at
                        }), row.modelData.why].filter(each => each !== "").join(" · ")
                    width: parent.width
                }
            }

            Row {
                id: ways

                anchors.right: parent.right
                anchors.rightMargin: Theme.spaceXs
                anchors.verticalCenter: parent.verticalCenter
                spacing: Theme.spaceXs

                Button {
                    enabled: page.screen.can.paper
                    hint: row.modelData.number
                    name: row.modelData.number + " " + text
                    size: Theme.label
                    text: row.modelData.reprint

                    onTapped: page.screen.reprint(row.modelData.id)
                }

                Button {
                    enabled: page.screen.can.paper
                    icon: page.compact ? "" : "check"
                    name: row.modelData.number + " " + text
                    size: Theme.label
                    text: page.phrases.say("papers.aside")
                    visible: row.modelData.aside

                    onTapped: page.screen.putAside(row.modelData.id)
                }
            }
        }
    }
}
