// The window of the touch screen: the hall's name, one page, the way back, the modes, and what lies above them.
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
    property int ticketSeconds: 60
    // And one in milliseconds: a new page takes no touch before the hand has rested for so long.
    property int settleMs: 350

    readonly property Modes modes: bridge.modes
    readonly property real pixelsPerMm: Math.hypot(width, height) / modes.diagonal
    // How much of the glass is within the lower reach, from its lower edge up, and what is below it.
    readonly property int reach: Math.round((modes.reach[1] - modes.bottom) * pixelsPerMm)
    readonly property int below: modes.low ? Math.max(0, Math.round((modes.reach[0] - modes.bottom) * pixelsPerMm)) : 0
    readonly property bool lowHelps: reach < height - below
    // The part of the glass that is used: in low mode the name of the hall alone stands above it.
    readonly property int tall: modes.low ? Math.min(height, Math.max(reach, Math.round(height / 3))) - below : height
    readonly property bool wide: width > tall
    // False for the moment after a page has come or moved, so that a double tap ends with its page.
    readonly property bool settled: !shield.running
    property bool touched: false

    function settle() {
        // Before the first touch of all, none can have been meant for what was there before: drawn is enough.
        shield.interval = window.touched ? window.settleMs : 50;
        shield.restart();
    }

    color: Theme.deep
    flags: windowed ? Qt.Window : Qt.Window | Qt.FramelessWindowHint
    title: bridge.hall.title
    visibility: windowed ? Window.Windowed : Window.FullScreen
    visible: true

    Component.onCompleted: {
        Theme.keyboard = false;
        window.bridge.keypad.watch(window);
    }

    Phrases {
        id: words

        surface: "touch"
        table: window.bridge.phrases
    }

    Look {
        height: window.tall
        modes: window.modes
        motion: window.motion
        pixelsPerMm: window.pixelsPerMm
        width: window.width
    }

    Connections {
        function onTouched(byKey: bool) {
            window.touched = true;
            Theme.keyboard = byKey;
        }

        // The notice moves what lies below it: a finger on its way must not hit something else.
        function onWarned() {
            window.settle();
        }

        target: window.bridge
    }

    Connections {
        function onChanged() {
            window.settle();
        }

        target: window.modes
    }

    TopBar {
        id: bar

        emblem: window.modes.emblem
        // The same on every page: the keypad and the voice leave it out.
        readonly property int readingOrder: 3
        readonly property bool front: ["idle", "closed"].includes(window.bridge.page)

        bare: front
        foot: Theme.px(window.wide ? 13 : 11.4)
        height: Math.max(foot, window.height - window.below - window.tall + (window.wide ? foot : 0))
        subtitle: front ? "" : window.bridge.hall.moment
        title: front ? window.bridge.hall.moment : window.bridge.hall.title
        width: parent.width

        ModeBar {
            height: bar.foot
            lowHelps: window.lowHelps
            padding: Theme.px(0.9)
            screen: window.bridge
            visible: window.wide
            width: Math.min(Math.round(bar.width * 0.62), Theme.px(Theme.large ? 15.4 : 14.8) * count)
            words: words
        }
    }

    Rectangle {
        anchors.bottom: modeBar.top
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: bar.bottom
        color: Theme.ground
    }

    PageStage {
        id: stage

        anchors.bottom: nav.top
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: bar.bottom
        focus: true
        screen: window.bridge
        ticketSeconds: window.ticketSeconds
        wide: window.wide
        words: words

        onArrived: window.settle()
    }

    NavBar {
        id: nav

        anchors.bottom: modeBar.top
        remark: window.wide ? stage.remark : ""
        screen: window.bridge
        ticketLeft: stage.ticketLeft
        unread: stage.unread
        width: parent.width
        words: words

        onRead: stage.read()
    }

    ModeBar {
        id: modeBar

        anchors.bottom: parent.bottom
        anchors.bottomMargin: window.below
        height: visible ? implicitHeight : 0
        lowHelps: window.lowHelps
        padding: Theme.spaceXs
        screen: window.bridge
        visible: !window.wide
        width: parent.width
        words: words
    }

    Timer {
        id: shield
    }

    // Who goes on hammering means the page that was there.
    MultiPointTouchArea {
        anchors.fill: parent
        enabled: !window.settled

        onPressed: shield.restart()
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
        room: stage
        screen: window.bridge
        warnSeconds: window.warnSeconds
        words: words
    }

    Caption {
        anchors.bottom: nav.top
        anchors.bottomMargin: Theme.spaceS
        anchors.left: parent.left
        anchors.margins: Theme.spaceL
        anchors.right: parent.right
        keypad: window.bridge.keypad
    }

    DarkVeil {
        anchors.fill: parent
        modes: window.modes
        words: words
    }

    SleepVeil {
        anchors.fill: parent
        guard: window.bridge.guard
    }
}
