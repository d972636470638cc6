// One group of people who wait: its letter and name, who is next, how many, and how long it takes.
import QtQuick
import ui.parts

Item {
    id: row

    required property var group
    required property Phrases zh
    // So many of the next numbers are shown.
    property int most: 2
    // Somebody's wait is known, so that there is a column for it.
    property bool waits: false
    required property Phrases en

    readonly property bool nobody: group.count === 0

    implicitHeight: Theme.px(7.8)

    Rectangle {
        id: badge

        anchors.verticalCenter: parent.verticalCenter
        color: row.nobody ? Theme.sunken : Theme.accent
        height: width
        radius: Theme.radiusS
        width: Theme.px(6.4)

        Label {
            anchors.centerIn: parent
            color: row.nobody ? Theme.inkFaint : Theme.accentInk
            font.pixelSize: Theme.px(4.6)
            lineHeight: 1
            strong: true
            text: row.group.prefix
        }
    }

    Column {
        id: names

        anchors.left: badge.right
        anchors.leftMargin: Theme.spaceS
        anchors.right: next.left
        anchors.rightMargin: Theme.spaceS
        anchors.verticalCenter: parent.verticalCenter

        OneLine {
            id: name

            color: row.nobody ? Theme.inkFaint : Theme.ink
            most: Theme.px(3.8)
            strong: true
            words: row.group.zh
            width: names.width
        }

        OneLine {
            color: row.nobody ? Theme.inkFaint : Theme.inkSoft
            most: Theme.px(2.4)
            words: row.group.en
            visible: !name.broken
            width: names.width
        }
    }

    Label {
        id: next

        anchors.right: count.left
        anchors.rightMargin: Theme.spaceS
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.ink
        figures: true
        font.pixelSize: Theme.px(4.2)
        text: row.group.next.slice(0, row.most).join("  ")
        width: Theme.px(11.4) * row.most
        wrapMode: Text.NoWrap
    }

    Label {
        id: count

        anchors.right: people.left
        anchors.verticalCenter: parent.verticalCenter
        color: row.nobody ? Theme.inkFaint : Theme.accent
        figures: true
        font.pixelSize: Theme.px(5.4)
        horizontalAlignment: Text.AlignRight
        strong: true
        text: row.group.count
        width: Theme.px(7.6)
        wrapMode: Text.NoWrap
    }

    Label {
        id: people

        anchors.baseline: count.baseline
        anchors.right: wait.left
        color: Theme.inkSoft
        font.pixelSize: Theme.px(3.4)
        text: row.zh.say("waiting.people")
        wrapMode: Text.NoWrap

        Accessible.ignored: true
    }

    TwoTongues {
        id: wait

        align: Text.AlignRight
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        en: row.group.waitEn
        rowSpacing: Theme.px(0.5)
        size: Theme.px(3.4)
        strong: false
        visible: row.waits
        width: row.waits ? Theme.px(18.5) : 0
        zh: row.group.wait
    }
}
