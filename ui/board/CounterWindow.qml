// A counter's own display: who works there, and whom it has called.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Window
import ui.parts

Window {
    id: root

    required property CounterScreen bridge
    required property bool windowed
    property bool motion: true
    readonly property bool portrait: height > width
    readonly property bool stale: root.bridge.since !== ""
    readonly property int edge: Theme.px(3)

    color: Theme.ground
    minimumHeight: 360
    minimumWidth: 360
    title: chinese.say("counter.title")
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
        id: chinese

        surface: "board"
        table: root.bridge.zh
    }

    Phrases {
        id: english

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

    Loader {
        id: wall

        active: root.bridge.known
        anchors.bottom: foot.top
        anchors.left: parent.left
        anchors.margins: root.edge
        anchors.right: parent.right
        anchors.top: bar.bottom

        sourceComponent: Item {
            CounterPlace {
                id: place

                counter: root.bridge.counter
                en: english
                height: root.portrait ? Math.round(wall.height * 0.5) : wall.height
                stale: root.stale
                width: root.portrait ? wall.width : Math.round(wall.width * 0.53)
                x: root.portrait ? 0 : wall.width - width
                zh: chinese
            }

            ClerkCard {
                clerk: root.bridge.clerk
                en: english
                height: root.portrait ? wall.height - y : wall.height
                width: root.portrait ? wall.width : place.x - root.edge
                y: root.portrait ? place.height + root.edge : 0
                zh: chinese
            }
        }
    }

    BoardFoot {
        id: foot

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        en: english
        sentence: root.bridge.sentence
        since: root.bridge.since
        visible: root.bridge.known
        zh: chinese
    }

    Opening {
        readonly property string key: root.bridge.unknown ? "counter.unknown" : root.stale ? "line.never" : "line.opening"

        anchors.centerIn: parent
        en: english.say(key)
        trouble: root.stale
        visible: !root.bridge.known
        width: parent.width - root.edge * 2
        zh: chinese.say(key)
    }

    HoverHandler {
        cursorShape: root.windowed ? Qt.ArrowCursor : Qt.BlankCursor
    }
}
