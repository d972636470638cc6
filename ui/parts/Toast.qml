// A sentence that comes, is read and goes by itself: what has just happened.
import QtQuick

Item {
    id: toast

    property string kind: "info"
    property string text: ""
    property int stay: 4000
    // A picture of its own instead of that of its kind.
    property string icon: ""

    function show(kind: string, text: string) {
        toast.kind = kind;
        toast.text = text;
        leave.restart();
    }

    function hide() {
        leave.stop();
    }

    implicitHeight: banner.implicitHeight
    implicitWidth: Theme.px(70)
    opacity: leave.running ? 1 : 0
    visible: opacity > 0

    Behavior on opacity {
        NumberAnimation {
            duration: Theme.quick
        }
    }

    Banner {
        id: banner

        anchors.fill: parent
        border.color: words
        border.width: Theme.hairline
        icon: toast.icon !== "" ? toast.icon : banner.sign
        kind: toast.kind
        text: toast.text
    }

    Timer {
        id: leave

        interval: toast.stay
    }
}
