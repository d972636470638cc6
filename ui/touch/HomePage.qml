// The beginning: what one came for, by theme or by department, and how many people wait.
pragma ComponentBehavior: Bound

import QtQuick
import ui.parts
import ui.touch

Item {
    id: page

    required property TouchScreen screen
    required property Phrases words
    required property bool wide

    readonly property var choices: screen.choices
    readonly property var hall: screen.hall

    Rectangle {
        id: hero

        clip: true
        color: Theme.deep
        height: page.wide ? page.height : Theme.px(40)
        width: page.wide ? Theme.px(46) : page.width

        Icon {
            color: Theme.deepRaised
            name: "emblem"
            opacity: 0.5
            size: Theme.px(50)
            visible: page.wide
            x: hero.width - Math.round(width * 0.72)
            y: hero.height - Math.round(height * 0.94)
        }

        Column {
            id: greeting

            spacing: Theme.spaceXs / 2
            width: parent.width - Theme.spaceL * 2
            x: Theme.spaceL
            y: page.wide ? Theme.spaceL : Theme.spaceS

            Label {
                color: Theme.deepInkSoft
                font.pixelSize: Theme.heading
                text: page.words.say("home.hello")
                width: parent.width
            }

            Label {
                color: Theme.deepInk
                font.pixelSize: page.wide ? Theme.title : Theme.display
                lineHeight: 1
                strong: true
                text: page.words.say("home.ask")
                width: parent.width
            }

            Label {
                color: Theme.deepInkSoft
                text: page.words.say("home.how")
                width: parent.width
            }
        }

        Grid {
            id: people

            columnSpacing: Theme.spaceS
            columns: page.wide ? 1 : 2
            verticalItemAlignment: Grid.AlignVCenter
            visible: page.choices.waiting !== ""
            x: page.wide ? Theme.spaceL : hero.width - width - Theme.spaceL
            y: page.wide ? hero.height - height - Theme.spaceM : greeting.y

            Row {
                spacing: Theme.spaceXs

                Icon {
                    anchors.verticalCenter: parent.verticalCenter
                    color: Theme.deepInkSoft
                    name: "people"
                }

                Label {
                    anchors.verticalCenter: parent.verticalCenter
                    color: Theme.deepInkSoft
                    text: page.words.say("home.waiting")
                    wrapMode: Text.NoWrap
                }
            }

            Label {
                color: Theme.deepSignal
                figures: true
                font.pixelSize: page.wide ? Theme.px(6) : Theme.heading
                lineHeight: 1
                strong: true
                text: page.choices.waiting
                wrapMode: Text.NoWrap
            }
        }

        Choices {
            columns: page.wide ? 1 : 2
            current: page.choices.kind
            dark: true
            each: page.wide ? hero.width - Theme.spaceL * 2 : Math.floor((hero.width - Theme.spaceL * 2 - spacing) / 2)
            options: [
                {
                    "key": "theme",
                    "text": page.words.say("home.by_theme"),
                    "icon": "grid"
                },
                {
                    "key": "office",
                    "text": page.words.say("home.by_office"),
                    "icon": "building"
                }
            ]
            size: Theme.px(3.6)
            spacing: Theme.spaceS
            tall: Theme.px(11)
            x: Theme.spaceL
            y: page.wide ? greeting.y + greeting.height + Theme.spaceL : hero.height - height - Theme.spaceM

            onChosen: key => page.screen.sort(key)
        }
    }

    PagedGrid {
        id: grid

        anchors.bottom: foot.top
        anchors.bottomMargin: Theme.spaceM
        anchors.left: page.wide ? hero.right : parent.left
        anchors.leftMargin: page.wide ? Theme.spaceM : Theme.spaceL
        anchors.right: parent.right
        anchors.rightMargin: Theme.spaceL
        anchors.top: page.wide ? parent.top : hero.bottom
        anchors.topMargin: Theme.spaceM
        cellHeight: Theme.px(17)
        cellTallest: Theme.px(24)
        // All on one page, if that is possible at all.
        columns: Math.max(4, Math.min(6, Math.ceil(page.choices.rows.length / fit(height))))
        nextText: page.words.say("nav.next")
        previousText: page.words.say("nav.previous")
        rows: page.choices.rows

        delegate: Tile {
            required property var modelData

            height: grid.cell
            icon: modelData.icon
            note: modelData.note
            title: modelData.title
            size: Theme.px(page.screen.language === "zh" ? 3.7 : page.wide ? 2.9 : 3.1)
            width: grid.cellWidth

            onTapped: page.screen.choose(modelData.key)
        }
    }

    Item {
        id: foot

        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.spaceS
        anchors.left: grid.left
        anchors.right: grid.right
        height: Theme.iconM

        Icon {
            id: phone

            anchors.verticalCenter: parent.verticalCenter
            color: Theme.inkSoft
            name: "call"
            size: Theme.iconS
        }

        Label {
            anchors.left: phone.right
            anchors.leftMargin: Theme.spaceXs
            anchors.verticalCenter: parent.verticalCenter
            color: Theme.inkSoft
            font.pixelSize: Theme.label
            text: page.words.say("home.hotline", {
                "hotline": page.hall.hotline
            })
            wrapMode: Text.NoWrap
        }

        Label {
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            color: Theme.inkSoft
            font.pixelSize: Theme.label
            text: page.words.say("home.sample")
            visible: page.hall.sample
            wrapMode: Text.NoWrap
        }
    }
}
