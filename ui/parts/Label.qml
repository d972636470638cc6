// A piece of text in our type; plain, wrapped, never cut.
import QtQuick

Text {
    id: label

    property bool strong: false
    property bool figures: false
    // With room to fill, the text breaks into lines of like length and no word stands alone.
    property real room: 0
    // A line ends at a word, so that Latin lines need more play than Chinese ones.
    readonly property real slack: font.pixelSize * (/[\u4e00-\u9fff]/.test(text) ? 1.2 : 3.5)

    color: Theme.ink
    font.bold: label.strong
    font.features: label.figures ? Theme.tabular : ({})
    font.pixelSize: Theme.body
    lineHeight: 1.05
    textFormat: Text.PlainText
    width: room > 0 ? Math.ceil(implicitWidth <= room ? implicitWidth : Math.min(room, implicitWidth / Math.ceil(implicitWidth / room) + slack)) : implicitWidth
    wrapMode: Text.Wrap

    Accessible.ignored: label.text === ""
    Accessible.name: label.text
    Accessible.role: Accessible.StaticText
}
