// A number or a word in very large type, in a box as high as its figures, without the room a font leaves around.
import QtQuick
import ui.parts

Label {
    // Figures stand in the upper part of their line; this brings them to its middle.
    bottomPadding: Math.round(font.pixelSize * 0.14)
    figures: true
    height: Math.round(font.pixelSize * 0.86)
    strong: true
    verticalAlignment: Text.AlignVCenter
    wrapMode: Text.NoWrap
}
