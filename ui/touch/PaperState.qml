// What has become of the paper: on its way, to be taken, or not there, and then what one can do.
import QtQuick
import ui.parts
import ui.touch

Rectangle {
    id: state

    required property TouchScreen screen

    readonly property var paper: screen.ticket.paper
    readonly property bool calm: paper.calm
    readonly property string stage: paper.state
    readonly property bool asks: paper.waive !== "" || paper.reprint !== ""

    color: calm ? Theme.deepRaised : Theme.warnSoft
    implicitHeight: Math.max(Theme.targetTall, buttons.y + (asks ? buttons.height + Theme.spaceM : 0))
    radius: Theme.radiusM

    Accessible.name: title.text + " " + hint.text
    Accessible.role: Accessible.AlertMessage

    Icon {
        id: sign

        color: state.calm ? Theme.deepInk : Theme.warn
        name: state.paper.icon
        size: Theme.iconL
        x: Theme.spaceM
        y: Math.round((buttons.y - height) / 2)
    }

    Column {
        id: column

        anchors.left: sign.right
        anchors.leftMargin: Theme.spaceM
        anchors.right: parent.right
        anchors.rightMargin: dots.visible ? dots.width + Theme.spaceL : Theme.spaceM
        spacing: Theme.spaceXs / 2
        y: state.asks ? Theme.spaceM : Math.max(Theme.spaceM, Math.round((Theme.targetTall - height) / 2))

        Label {
            id: title

            color: state.calm ? Theme.deepInk : Theme.warn
            font.pixelSize: Theme.heading
            strong: true
            text: state.paper.title
            width: parent.width

            Accessible.ignored: true
        }

        Label {
            id: hint

            color: state.calm ? Theme.deepInkSoft : Theme.ink
            room: parent.width
            text: state.paper.hint

            Accessible.ignored: true
        }
    }

    Busy {
        id: dots

        anchors.right: parent.right
        anchors.rightMargin: Theme.spaceM
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.deepInk
        running: state.stage === "printing"
        size: Theme.px(6)
    }

    Row {
        id: buttons

        readonly property bool both: state.paper.waive !== "" && state.paper.reprint !== ""
        readonly property int each: Math.floor(both ? (width - spacing) / 2 : width)

        spacing: Theme.spaceS
        visible: state.asks
        width: parent.width - Theme.spaceM * 2
        x: Theme.spaceM
        y: column.y + column.height + Theme.spaceM

        Button {
            busy: state.paper.busy
            icon: "printer"
            kind: "primary"
            text: state.paper.reprint
            visible: text !== ""
            width: buttons.each

            onTapped: state.screen.reprint()
        }

        Button {
            busy: state.paper.busy
            icon: "check"
            kind: buttons.both ? "secondary" : "primary"
            text: state.paper.waive
            visible: text !== ""
            width: buttons.each

            onTapped: state.screen.waive()
        }
    }
}
