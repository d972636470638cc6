// The strip at the top: the hall, and its time.
import QtQuick
import ui.parts

TopBar {
    id: bar

    required property var hall
    required property var now
    property bool portrait: false

    implicitHeight: Theme.px(12)
    margin: Theme.px(3)
    subtitle: hall.en
    title: hall.zh

    TwoTongues {
        align: Text.AlignRight
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.deepInk
        en: bar.now.en
        size: Theme.px(bar.portrait ? 2.6 : 3.4)
        soft: Theme.deepInkSoft
        strong: false
        width: Theme.px(bar.portrait ? 22 : 34)
        zh: bar.now.zh
    }

    BigWord {
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.deepInk
        size: Theme.px(bar.portrait ? 6 : 7.4)
        text: bar.now.time
    }
}
