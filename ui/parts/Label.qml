// A piece of text in our type; plain, wrapped, never cut.
import QtQuick

Text {
    id: label

    property bool strong: false
    property bool figures: false
    // With room to fill, the text breaks into lines of like length and no word stands alone.
    property real room: 0
    // A line ends at a word, so that Latin lines need more play than Chinese ones.
    readonly property bool chinese: /[\u4e00-\u9fff]/.test(text)
    readonly property real slack: font.pixelSize * (chinese ? 1.2 : 3.5)
    // A Chinese line that must not end or begin with a sign leaves up to a character of its room.
    readonly property int lines: Math.ceil(implicitWidth / Math.max(1, room - (chinese ? slack : 0)))

    color: Theme.ink
    font.bold: label.strong
    font.features: label.figures ? Theme.tabular : !label.chinese && /[‘’“”…]/.test(label.text) ? Theme.proportional : ({})
    font.pixelSize: Theme.body
    lineHeight: 1.05
    textFormat: Text.PlainText
    width: room > 0 ? Math.ceil(implicitWidth <= room ? implicitWidth : Math.min(room, implicitWidth / lines + slack)) : implicitWidth
    wrapMode: Text.Wrap

    Accessible.ignored: label.text === ""
    Accessible.name: label.text
    Accessible.role: Accessible.StaticText
}
