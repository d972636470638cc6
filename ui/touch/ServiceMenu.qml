// What staff can do at the machine: its printers, its voice, its glass, and the program itself.
pragma ComponentBehavior: Bound

import QtQuick
import ui.parts
import ui.touch

Item {
    id: menu

    required property Service service
    required property Phrases words
    required property bool wide

    readonly property var shown: service.shown
    readonly property int column: wide ? Math.floor((width - Theme.spaceL) / 2) : width
    readonly property int half: Math.floor((column - Theme.spaceM) / 2)

    Column {
        id: left

        spacing: Theme.spaceM
        width: menu.column
        y: Theme.spaceS

        Label {
            color: Theme.inkSoft
            text: menu.words.say("service.signed", {
                "name": menu.shown.who
            })
            width: parent.width
        }

        Panel {
            width: parent.width

            Column {
                spacing: Theme.spaceM
                width: parent.width

                Item {
                    height: Theme.px(8)
                    width: parent.width

                    Label {
                        id: heading

                        anchors.verticalCenter: parent.verticalCenter
                        font.pixelSize: Theme.heading
                        strong: true
                        text: menu.words.say("service.printers")
                        wrapMode: Text.NoWrap
                    }

                    // Here and not below: the buttons stay where they are when it comes.
                    Label {
                        anchors.left: heading.right
                        anchors.leftMargin: Theme.spaceM
                        anchors.right: parent.right
                        anchors.verticalCenter: parent.verticalCenter
                        color: Theme.accent
                        font.pixelSize: Theme.label
                        horizontalAlignment: Text.AlignRight
                        text: menu.shown.test
                    }
                }

                Label {
                    text: menu.words.say("service.no_printers")
                    visible: menu.shown.printers.length === 0
                    width: parent.width
                }

                Repeater {
                    model: menu.shown.printers

                    Item {
                        id: printer

                        required property var modelData

                        height: Theme.px(16)
                        width: parent.width

                        Icon {
                            id: mark

                            anchors.verticalCenter: parent.verticalCenter
                            color: printer.modelData.well ? Theme.good : Theme.danger
                            name: printer.modelData.well ? "check-circle" : "alert"
                        }

                        Column {
                            id: told

                            anchors.left: mark.right
                            anchors.leftMargin: Theme.spaceS
                            anchors.right: test.left
                            anchors.rightMargin: Theme.spaceS
                            anchors.verticalCenter: parent.verticalCenter

                            Label {
                                strong: true
                                text: printer.modelData.name
                                width: parent.width
                            }

                            Label {
                                color: printer.modelData.well ? Theme.good : Theme.danger
                                text: printer.modelData.state
                                width: parent.width
                            }

                            Label {
                                color: Theme.inkSoft
                                font.pixelSize: Theme.label
                                text: printer.modelData.waiting
                                visible: text !== ""
                                width: parent.width
                            }
                        }

                        Button {
                            id: test

                            anchors.right: parent.right
                            anchors.verticalCenter: parent.verticalCenter
                            icon: "paper"
                            text: menu.words.say("service.test")

                            onTapped: menu.service.test(printer.modelData.name)
                        }
                    }
                }
            }
        }
    }

    Column {
        spacing: Theme.spaceM
        width: menu.column
        x: menu.wide ? menu.column + Theme.spaceL : 0
        y: menu.wide ? left.y : left.y + left.height + Theme.spaceM

        Panel {
            width: parent.width

            Item {
                height: quieter.height
                width: parent.width

                Icon {
                    id: speaker

                    anchors.verticalCenter: parent.verticalCenter
                    color: Theme.accent
                    name: "speaker"
                }

                Label {
                    anchors.left: speaker.right
                    anchors.leftMargin: Theme.spaceS
                    anchors.right: quieter.left
                    anchors.rightMargin: Theme.spaceS
                    anchors.verticalCenter: parent.verticalCenter
                    figures: true
                    text: menu.shown.volume < 0 ? menu.words.say("service.no_volume") : menu.words.say("service.volume", {
                        "percent": menu.shown.volume
                    })
                }

                Button {
                    id: quieter

                    anchors.right: louder.left
                    anchors.rightMargin: Theme.spaceS
                    enabled: menu.shown.volume > 0
                    text: menu.words.say("service.quieter")

                    onTapped: menu.service.louder(false)
                }

                Button {
                    id: louder

                    anchors.right: parent.right
                    enabled: menu.shown.volume >= 0 && menu.shown.volume < 100
                    text: menu.words.say("service.louder")

                    onTapped: menu.service.louder(true)
                }
            }
        }

        Button {
            height: Theme.px(14)
            icon: "screen"
            size: Theme.heading
            text: menu.words.say("service.clean")
            width: parent.width

            onTapped: menu.service.clean()
        }

        Row {
            spacing: Theme.spaceM

            Button {
                height: Theme.px(14)
                icon: "refresh"
                size: Theme.heading
                text: menu.words.say("service.restart")
                width: menu.half

                onTapped: menu.service.restart()
            }

            Button {
                height: Theme.px(14)
                icon: "close"
                kind: "danger"
                size: Theme.heading
                text: menu.words.say("service.close")
                width: menu.half

                onTapped: menu.service.close()
            }
        }

        Banner {
            kind: "danger"
            text: menu.shown.fault
            visible: menu.shown.fault !== ""
            width: parent.width
        }

        Label {
            color: Theme.inkSoft
            figures: true
            font.pixelSize: Theme.label
            text: menu.words.say("service.version", {
                "version": menu.shown.version
            })
            width: parent.width
        }
    }
}
