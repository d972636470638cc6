// Somebody comes for somebody else: why, in one touch, and how many such numbers there are a day (R10).
pragma ComponentBehavior: Bound

import QtQuick
import ui.parts
import ui.touch

Item {
    id: reasons

    required property Identity identity
    required property Phrases words
    required property bool wide

    PageHead {
        id: head

        icon: "people"
        title: reasons.words.say("identity.agent_title")
        under: reasons.words.say("identity.agent_text", {
            "count": reasons.identity.shown.most
        })
        width: reasons.width - Theme.spaceL * 2 - (reasons.wide ? own.width + Theme.spaceM : 0)
        x: Theme.spaceL
        y: reasons.wide ? Theme.spaceM : Theme.spaceL
    }

    IdentityRows {
        height: (reasons.wide ? reasons.height : own.y) - Theme.spaceM - y
        width: reasons.width - Theme.spaceL * 2
        x: Theme.spaceL
        y: head.y + Math.max(head.height, reasons.wide ? own.height : 0) + (reasons.wide ? Theme.spaceM : Theme.spaceL)
        columns: reasons.wide ? 2 : 1
        rows: reasons.identity.reasons
        words: reasons.words

        onChosen: key => reasons.identity.because(key)
    }

    Button {
        id: own

        height: Theme.targetTall
        icon: "person"
        size: Theme.heading
        text: reasons.words.say("identity.own")
        width: reasons.wide ? implicitWidth : reasons.width - Theme.spaceL * 2
        x: reasons.width - width - Theme.spaceL
        y: reasons.wide ? head.y : reasons.height - height - Theme.spaceM

        onTapped: reasons.identity.other()
    }
}
