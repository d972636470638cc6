// Turns pages instead of scrolling: back, "2 / 3", on.
import QtQuick

Row {
    id: pager

    required property int pages
    property int page: 0
    // Accessible words of the two arrows, and of where one stands.
    required property string previousText
    required property string nextText
    property string placeText: (page + 1) + " / " + pages

    signal turned(page: int)

    spacing: Theme.spaceM

    Button {
        enabled: pager.page > 0
        icon: "chevron-left"
        name: pager.previousText

        onTapped: pager.turned(pager.page - 1)
    }

    Label {
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.inkSoft
        figures: true
        horizontalAlignment: Text.AlignHCenter
        text: pager.placeText
        width: Math.max(implicitWidth, Theme.px(12))
        wrapMode: Text.NoWrap
    }

    Button {
        enabled: pager.page < pager.pages - 1
        icon: "chevron-right"
        name: pager.nextText

        onTapped: pager.turned(pager.page + 1)
    }
}
