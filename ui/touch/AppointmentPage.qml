// Somebody has an appointment: scan its code, or type it, and the number comes.
import QtQuick
import ui.touch

CodePage {
    id: page

    property bool lettered: false

    figured: !lettered
    icon: "calendar"
    letters: lettered ? "ABCDEFGHIJKLMNOPQRSTUVWXYZ".split("") : []
    other: page.words.say("appointment." + (lettered ? "to_digits" : "to_letters"))
    table: "appointment"

    onCrossed: page.lettered = !page.lettered
}
