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

            Label {
                color: Theme.inkSoft
                font.pixelSize: Theme.label
                text: page.phrases.say("person.ticked")
                visible: page.person.required.concat(page.person.later).some(paper => paper.brought)
                width: parent.width
            }

            Papers {
                list: page.person.required
                title: page.phrases.say("person.required")
            }

            Papers {
                list: page.person.later
                title: page.phrases.say("person.later")
            }

            Label {
                strong: true
                text: page.phrases.say(page.screen.behind.length > 0 ? "behind.title" : "behind.nobody")
            }

            Repeater {
                model: page.screen.behind

                Column {
                    id: group

                    required property var modelData

                    width: all.width

                    Item {
                        height: heading.height + Theme.spaceXs * 2
                        width: parent.width

                        Label {
                            id: heading

                            anchors.left: parent.left
                            anchors.right: count.left
                            anchors.rightMargin: Theme.spaceS
                            anchors.verticalCenter: parent.verticalCenter
                            text: group.modelData.code + "  " + group.modelData.name
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

                    Label {
                        bottomPadding: Theme.spaceXs
                        color: Theme.inkSoft
                        figures: true
                        font.pixelSize: Theme.label
                        text: group.modelData.newcomer
                        visible: text !== ""
                        width: parent.width
                    }

                    Rectangle {
                        color: Theme.line
                        height: Theme.hairline
                        width: parent.width
                    }
                }
            }
        }
    }

    component Papers: Column {
        id: papers

        required property string title
        required property var list

        spacing: Theme.spaceXs
        visible: list.length > 0
        width: all.width

        Label {
            strong: true
            text: papers.title
        }

        Repeater {
            model: papers.list

            Item {
                id: paper

                required property var modelData

                height: name.height
                width: papers.width

                Icon {
                    color: Theme.good
                    name: "check"
                    size: Theme.px(3.2)
                    visible: paper.modelData.brought
                    y: Math.round((Theme.body * 1.4 - height) / 2)
                }

                Label {
                    id: name

                    color: paper.modelData.brought ? Theme.ink : Theme.inkSoft
                    text: paper.modelData.name
                    width: parent.width - x
                    x: Theme.px(4.4)

                    Accessible.name: paper.modelData.brought ? page.phrases.say("person.brought", {
                        "paper": text
                    }) : text
                }
            }
        }
    }
}
