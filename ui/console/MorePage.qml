// What is done now and then: calling a given number, somebody without one, several matters, giving up.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts

Page {
    id: page

    property bool dark: false

    signal chosen(verb: string)
    signal shaded(dark: bool)

    title: page.phrases.say("more.title")

    ChoiceList {
        Layout.fillHeight: true
        Layout.fillWidth: true
        columns: page.compact ? 2 : 1
        phrases: page.phrases
        rows: [...["pick", "walk_in", "join", "abandon", "close", "instead"].map(verb => ({
                        "code": verb,
                        "text": page.phrases.say("verb." + verb),
                        "note": page.compact ? "" : page.phrases.say("more." + verb),
                        "off": verb === "instead" ? page.screen.busy !== "" : !page.screen.can[verb]
                    })),
            {
                "code": "shade",
                "text": page.phrases.say(page.dark ? "more.light" : "more.dark")
            },
            ...(page.screen.rings ? [
                    {
                        "code": "mute",
                        "text": page.phrases.say(page.screen.muted ? "more.ring" : "more.mute"),
                        "note": page.compact || page.screen.muted ? "" : page.phrases.say("more.mute_until")
                    }
                ] : [])]

        onChosen: verb => {
            if (verb === "shade")
                page.shaded(!page.dark);
            else if (verb === "mute")
                page.screen.mute(!page.screen.muted);
            else
                page.chosen(verb);
        }
    }
}
