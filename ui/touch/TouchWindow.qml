// The window of the touch screen: the bar with the hall's name, one page, the way back, and what lies above them.
pragma ComponentBehavior: Bound

import QtQuick
import ui.parts
import ui.touch

Window {
    id: window

    required property TouchScreen bridge
    required property bool windowed
    property bool motion: true

    // Patience, in seconds; R15 gives the least of them.
    property int idleSeconds: 60
    property int warnSeconds: 20
    property int ticketSeconds: 20
    property int paperlessSeconds: 60

    readonly property bool wide: width > height
    // False for the moment after a page has come or moved, so that a double tap ends with its page.
    readonly property bool settled: !shield.running

    color: Theme.ground
    flags: windowed ? Qt.Window : Qt.Window | Qt.FramelessWindowHint
    title: bridge.hall.title
    visibility: windowed ? Window.Windowed : Window.FullScreen
    visible: true

    Component.onCompleted: Theme.keyboard = false

    Phrases {
        id: words

        surface: "touch"
        table: window.bridge.phrases
    }

    Binding {
        property: "unit"
        target: Theme
        value: Theme.fit(window.width, window.height)
    }

    Binding {
        property: "motion"
        target: Theme
        value: window.motion
    }

    Connections {
        function onTouched(byKey: bool) {
            Theme.keyboard = byKey;
        }

        // The notice moves what lies below it: a finger on its way must not hit something else.
        function onWarned() {
            shield.restart();
        }

        target: window.bridge
    }

    TopBar {
        id: bar

        subtitle: window.bridge.hall.moment
        title: window.bridge.hall.title
        width: parent.width

        Choices {
            current: window.bridge.language
            dark: true
            options: ["zh", "en"].map(each => ({
                        "key": each,
                        "text": words.say("language." + each)
                    }))

            onChosen: key => window.bridge.speak(key)
        }
    }

    PageStage {
        id: stage

        anchors.bottom: nav.top
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: bar.bottom
        focus: true
        paperlessSeconds: window.paperlessSeconds
        screen: window.bridge
        ticketSeconds: window.ticketSeconds
        wide: window.wide
        words: words

        onArrived: shield.restart()
    }

    NavBar {
        id: nav

        anchors.bottom: parent.bottom
        remark: window.wide ? stage.remark : ""
        screen: window.bridge
        ticketLeft: stage.ticketLeft
        width: parent.width
        words: words
    }

    Timer {
        id: shield

        interval: 350
    }

    MouseArea {
        anchors.fill: parent
        enabled: !window.settled
    }

    BusyVeil {
        anchors.bottom: nav.top
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: bar.bottom
        busy: window.bridge.busy && window.bridge.page !== "opening"
        words: words
    }

    IdleWatch {
        anchors.fill: parent
        idleSeconds: window.idleSeconds
        screen: window.bridge
        warnSeconds: window.warnSeconds
        words: words
    }
}
