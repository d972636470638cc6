// While nobody is there: the hall, how it stands, who waits, what it has to say; a touch anywhere begins.
pragma ComponentBehavior: Bound

import QtQuick
import ui.parts
import ui.touch

Rectangle {
    id: page

    required property TouchScreen screen
    required property Phrases words
    required property bool wide

    readonly property var now: screen.front.now
    readonly property int margin: Theme.px(4.5)
    readonly property int column: wide ? Math.floor((all.width - margin * 3) * 0.5) : all.width - margin * 2

    // Above what the hall has to say, and how much of that stands below its name.
    readonly property int end: foot.y - (sayings.visible ? sayings.height + Theme.spaceL : 0) - Theme.spaceL
    readonly property int below: (waits.visible ? waits.height + Theme.spaceXl : 0) + foot.y - end

    color: Theme.deep

    Pressable {
        id: all

        anchors.fill: parent
        anchors.margins: Theme.gap
        name: page.words.say("front.begin")

        onTapped: page.screen.front.begin()

        Column {
            id: hall

            spacing: Theme.spaceM
            width: page.column
            x: page.margin
            y: Math.max(Theme.spaceM, Math.round((foot.y - height - (page.wide ? 0 : page.below)) / 2))

            Emblem {
                anchors.horizontalCenter: parent.horizontalCenter
                picture: page.screen.modes.emblem
                size: Math.max(Theme.px(7), Math.min(Theme.px(page.wide ? 17 : 24), (page.wide ? foot.y : page.end - Theme.px(24)) - Theme.spaceM * 3 - told.height))
            }

            Column {
                id: told

                spacing: hall.spacing
                width: parent.width

                Label {
                    anchors.horizontalCenter: parent.horizontalCenter
                    color: Theme.deepInk
                    font.pixelSize: Theme.px(page.wide ? 5.4 : 6.6)
                    horizontalAlignment: Text.AlignHCenter
                    lineHeight: 1
                    room: parent.width
                    strong: true
                    text: page.screen.hall.title
                }

                Row {
                    anchors.horizontalCenter: parent.horizontalCenter
                    spacing: Theme.spaceS

                    Icon {
                        anchors.verticalCenter: parent.verticalCenter
                        color: Theme.deepSignal
                        name: page.now.icon
                        size: Theme.iconM
                    }

                    Label {
                        anchors.verticalCenter: parent.verticalCenter
                        color: Theme.deepInk
                        font.pixelSize: Theme.heading
                        room: hall.width - Theme.iconM - Theme.spaceS
                        strong: true
                        text: page.now.title.replace(/[。.]$/, "")

                        Accessible.name: page.now.title
                    }
                }

                Label {
                    anchors.horizontalCenter: parent.horizontalCenter
                    color: Theme.deepInkSoft
                    font.pixelSize: Theme.px(3.6)
                    horizontalAlignment: Text.AlignHCenter
                    room: parent.width
                    text: page.now.when.replace(/[。.]$/, "")
                    visible: text !== ""

                    Accessible.name: page.now.when
                }
            }
        }

        WaitsNow {
            id: waits

            now: page.now
            room: page.wide ? page.end - page.margin : page.end - hall.height - Theme.spaceL * 2 - Theme.spaceXl
            width: page.column
            words: page.words
            x: page.wide ? page.margin * 2 + page.column : page.margin
            y: page.wide ? Math.max(Theme.spaceL, Math.round((page.end - height) / 2)) : hall.y + hall.height + Theme.spaceXl
        }

        Sayings {
            id: sayings

            rows: page.now.sayings
            width: page.column
            words: page.words
            x: waits.x
            y: page.end + Theme.spaceL
        }

        // Not a button: all of the page is one.
        Rectangle {
            id: foot

            anchors.bottom: parent.bottom
            anchors.bottomMargin: page.wide ? Theme.spaceS : Theme.px(6)
            anchors.horizontalCenter: parent.horizontalCenter
            color: Theme.signal
            height: begin.height + (page.wide ? Theme.spaceM : Theme.spaceL) * 2
            radius: Theme.radiusL
            width: all.width - page.margin * 2

            Column {
                id: begin

                anchors.centerIn: parent
                spacing: Theme.spaceXs
                width: parent.width - Theme.spaceL * 2

                Label {
                    color: Theme.signalInk
                    font.pixelSize: Theme.display
                    horizontalAlignment: Text.AlignHCenter
                    lineHeight: 1
                    strong: true
                    text: page.words.say("front.begin")
                    width: parent.width
                }

                Label {
                    color: Theme.signalInk
                    font.pixelSize: Theme.px(3.6)
                    horizontalAlignment: Text.AlignHCenter
                    text: page.words.say("front.begin_hint")
                    width: parent.width
                }
            }
        }
    }
}
