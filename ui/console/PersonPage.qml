// What should be known of the person here (why now, notes, papers), and who waits behind.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import ui.parts

Page {
    id: page

    readonly property var person: screen.person
    readonly property bool somebody: screen.current.number !== ""

    title: page.somebody ? page.screen.current.number + "  " + page.screen.current.service : page.phrases.say("person.nobody")

    Flickable {
        id: flick

        Layout.fillHeight: true
        Layout.fillWidth: true
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        contentHeight: all.height
        contentWidth: width

        Column {
            id: all

            spacing: Theme.spaceS
            width: flick.width

            Label {
                figures: true
                text: page.person.why
                visible: text !== ""
                width: parent.width
            }

            Repeater {
                model: page.person.notes

                Banner {
                    required property string modelData

                    kind: "warn"
                    text: modelData
                    width: all.width
                }
            }

            Papers {
                names: page.person.required
                title: page.phrases.say("person.required")
            }

            Papers {
                names: page.person.later
                title: page.phrases.say("person.later")
            }

            Label {
                strong: true
                text: page.phrases.say(page.screen.behind.length > 0 ? "behind.title" : "behind.nobody")
            }

            Repeater {
                model: page.screen.behind

                Item {
                    id: group

                    required property var modelData

                    height: Theme.px(7)
                    width: all.width

                    Rectangle {
                        anchors.bottom: parent.bottom
                        color: Theme.line
                        height: Theme.hairline
                        width: parent.width
                    }

                    Label {
                        anchors.left: parent.left
                        anchors.right: count.left
                        anchors.rightMargin: Theme.spaceS
                        anchors.verticalCenter: parent.verticalCenter
                        elide: Text.ElideRight
                        text: group.modelData.code + "  " + group.modelData.name
                        wrapMode: Text.NoWrap
                    }

                    Label {
                        id: count

                        anchors.right: parent.right
                        anchors.verticalCenter: parent.verticalCenter
                        color: Theme.inkSoft
                        figures: true
                        text: page.phrases.say("behind.people", {
                            "count": group.modelData.count
                        }) + " · " + group.modelData.since
                        wrapMode: Text.NoWrap
                    }
                }
            }
        }
    }

    component Papers: Column {
        id: papers

        required property string title
        required property var names

        spacing: Theme.spaceXs
        visible: names.length > 0
        width: all.width

        Label {
            strong: true
            text: papers.title
        }

        Label {
            color: Theme.inkSoft
            text: papers.names.join(page.phrases.say("person.between"))
            width: parent.width
        }
    }
}
