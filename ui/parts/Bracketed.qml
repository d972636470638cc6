// A name whose end in brackets is a remark: "食品经营许可(新办)" is one name and one word about it.
import QtQuick

QtObject {
    required property string whole

    readonly property var halves: /^(.+?)\s*[(（]([^()（）]+)[)）]$/.exec(whole)
    readonly property string name: halves ? halves[1] : whole
    readonly property string remark: halves ? halves[2] : ""
}
