// A page beside the desk: its head above, and below it what the page is for.
import QtQuick
import QtQuick.Layouts
import ui.parts

FocusScope {
    id: page

    required property ConsoleScreen screen
    required property Phrases phrases
    property string title: ""
    property string text: ""
    property bool compact: false
    default property alias content: column.data

    signal back

    Keys.onEscapePressed: page.back()
    onVisibleChanged: {
        if (visible)
            page.forceActiveFocus();
    }

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: page.compact ? Theme.spaceS : Theme.spaceM
        anchors.topMargin: page.compact ? 0 : Theme.spaceS
        spacing: page.compact ? Theme.spaceXs : Theme.spaceS

        PageHead {
            Layout.fillWidth: true
            compact: page.compact
            phrases: page.phrases
            screen: page.screen
            text: page.text
            title: page.title

            onBack: page.back()
        }

        ColumnLayout {
            id: column

            Layout.fillHeight: true
            Layout.fillWidth: true
            spacing: parent.spacing
        }
    }
}
