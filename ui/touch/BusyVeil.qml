// Lies over the page while an answer is awaited, and says so when it takes more than a moment.
import QtQuick
import ui.parts

Item {
    id: veil

    required property bool busy
    required property Phrases words

    onBusyChanged: {
        if (veil.busy)
            moment.restart();
        else
            moment.stop();
    }

    Timer {
        id: moment

        interval: 300

        onTriggered: pill.visible = true
    }

    // Of every finger: a MouseArea takes the first alone, and lets the next through.
    MultiPointTouchArea {
        anchors.fill: parent
        enabled: veil.busy
    }

    Panel {
        id: pill

        anchors.centerIn: parent
        border.color: Theme.accent
        height: Theme.px(20)
        visible: false
        width: Theme.px(52)

        Binding {
            property: "visible"
            target: pill
            value: false
            when: !veil.busy
        }

        Row {
            anchors.centerIn: parent
            spacing: Theme.spaceM

            Busy {
                anchors.verticalCenter: parent.verticalCenter
                size: Theme.px(6)
            }

            Label {
                anchors.verticalCenter: parent.verticalCenter
                font.pixelSize: Theme.heading
                strong: true
                text: veil.words.say("busy.text")
                wrapMode: Text.NoWrap
            }
        }
    }
}
