// What a page has to say before anything else: a picture in a circle, a title and a sentence, all centred.
import QtQuick
import ui.parts

Column {
    id: message

    required property string icon
    required property string title
    required property string text
    // "warn", "good" or "accent".
    property string kind: "accent"
    // How wide the circle is; 0 leaves it out.
    property int circle: Theme.px(22)
    property int size: Theme.title
    property int textSize: Theme.px(3.6)
    readonly property var sentences: text.match(/.+?([。！？]|[.!?] |$)/g) ?? []

    // How high it is without its circle.
    readonly property real said: heading.height + (sentence.visible ? sentence.height + spacing : 0)

    spacing: Theme.spaceM

    FontMetrics {
        id: metrics

        font.pixelSize: message.textSize
    }

    Rectangle {
        anchors.horizontalCenter: parent.horizontalCenter
        color: message.kind === "warn" ? Theme.warnSoft : message.kind === "good" ? Theme.goodSoft : Theme.accentSoft
        height: width
        radius: width / 2
        visible: message.circle > 0
        width: message.circle

        Icon {
            anchors.centerIn: parent
            color: message.kind === "warn" ? Theme.warn : message.kind === "good" ? Theme.good : Theme.accent
            name: message.icon
            size: Math.round(parent.width * 0.55)
        }
    }

    Label {
        id: heading

        anchors.horizontalCenter: parent.horizontalCenter
        font.pixelSize: message.size
        horizontalAlignment: Text.AlignHCenter
        lineHeight: 1
        room: parent.width
        strong: true
        text: message.title
    }

    Label {
        id: sentence

        anchors.horizontalCenter: parent.horizontalCenter
        color: Theme.inkSoft
        font.pixelSize: message.textSize
        horizontalAlignment: Text.AlignHCenter
        room: parent.width
        // Where each sentence fits a line, lines end where the sense does.
        text: message.sentences.every(each => metrics.advanceWidth(each) <= message.width) ? message.sentences.join("\n") : message.text
        visible: text !== ""

        Accessible.name: message.text
    }
}
