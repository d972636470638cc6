// A line to type into, with its label above; `secret` hides what is typed and can show it again.
import QtQuick

FocusScope {
    id: field

    required property string label
    property alias text: input.text
    property alias maximumLength: input.maximumLength
    property alias validator: input.validator
    property bool secret: false
    property bool faulty: false
    property string showText: ""
    property bool shown: false

    signal accepted

    // Qt tells no name of a field that hides what is typed; the field around it has one.
    Accessible.ignored: !field.secret
    Accessible.name: field.label
    Accessible.role: Accessible.EditableText

    implicitHeight: caption.height + Theme.spaceXs + frame.height
    implicitWidth: Theme.px(50)

    Label {
        id: caption

        color: Theme.inkSoft
        font.pixelSize: Theme.label
        text: field.label
        width: parent.width

        Accessible.ignored: true
    }

    Rectangle {
        id: frame

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: caption.bottom
        anchors.topMargin: Theme.spaceXs
        border.color: input.activeFocus ? Theme.focus : field.faulty ? Theme.danger : Theme.lineStrong
        border.width: input.activeFocus || field.faulty ? Theme.stroke : Theme.hairline
        color: Theme.surface
        height: Theme.target
        radius: Theme.radiusS

        TextInput {
            id: input

            anchors.fill: parent
            anchors.leftMargin: Theme.spaceS
            anchors.rightMargin: eye.visible ? eye.width : Theme.spaceS
            clip: true
            color: Theme.ink
            echoMode: field.secret && !field.shown ? TextInput.Password : TextInput.Normal
            focus: true
            font.pixelSize: Theme.body
            inputMethodHints: field.secret ? Qt.ImhSensitiveData | Qt.ImhNoPredictiveText : Qt.ImhNone
            selectByMouse: true
            selectedTextColor: Theme.accentInk
            selectionColor: Theme.accent
            verticalAlignment: TextInput.AlignVCenter

            Accessible.editable: true
            Accessible.name: field.label
            Accessible.passwordEdit: field.secret
            Accessible.role: Accessible.EditableText
            activeFocusOnTab: true

            onAccepted: field.accepted()
        }

        Pressable {
            id: eye

            anchors.bottom: parent.bottom
            anchors.right: parent.right
            anchors.top: parent.top
            name: field.showText
            radius: Theme.radiusS
            visible: field.secret && field.showText !== ""
            width: height

            onTapped: field.shown = !field.shown

            Icon {
                anchors.centerIn: parent
                color: eye.down ? Theme.accentPressed : Theme.inkSoft
                name: field.shown ? "eye-off" : "eye"
            }
        }
    }
}
