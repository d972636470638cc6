// The window on a clerk's PC: the bar, and below it the sign-in, the desk, or the reason for closing.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Window
import ui.parts

Window {
    id: root

    required property ConsoleScreen bridge
    property bool motion: true
    // Beside other software: a low window keeps the number and the buttons.
    readonly property bool compact: height < 420
    // The page beside the desk, or "": close, pause, abandon, transfer, pick, walk_in, join, and
    // those that only show: parked, papers, person, more.
    property string page: ""
    // A wish of that page is on its way; granted, the page closes, refused, it says why.
    property bool wished: false
    // What may be shown now: a page whose verb is not possible any more gives way to the desk.
    readonly property string shown: {
        if (!bridge.signedIn || page === "")
            return "";
        return ["parked", "papers", "person", "more"].includes(page) || bridge.can[page] ? page : "";
    }
    // A bar that stays above all other windows, instead of the panel.
    property bool strip: false
    property size panel: Qt.size(480, 640)
    property bool dark: Application.styleHints.colorScheme === Qt.ColorScheme.Dark
    readonly property bool signedIn: bridge.signedIn

    function wish() {
        root.wished = true;
    }

    function shrink() {
        root.panel = Qt.size(root.width, root.height);
        root.page = "";
        root.strip = true;
        root.resize(Math.min(Screen.width, 960), 60);
    }

    // A window at the edge of the screen moves in: what it grows by is to be seen too.
    function resize(width: int, height: int) {
        root.width = width;
        root.height = height;
        root.x = Math.max(Screen.virtualX, Math.min(root.x, Screen.virtualX + Screen.width - width));
        root.y = Math.max(Screen.virtualY, Math.min(root.y, Screen.virtualY + Screen.height - height));
    }

    // A page is for the keyboard, which a key of the whole desktop has left elsewhere.
    function open(page: string) {
        root.page = page;
        root.requestActivate();
    }

    function grow(page: string) {
        root.strip = false;
        root.resize(root.panel.width, root.panel.height);
        if (page !== "")
            root.open(page);
    }

    function more(verb: string) {
        if (verb !== "instead") {
            root.page = verb;
            return;
        }
        root.bridge.signOut();
        login.standIn(root.bridge.place.left);
    }

    color: Theme.ground
    flags: strip ? Qt.Window | Qt.WindowStaysOnTopHint : Qt.Window
    minimumHeight: strip ? 48 : 280
    minimumWidth: strip ? 640 : 360
    title: phrases.say("window.title", {
        "code": root.bridge.place.code
    })
    visible: true

    onSignedInChanged: {
        root.page = "";
        if (!root.signedIn && root.strip)
            root.grow("");
    }

    Connections {
        target: root.bridge

        function onChanged() {
            if (root.wished && root.bridge.busy === "") {
                root.wished = false;
                if (root.bridge.no === "")
                    root.page = "";
            }
        }
    }

    Binding {
        property: "palette"
        target: Theme
        value: root.dark ? "evening" : "day"
    }

    Binding {
        property: "unit"
        target: Theme
        value: root.strip ? Math.min(root.height / 13, root.width / 200) : Math.max(3.4, Math.min(7, root.width / 104, root.height / (root.compact ? 74 : 139)))
    }

    Binding {
        property: "motion"
        target: Theme
        value: root.motion
    }

    Phrases {
        id: phrases

        surface: "console"
        table: root.bridge.phrases
    }

    ConsoleBar {
        id: bar

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        compact: root.compact
        phrases: phrases
        screen: root.bridge
        visible: !root.strip

        onShrunk: root.shrink()
    }

    StripBar {
        anchors.fill: parent
        phrases: phrases
        screen: root.bridge
        visible: root.strip

        onGrown: page => root.grow(page)
    }

    LineState {
        id: state

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: bar.bottom
        compact: root.compact
        phrases: phrases
        screen: root.bridge
        visible: !root.strip && implicitHeight > 0
    }

    PrinterState {
        id: printers

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: state.bottom
        compact: root.compact
        height: visible ? implicitHeight : 0
        printers: root.bridge.line.lost || root.strip ? [] : root.bridge.printers
    }

    AlarmBar {
        id: alarms

        alarms: root.bridge.line.lost || root.strip ? [] : root.bridge.alarms
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: printers.bottom
        busy: root.bridge.busy !== ""
        compact: root.compact
        height: visible ? implicitHeight : 0
        phrases: phrases
        tallest: root.height - y

        onTaken: alarm => root.bridge.takeAlarm(alarm)
    }

    Item {
        id: pages

        anchors.bottom: parent.bottom
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.top: alarms.bottom
        visible: !root.strip && !alarms.all
        width: Math.min(parent.width, Theme.px(150))

        LoginPage {
            id: login

            anchors.fill: parent
            compact: root.compact
            phrases: phrases
            screen: root.bridge
            visible: !root.bridge.signedIn
        }

        DeskPage {
            anchors.fill: parent
            compact: root.compact
            phrases: phrases
            screen: root.bridge
            visible: root.bridge.signedIn && root.shown === ""

            onAsked: page => root.open(page)
        }

        PapersPage {
            anchors.fill: parent
            compact: root.compact
            phrases: phrases
            screen: root.bridge
            visible: root.shown === "papers"

            onClosed: root.page = ""
        }

        Why {
            label: phrases.say("reason.other")
            reasons: ["lunch", "break", "handover", "fault", "training", "over"].map(each => phrases.say("reason." + each)).map(text => ({
                        "code": text,
                        "text": text
                    }))
            text: root.bridge.parked.length === 0 ? phrases.say("reason.text") : phrases.say("reason.parked", {
                "numbers": root.bridge.parked.map(each => each.number).join(phrases.say("parked.between"))
            })
            title: phrases.say("reason.title")
            verb: "close"

            onChosen: why => root.bridge.closeCounter(why)
        }

        Why {
            label: phrases.say("pause.own")
            longest: 40
            reasons: root.bridge.around.pauses
            text: phrases.say("pause.text")
            title: phrases.say("pause.title")
            verb: "pause"

            onChosen: why => root.bridge.pause(why)
        }

        Why {
            label: phrases.say("abandon.own")
            longest: 200
            reasons: ["left", "other_day", "papers", "not_here"].map(each => phrases.say("abandon." + each)).map(text => ({
                        "code": text,
                        "text": text
                    }))
            text: phrases.say("abandon.text")
            title: phrases.say("abandon.title", {
                "number": root.bridge.current.number
            })
            verb: "abandon"

            onChosen: why => root.bridge.abandon(why)
        }

        TransferPage {
            anchors.fill: parent
            compact: root.compact
            phrases: phrases
            screen: root.bridge
            visible: root.shown === "transfer"

            onBack: root.page = ""
            onChosen: (kind, code, back, note) => {
                root.wish();
                root.bridge.transfer(kind, code, back, note);
            }
        }

        PickPage {
            anchors.fill: parent
            compact: root.compact
            phrases: phrases
            screen: root.bridge
            visible: root.shown === "pick"

            onBack: root.page = "more"
            onChosen: (number, why) => {
                root.wish();
                root.bridge.pick(number, why);
            }
        }

        WalkInPage {
            anchors.fill: parent
            compact: root.compact
            phrases: phrases
            screen: root.bridge
            visible: root.shown === "walk_in"

            onBack: root.page = "more"
            onChosen: (service, why) => {
                root.wish();
                root.bridge.walkIn(service, why);
            }
        }

        JoinPage {
            anchors.fill: parent
            compact: root.compact
            phrases: phrases
            screen: root.bridge
            visible: root.shown === "join"

            onBack: root.page = "more"
            onChosen: numbers => {
                root.wish();
                root.bridge.join(numbers);
            }
        }

        ParkedPage {
            anchors.fill: parent
            compact: root.compact
            phrases: phrases
            screen: root.bridge
            visible: root.shown === "parked"

            onBack: root.page = ""
            onChosen: ticket => {
                root.wish();
                root.bridge.resume(ticket);
            }
        }

        PersonPage {
            anchors.fill: parent
            compact: root.compact
            phrases: phrases
            screen: root.bridge
            visible: root.shown === "person"

            onBack: root.page = ""
        }

        MorePage {
            anchors.fill: parent
            compact: root.compact
            dark: root.dark
            phrases: phrases
            screen: root.bridge
            visible: root.shown === "more"

            onBack: root.page = ""
            onChosen: verb => root.more(verb)
            onShaded: dark => root.dark = dark
        }
    }

    component Why: ReasonPage {
        anchors.fill: parent
        compact: root.compact
        phrases: phrases
        screen: root.bridge
        visible: root.shown === verb

        onBack: root.page = ""
        onChosen: root.wish()
    }
}
