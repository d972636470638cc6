// Who works at the counter: photo, name, duty and promise.
import QtQuick
import ui.parts

Panel {
    id: card

    required property var clerk
    required property Phrases zh
    required property Phrases en
    readonly property bool nobody: clerk.name === ""
    // Beside the photo where there is width, else below it.
    readonly property bool beside: width > height * 1.3
    readonly property int face: Math.round(Math.min(inside.width * (beside ? 0.36 : 0.62), beside ? inside.height : inside.height - words.height - Theme.spaceM))

    padding: Theme.px(3)

    Item {
        id: frame

        height: card.beside ? Math.min(parent.height, Math.round(card.face * 1.3)) : card.face
        width: card.beside ? card.face : Math.round(card.face / 1.2)
        x: card.beside ? 0 : Math.round((parent.width - width) / 2)
        y: card.beside ? Math.round((parent.height - height) / 2) : 0

        Image {
            id: photo

            anchors.fill: parent
            asynchronous: true
            fillMode: Image.PreserveAspectCrop
            source: card.clerk.photo
            sourceSize.height: height
            visible: status === Image.Ready

            Accessible.ignored: true
        }

        Rectangle {
            anchors.fill: parent
            color: Theme.accentSoft
            radius: Theme.radiusM
            visible: !photo.visible

            Icon {
                anchors.centerIn: parent
                color: Theme.accent
                name: card.nobody ? "counter" : "person"
                size: Math.round(parent.width * 0.5)
            }
        }
    }

    Column {
        id: words

        anchors.left: card.beside ? frame.right : parent.left
        anchors.leftMargin: card.beside ? Theme.px(4) : 0
        anchors.right: parent.right
        anchors.top: card.beside ? undefined : frame.bottom
        anchors.topMargin: Theme.spaceM
        anchors.verticalCenter: card.beside ? parent.verticalCenter : undefined
        spacing: Theme.px(1.6)

        Label {
            font.pixelSize: Theme.px(7)
            horizontalAlignment: card.beside ? Text.AlignLeft : Text.AlignHCenter
            lineHeight: 1
            strong: true
            text: card.nobody ? card.zh.say("clerk.nobody") : card.clerk.name
            width: parent.width
        }

        TwoTongues {
            align: card.beside ? Text.AlignLeft : Text.AlignHCenter
            color: Theme.accent
            en: card.nobody ? "" : card.clerk.dutyEn
            size: Theme.px(4.2)
            visible: card.nobody || zh !== ""
            width: parent.width
            zh: card.nobody ? card.en.say("clerk.nobody") : card.clerk.duty
        }

        Rectangle {
            color: Theme.line
            height: Theme.hairline
            visible: card.clerk.promise !== ""
            width: parent.width
        }

        TwoTongues {
            align: card.beside ? Text.AlignLeft : Text.AlignHCenter
            color: Theme.inkSoft
            en: card.en.say("clerk.promise")
            size: Theme.px(3.4)
            visible: card.clerk.promise !== ""
            width: parent.width
            zh: card.zh.say("clerk.promise")
        }

        TwoTongues {
            align: card.beside ? Text.AlignLeft : Text.AlignHCenter
            en: card.clerk.promiseEn
            size: Theme.px(4.6)
            visible: card.clerk.promise !== ""
            width: parent.width
            zh: card.clerk.promise
        }
    }
}
