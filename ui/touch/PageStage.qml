// Shows the page that the flow is at, from <Name>Page.qml, each newly made, so that nothing of a visit stays in it.
import QtQuick
import ui.parts
import ui.touch

Loader {
    id: stage

    required property TouchScreen screen
    required property Phrases words
    required property bool wide
    required property int ticketSeconds

    readonly property string page: screen.page
    // What the page would have said beside the buttons.
    readonly property ConfirmPage confirming: item instanceof ConfirmPage ? item as ConfirmPage : null
    readonly property string remark: confirming?.remark ?? ""
    // How many papers are to be looked at before a number is taken.
    readonly property int unread: confirming?.unread ? confirming.detail.papers.length : 0
    readonly property int ticketLeft: item instanceof TicketPage ? (item as TicketPage).remaining : 0
    // How many pages the way back of the page now shown has.
    property int depth: 0

    signal arrived

    function read() {
        confirming.side = "papers";
    }

    function show() {
        const given = {
            "screen": stage.screen,
            "words": stage.words,
            "wide": stage.wide,
            // Known from the beginning, all is laid out once.
            "width": stage.width,
            "height": stage.height
        };
        if (stage.page === "ticket")
            given.seconds = stage.ticketSeconds;
        stage.setSource(stage.page[0].toUpperCase() + stage.page.slice(1) + "Page.qml", given);
    }

    objectName: "stage"

    Component.onCompleted: show()
    onLoaded: {
        if (stage.screen.depth > 0) {
            arrive.from = stage.screen.depth < stage.depth ? -Theme.spaceM : Theme.spaceM;
            arrive.restart();
        }
        stage.depth = stage.screen.depth;
        stage.arrived();
    }
    onPageChanged: show()

    Binding {
        property: "wide"
        target: stage.item
        value: stage.wide
        when: stage.item !== null
    }

    Connections {
        // Something that can be touched has come, gone or moved.
        function onTurned() {
            stage.arrived();
        }

        ignoreUnknownSignals: true
        target: stage.item
    }

    // Deeper pages come from the right, and on the way back from the left; those that fill the glass just are there.
    NumberAnimation {
        id: arrive

        duration: Theme.quick
        easing.type: Easing.OutCubic
        property: "x"
        target: stage.item
        to: 0
    }
}
