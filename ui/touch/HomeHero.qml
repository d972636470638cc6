// The greeting, how many people wait, and the search; a band above or a column beside.
import QtQuick
import ui.parts

Rectangle {
    id: hero

    required property string waiting
    required property Phrases words
    required property bool wide

    // Where all but the number of people ends.
    readonly property int below: search.y + search.height
    // Where something stands upon it that ends lower, in a column.
    property int low: below

    signal searched

    clip: true
    color: Theme.deep
    implicitHeight: search.y + search.height + Theme.spaceM

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
        width: (hero.wide || !people.visible ? parent.width : people.x) - Theme.spaceL * 2
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
            font.pixelSize: hero.wide ? Theme.title : Theme.px(hero.words.say("home.ask").length > 12 ? 4.6 : 6.6)
            lineHeight: 1
            strong: true
            text: hero.words.say("home.ask")
            width: parent.width
        }
    }

    Column {
        id: people

        spacing: Theme.spaceXs / 2
        visible: hero.waiting !== "" && (!hero.wide || hero.low <= y)
        x: hero.wide ? Theme.spaceL : hero.width - width - Theme.spaceL
        y: hero.wide ? hero.height - height - Theme.spaceM : greeting.y + greeting.height - height

        Row {
            anchors.right: hero.wide ? undefined : parent.right
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
            anchors.right: hero.wide ? undefined : parent.right
            color: Theme.deepSignal
            figures: true
            font.pixelSize: hero.wide ? Theme.px(6) : Theme.title
            lineHeight: 1
            strong: true
            text: hero.waiting
            wrapMode: Text.NoWrap
        }
    }

    Pressable {
        id: search

        height: Math.max(Theme.targetTall, line.height + Theme.spaceS * 2)
        hint: hero.words.say("home.search_hint")
        name: hero.words.say("home.search")
        radius: Theme.radiusL
        width: hero.width - Theme.spaceL * 2
        x: Theme.spaceL
        y: greeting.y + greeting.height + (hero.wide ? Theme.spaceL : Theme.spaceM)

        onTapped: hero.searched()

        Rectangle {
            anchors.fill: parent
            border.color: Theme.line
            border.width: Theme.hairline
            color: search.down ? Theme.accentSoftPressed : Theme.surface
            radius: search.radius

            Icon {
                id: glass

                anchors.verticalCenter: parent.verticalCenter
                color: Theme.accent
                name: "search"
                size: Theme.px(6.2)
                x: Theme.spaceM
            }

            Column {
                id: line

                anchors.left: glass.right
                anchors.leftMargin: Theme.spaceS
                anchors.right: parent.right
                anchors.rightMargin: Theme.spaceS
                anchors.verticalCenter: parent.verticalCenter

                Label {
                    color: Theme.accent
                    font.pixelSize: Theme.px(3.8)
                    strong: true
                    text: search.name
                    width: parent.width

                    Accessible.ignored: true
                }

                Label {
                    color: Theme.inkSoft
                    font.pixelSize: Theme.label
                    text: search.hint
                    width: parent.width

                    Accessible.ignored: true
                }
            }
        }
    }
}
