// The colours of our glass by meaning, as they are by day; other palettes say what differs.
import QtQuick

QtObject {
    // The grounds, from back to front.
    property color ground: "#f6f1e7"
    property color sunken: "#ece4d4"
    property color surface: "#fffdf9"
    property color deep: "#0f3f4c"
    property color deepRaised: "#1a5262"
    property color scrim: "#b30b2229"

    // Words and lines upon them.
    property color ink: "#15272d"
    property color inkSoft: "#48585c"
    property color inkFaint: "#5b6668"
    property color line: "#dcd2bf"
    property color lineStrong: "#857b69"
    property color deepInk: "#ffffff"
    property color deepInkSoft: "#c9dedd"
    property color deepLine: "#2f6573"

    // What can be pressed.
    property color accent: "#0f5566"
    property color accentPressed: "#0a3b47"
    property color accentSoft: "#dbe9e7"
    property color accentSoftPressed: "#bfd8d6"
    property color accentInk: "#ffffff"
    property color focus: "#b8450f"

    // The one warm colour: a number, a call, the act that all leads to.
    property color signal: "#b8450f"
    property color signalPressed: "#8f3307"
    property color signalSoft: "#fbe7d8"
    property color signalInk: "#ffffff"
    property color deepSignal: "#ffb27d"

    // How things stand.
    property color good: "#1c6644"
    property color goodSoft: "#dcede1"
    property color warn: "#7a4e00"
    property color warnSoft: "#fbedc9"
    property color danger: "#a0252b"
    property color dangerPressed: "#7c1a1f"
    property color dangerSoft: "#f9e0dd"
    property color dangerInk: "#ffffff"
    property color disabled: "#e2dacb"
    property color disabledInk: "#5f5b52"
}
