// The day for eyes that need more: the same colours, deepened until all words have a contrast of 7:1 (R19).
import QtQuick

DayColours {
    deep: "#0b333e"
    deepRaised: "#124453"
    ink: "#0d1b20"
    inkSoft: "#2c3a3e"
    inkFaint: "#364447"
    lineStrong: "#5f574a"
    deepInkSoft: "#dcebea"
    accent: "#083c49"
    accentPressed: "#052a33"
    focus: "#842d05"
    signal: "#842d05"
    signalPressed: "#6b2303"
    deepSignal: "#ffc79e"
    good: "#124a30"
    warn: "#573700"
    danger: "#7a181d"
    dangerPressed: "#5c1216"
    disabledInk: "#45423a"
}
