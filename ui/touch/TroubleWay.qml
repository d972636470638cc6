// One thing that can be done instead: a sentence, or a button where it can be done here and now.
pragma ComponentBehavior: Bound

import QtQuick
import ui.parts

Loader {
    id: way

    // What it does, "" for a sentence.
    required property string act
    required property string icon
    required property string text
    property int size: Theme.px(3.6)

    signal wanted

    sourceComponent: act === "" ? sentence : button

    Component {
        id: sentence

        Item {
            height: Math.max(sign.height, words.height)

            Icon {
                id: sign

                color: Theme.accent
                name: way.icon
                size: Theme.iconM
            }

            Label {
                id: words

                anchors.left: sign.right
                anchors.leftMargin: Theme.spaceS
                font.pixelSize: way.size
                room: way.width - sign.width - Theme.spaceS
                text: way.text
            }
        }
    }

    Component {
        id: button

        Entry {
            icon: way.icon
            name: way.text
            warm: true

            onTapped: way.wanted()
        }
    }
}
