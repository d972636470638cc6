// The strip at the top: which counter this is, who is signed in, the other language, the way out.
import QtQuick
import ui.parts

Rectangle {
    id: bar

    required property ConsoleScreen screen
    required property Phrases phrases
    property bool compact: false
    readonly property var place: screen.place

    signal shrunk

    color: Theme.deep
    implicitHeight: Theme.px(compact ? 9.6 : 13)

    Rectangle {
        id: plate

        anchors.verticalCenter: parent.verticalCenter
        color: Theme.deepInk
        height: Theme.px(bar.compact ? 7 : 9)
        radius: Theme.radiusS
        width: Math.max(height, code.implicitWidth + Theme.spaceS * 2)
        x: Theme.spaceM

        Label {
            id: code

            anchors.centerIn: parent
            color: Theme.deep
            figures: true
            font.pixelSize: Theme.px(bar.compact ? 4.6 : 6)
            lineHeight: 1
            strong: true
            text: bar.place.code
            wrapMode: Text.NoWrap

            Accessible.ignored: true
        }
    }

    Column {
        anchors.left: plate.right
        anchors.leftMargin: Theme.spaceS
        anchors.right: ways.left
        anchors.rightMargin: Theme.spaceXs
        anchors.verticalCenter: parent.verticalCenter

        Label {
            color: Theme.deepInk
            elide: Text.ElideRight
            font.pixelSize: Theme.px(3.6)
            lineHeight: 1
            strong: true
            text: [bar.place.title, bar.place.area].filter(each => each !== "").join(" · ")
            width: parent.width
            wrapMode: Text.NoWrap

            Accessible.name: bar.phrases.say("place.counter", {
                "code": bar.place.code
            }) + " " + text
        }

        Label {
            color: Theme.deepInkSoft
            elide: Text.ElideRight
            font.pixelSize: Theme.label
            text: {
                if (bar.place.clerk === "")
                    return bar.place.hall;
                return bar.phrases.say(bar.place.instead !== "" ? "place.instead" : "place.signed_in", {
                    "name": bar.place.clerk,
                    "other": bar.place.instead
                });
            }
            visible: text !== "" && !bar.compact
            width: parent.width
            wrapMode: Text.NoWrap
        }
    }

    Row {
        id: ways

        anchors.right: parent.right
        anchors.rightMargin: Theme.spaceXs
        anchors.verticalCenter: parent.verticalCenter

        Button {
            dark: true
            kind: "quiet"
            size: Theme.label
            text: bar.phrases.say("window.other_language")

            onTapped: bar.screen.speak(bar.screen.language === "zh" ? "en" : "zh")
        }

        Button {
            dark: true
            enabled: bar.screen.busy === ""
            icon: "sign-out"
            kind: "quiet"
            name: bar.phrases.say("place.sign_out")
            visible: bar.screen.signedIn

            onTapped: bar.screen.signOut()
        }

        Button {
            dark: true
            icon: "chevron-up"
            kind: "quiet"
            name: bar.phrases.say("size.bar")
            visible: bar.screen.signedIn

            onTapped: bar.shrunk()
        }
    }
}
