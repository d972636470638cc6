"""The reader of identity cards, over a serial line to one that was built by somebody else."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.people.cards import PREAMBLE, SerialReader
from kiosk.people.documents import Document, DocumentKind, document
from kiosk.refusal import Refusal
from tests.card_reader import ADDRESS, NAME, FakeReader, card, fake_reader

LI = "11010519491231002X"
HONG_KONG = "810000199408230021"
JOHN = "USA110077070123"


def check(kind: DocumentKind, number: str) -> Document:
    return document(kind, number, date(2026, 3, 2))


@pytest.fixture
def fake(tmp_path: Path) -> Iterator[FakeReader]:
    with fake_reader(tmp_path) as reader:
        yield reader


@pytest.fixture
def reader(fake: FakeReader, monkeypatch: pytest.MonkeyPatch) -> Iterator[SerialReader]:
    monkeypatch.setattr("kiosk.people.cards.ANSWER_SECONDS", 1.0)
    monkeypatch.setattr("kiosk.people.cards.PAUSE_SECONDS", 0.01)
    with SerialReader.open(str(fake.device), 115200, check) as reader:
        yield reader


@pytest.mark.parametrize(
    ("number", "kind", "read_as"),
    [
        (LI, " ", DocumentKind.RESIDENT_ID),
        (HONG_KONG, "J", DocumentKind.RESIDENT_ID),
        (JOHN, "I", DocumentKind.PERMIT),
    ],
    ids=["resident", "hong-kong", "foreigner"],
)
def test_the_number_of_a_card_is_read(
    reader: SerialReader, fake: FakeReader, number: str, kind: str, read_as: DocumentKind
) -> None:
    fake.on_it = card(number, kind)
    assert reader.read(5) == Document(read_as, number)
    assert fake.asked == ["2001", "2002", "3001"]


def test_without_a_card_there_is_no_answer_but_soon(reader: SerialReader, fake: FakeReader) -> None:
    assert reader.read(0.05) is None
    assert set(fake.asked) == {"2001"}


def test_noise_before_an_answer_is_passed_over(reader: SerialReader, fake: FakeReader) -> None:
    fake.on_it = card(LI)
    fake.faults = ["noise", "noise", "noise"]
    assert reader.read(5) == Document(DocumentKind.RESIDENT_ID, LI)


@pytest.mark.parametrize(
    "faults", [["", "select"], ["", "", "check"]], ids=["taken away", "garbled"]
)
def test_a_card_that_cannot_be_read_is_said_and_read_the_next_time(
    reader: SerialReader, fake: FakeReader, faults: list[str]
) -> None:
    fake.on_it = card(LI)
    fake.faults = faults
    with pytest.raises(Refusal, match=r"identity\.unreadable"):
        reader.read(5)
    assert reader.read(5) is not None


def test_a_card_whose_number_cannot_be_true_is_refused_without_the_number(
    reader: SerialReader, fake: FakeReader
) -> None:
    fake.on_it = card("110105194912310021")
    with pytest.raises(Refusal) as no:
        reader.read(5)
    assert (str(no.value), no.value.values) == ("identity.invalid", {})


@pytest.mark.parametrize("fault", ["silent", "torn"])
def test_a_reader_that_falls_silent_is_gone(
    reader: SerialReader, fake: FakeReader, fault: str
) -> None:
    fake.on_it = card(LI)
    fake.faults = [fault]
    with pytest.raises(OSError, match="no answer"):
        reader.read(5)


def test_a_port_that_is_not_there_is_an_oserror(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="none"):
        SerialReader.open(str(tmp_path / "none"), 115200, check)


def test_nothing_of_a_card_is_logged(
    reader: SerialReader, fake: FakeReader, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    fake.on_it = card(LI)
    said = repr(reader.read(5)) + repr(vars(reader)) + caplog.text
    assert not [part for part in (LI, LI[6:14], NAME, ADDRESS) if part in said]


class Noise:
    """A line that gives out some bytes, and then nothing."""

    def __init__(self, data: bytes) -> None:
        self._left = data

    def read(self, size: int) -> bytes:
        got, self._left = self._left[:size], self._left[size:]
        if not got:
            raise TimeoutError("nothing more comes")
        return got

    def write(self, data: bytes, /) -> int:
        return len(data)

    def reset_input_buffer(self) -> None:
        pass

    def close(self) -> None:
        pass


@given(st.lists(st.one_of(st.binary(max_size=40), st.just(PREAMBLE)), max_size=12))
def test_whatever_a_line_says_ends_in_a_plain_answer(pieces: list[bytes]) -> None:
    reader = SerialReader(Noise(b"".join(pieces)), check)
    # Any other exception fails; a card can come of it by no chance.
    with suppress(OSError, Refusal):
        assert reader.read(0) is None
