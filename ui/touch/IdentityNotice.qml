// What is kept of a document, how long and why; and which one it will be, which agrees to that.
pragma ComponentBehavior: Bound

import QtQuick
import ui.parts
import ui.touch

Item {
    id: notice

    required property Identity identity
    required property Phrases words
    required property bool wide

    readonly property int column: wide ? Math.floor((width - Theme.spaceL * 3) * 0.44) : width - Theme.spaceL * 2
    readonly property string agent: identity.shown.agent

    Column {
        id: told

        spacing: notice.wide || Theme.large ? Theme.spaceS : Theme.spaceM
        width: notice.column
        x: Theme.spaceL
        y: notice.wide ? Theme.spaceM : Theme.spaceL

        PageHead {
            icon: "id-card"
            title: notice.words.say("identity.title")
            width: parent.width
        }

        Panel {
            padding: Theme.large ? Theme.spaceS : Theme.spaceM
            width: parent.width

            Column {
                spacing: Theme.large ? Theme.spaceXs : Theme.spaceS
                width: parent.width

                Line {
                    icon: "lock"
                    text: notice.words.say("identity.kept")
                }

                Line {
                    icon: "clock"
                    text: notice.words.say("identity.days", {
                        "count": notice.identity.shown.days
                    })
                }

                Line {
                    icon: "info"
                    text: notice.words.say("identity.why")
                }
            }
        }
    }

    Column {
        id: ask

        width: notice.wide ? notice.width - notice.column - Theme.spaceL * 3 : notice.column
        x: notice.wide ? notice.column + Theme.spaceL * 2 : Theme.spaceL
        y: notice.wide ? Theme.spaceM : told.y + told.height + (Theme.large ? Theme.spaceS : Theme.spaceL)

        Label {
            font.pixelSize: Theme.heading
            strong: true
            text: notice.words.say(notice.agent === "" ? "identity.which" : "identity.which_own")
            width: parent.width
        }

        Label {
            color: Theme.inkSoft
            text: notice.agent === "" ? notice.words.say("identity.agree") : notice.words.say("identity.agent", {
                "reason": notice.agent
            })
            width: parent.width
        }
    }

    IdentityRows {
        height: notice.height - y - Theme.spaceM
        rows: notice.identity.kinds
        width: ask.width
        words: notice.words
        x: ask.x
        y: ask.y + ask.height + Theme.spaceS

        onChosen: key => notice.identity.choose(key)
    }

    component Line: Item {
        id: line

        required property string icon
        required property string text

        height: Math.max(sign.height, sentence.height)
        width: parent.width

        Icon {
            id: sign

            color: Theme.accent
            name: line.icon
            size: Theme.iconM
        }

        Label {
            id: sentence

            anchors.left: sign.right
            anchors.leftMargin: Theme.spaceS
            room: line.width - sign.width - Theme.spaceS
            text: line.text
        }
    }
}
