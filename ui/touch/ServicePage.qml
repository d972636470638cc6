// For the staff only: a name and its password, and then what keeps the machine going.
pragma ComponentBehavior: Bound

import QtQuick
import ui.parts
import ui.touch

FocusScope {
    id: page

    required property TouchScreen screen
    required property Phrases words
    required property bool wide

    // The figures of a keypad are part of the password here.
    readonly property bool takesDigits: true
    readonly property Service service: screen.service
    readonly property var shown: service.shown
    readonly property string stands: shown.state

    // Other buttons stand now where the finger may still be.
    signal turned

    focus: true

    onStandsChanged: page.turned()

    // A keyboard that was plugged in for the purpose types as well.
    Keys.onPressed: event => {
        if (page.stands !== "locked")
            return;
        event.accepted = true;
        if (event.key === Qt.Key_Backspace)
            page.service.erase();
        else if (event.key === Qt.Key_Return || event.key === Qt.Key_Enter)
            page.service.enter();
        else if (event.text.length === 1)
            page.service.type(event.text);
        else
            event.accepted = false;
    }
    Component.onDestruction: page.service.lock()

    PageHead {
        id: head

        icon: "lock"
        over: page.wide ? "" : page.words.say("service.staff_only")
        title: page.words.say("service.title")
        visible: page.stands !== "cleaning"
        width: page.width - Theme.spaceL * 2
        x: Theme.spaceL
        y: page.wide ? Theme.spaceS : Theme.spaceM
    }

    Loader {
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.margins: page.wide ? Theme.spaceS : Theme.spaceL
        anchors.leftMargin: Theme.spaceL
        anchors.rightMargin: Theme.spaceL
        anchors.right: parent.right
        anchors.top: page.stands === "cleaning" ? parent.top : head.bottom
        focus: true
        sourceComponent: ({
                "locked": locked,
                "open": menu,
                "cleaning": cleaning,
                "broken": broken
            })[page.stands]
    }

    Component {
        id: locked

        ServiceLock {
            service: page.service
            wide: page.wide
            words: page.words
        }
    }

    Component {
        id: menu

        ServiceMenu {
            service: page.service
            wide: page.wide
            words: page.words
        }
    }

    Component {
        id: broken

        Item {
            Column {
                anchors.centerIn: parent
                spacing: Theme.spaceL
                width: Math.min(parent.width, Theme.px(84))

                Label {
                    font.pixelSize: Theme.heading
                    horizontalAlignment: Text.AlignHCenter
                    text: page.words.say("service.broken")
                    width: parent.width
                }

                Button {
                    anchors.horizontalCenter: parent.horizontalCenter
                    height: Theme.targetTall
                    icon: "refresh"
                    kind: "primary"
                    text: page.words.say("service.restart")

                    onTapped: page.service.restart()
                }
            }
        }
    }

    Component {
        id: cleaning

        Item {
            Column {
                anchors.centerIn: parent
                spacing: Theme.spaceL
                width: Math.min(parent.width, Theme.px(84))

                Icon {
                    anchors.horizontalCenter: parent.horizontalCenter
                    color: Theme.accent
                    name: "screen"
                    size: Theme.px(18)
                }

                Label {
                    font.pixelSize: Theme.title
                    horizontalAlignment: Text.AlignHCenter
                    strong: true
                    text: page.words.say("service.cleaning")
                    width: parent.width
                }

                Label {
                    color: Theme.signal
                    figures: true
                    font.pixelSize: Theme.px(12)
                    horizontalAlignment: Text.AlignHCenter
                    lineHeight: 1
                    strong: true
                    text: page.words.say("service.seconds", {
                        "count": page.shown.seconds
                    })
                    width: parent.width
                }
            }
        }
    }
}
