// What it costs and how long it may take, the promise beside the law.
pragma ComponentBehavior: Bound

import QtQuick
import ui.parts

Panel {
    id: cost

    required property var detail
    required property Phrases words

    readonly property string fee: detail.fee ?? ""
    // "No charge" stands beside the times; a tariff needs a line of its own.
    readonly property bool brief: fee.length < 12
    readonly property int room: width - padding * 2 - Theme.spaceS * 2
    readonly property int time: Math.floor(room * (brief ? 0.36 : 0.5))

    Flow {
        spacing: Theme.spaceS
        width: cost.width - cost.padding * 2

        Fact {
            color: Theme.good
            size: Theme.body
            title: cost.words.say("confirm.promised")
            value: cost.detail.promised ?? ""
            width: cost.time
        }

        Fact {
            size: Theme.body
            title: cost.words.say("confirm.legal")
            value: cost.detail.legal ?? ""
            width: cost.time
        }

        Fact {
            size: cost.brief ? Theme.body : Theme.label
            strong: cost.brief
            title: cost.words.say("confirm.fee")
            value: cost.fee
            width: cost.brief ? cost.room - cost.time * 2 : parent.width
        }
    }
}
