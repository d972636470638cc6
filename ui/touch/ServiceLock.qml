// Who it is, and the password; nothing of it is shown but how long it is.
pragma ComponentBehavior: Bound

import QtQuick
import ui.parts
import ui.touch

Item {
    id: lock

    required property Service service
    required property Phrases words
    required property bool wide

    readonly property var shown: service.shown
    readonly property int column: wide ? Math.floor((width - Theme.spaceXl) * 0.42) : width

    Column {
        id: who

        spacing: lock.wide ? Theme.spaceS : Theme.spaceM
        width: lock.column
        y: lock.wide ? 0 : Theme.spaceM

        Label {
            color: Theme.inkSoft
            text: lock.words.say("service.who")
            width: parent.width
        }

        Choices {
            columns: 2
            current: lock.shown.name
            each: Math.floor((lock.column - spacing) / 2)
            options: lock.shown.people.map(each => ({
                        "key": each.name,
                        "text": each.title,
                        "icon": "person"
                    }))

            onChosen: key => lock.service.choose(key)
        }

        Label {
            color: lock.shown.fault ? Theme.danger : Theme.inkSoft
            strong: lock.shown.fault !== ""
            text: lock.shown.fault || lock.words.say("service.password", {
                "name": lock.shown.title
            })
            visible: lock.shown.name !== ""
            width: parent.width
        }

        Rectangle {
            Accessible.name: lock.words.say("service.letters_typed", {
                "count": lock.shown.typed
            })
            Accessible.role: Accessible.StaticText
            border.color: lock.shown.fault ? Theme.danger : Theme.lineStrong
            border.width: Theme.stroke
            color: Theme.surface
            height: Theme.targetTall
            radius: Theme.radiusS
            visible: lock.shown.name !== ""
            width: parent.width

            Row {
                anchors.left: parent.left
                anchors.leftMargin: Theme.spaceM
                anchors.verticalCenter: parent.verticalCenter
                spacing: Theme.spaceXs

                Repeater {
                    // More dots would say no more.
                    model: Math.min(lock.shown.typed, 16)

                    Rectangle {
                        color: Theme.ink
                        height: Theme.px(1.8)
                        radius: height / 2
                        width: height
                    }
                }
            }

            Busy {
                anchors.right: parent.right
                anchors.rightMargin: Theme.spaceM
                anchors.verticalCenter: parent.verticalCenter
                running: lock.shown.busy
                size: Theme.px(5)
            }
        }
    }

    SecretPad {
        visible: lock.shown.name !== ""
        width: lock.wide ? lock.width - lock.column - Theme.spaceXl : lock.width
        words: lock.words
        x: lock.wide ? lock.column + Theme.spaceXl : 0
        y: lock.wide ? 0 : lock.height - height

        onEntered: lock.service.enter()
        onErased: lock.service.erase()
        onTyped: letter => lock.service.type(letter)
    }
}
