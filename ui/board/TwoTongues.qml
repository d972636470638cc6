// The same words twice: Chinese, and English in smaller type under it, or after it where there is one line only.
import QtQuick
import ui.parts

Grid {
    id: pair

    required property string zh
    required property string en
    property int size: Theme.heading
    property color color: Theme.ink
    property color soft: Theme.inkSoft
    property bool strong: true
    property bool beside: false
    property int align: Text.AlignLeft

    columnSpacing: Theme.spaceS
    columns: beside ? 2 : 1
    verticalItemAlignment: Grid.AlignBottom

    Label {
        id: first

        color: pair.color
        font.pixelSize: pair.size
        horizontalAlignment: pair.align
        lineHeight: 0.85
        strong: pair.strong
        text: pair.zh
        width: pair.beside ? implicitWidth : pair.width
    }

    Label {
        id: second

        // Beside each other they stand on one line.
        bottomPadding: pair.beside ? Math.max(0, Math.round(first.contentHeight - first.baselineOffset - second.contentHeight + second.baselineOffset)) : 0
        color: pair.soft
        figures: true
        font.pixelSize: Math.round(pair.size * 0.62)
        horizontalAlignment: pair.align
        lineHeight: 0.85
        text: pair.en
        visible: text !== ""
        width: pair.beside ? implicitWidth : pair.width
    }
}
