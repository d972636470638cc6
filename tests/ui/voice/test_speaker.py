"""The calls as the hall hears them: each once, in order, from one board at a time (R33)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kiosk.alarms.rules import Kind
from kiosk.hall import Hall, open_hall
from kiosk.speech import VoiceSettings, brief_phrase, call_words, spoken
from kiosk.staff import Actor
from kiosk.web import turn
from tests.hall import HandClock, copy_hall, make_hall, staff_of
from tests.ui.screens.conftest import Reader, Server
from tests.ui.voice.conftest import HUMS, MakeVoice, Room
from ui.board import Board, open_board, speaker
from ui.board.bridge import BoardScreen
from ui.voice.clips import Clips, Manifest, Pack

COUNTERS = [str(code) for code in range(1, 9)]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("speaker") / "hall"
    make_hall(folder)
    return folder


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def hall(made: Path, tmp_path: Path, clock: HandClock) -> Iterator[Hall]:
    with open_hall(copy_hall(made, tmp_path / "hall"), clock) as hall:
        yield hall


@pytest.fixture
def server(hall: Hall) -> Iterator[Server]:
    server = Server(hall)
    server.start()
    yield server
    server.kill()


@pytest.fixture
def second(hall: Hall, clock: HandClock) -> Iterator[Server]:
    """Another server over the same database."""
    with open_hall(hall.ground.folder, clock) as again:
        server = Server(again)
        server.start()
        yield server
        server.kill()


class Listener:
    """A board that may speak, and what it says on its glass that it speaks (R17)."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.captions: list[str] = []
        self.open = True
        assert isinstance(board.screen, BoardScreen)
        board.screen.spoke.connect(self._note)

    def close(self) -> None:
        if self.open:
            self.open = False
            self.board.close()

    def _note(self) -> None:
        caption = self.board.screen.property("caption")["zh"]
        if caption:
            self.captions.append(caption.split(" ")[0 if caption[0] != "请" else 1])

    @property
    def silent(self) -> bool:
        return not self.board.screen.property("caption")["zh"]


Speaking = Callable[..., Listener]


@pytest.fixture
def speaking(
    qapp: object, server: Server, clock: HandClock, voice_of: MakeVoice
) -> Iterator[Speaking]:
    """Opens a board that speaks, by default at the system's own loudspeaker."""
    opened: list[Listener] = []

    def start(url: str = "", **settings: object) -> Listener:
        settings = {"chime": False} | settings
        voice = (voice_of(**settings), VoiceSettings.model_validate(settings))
        size = (960, 540)
        board = open_board(url or server.url, voice=voice, size=size, motion=False, clock=clock)
        opened.append(Listener(board))
        return opened[-1]

    yield start
    for each in opened:
        each.close()


def sound(words: str) -> bytes:
    manifest = Manifest(language="zh-CN", licence="x", speaker="x", clips={"x": "x"})
    names = {"零一二三四五六七八九"[int(k)] if k.isdecimal() else k: v for k, v in HUMS.items()}
    return Clips([Pack(manifest, names)]).synthesise(words, "zh").samples


def full(number: str, counter: str) -> bytes:
    return sound(call_words(number, counter, "zh"))


def brief(number: str, counter: str) -> bytes:
    return sound(spoken(brief_phrase(number, counter, "zh"), "zh"))


def call(hall: Hall, first: int, last: int) -> list[tuple[str, str]]:
    """Call the numbers A`first` to A`last`, one counter after another; whoever is there is done."""
    actor: Actor = staff_of(hall).supervisor
    calls = []
    for number in range(first, last + 1):
        hall.issue("MZ001")
        counter = COUNTERS[number % len(COUNTERS)]
        before = hall.at_counter(counter).current
        if before is not None:
            hall.start(before.id, actor)
            hall.finish(before.id, actor)
        calls.append((hall.call_next(counter, actor).number, counter))
    return calls


def places(heard: bytes, calls: list[tuple[str, str]]) -> list[int]:
    """Where each call begins in what was heard, in either wording; -1 for one that was not."""
    found = []
    for each in calls:
        at = [place for place in (heard.find(full(*each)), heard.find(brief(*each))) if place >= 0]
        found.append(min(at, default=-1))
    return found


def test_fifty_calls_at_once_are_all_heard_in_order(
    qtbot: QtBot, room: Room, speaking: Speaking, hall: Hall
) -> None:
    listener = speaking(chime=True)
    calls = call(hall, 1, 50)
    numbers = [number for number, _ in calls]
    with room.listening():
        over = lambda: listener.captions[-1:] == numbers[-1:] and listener.silent  # noqa: E731
        qtbot.waitUntil(over, timeout=120_000)
    assert listener.captions == numbers
    found = places(room.heard, calls)
    assert min(found) >= 0
    assert found == sorted(found)
    # Behind the last nobody waits: it is said in full, twice. In the middle a few words must do.
    assert room.heard.count(full(*calls[-1])) == 2
    assert room.heard.count(full(*calls[25])) == 0


def test_one_of_two_boards_speaks_and_the_other_takes_over(
    qtbot: QtBot, rooms: Callable[[str], Room], speaking: Speaking, hall: Hall
) -> None:
    left, right = rooms("left"), rooms("right")
    one = speaking(device="left")
    before = call(hall, 1, 1)
    with left.listening(), right.listening():
        qtbot.waitUntil(lambda: bool(one.captions) and one.silent, timeout=30_000)
        other = speaking(device="right")
        before += call(hall, 2, 3)
        qtbot.waitUntil(lambda: len(one.captions) == 3 and one.silent, timeout=30_000)
        assert not right.loud()
        one.close()
        after = call(hall, 4, 5)
        over = lambda: other.captions[-1:] == ["A005"] and other.silent  # noqa: E731
        qtbot.waitUntil(over, timeout=30_000)
    assert min(places(left.heard, before)) >= 0
    assert min(places(right.heard, after)) >= 0
    assert max(places(right.heard, before)) == -1, "a call is said once"
    assert max(places(left.heard, after)) == -1


def test_a_board_that_starts_again_goes_on_where_it_stopped(
    qtbot: QtBot, room: Room, speaking: Speaking, hall: Hall
) -> None:
    first = speaking()
    numbers = [number for number, _ in call(hall, 1, 16)]
    with room.listening():
        qtbot.waitUntil(lambda: len(first.captions) >= 4, timeout=30_000)
        first.close()
        second = speaking()
        over = lambda: second.captions[-1:] == numbers[-1:] and second.silent  # noqa: E731
        qtbot.waitUntil(over, timeout=60_000)
    # What was cut short in the middle is said once more.
    last = len(first.captions)
    assert first.captions == numbers[:last]
    assert second.captions in (numbers[last:], numbers[last - 1 :])


def test_what_was_called_while_the_server_was_away_is_heard_after(
    qtbot: QtBot, room: Room, speaking: Speaking, hall: Hall, server: Server
) -> None:
    listener = speaking()
    numbers = [number for number, _ in call(hall, 1, 1)]
    with room.listening():
        qtbot.waitUntil(lambda: listener.captions == numbers and listener.silent, timeout=30_000)
        server.kill()
        numbers += [number for number, _ in call(hall, 2, 12)]
        server.start()
        over = lambda: listener.captions[-1:] == numbers[-1:] and listener.silent  # noqa: E731
        qtbot.waitUntil(over, timeout=60_000)
    assert listener.captions == numbers


def test_it_is_quiet_at_noon(
    qtbot: QtBot, room: Room, speaking: Speaking, hall: Hall, clock: HandClock
) -> None:
    clock.set(2, 12, 30)
    listener = speaking(quiet=[{"period": "12:00-14:00", "volume": 0}], calls_twice=False)
    numbers = [number for number, _ in call(hall, 1, 1)]
    with room.listening():
        qtbot.waitUntil(lambda: listener.captions == numbers and listener.silent, timeout=30_000)
    assert room.heard
    assert not any(room.heard)


def test_what_is_spoken_stands_on_every_glass(
    qtbot: QtBot, room: Room, speaking: Speaking, hall: Hall, second: Server, clock: HandClock
) -> None:
    """On a board without a loudspeaker too, and on those of another server."""
    listener = speaking()
    with closing(open_board(second.url, size=(960, 540), motion=False, clock=clock)) as dumb:
        readers = [Reader(board.window, "board") for board in (listener.board, dumb)]
        for reader in readers:
            reader.sees("empty.title")
        call(hall, 1, 1)
        # Nobody takes the sound out of the pipe: it lasts until the words have been read.
        for reader in readers:
            reader.sees_text("请 A001 号，到 2 号综合窗口办理。")
        with room.listening():
            qtbot.waitUntil(lambda: listener.silent, timeout=30_000)
        for reader in readers:
            reader.sees("foot.watch")


def test_a_server_that_dies_takes_no_call_with_it(
    qtbot: QtBot,
    rooms: Callable[[str], Room],
    speaking: Speaking,
    server: Server,
    second: Server,
    clock: HandClock,
    hall: Hall,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Two servers lend one turn; the board of the other one says what was cut short."""
    monkeypatch.setattr(turn, "_LONGEST", timedelta(seconds=4))
    monkeypatch.setattr(speaker, "ASK_MS", 300)
    left, right = rooms("left"), rooms("right")
    one = speaking(device="left")
    before = call(hall, 1, 1)
    with left.listening():
        qtbot.waitUntil(lambda: "A001" in one.captions and one.silent, timeout=30_000)
    other = speaking(second.url, device="right")
    late = call(hall, 2, 2)
    # Nobody takes the sound out of the pipe, so the call lasts; both boards show its words.
    qtbot.waitUntil(lambda: "A002" in one.captions and "A002" in other.captions, timeout=30_000)
    server.kill()
    qtbot.waitUntil(lambda: one.silent, timeout=30_000)
    assert not right.heard
    clock.move(seconds=5)
    with left.listening(), right.listening():
        qtbot.waitUntil(lambda: places(right.heard, late) != [-1], timeout=30_000)
        qtbot.waitUntil(lambda: other.silent, timeout=30_000)
    assert places(left.heard, late) == [-1]
    assert places(right.heard, before) == [-1], "a call is said once"


def test_who_is_not_heard_lets_another_speak_and_says_so(
    qtbot: QtBot,
    rooms: Callable[[str], Room],
    speaking: Speaking,
    hall: Hall,
    tmp_path: Path,
) -> None:
    left, right = rooms("left"), rooms("right")
    sound_cards = tmp_path / "asound.conf"
    working = sound_cards.read_text()
    one = speaking(device="left")
    call(hall, 1, 1)
    with left.listening(), right.listening():
        qtbot.waitUntil(lambda: "A001" in one.captions and one.silent, timeout=30_000)
        other = speaking(device="right")
        sound_cards.write_text(working.replace("pcm.!left", "pcm.!gone"))
        calls = call(hall, 2, 3)
        over = lambda: other.captions[-1:] == ["A003"] and other.silent  # noqa: E731
        qtbot.waitUntil(over, timeout=30_000)
    assert min(places(right.heard, calls)) >= 0
    assert max(places(left.heard, calls)) == -1
    hall.look_for_alarms()
    (alarm,) = hall.alarms()
    assert (alarm.kind, alarm.ended_at) == (Kind.VOICE, None)
    assert alarm.subject.endswith(" left")
    sound_cards.write_text(working)

    def well() -> bool:
        hall.look_for_alarms()
        return hall.alarms()[0].ended_at is not None

    with left.listening():
        qtbot.waitUntil(well, timeout=30_000)
