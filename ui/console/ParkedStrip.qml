// The numbers that were set aside here, so that nobody is forgotten; a touch leads to them.
import QtQuick
import ui.parts

Button {
    id: strip

    required property var rows
    required property Phrases phrases

    signal opened

    icon: "later-square"
    // One strip of the desk, not one of its keys.
    kind: "secondary"
    size: Theme.label
    text: {
        const between = strip.phrases.say("parked.between");
        const numbers = strip.rows.map(each => each.number);
        return strip.phrases.say("parked.some", {
            "count": numbers.length,
            "numbers": numbers.slice(0, 4).join(between) + (numbers.length > 4 ? between + "…" : "")
        });
    }

    onTapped: strip.opened()
}
