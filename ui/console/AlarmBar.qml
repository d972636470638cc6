// What a supervisor should see to in the hall, over the panel: each stands until somebody takes it.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Window
import ui.parts

Item {
    id: bar

    required property var alarms
    required property Phrases phrases
    property bool busy: false
    property bool compact: false
    property bool all: false
    // The room for all of them; what does not fit scrolls.
    property int tallest: 0
    readonly property int most: compact ? 1 : 2
    readonly property int untaken: alarms.filter(each => each.taker === "").length

    signal taken(alarm: int)

    implicitHeight: list.height + more.height
    visible: alarms.length > 0

    onAlarmsChanged: {
        if (bar.alarms.length <= bar.most)
            bar.all = false;
    }
    onUntakenChanged: {
        // The window may stand behind others: the desktop shows that it wants to be seen.
        if (bar.untaken > 0)
            bar.Window.window.alert(0);
    }

    Flickable {
        id: list

        boundsBehavior: Flickable.StopAtBounds
        clip: true
        contentHeight: rows.height
        height: bar.all ? Math.min(rows.height, bar.tallest - more.height) : rows.height
        width: bar.width

        Column {
            id: rows

            Repeater {
                model: bar.all ? bar.alarms : bar.alarms.slice(0, bar.most)

                Rectangle {
                    id: row

                    required property var modelData
                    readonly property bool open: modelData.taker === ""
                    readonly property color words: open ? Theme.danger : Theme.inkSoft

                    color: open ? Theme.dangerSoft : Theme.sunken
                    height: Math.max(sentence.height + Theme.spaceXs * 2, open ? take.height + Theme.hairline : 0)
                    width: bar.width

                    Accessible.name: sentence.text
                    Accessible.role: Accessible.AlertMessage

                    Rectangle {
                        anchors.bottom: parent.bottom
                        color: Theme.line
                        height: Theme.hairline
                        width: parent.width
                    }

                    Icon {
                        id: sign

                        anchors.verticalCenter: parent.verticalCenter
                        color: row.words
                        name: row.modelData.icon
                        size: Theme.iconS
                        x: Theme.spaceM
                    }

                    Label {
                        id: sentence

                        anchors.left: sign.right
                        anchors.leftMargin: Theme.spaceS
                        anchors.right: take.visible ? take.left : parent.right
                        anchors.rightMargin: take.visible ? 0 : Theme.spaceM
                        anchors.verticalCenter: parent.verticalCenter
                        color: row.words
                        elide: Text.ElideRight
                        figures: true
                        font.pixelSize: bar.compact ? Theme.label : Theme.px(3)
                        maximumLineCount: bar.compact ? 2 : 3
                        strong: row.open
                        text: [row.modelData.text, row.modelData.taker].filter(each => each !== "").join(" · ")

                        Accessible.ignored: true
                    }

                    Button {
                        id: take

                        anchors.right: parent.right
                        anchors.verticalCenter: parent.verticalCenter
                        enabled: !bar.busy
                        height: Theme.px(7.6)
                        kind: "quiet"
                        name: bar.phrases.say("alarm.take_this", {
                            "alarm": row.modelData.text
                        })
                        size: Theme.label
                        text: bar.phrases.say("alarm.take")
                        visible: row.open

                        onTapped: bar.taken(row.modelData.id)
                    }
                }
            }
        }
    }

    Button {
        id: more

        anchors.top: list.bottom
        height: visible ? Theme.px(7.6) : 0
        icon: bar.all ? "chevron-up" : "chevron-down"
        kind: "quiet"
        size: Theme.label
        text: bar.all ? bar.phrases.say("alarm.fewer") : bar.phrases.say("alarm.more", {
            "count": bar.alarms.length - bar.most
        })
        visible: bar.alarms.length > bar.most
        width: bar.width

        onTapped: bar.all = !bar.all
    }
}
