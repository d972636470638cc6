// A number or a word in very large type, in a box as high as its figures, without the room a font leaves around.
import QtQuick
import ui.parts

Item {
    id: big

    required property string text
    required property int size
    required property color color
    property string name: text

    baselineOffset: word.y + word.baselineOffset
    implicitHeight: Math.round(size * 0.86)
    implicitWidth: word.implicitWidth

    Label {
        id: word

        color: big.color
        figures: true
        font.pixelSize: big.size
        strong: true
        text: big.text
        wrapMode: Text.NoWrap
        // Figures stand in the upper part of their line; this brings them to the middle of the box.
        y: Math.round((big.height - height) / 2 - big.size * 0.07)

        Accessible.ignored: big.name === ""
        Accessible.name: big.name
    }
}
