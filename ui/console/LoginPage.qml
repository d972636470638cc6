// Signing in with a named account, by keyboard or by hand.
import QtQuick
import QtQuick.Layouts
import ui.parts

FocusScope {
    id: page

    required property ConsoleScreen screen
    required property Phrases phrases
    property bool compact: false
    // A colleague takes the place of somebody.
    property bool standsIn: false

    function enter() {
        if (name.text.trim() === "")
            name.forceActiveFocus();
        else if (password.text === "")
            password.forceActiveFocus();
        else
            page.screen.signIn(name.text.trim(), password.text, page.standsIn ? other.text.trim() : "");
    }

    // Another person signs in, in the place of who was here.
    function standIn(account: string) {
        page.standsIn = true;
        other.text = account;
        name.text = password.text = "";
        name.forceActiveFocus();
    }

    Component.onCompleted: name.forceActiveFocus()
    onVisibleChanged: {
        password.text = "";
        if (!visible)
            page.standsIn = false;
        if (visible)
            (name.text === "" ? name : password).forceActiveFocus();
    }

    ColumnLayout {
        anchors.horizontalCenter: parent.horizontalCenter
        spacing: page.compact ? Theme.spaceS : Theme.spaceM
        width: Math.min(parent.width - Theme.spaceL * 2, Theme.px(page.compact ? 110 : 76))
        // What comes and goes below must not move what is typed into.
        y: page.compact ? Theme.spaceM : Math.round(page.height * 0.16)

        Label {
            Layout.fillWidth: true
            font.pixelSize: Theme.title
            strong: true
            text: page.phrases.say("login.title", {
                "code": page.screen.place.code
            })
            visible: !page.compact
        }

        GridLayout {
            Layout.fillWidth: true
            columnSpacing: Theme.spaceS
            columns: page.compact ? 2 : 1
            rowSpacing: Theme.spaceM
            uniformCellWidths: true

            TextField {
                id: name

                Layout.fillWidth: true
                label: page.phrases.say("login.name")
                maximumLength: 64

                onAccepted: page.enter()
            }

            TextField {
                id: password

                Layout.fillWidth: true
                label: page.phrases.say("login.password")
                maximumLength: 1024
                secret: true
                showText: page.phrases.say("login.show")

                // Qt tells no name of a field that hides what is typed; the field around it has one.
                Accessible.name: label
                Accessible.role: Accessible.EditableText

                onAccepted: page.enter()
            }
        }

        TextField {
            id: other

            Layout.fillWidth: true
            label: page.phrases.say("login.other")
            maximumLength: 64
            visible: page.standsIn

            onAccepted: page.enter()
        }

        Button {
            Layout.fillWidth: true
            Layout.topMargin: page.compact ? 0 : Theme.spaceS
            busy: page.screen.busy === "sign_in"
            kind: "primary"
            text: page.phrases.say("login.enter")

            onTapped: page.enter()
        }

        Button {
            Layout.alignment: Qt.AlignHCenter
            checkable: true
            checked: page.standsIn
            icon: page.standsIn ? "check-square" : "square"
            kind: "quiet"
            size: Theme.label
            text: page.phrases.say("login.instead")

            onTapped: page.standsIn = !page.standsIn
        }

        WhyNot {
            Layout.fillWidth: true
            Layout.preferredHeight: implicitHeight
            phrases: page.phrases
            screen: page.screen
            stays: true
        }
    }
}
