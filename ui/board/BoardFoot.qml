// The strip at the bottom: what is shown is old, or what is being spoken, or a sentence of the hall's own.
import QtQuick
import ui.parts

Rectangle {
    id: foot

    required property string since
    required property var sentence
    required property Phrases zh
    required property Phrases en
    property var caption: ({
            "zh": "",
            "en": ""
        })
    readonly property bool stale: since !== ""
    readonly property bool spoken: !stale && (caption.zh !== "" || caption.en !== "")
    readonly property bool own: !stale && !spoken && sentence.kind !== ""
    readonly property var lost: ({
            "time": since
        })
    readonly property var signs: ({
            "notice": "info",
            "promise": "hand-heart",
            "honour": "medal"
        })

    function words(phrases: var, caption: string, sentence: string): string {
        // While a window is taken down its phrases go first.
        if (phrases === null)
            return "";
        if (stale)
            return phrases.say("line.lost", lost);
        if (spoken)
            return caption;
        return own ? sentence : phrases.say("foot.watch");
    }

    color: stale ? Theme.warnSoft : spoken ? Theme.signalSoft : Theme.sunken
    implicitHeight: Theme.px(10)

    Icon {
        id: sign

        anchors.verticalCenter: parent.verticalCenter
        color: foot.stale ? Theme.warn : foot.spoken ? Theme.signalPressed : Theme.accent
        name: foot.stale ? "unplugged" : foot.spoken ? "speaker" : foot.own ? foot.signs[foot.sentence.kind] : "info"
        size: Theme.px(5)
        x: Theme.px(3)
    }

    Label {
        id: head

        anchors.left: sign.right
        anchors.leftMargin: Theme.spaceS
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.accent
        font.pixelSize: Theme.px(4.2)
        lineHeight: 1
        strong: true
        text: foot.own ? foot.zh.say("foot." + foot.sentence.kind) : ""
        wrapMode: Text.NoWrap
    }

    TwoTongues {
        readonly property string chinese: foot.words(foot.zh, foot.caption.zh, foot.sentence.zh)
        readonly property string english: foot.words(foot.en, foot.caption.en, foot.sentence.en)

        anchors.left: head.text === "" ? sign.right : head.right
        anchors.leftMargin: Theme.spaceM
        anchors.right: parent.right
        anchors.rightMargin: Theme.px(3)
        anchors.verticalCenter: parent.verticalCenter
        // Under the Chinese the letters of the English reach below their line.
        anchors.verticalCenterOffset: en === "" ? 0 : -Theme.px(0.4)
        color: foot.stale ? Theme.warn : foot.spoken ? Theme.signalPressed : Theme.ink
        // What is said in one language only stands alone.
        en: chinese === "" ? "" : english
        size: Theme.px(Math.min(4.2, foot.width / Theme.unit * 0.94 / Math.max(1, chinese.length + head.text.length + 4)))
        soft: foot.stale ? Theme.warn : foot.spoken ? Theme.signalPressed : Theme.inkSoft
        zh: chinese === "" ? english : chinese
    }
}
