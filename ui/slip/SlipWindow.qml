// The window that stands for a printer: the newest paper slides out of the slot, earlier ones lie along a strip.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Window
import ui.parts

Window {
    id: root

    required property SlipScreen bridge
    property bool motion: true
    // The name of an earlier paper that is looked at again; "" is the newest.
    property string again: ""
    readonly property var newest: root.bridge.slips[0]
    readonly property var slip: root.bridge.slips.find(slip => slip.name === root.again) ?? newest
    readonly property string arrived: newest === undefined ? "" : newest.name
    // How much of the paper has come out of the slot, from 0 to 1.
    property real out: 1
    // The paper lies still.
    readonly property bool settled: !feed.running

    color: Theme.ground
    minimumHeight: 420
    minimumWidth: 300
    title: slip === undefined ? phrases.say("window.title") : phrases.say("window.titled", slip)
    visible: true

    onArrivedChanged: {
        root.again = "";
        if (Theme.motion && root.arrived !== "")
            feed.restart();
    }

    Binding {
        property: "unit"
        target: Theme
        value: Math.max(3.4, Math.min(7, root.width / 100, root.height / 170))
    }

    Binding {
        property: "motion"
        target: Theme
        value: root.motion
    }

    Phrases {
        id: phrases

        surface: "slip"
        table: root.bridge.phrases
    }

    Item {
        id: tray

        anchors.bottom: strip.top
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: mouth.bottom
        clip: true

        // One or none.
        Repeater {
            model: root.slip === undefined ? [] : [root.slip]

            PaperSlip {
                id: paper

                required property var modelData
                readonly property real fit: Math.min(tray.width * 0.82 / modelData.wide, (tray.height - Theme.spaceM) / modelData.high, 1)

                height: Math.round(modelData.high * fit)
                name: phrases.say("paper.picture", paper.modelData)
                picture: modelData.picture
                width: Math.round(modelData.wide * fit)
                x: Math.round((tray.width - width) / 2)
                y: Math.round((root.out - 1) * height)
            }
        }

        NumberAnimation {
            id: feed

            // A thermal printer feeds evenly.
            duration: Theme.calm * 5
            from: 0
            property: "out"
            target: root
            to: 1
        }

        Column {
            anchors.centerIn: parent
            spacing: Theme.spaceM
            visible: root.bridge.troubled || (root.bridge.looked && root.slip === undefined)
            width: parent.width - Theme.spaceL * 2

            Icon {
                anchors.horizontalCenter: parent.horizontalCenter
                color: root.bridge.troubled ? Theme.warn : Theme.inkFaint
                name: root.bridge.troubled ? "alert" : "printer"
                size: Theme.iconXl
            }

            Label {
                font.pixelSize: Theme.title
                horizontalAlignment: Text.AlignHCenter
                strong: true
                text: phrases.say(root.bridge.troubled ? "trouble.title" : "empty.title")
                width: parent.width
            }

            Label {
                color: Theme.inkSoft
                horizontalAlignment: Text.AlignHCenter
                text: phrases.say(root.bridge.troubled ? "trouble.text" : "empty.text")
                width: parent.width
            }
        }
    }

    PrinterMouth {
        id: mouth

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        newest: root.slip !== undefined && root.slip.name === root.arrived
        phrases: phrases
        screen: root.bridge
        slip: root.slip
    }

    EarlierSlips {
        id: strip

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        height: root.bridge.slips.length > 1 ? implicitHeight : 0
        phrases: phrases
        held: root.slip === undefined ? "" : root.slip.name
        slips: root.bridge.slips
        visible: height > 0

        onChosen: name => root.again = name
    }
}
