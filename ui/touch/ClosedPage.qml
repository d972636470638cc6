// The hall is shut now: why, when it opens again, and what one can do meanwhile (R12).
import QtQuick
import ui.parts
import ui.touch

Rectangle {
    id: page

    required property TouchScreen screen
    required property Phrases words
    required property bool wide

    readonly property var now: screen.front.now
    readonly property int column: wide ? Math.floor((width - Theme.spaceXl * 3) / 2) : width - Theme.spaceXl * 2

    color: Theme.deep

    Grid {
        anchors.centerIn: parent
        columns: page.wide ? 2 : 1
        horizontalItemAlignment: Grid.AlignHCenter
        spacing: page.wide ? Theme.spaceXl : Theme.spaceL
        verticalItemAlignment: Grid.AlignVCenter

        Column {
            spacing: Theme.spaceL
            width: page.column

            Rectangle {
                anchors.horizontalCenter: parent.horizontalCenter
                border.color: Theme.deepLine
                border.width: Theme.hairline
                color: Theme.deepRaised
                height: width
                radius: width / 2
                width: Theme.px(page.wide ? 16 : 28)

                Icon {
                    anchors.centerIn: parent
                    color: Theme.deepSignal
                    name: page.now.icon
                    size: Math.round(parent.width * 0.55)
                }
            }

            Label {
                anchors.horizontalCenter: parent.horizontalCenter
                color: Theme.deepInk
                font.pixelSize: Theme.px(page.wide ? 5.4 : 6.6)
                horizontalAlignment: Text.AlignHCenter
                lineHeight: 1
                room: parent.width
                strong: true
                // A headline takes no full stop; whoever hears it hears a sentence.
                text: page.now.title.replace(/[。.]$/, "")

                Accessible.name: page.now.title
            }

            Label {
                anchors.horizontalCenter: parent.horizontalCenter
                color: Theme.deepSignal
                font.pixelSize: page.wide ? Theme.heading : Theme.title
                horizontalAlignment: Text.AlignHCenter
                room: parent.width
                strong: true
                text: page.now.when.replace(/[。.]$/, "")
                visible: text !== ""

                Accessible.name: page.now.when
            }
        }

        Column {
            spacing: Theme.spaceL
            width: page.column

            Label {
                anchors.horizontalCenter: parent.horizontalCenter
                color: Theme.deepInkSoft
                font.pixelSize: Theme.px(3.6)
                horizontalAlignment: Text.AlignHCenter
                room: parent.width
                text: page.words.say("front.closed_text") + "\n" + page.words.say("home.hotline", {
                    "hotline": page.screen.hall.hotline
                })
            }

            Button {
                anchors.horizontalCenter: parent.horizontalCenter
                dark: true
                height: Theme.targetTall
                icon: "list"
                size: Theme.heading
                text: page.words.say("front.look")
                width: Math.min(parent.width, Math.max(implicitWidth, Theme.px(60)))

                onTapped: page.screen.front.begin()
            }

            Sayings {
                rows: page.now.sayings
                width: parent.width
                words: page.words
            }
        }
    }
}
