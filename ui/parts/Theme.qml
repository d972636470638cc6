// The look of all our glass: colours by meaning, sizes in one unit, motion; no pixel or colour stands elsewhere.
pragma Singleton

import QtQuick

QtObject {
    id: theme

    // One unit in pixels. A touch screen sets it from its window (`fit`), a desk program from its desk (`desk`).
    property real unit: 5
    property bool motion: true
    // Whether it is worth showing where the keyboard stands.
    property bool keyboard: true

    // The grounds, from back to front.
    readonly property color ground: "#f6f1e7"
    readonly property color sunken: "#ece4d4"
    readonly property color surface: "#fffdf9"
    readonly property color deep: "#0f3f4c"
    readonly property color deepRaised: "#1a5262"
    readonly property color scrim: "#b30b2229"

    // Words and lines upon them.
    readonly property color ink: "#15272d"
    readonly property color inkSoft: "#48585c"
    readonly property color inkFaint: "#646f71"
    readonly property color line: "#dcd2bf"
    readonly property color lineStrong: "#857b69"
    readonly property color deepInk: "#ffffff"
    readonly property color deepInkSoft: "#c9dedd"
    readonly property color deepLine: "#2f6573"

    // What can be pressed.
    readonly property color accent: "#0f5566"
    readonly property color accentPressed: "#0a3b47"
    readonly property color accentSoft: "#dbe9e7"
    readonly property color accentSoftPressed: "#bfd8d6"
    readonly property color accentInk: "#ffffff"
    readonly property color focus: "#b8450f"

    // The one warm colour: a number, a call, the act that all leads to.
    readonly property color signal: "#b8450f"
    readonly property color signalPressed: "#8f3307"
    readonly property color signalSoft: "#fbe7d8"
    readonly property color signalInk: "#ffffff"
    readonly property color deepSignal: "#ffb27d"

    // How things stand.
    readonly property color good: "#1c6644"
    readonly property color goodSoft: "#dcede1"
    readonly property color warn: "#7a4e00"
    readonly property color warnSoft: "#fbedc9"
    readonly property color danger: "#a0252b"
    readonly property color dangerPressed: "#7c1a1f"
    readonly property color dangerSoft: "#f9e0dd"
    readonly property color dangerInk: "#ffffff"
    readonly property color disabled: "#e2dacb"
    readonly property color disabledInk: "#6b675d"

    // What a printer draws: black on white, whatever the palette.
    readonly property color paper: "#ffffff"
    readonly property color paperInk: "#000000"

    readonly property var tabular: ({
            "tnum": 1
        })

    // Type, in pixels.
    readonly property int figure: px(28)
    readonly property int display: px(6.6)
    readonly property int title: px(5)
    readonly property int heading: px(4)
    readonly property int body: px(3.3)
    readonly property int label: px(2.75)

    // Room between things.
    readonly property int spaceXs: px(0.8)
    readonly property int spaceS: px(1.6)
    readonly property int spaceM: px(2.4)
    readonly property int spaceL: px(4)
    readonly property int spaceXl: px(6)

    readonly property int radiusS: px(1)
    readonly property int radiusM: px(1.8)
    readonly property int radiusL: px(3)
    readonly property int hairline: Math.max(1, px(0.18))
    readonly property int stroke: Math.max(2, px(0.4))

    // What a finger hits: at 1080 pixels on 27 inches 96 pixels are 30 mm.
    readonly property int target: px(9.6)
    readonly property int targetTall: px(12)
    readonly property int iconS: px(3.6)
    readonly property int iconM: px(4.8)
    readonly property int iconL: px(7.2)
    readonly property int iconXl: px(14)

    // Motion, in milliseconds; press feedback has none.
    readonly property int quick: motion ? 120 : 0
    readonly property int calm: motion ? 240 : 0

    function px(units: real): int {
        return Math.round(units * unit);
    }

    // The unit of a touch screen: 108 on the short side, and never fewer than 160 on the long one.
    function fit(width: real, height: real): real {
        return Math.max(3, Math.min(Math.min(width, height) / 108, Math.max(width, height) / 170));
    }
}
