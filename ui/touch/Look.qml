// Gives the theme the modes of the person, the look of the hall and the size of the glass that is used.
import QtQuick
import ui.parts
import ui.touch

Item {
    id: look

    required property Modes modes
    required property bool motion
    required property real pixelsPerMm

    visible: false

    Binding {
        property: "pixelsPerMm"
        target: Theme
        value: look.pixelsPerMm
    }

    Binding {
        property: "large"
        target: Theme
        value: look.modes.large
    }

    Binding {
        property: "unit"
        target: Theme
        value: look.modes.large ? Theme.fitLarge(look.width, look.height) : Theme.fit(look.width, look.height)
    }

    Binding {
        property: "palette"
        target: Theme
        value: look.modes.palette
    }

    Binding {
        property: "own"
        target: Theme
        value: look.modes.own
    }

    Binding {
        property: "motion"
        target: Theme
        value: look.motion
    }
}
