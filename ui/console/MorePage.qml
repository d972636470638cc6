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
            }
        ]

        onChosen: verb => verb === "shade" ? page.shaded(!page.dark) : page.chosen(verb)
    }
}
