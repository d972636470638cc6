"""Whatever a printer says, in whatever pieces, is sorted into what was meant, or is noise."""

from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printers.answers import (
    Answer,
    Answers,
    Block,
    Noise,
    PaperSensor,
    RealTime,
    Unasked,
    status_of,
)
from printers.status import State

plain = st.sampled_from([byte for byte in range(256) if byte & 0x90 == 0])
real_time = st.sampled_from([byte for byte in range(256) if byte & 0x93 == 0x12])
first_unasked = st.sampled_from([byte for byte in range(256) if byte & 0x93 == 0x10])
names = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), min_size=4, max_size=4)

answers = st.one_of(
    real_time.map(RealTime),
    plain.map(PaperSensor),
    st.tuples(first_unasked, plain, plain, plain).map(lambda data: Unasked(bytes(data))),
    names.map(lambda name: Block(0x22, name.encode())),
    st.just(Block(0x25, b"")),
    st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), max_size=40).map(
        lambda text: Block(0x21, text.encode())
    ),
)


def said(answer: Answer) -> bytes:
    match answer:
        case RealTime(byte) | PaperSensor(byte) | Noise(byte):
            return bytes((byte,))
        case Unasked(data):
            return data
        case Block(kind, data):
            return bytes((0x37, kind)) + data + b"\0"


def heard(data: bytes, cuts: set[int]) -> list[Answer]:
    """What comes of the bytes when they arrive in pieces."""
    one = Answers()
    edges = [0, *sorted(cut for cut in cuts if cut < len(data)), len(data)]
    found = []
    for start, end in pairwise(edges):
        found += one.feed(data[start:end])
    return found


cuts = st.sets(st.integers(0, 200))


@given(st.lists(answers, max_size=12), cuts)
def test_every_answer_is_told_from_every_other(meant: list[Answer], cuts: set[int]) -> None:
    assert heard(b"".join(map(said, meant)), cuts) == meant


@given(st.lists(answers, max_size=8), st.lists(st.integers(0, 60), max_size=20), cuts)
def test_flow_control_may_stand_anywhere(
    meant: list[Answer], places: list[int], cuts: set[int]
) -> None:
    data = bytearray(b"".join(map(said, meant)))
    for number, place in enumerate(places):
        data.insert(place % (len(data) + 1), (0x11, 0x13)[number % 2])
    assert heard(bytes(data), cuts) == meant


@given(st.tuples(first_unasked, plain, plain, plain), real_time, st.integers(1, 3), cuts)
def test_what_was_asked_is_found_within_what_was_not(
    unasked: tuple[int, int, int, int], reply: int, place: int, cuts: set[int]
) -> None:
    data = bytearray(unasked)
    data.insert(place, reply)
    assert heard(bytes(data), cuts) == [RealTime(reply), Unasked(bytes(unasked))]


@given(st.binary(max_size=80), cuts)
def test_nonsense_is_taken_in_whole_and_the_same_in_any_pieces(data: bytes, cuts: set[int]) -> None:
    one, other = Answers(), Answers()
    found = one.feed(data) + one.settle()
    edges = [0, *sorted(cut for cut in cuts if cut < len(data)), len(data)]
    pieces: list[Answer] = []
    for start, end in pairwise(edges):
        pieces += other.feed(data[start:end])
    assert pieces + other.settle() == found
    quiet = data.translate(None, b"\x11\x13")
    assert sorted(b"".join(map(said, found))) == sorted(quiet), "no byte is lost or made up"


@given(st.binary(max_size=40), answers)
def test_after_a_silence_it_understands_again(nonsense: bytes, answer: Answer) -> None:
    one = Answers()
    one.feed(nonsense)
    one.settle()
    assert one.feed(said(answer)) == [answer]


def test_a_connection_that_begins_in_the_middle_of_a_block() -> None:
    assert Answers().feed(b"\x91\xff7\x227\x22abcd\0") == [
        Noise(0x91),
        Noise(0xFF),
        Noise(0x37),
        PaperSensor(0x22),
        Block(0x22, b"abcd"),
    ]


def test_an_echo_is_no_answer() -> None:
    """As a modem, or a cable with its wires crossed, gives back what it gets."""
    one = Answers()
    assert RealTime not in {type(each) for each in one.feed(b"\x10\x04\x01") + one.settle()}


WELL = (0x12, 0x12, 0x12, 0x12)


@pytest.mark.parametrize(
    ("replies", "state"),
    [
        # Epson's reference, DLE EOT: bits of the four answers over their fixed 12h.
        (WELL, State.ONLINE),
        ((0x16, 0x12, 0x12, 0x12), State.ONLINE),  # a cash drawer
        ((0x1A, 0x12, 0x12, 0x12), State.OFFLINE),
        ((0x5A, 0x1A, 0x12, 0x12), State.OFFLINE),  # the feed button
        ((0x1A, 0x16, 0x12, 0x12), State.COVER_OPEN),
        ((0x1A, 0x16, 0x12, 0x7E), State.COVER_OPEN),  # the roll is being changed
        ((0x1A, 0x32, 0x12, 0x7E), State.PAPER_END),
        ((0x1A, 0x32, 0x12, 0x12), State.PAPER_END),
        ((0x12, 0x12, 0x12, 0x1E), State.NEAR_END),
        ((0x1A, 0x52, 0x1A, 0x12), State.CUTTER_ERROR),
        ((0x1A, 0x56, 0x1A, 0x7E), State.CUTTER_ERROR),
        ((0x1A, 0x52, 0x32, 0x12), State.ERROR),
        ((0x1A, 0x52, 0x12, 0x12), State.ERROR),
        ((0x1A, 0x52, 0x52, 0x12), State.OVERHEATED),
        ((0x1A, 0x56, 0x12, 0x12), State.COVER_OPEN),  # an error bit whose cause is told
    ],
)
def test_the_worst_sign_says_how_it_is(replies: tuple[int, int, int, int], state: State) -> None:
    status = status_of(replies)
    assert status.state is state
    assert (status.detail == "") is (state is State.ONLINE)


def test_every_sign_means_something() -> None:
    """No bit that the reference calls a trouble is passed over."""
    troubles = {0: 0x28, 1: 0x6C, 2: 0x6C, 3: 0x6C}
    for number, bit in product(range(4), (1 << n for n in range(8))):
        replies = list(WELL)
        replies[number] |= bit
        one, two, three, four = replies
        well = status_of((one, two, three, four)).state is State.ONLINE
        assert well is not bool(bit & troubles[number]), (number, hex(bit))
