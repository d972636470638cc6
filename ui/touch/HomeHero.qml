// The greeting, how many people wait, and the two ways to look for a matter; a band above or a column beside.
import QtQuick
import ui.parts

Rectangle {
    id: hero

    required property var choices
    required property Phrases words
    required property bool wide

    signal sorted(kind: string)

    clip: true
    color: Theme.deep

    Icon {
        color: Theme.deepRaised
        name: "emblem"
        opacity: 0.5
        size: Theme.px(50)
        visible: hero.wide
        x: hero.width - Math.round(width * 0.72)
        y: hero.height - Math.round(height * 0.94)
    }

    Column {
        id: greeting

        spacing: Theme.spaceXs / 2
        width: parent.width - Theme.spaceL * 2
        x: Theme.spaceL
        y: hero.wide ? Theme.spaceL : Theme.spaceS

        Label {
            color: Theme.deepInkSoft
            font.pixelSize: Theme.heading
            text: hero.words.say("home.hello")
            width: parent.width
        }

        Label {
            color: Theme.deepInk
            font.pixelSize: hero.wide ? Theme.title : Theme.display
            lineHeight: 1
            strong: true
            text: hero.words.say("home.ask")
            width: parent.width
        }

        Label {
            color: Theme.deepInkSoft
            text: hero.words.say("home.how")
            width: parent.width
        }
    }

    Grid {
        id: people

        columnSpacing: Theme.spaceS
        columns: hero.wide ? 1 : 2
        verticalItemAlignment: Grid.AlignVCenter
        visible: hero.choices.waiting !== ""
        x: hero.wide ? Theme.spaceL : hero.width - width - Theme.spaceL
        y: hero.wide ? hero.height - height - Theme.spaceM : greeting.y

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
                text: hero.words.say("home.waiting")
                wrapMode: Text.NoWrap
            }
        }

        Label {
            color: Theme.deepSignal
            figures: true
            font.pixelSize: hero.wide ? Theme.px(6) : Theme.heading
            lineHeight: 1
            strong: true
            text: hero.choices.waiting
            wrapMode: Text.NoWrap
        }
    }

    Choices {
        columns: hero.wide ? 1 : 2
        current: hero.choices.kind
        dark: true
        each: hero.wide ? hero.width - Theme.spaceL * 2 : Math.floor((hero.width - Theme.spaceL * 2 - spacing) / 2)
        options: [
            {
                "key": "theme",
                "text": hero.words.say("home.by_theme"),
                "icon": "grid"
            },
            {
                "key": "office",
                "text": hero.words.say("home.by_office"),
                "icon": "building"
            }
        ]
        size: Theme.px(3.6)
        spacing: Theme.spaceS
        tall: Theme.px(11)
        x: Theme.spaceL
        y: hero.wide ? greeting.y + greeting.height + Theme.spaceL : hero.height - height - Theme.spaceM

        onChosen: key => hero.sorted(key)
    }
}
