// Two or three words of which one holds: tabs, languages; beside each other, or below with one column.
pragma ComponentBehavior: Bound

import QtQuick

Grid {
    id: choices

    // Plain objects {key, text, icon?}.
    required property var options
    required property string current
    property bool dark: false
    property int size: Theme.body
    property int tall: Theme.target
    // The width of each; without it as wide as its words.
    property int each: 0

    signal chosen(key: string)

    columns: options.length
    spacing: Theme.gap

    Repeater {
        model: choices.options

        Pressable {
            id: option

            required property var modelData
            readonly property bool held: modelData.key === choices.current

            checkable: true
            checked: held
            height: choices.tall
            name: modelData.text
            width: choices.each > 0 ? choices.each : Math.max(Theme.target, words.implicitWidth + Theme.spaceM * 2)

            onTapped: choices.chosen(option.modelData.key)

            Rectangle {
                anchors.fill: parent
                border.color: choices.dark ? Theme.deepLine : Theme.accent
                border.width: option.held ? 0 : Theme.hairline
                color: {
                    if (option.held && option.down)
                        return choices.dark ? Theme.deepInkSoft : Theme.accentPressed;
                    if (option.held)
                        return choices.dark ? Theme.deepInk : Theme.accent;
                    if (option.down)
                        return choices.dark ? Theme.deepRaised : Theme.accentSoftPressed;
                    return choices.dark ? Theme.deep : Theme.surface;
                }
                radius: option.radius
            }

            Row {
                id: words

                readonly property color color: {
                    if (choices.dark)
                        return option.held ? Theme.deep : Theme.deepInk;
                    return option.held ? Theme.accentInk : Theme.accent;
                }

                anchors.centerIn: parent
                spacing: Theme.spaceXs

                Icon {
                    anchors.verticalCenter: parent.verticalCenter
                    color: words.color
                    name: option.modelData.icon ?? ""
                    size: Math.round(choices.size * 1.3)
                    visible: name !== ""
                }

                Label {
                    anchors.verticalCenter: parent.verticalCenter
                    color: words.color
                    font.pixelSize: choices.size
                    strong: option.held
                    text: option.modelData.text
                    wrapMode: Text.NoWrap

                    Accessible.ignored: true
                }
            }
        }
    }
}
