// Outside hours, when nobody is there, the glass is black; the touch that wakes it does nothing else.
import QtQuick
import ui.parts
import ui.touch

Rectangle {
    id: veil

    required property Guard guard

    color: Theme.paperInk
    visible: guard.asleep
}
