// The window on a clerk's PC: the bar, and below it the sign-in, the desk, or the reason for closing.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Window
import ui.parts

Window {
    id: root

    required property ConsoleScreen bridge
    property bool motion: true
    // Beside other software: a low window keeps the number and the buttons.
    readonly property bool compact: height < 420
    property bool asking: false
    property bool seeing: false
    readonly property bool signedIn: bridge.signedIn

    color: Theme.ground
    minimumHeight: 280
    minimumWidth: 360
    title: phrases.say("window.title", {
        "code": root.bridge.place.code
    })
    visible: true

    onSignedInChanged: root.asking = root.seeing = false

    Binding {
        property: "unit"
        target: Theme
        value: Math.max(3.4, Math.min(7, root.width / 104, root.height / (root.compact ? 74 : 139)))
    }

    Binding {
        property: "motion"
        target: Theme
        value: root.motion
    }

    Phrases {
        id: phrases

        surface: "console"
        table: root.bridge.phrases
    }

    ConsoleBar {
        id: bar

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        compact: root.compact
        phrases: phrases
        screen: root.bridge
    }

    LineState {
        id: state

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: bar.bottom
        compact: root.compact
        phrases: phrases
        screen: root.bridge
    }

    PrinterState {
        id: printers

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: state.bottom
        compact: root.compact
        height: visible ? implicitHeight : 0
        printers: root.bridge.line.lost ? [] : root.bridge.printers
    }

    Item {
        id: page

        anchors.bottom: parent.bottom
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.top: printers.bottom
        width: Math.min(parent.width, Theme.px(150))

        LoginPage {
            anchors.fill: parent
            compact: root.compact
            phrases: phrases
            screen: root.bridge
            visible: !root.bridge.signedIn
        }

        DeskPage {
            id: desk

            anchors.fill: parent
            compact: root.compact
            phrases: phrases
            screen: root.bridge
            visible: root.bridge.signedIn && !reason.visible && !papers.visible

            onClosing: root.asking = true
            onPapersOpened: root.seeing = true
        }

        PapersPage {
            id: papers

            anchors.fill: parent
            compact: root.compact
            phrases: phrases
            screen: root.bridge
            visible: root.seeing && root.bridge.signedIn && !reason.visible

            onClosed: root.seeing = false
        }

        ReasonPage {
            id: reason

            anchors.fill: parent
            compact: root.compact
            phrases: phrases
            visible: root.asking && root.bridge.signedIn && root.bridge.can.close

            onChosen: why => {
                root.asking = false;
                root.bridge.closeCounter(why);
            }
            onCancelled: root.asking = false
        }
    }
}
