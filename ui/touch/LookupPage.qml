// Somebody has a number: scan the paper, or type it.
import ui.touch

CodePage {
    id: page

    icon: "ticket"
    letters: pad.letters
    other: pad.appointments ? words.say("lookup.appointment") : ""
    table: "lookup"

    onCrossed: page.desk.appoint()
}
