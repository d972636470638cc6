// Whom the counter has called, as large as its display allows; or that it is free, paused or closed.
import QtQuick
import ui.parts

Rectangle {
    id: place

    required property var counter
    required property bool stale
    required property Phrases zh
    required property Phrases en
    readonly property string state_: counter.state === "" ? "free" : counter.state
    readonly property bool calling: counter.state === "called"
    readonly property bool numbered: counter.number !== "" && (calling || counter.state === "serving")
    readonly property color ground: stale ? Theme.inkSoft : calling ? Theme.signal : Theme.deep
    readonly property color soft: calling && !stale ? Theme.signalInk : Theme.deepInkSoft
    readonly property string why: counter.state === "paused" ? counter.pausedZh : ""

    color: ground
    radius: Theme.radiusL

    Row {
        id: head

        anchors.horizontalCenter: parent.horizontalCenter
        spacing: Theme.spaceS
        y: Theme.px(4.6)

        BigWord {
            id: code

            color: Theme.deepInk
            size: Theme.px(14)
            text: place.counter.code
        }

        TwoTongues {
            anchors.verticalCenter: parent.verticalCenter
            color: Theme.deepInk
            en: place.counter.en
            size: Theme.px(6.4)
            soft: place.soft
            width: Math.min(Theme.px(46), place.width - code.width - Theme.px(8))
            zh: place.zh.say("counter.name", {
                "name": place.counter.zh
            })
        }
    }

    Rectangle {
        id: rule

        anchors.top: head.bottom
        anchors.topMargin: Theme.px(2.6)
        color: place.soft
        height: Theme.hairline
        opacity: 0.5
        width: parent.width - Theme.px(8)
        x: Theme.px(4)
    }

    BigWord {
        id: number

        anchors.centerIn: parent
        anchors.verticalCenterOffset: Math.round((rule.y - below.height) / 2)
        color: place.calling || place.stale ? Theme.signalInk : Theme.deepSignal
        size: Math.round(Math.min((place.width - Theme.px(8)) / (Math.max(4, place.counter.number.length) * 0.62), (place.height - rule.y - below.height - Theme.px(9)) / 0.88))
        text: place.counter.number
        visible: place.numbered
    }

    TwoTongues {
        id: below

        align: Text.AlignHCenter
        anchors.bottom: place.numbered ? parent.bottom : undefined
        anchors.bottomMargin: Theme.px(3)
        anchors.horizontalCenter: parent.horizontalCenter
        color: Theme.deepInk
        en: place.why !== "" ? place.en.say("counter.paused_why", {
            "reason": place.counter.pausedEn
        }) : place.en.say("counter." + place.state_)
        size: Theme.px(place.numbered ? 6 : 9)
        soft: place.soft
        width: parent.width - Theme.px(8)
        y: place.numbered ? 0 : Math.round((place.height + rule.y - height) / 2)
        zh: place.why !== "" ? place.zh.say("counter.paused_why", {
            "reason": place.why
        }) : place.zh.say("counter." + place.state_)
    }
}
