// One group of people who wait: its letter and name, who is next, how many.
import QtQuick
import ui.parts

Item {
    id: row

    required property var group
    required property Phrases zh
    // So many of the next numbers are shown.
    property int most: 2
    required property Phrases en

    readonly property bool nobody: group.count === 0

    implicitHeight: Math.max(badge.height, names.height) + Theme.spaceXs

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

    TwoTongues {
        id: names

        anchors.left: badge.right
        anchors.leftMargin: Theme.spaceS
        anchors.right: next.left
        anchors.rightMargin: Theme.spaceS
        anchors.verticalCenter: parent.verticalCenter
        color: row.nobody ? Theme.inkFaint : Theme.ink
        en: row.group.en
        size: Theme.px(2.7)
        soft: row.nobody ? Theme.inkFaint : Theme.inkSoft
        zh: row.group.zh
    }

    Label {
        id: next

        anchors.right: count.left
        anchors.rightMargin: Theme.spaceS
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.ink
        figures: true
        font.pixelSize: Theme.px(3.6)
        text: row.group.next.slice(0, row.most).join("  ")
        width: Theme.px(9.8) * row.most
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
        width: Theme.px(8)
        wrapMode: Text.NoWrap
    }

    Label {
        id: people

        anchors.baseline: count.baseline
        anchors.right: parent.right
        color: Theme.inkSoft
        font.pixelSize: Theme.px(2.8)
        text: row.zh.say("waiting.people")
        wrapMode: Text.NoWrap

        Accessible.ignored: true
    }
}
