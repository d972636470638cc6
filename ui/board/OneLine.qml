// A name on one line: smaller where it is long, and on two before it is too small to be read from afar.
import QtQuick
import ui.parts

Label {
    id: line

    required property string words
    required property int most
    readonly property real least: 0.7
    readonly property real part: (width - 1) / Math.max(1, probe.advanceWidth)
    readonly property bool broken: part < least

    font.pixelSize: Math.max(1, Math.floor(most * Math.max(least, Math.min(1, part))))
    lineHeight: 0.85
    // What stands in brackets has the second line to itself.
    text: broken ? words.replace(/\s*([(（])/, "\n$1") : words
    wrapMode: broken ? Text.Wrap : Text.NoWrap

    TextMetrics {
        id: probe

        font.bold: line.strong
        font.family: line.font.family
        font.pixelSize: line.most
        text: line.words
    }
}
