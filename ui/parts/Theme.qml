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
    // Pixels of a true millimetre, where the size of the glass is known; 0 where it is not.
    property real pixelsPerMm: 0
    // Large mode (R13): characters of 8 mm, four choices a page, contrast 7:1.
    property bool large: false
    // "day", "evening" or "contrast", and colours of the hall's own instead of ours, by their names here.
    property string palette: "day"
    property var own: ({})

    readonly property DayColours day: DayColours {}
    readonly property DayColours strong: StrongColours {}
    readonly property DayColours evening: EveningColours {}
    readonly property DayColours contrast: ContrastColours {}
    readonly property DayColours colours: palette === "contrast" ? contrast : palette === "evening" ? evening : large ? strong : day

    readonly property color ground: colours.ground
    readonly property color sunken: colours.sunken
    readonly property color surface: colours.surface
    readonly property color deep: own.deep ?? colours.deep
    readonly property color deepRaised: own.deepRaised ?? colours.deepRaised
    readonly property color scrim: colours.scrim

    readonly property color ink: colours.ink
    readonly property color inkSoft: colours.inkSoft
    readonly property color inkFaint: colours.inkFaint
    readonly property color line: colours.line
    readonly property color lineStrong: colours.lineStrong
    readonly property color deepInk: colours.deepInk
    readonly property color deepInkSoft: own.deepInkSoft ?? colours.deepInkSoft
    readonly property color deepLine: own.deepLine ?? colours.deepLine

    readonly property color accent: own.accent ?? colours.accent
    readonly property color accentPressed: own.accentPressed ?? colours.accentPressed
    readonly property color accentSoft: own.accentSoft ?? colours.accentSoft
    readonly property color accentSoftPressed: own.accentSoftPressed ?? colours.accentSoftPressed
    readonly property color accentInk: colours.accentInk
    readonly property color focus: colours.focus

    readonly property color signal: colours.signal
    readonly property color signalPressed: colours.signalPressed
    readonly property color signalSoft: colours.signalSoft
    readonly property color signalInk: colours.signalInk
    readonly property color deepSignal: colours.deepSignal

    readonly property color good: colours.good
    readonly property color goodSoft: colours.goodSoft
    readonly property color warn: colours.warn
    readonly property color warnSoft: colours.warnSoft
    readonly property color danger: colours.danger
    readonly property color dangerPressed: colours.dangerPressed
    readonly property color dangerSoft: colours.dangerSoft
    readonly property color dangerInk: colours.dangerInk
    readonly property color disabled: colours.disabled
    readonly property color disabledInk: colours.disabledInk

    // What a printer draws: black on white, whatever the palette. The dark screen shows nothing.
    readonly property color paper: "#ffffff"
    readonly property color paperInk: "#000000"
    readonly property color dark: "#000000"
    readonly property color darkInk: "#9a9a9a"

    readonly property var tabular: ({
            "tnum": 1
        })
    // Quotation marks as wide as they are: a Chinese type has them as wide as a character.
    readonly property var proportional: ({
            "pwid": 1
        })

    // Type, in pixels. `least`: nothing is set smaller.
    readonly property int figure: px(28)
    readonly property int display: px(6.6)
    readonly property int title: px(5)
    readonly property int heading: px(4)
    readonly property int body: px(3.3)
    readonly property int label: px(large ? 3 : 2.75)
    readonly property int least: large ? label : px(2.3)

    // Room between things.
    readonly property int spaceXs: px(0.8)
    readonly property int spaceS: px(1.6)
    readonly property int spaceM: px(2.4)
    readonly property int spaceL: px(4)
    readonly property int spaceXl: px(6)
    // Between two things that can be touched: 3 mm at least (R18).
    readonly property int gap: Math.max(px(1.2), mm(3))

    readonly property int radiusS: px(1)
    readonly property int radiusM: px(1.8)
    readonly property int radiusL: px(3)
    readonly property int hairline: Math.max(1, px(0.18))
    readonly property int stroke: Math.max(2, px(0.4))

    // What a finger hits: 20 mm at least (R18). At 1080 pixels on 21.5 inches 96 pixels are 24 mm.
    readonly property int target: Math.max(px(9.6), mm(20))
    readonly property int targetTall: Math.max(px(large ? 10.4 : 12), target)
    readonly property int iconS: px(3.6)
    readonly property int iconM: px(4.8)
    readonly property int iconL: px(7.2)
    readonly property int iconXl: px(14)

    // Choices that one page may offer; 0 is as many as fit.
    readonly property int choices: large ? 4 : 0

    // Motion, in milliseconds; press feedback has none.
    readonly property int quick: motion ? 120 : 0
    readonly property int calm: motion ? 240 : 0

    function px(units: real): int {
        return Math.round(units * unit);
    }

    // So many true millimetres in pixels, never fewer.
    function mm(millimetres: real): int {
        return Math.ceil(millimetres * pixelsPerMm);
    }

    // The unit of a touch screen: 108 on the short side, and never fewer than 160 on the long one.
    function fit(width: real, height: real): real {
        return Math.max(3, Math.min(Math.min(width, height) / 108, Math.max(width, height) / 170));
    }

    // The same in large mode: a fifth larger, and a character of the smallest type 8 mm tall (its em 8.9).
    function fitLarge(width: real, height: real): real {
        return Math.max(fit(width, height) * 1.2, 8.9 * pixelsPerMm / 3);
    }
}
