// One of the last calls: number, counter, where it is.
import QtQuick
import ui.parts

Rectangle {
    id: cell

    required property var call
    required property bool current
    required property Phrases zh
    required property Phrases en
    readonly property color words: current ? Theme.signalPressed : Theme.ink

    border.color: current ? Theme.signal : Theme.line
    border.width: current ? Theme.stroke : Theme.hairline
    color: current ? Theme.signalSoft : Theme.surface
    radius: Theme.radiusM

    Label {
        id: number

        anchors.verticalCenter: parent.verticalCenter
        color: cell.words
        figures: true
        font.pixelSize: Theme.px(6)
        lineHeight: 1
        strong: true
        text: cell.call.number
        wrapMode: Text.NoWrap
        x: Theme.spaceM
    }

    Icon {
        id: arrow

        anchors.verticalCenter: parent.verticalCenter
        color: cell.words
        mirror: true
        name: "back"
        size: Theme.px(4)
        x: Math.max(Theme.px(17.6), number.x + number.width + Theme.spaceXs)
    }

    Label {
        id: code

        anchors.left: arrow.right
        anchors.leftMargin: Theme.spaceXs
        anchors.verticalCenter: parent.verticalCenter
        color: cell.words
        figures: true
        font.pixelSize: Theme.px(6)
        lineHeight: 1
        strong: true
        text: cell.call.code
        wrapMode: Text.NoWrap
    }

    Label {
        id: unit

        anchors.baseline: code.baseline
        anchors.left: code.right
        color: cell.words
        font.pixelSize: Theme.px(3.6)
        strong: true
        text: cell.zh.say("call.short")
        wrapMode: Text.NoWrap

        Accessible.ignored: true
    }

    TwoTongues {
        align: Text.AlignRight
        anchors.left: unit.right
        anchors.leftMargin: Theme.spaceXs
        anchors.right: parent.right
        anchors.rightMargin: Theme.spaceM
        anchors.verticalCenter: parent.verticalCenter
        // The letters of the English reach below their line.
        anchors.verticalCenterOffset: en === "" ? 0 : -Theme.px(0.4)
        color: cell.call.serving ? Theme.good : Theme.ink
        en: cell.call.serving ? cell.en.say("call.serving") : cell.call.areaEn
        size: Theme.px(3.5)
        strong: cell.call.serving
        zh: cell.call.serving ? cell.zh.say("call.serving") : cell.call.area
    }
}
