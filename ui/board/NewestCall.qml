// The large place: which number goes to which counter, as large as the wall allows; a fresh call breathes.
import QtQuick
import ui.parts

Rectangle {
    id: place

    required property var call
    required property bool fresh
    required property int more
    required property bool stale
    required property Phrases zh
    required property Phrases en
    // Narrow walls have the counter below the number.
    readonly property bool tall: height > width * 0.5
    // Sized for a number of four and a counter of two figures; longer ones shrink it.
    readonly property real figures: tall ? Math.max(4, call.number.length) * 0.62 : Math.max(6, call.number.length + call.code.length) * 0.6 + 1.3
    readonly property int figure: Math.round(Math.min((width - Theme.px(12)) / figures, (height - where.height - Theme.px(tall ? 13.5 : 11.5)) / (tall ? 1.62 : 0.88)))
    readonly property bool lit: fresh && !stale
    readonly property color soft: lit ? Theme.signalInk : Theme.deepInkSoft
    readonly property string key: call.number + " " + call.code + " " + call.calls

    color: stale ? Theme.inkSoft : lit ? Theme.signal : Theme.deep
    radius: Theme.radiusL

    onKeyChanged: {
        if (Theme.motion)
            arrive.restart();
    }

    Behavior on color {
        ColorAnimation {
            duration: Theme.calm
        }
    }

    // A calm breath: a darker sheet that comes and goes.
    Rectangle {
        anchors.fill: parent
        color: Theme.signalPressed
        opacity: 0
        radius: parent.radius
        visible: place.lit

        SequentialAnimation on opacity {
            loops: Animation.Infinite
            running: place.lit && Theme.motion

            NumberAnimation {
                duration: Theme.calm * 4
                easing.type: Easing.InOutSine
                to: 1
            }

            NumberAnimation {
                duration: Theme.calm * 4
                easing.type: Easing.InOutSine
                to: 0
            }
        }
    }

    ParallelAnimation {
        id: arrive

        NumberAnimation {
            duration: Theme.calm * 1.5
            easing.type: Easing.OutCubic
            from: 0.9
            property: "scale"
            target: words
            to: 1
        }

        NumberAnimation {
            duration: Theme.calm * 1.5
            from: 0.2
            property: "opacity"
            target: words
            to: 1
        }
    }

    Item {
        id: words

        anchors.bottomMargin: Theme.px(2.4)
        anchors.fill: parent
        anchors.topMargin: Theme.px(7.5)

        Grid {
            anchors.centerIn: parent
            anchors.verticalCenterOffset: -Math.round(where.height / 2)
            columnSpacing: Theme.px(2.4)
            columns: place.tall ? 1 : 3
            horizontalItemAlignment: Grid.AlignHCenter
            rowSpacing: Theme.px(1.6)
            verticalItemAlignment: Grid.AlignVCenter

            BigWord {
                color: place.lit || place.stale ? Theme.signalInk : Theme.deepSignal
                name: place.zh.say("call.please", place.call)
                size: place.figure
                text: place.call.number
            }

            Icon {
                color: Theme.deepInk
                mirror: true
                name: "back"
                size: Math.round(place.figure * 0.42)
                visible: !place.tall
            }

            Row {
                spacing: Theme.spaceXs

                Icon {
                    anchors.verticalCenter: parent.verticalCenter
                    color: Theme.deepInk
                    mirror: true
                    name: "back"
                    size: Math.round(place.figure * 0.42)
                    visible: place.tall
                }

                BigWord {
                    id: code

                    color: Theme.deepInk
                    name: ""
                    size: Math.round(place.figure * (place.tall ? 0.84 : 1))
                    text: place.call.code
                }

                Label {
                    anchors.baseline: code.baseline
                    color: Theme.deepInk
                    font.pixelSize: Math.round(place.figure * 0.28)
                    strong: true
                    text: place.zh.say("call.counter")
                    wrapMode: Text.NoWrap

                    Accessible.ignored: true
                }
            }
        }

        TwoTongues {
            id: where

            align: Text.AlignHCenter
            anchors.bottom: parent.bottom
            anchors.horizontalCenter: parent.horizontalCenter
            color: Theme.deepInk
            en: place.en.say(place.call.areaEn === "" ? "call.please" : "call.please_there", {
                "number": place.call.number,
                "code": place.call.code,
                "area": place.call.areaEn
            })
            size: Theme.px(5.8)
            soft: place.soft
            width: parent.width - Theme.px(6)
            zh: place.call.zh
        }
    }

    TwoTongues {
        beside: true
        color: Theme.deepInk
        en: place.en.say("call.again", {
            "count": place.call.calls
        })
        size: Theme.px(3.4)
        soft: place.soft
        visible: place.call.calls > 1
        x: Theme.px(3)
        y: Theme.px(2)
        zh: place.zh.say("call.again", {
            "count": place.call.calls
        })
    }

    TwoTongues {
        anchors.right: parent.right
        anchors.rightMargin: Theme.px(3)
        beside: true
        color: Theme.deepInk
        en: place.en.say("call.more", {
            "count": place.more
        })
        size: Theme.px(3.4)
        soft: place.soft
        visible: place.more > 0
        y: Theme.px(2)
        zh: place.zh.say("call.more", {
            "count": place.more
        })
    }
}
