// One group of people who wait: its letter and name, who is next, how many, and how long it takes.
import QtQuick
import ui.parts

Item {
    id: row

    required property var group
    required property Phrases zh
    // So many of the next numbers are shown.
    property int most: 2
    // The same in all rows, so that they stand in columns: letters of the longest number, digits of the largest count.
    property int letters: 4
    property int digits: 2
    // How wide the columns are for half of all waits, and for nine in ten; 0 where none is known.
    property int about: 0
    property int within: 0
    required property Phrases en

    readonly property bool nobody: group.count === 0
    // A low row has smaller names: nothing touches the line below it.
    readonly property real fit: Math.min(1, height / Theme.px(9))

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
        // The letters of the English reach below their line.
        anchors.verticalCenterOffset: -Theme.px(0.4)

        OneLine {
            id: name

            color: row.nobody ? Theme.inkFaint : Theme.ink
            most: Math.round(Theme.px(3.8) * row.fit)
            strong: true
            words: row.group.zh
            width: names.width
        }

        OneLine {
            color: row.nobody ? Theme.inkFaint : Theme.inkSoft
            most: Math.round(Theme.px(2.4) * row.fit)
            words: row.group.en
            visible: !name.broken
            width: names.width
        }
    }

    Label {
        id: next

        anchors.right: count.left
        anchors.rightMargin: row.most > 0 ? Theme.spaceS : 0
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.ink
        figures: true
        font.pixelSize: Theme.px(4.2)
        text: row.group.next.slice(0, row.most).join("  ")
        width: Theme.px(2.85) * row.letters * row.most
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
        width: Math.max(Theme.px(7.6), Theme.px(3.3) * row.digits)
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
        anchors.right: longest.left
        anchors.verticalCenter: parent.verticalCenter
        en: row.group.waitEn
        rowSpacing: Theme.px(0.3)
        size: Theme.px(3.1)
        visible: row.about > 0
        width: row.about
        zh: row.group.wait
    }

    TwoTongues {
        id: longest

        align: Text.AlignRight
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        en: row.group.withinEn
        rowSpacing: Theme.px(0.3)
        size: Theme.px(3.1)
        strong: false
        visible: row.within > 0
        width: row.within
        zh: row.group.within
    }
}
