// The television of the hall: the newest call very large, the last calls, who waits, and the time.
import QtQuick
import QtQuick.Window
import ui.parts

Window {
    id: root

    required property BoardScreen bridge
    required property bool windowed
    property bool motion: true
    readonly property bool portrait: height > width
    readonly property bool stale: root.bridge.since !== ""
    readonly property int edge: Theme.px(3)

    color: Theme.ground
    minimumHeight: 360
    minimumWidth: 360
    title: zh.say("window.title")
    visibility: windowed ? Window.Windowed : Window.FullScreen

    Binding {
        property: "unit"
        target: Theme
        value: Theme.fit(root.width, root.height)
    }

    Binding {
        property: "motion"
        target: Theme
        value: root.motion
    }

    Phrases {
        id: zh

        surface: "board"
        table: root.bridge.zh
    }

    Phrases {
        id: en

        surface: "board"
        table: root.bridge.en
    }

    BoardBar {
        id: bar

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        hall: root.bridge.hall
        now: root.bridge.clock
        portrait: root.portrait
        visible: root.bridge.known
    }

    Item {
        id: wall

        readonly property int side: root.portrait ? width : Math.round(width * 0.53)
        // A single call has no others to be listed with: it takes their room too, until the list says that it is being
        // served.
        readonly property bool single: root.bridge.calls.length < 2 && !root.bridge.calls[0]?.serving
        readonly property int callHeight: Math.round(height * (root.portrait ? 0.345 : 0.5))
        readonly property int before: root.portrait ? calls.y + calls.height : height

        anchors.bottom: paused.visible ? paused.top : foot.top
        anchors.left: parent.left
        anchors.margins: root.edge
        anchors.right: parent.right
        anchors.top: bar.bottom
        visible: root.bridge.known

        NewestCall {
            id: newestCall

            call: root.bridge.newest
            en: en
            fresh: root.bridge.fresh
            height: wall.single ? wall.before : wall.callHeight
            more: root.bridge.more
            stale: root.stale
            visible: root.bridge.newest.number !== ""
            width: wall.side
            zh: zh
        }

        NoCall {
            en: en
            height: wall.before
            visible: !newestCall.visible
            width: wall.side
            zh: zh
        }

        CallGrid {
            id: calls

            calls: root.bridge.calls
            en: en
            height: root.portrait ? Math.round(wall.height * 0.235) : wall.height - y
            newest: root.bridge.newest
            visible: newestCall.visible && !wall.single
            width: wall.side
            y: wall.callHeight + Math.round(root.edge * 0.6)
            zh: zh
        }

        WaitingList {
            en: en
            groups: root.bridge.groups
            height: wall.height - y
            width: root.portrait ? wall.width : wall.width - x
            x: root.portrait ? 0 : wall.side + root.edge
            y: root.portrait ? calls.y + calls.height + root.edge : 0
            zh: zh
        }
    }

    PausedStrip {
        id: paused

        anchors.bottom: foot.top
        anchors.bottomMargin: Theme.px(1.6)
        anchors.left: parent.left
        anchors.leftMargin: root.edge
        anchors.right: parent.right
        anchors.rightMargin: root.edge
        counters: root.bridge.closed
        en: en
        visible: root.bridge.known && counters.length > 0
        zh: zh
    }

    BoardFoot {
        id: foot

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        caption: root.bridge.caption
        en: en
        sentence: root.bridge.sentence
        since: root.bridge.since
        visible: root.bridge.known
        zh: zh
    }

    Opening {
        readonly property string key: root.stale ? "line.never" : "line.opening"

        anchors.centerIn: parent
        en: en.say(key)
        trouble: root.stale
        visible: !root.bridge.known
        width: parent.width - root.edge * 2
        zh: zh.say(key)
    }

    HoverHandler {
        cursorShape: root.windowed ? Qt.ArrowCursor : Qt.BlankCursor
    }
}
