// Says a phrase of the phrase catalogue in the language of its table, as kiosk/words.py does.
import QtQuick

QtObject {
    id: phrases

    // Phrase by key, of the language now shown; a new table says everything anew.
    required property var table
    property string surface: ""

    // `key` without the surface ("home.greeting"); `values` fill "{name}", `count` chooses one or other.
    function say(key: string, values: var): string {
        const full = phrases.surface === "" ? key : phrases.surface + "." + key;
        let phrase = phrases.table[full];
        if (phrase === undefined)
            phrase = phrases.table[full + (values !== undefined && values.count === 1 ? ".one" : ".other")];
        if (phrase === undefined)
            throw new Error("no phrase " + full);
        if (values === undefined)
            return phrase;
        return phrase.replace(/\{(\w+)\}/g, (_, name) => values[name]);
    }
}
