"""Real names where a hall requires them: checked, one live number each, and never kept in clear."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.hall import Hall, open_hall
from kiosk.people.documents import (
    CardReader,
    Document,
    DocumentKind,
    document,
    is_whole,
    leads_on,
)
from kiosk.people.identity import Agent, Excused
from kiosk.queue.tickets import CounterKind
from kiosk.refusal import Refusal
from tests.hall import HandClock, Staff, change_settings, count, events, staff_of

TODAY = date(2026, 3, 2)
LI = "11010519491231002X"
WANG = "440524188001010014"
"""The examples of GB 11643-1999; nobody's numbers."""
PASSPORT = "E12345678"


_SETTINGS = """[identity]
services = ["GA001", "GA002"]

[appointments.E]
lead_minutes = 0

[staff]"""


def resident(number: str) -> Document:
    return document(DocumentKind.RESIDENT_ID, number, TODAY)


@pytest.fixture
def named(folder: Path, clock: HandClock) -> Iterator[Hall]:
    """A hall where the public security counters require a document."""
    change_settings(folder, "[staff]", _SETTINGS)
    with open_hall(folder, clock) as opened:
        yield opened


@pytest.fixture
def people(named: Hall) -> Staff:
    return staff_of(named)


# --- Numbers of documents ---


@pytest.mark.parametrize("number", [LI, LI.lower(), WANG, "110105 19491231 002X"])
def test_a_resident_is_known(number: str) -> None:
    assert resident(number).number == number.replace(" ", "").upper()


@pytest.mark.parametrize(
    "number",
    [
        "",
        "110105194912310021",
        "11010519491231003X",
        # These have the right check character, but a month 13, a day to come, a 30 February, no
        # province, or nobody who could be so old.
        "110105194913310021",
        "110105204912310026",
        "110105194902300020",
        "010105194912310026",
        "110105179912310024",
        "1101051949123100",
        LI + "1",
        "１１０１０５１９４９１２３１００２X",
        "x" * 18,
    ],
)
def test_what_is_no_residents_number(number: str) -> None:
    with pytest.raises(Refusal) as no:
        resident(number)
    assert no.value.code == "identity.invalid"
    assert no.value.values == {}, "a number that is nearly right is a person's too"


@given(st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(place: int, more: int) -> None:
    wrong = str((int(LI[place]) + more) % 10)
    with pytest.raises(Refusal, match=r"identity\.invalid"):
        resident(LI[:place] + wrong + LI[place + 1 :])


@pytest.mark.parametrize(
    ("kind", "number", "good"),
    [
        (DocumentKind.PASSPORT, "E12345678", True),
        (DocumentKind.PASSPORT, "p 1234567", True),
        (DocumentKind.PASSPORT, "ABCDEFGH", False),
        (DocumentKind.PASSPORT, "E1", False),
        (DocumentKind.PASSPORT, "E1234567890123", False),
        (DocumentKind.PERMIT, "H1234567890", True),
        (DocumentKind.PERMIT, "12345678", True),
        (DocumentKind.PERMIT, "USA110077070123", True),
        (DocumentKind.PERMIT, "H12", False),
    ],
)
def test_other_documents(kind: DocumentKind, number: str, good: bool) -> None:
    if good:
        assert document(kind, number, TODAY).kind is kind
    else:
        with pytest.raises(Refusal, match=r"identity\.invalid"):
            document(kind, number, TODAY)


def test_a_residence_permit_is_the_same_document_however_it_is_called() -> None:
    """Of Hong Kong, Macao, Taiwan, or of a foreigner: one person is not two."""
    number = "810000199408230021"
    assert document(DocumentKind.PERMIT, number, TODAY) == resident(number)
    with pytest.raises(Refusal, match=r"identity\.invalid"):
        document(DocumentKind.PERMIT, number[:-1] + "2", TODAY)


_WHOLE = {
    DocumentKind.RESIDENT_ID: r"[1-9][0-9]{16}[0-9X]",
    DocumentKind.PASSPORT: r"[A-Z]{1,2}[0-9]{6,9}",
    DocumentKind.PERMIT: r"[A-Z]{0,3}[0-9]{8,15}|[HM][0-9]{8,10}|[1-9][0-9]{16}[0-9X]",
}


@given(
    st.sampled_from(DocumentKind).flatmap(
        lambda kind: st.tuples(st.just(kind), st.from_regex(_WHOLE[kind], fullmatch=True))
    )
)
def test_every_number_can_be_typed_key_by_key(typed: tuple[DocumentKind, str]) -> None:
    kind, number = typed
    assert is_whole(kind, number)
    assert all(leads_on(kind, number[:end]) for end in range(len(number) + 1))


@given(st.sampled_from(DocumentKind), st.one_of(st.text(max_size=40), st.text("0123456789X ")))
def test_whatever_is_typed_is_a_document_or_a_kind_no(kind: DocumentKind, text: str) -> None:
    with suppress(Refusal):
        found = document(kind, text, TODAY)
        assert is_whole(kind, found.number)
        assert found.number.isascii()


# --- One live number each (R9) ---


def test_a_second_try_gives_the_first_again(named: Hall, people: Staff) -> None:
    first = named.issue_to("GA001", resident(LI))
    again = named.issue_to("GA002", resident(LI))
    assert again.repeated
    assert (again.ticket, again.status_url) == (first.ticket, first.status_url)
    assert named.issue_to("GA001", resident(WANG)).ticket.number == "E002"
    assert named.issue_to("SC001", resident(LI)).ticket.number == "B001", "another group"
    named.abandon(first.ticket.id, people.clerk)
    assert named.issue_to("GA001", resident(LI)).ticket.number == "E003"
    assert count(named, "tickets") == 4


def test_the_paper_of_the_first_comes_out_once_more(named: Hall) -> None:
    first = named.issue_to("GA001", resident(LI), nonce="press")
    assert named.settle(first.job).out
    assert named.issue_to("GA001", resident(LI), nonce="press").job == first.job, "a double tap"
    again = named.issue_to("GA001", resident(LI), nonce="another press")
    assert again.job != first.job
    assert named.job(again.job).copy == 1
    assert named.settle(again.job).out
    for _ in range(3):
        named.issue_to("GA001", resident(LI))
    assert count(named, "print_jobs") == 2, "a card on the reader is no way to empty the roll"


def test_tomorrow_is_another_day(named: Hall, clock: HandClock) -> None:
    named.issue_to("GA001", resident(LI))
    clock.set(3, 9)
    assert not named.issue_to("GA001", resident(LI)).repeated


def test_without_a_document_there_is_no_number(named: Hall) -> None:
    with pytest.raises(Refusal, match=r"identity\.needed"):
        named.issue("GA001")
    assert named.issue("SC001").ticket.number == "B001"
    assert count(named, "identities") == 0


def test_an_appointment_does_not_replace_a_document(named: Hall, people: Staff) -> None:
    made = named.book("GA001", TODAY, time(9), people.clerk)
    with pytest.raises(Refusal, match=r"identity\.needed"):
        named.arrive(made.code)
    given = named.arrive(made.code, who=resident(LI))
    assert given.ticket.appointment_at is not None
    assert named.issue_to("GA002", resident(LI)).ticket.id == given.ticket.id
    other = named.book("GA001", TODAY, time(9, 30), people.clerk)
    assert named.arrive(other.code, who=resident(LI)).ticket.id == given.ticket.id
    assert count(named, "tickets") == 1


# --- Agents and people without a document (R10) ---


def test_agents_are_capped_and_listed(named: Hall) -> None:
    agent = Agent(resident(LI), "父亲卧床")
    numbers = [named.issue_to("GA001", agent).ticket.number for _ in range(2)]
    assert numbers == ["E001", "E002"]
    with pytest.raises(Refusal) as no:
        named.issue_to("GA001", agent)
    assert (no.value.code, no.value.values) == ("identity.capped", {"most": 2})
    assert named.issue_to("GA001", resident(LI)).ticket.number == "E003", "for oneself"
    found = named.listed_identities(TODAY)
    assert [(each.number, each.reason, each.allowed_by) for each in found] == [
        ("E001", "父亲卧床", None),
        ("E002", "父亲卧床", None),
    ]


def test_staff_let_somebody_through_with_their_name(named: Hall, people: Staff) -> None:
    for _ in range(2):
        named.issue_to("GA001", Excused(people.clerk, "证件丢失，来补办"))
    with pytest.raises(Refusal, match=r"identity\.capped"):
        named.issue_to("GA001", Excused(people.clerk, "证件丢失"))
    assert named.issue_to("GA001", Excused(people.supervisor, "证件丢失")).ticket.number == "E003"
    assert {each.allowed_by for each in named.listed_identities(TODAY)} == {"Clerk", "Supervisor"}
    assert events(named).count("identity.excused") == 3
    with pytest.raises(Refusal, match=r"reason\.missing"):
        named.issue_to("GA001", Excused(people.admin, " "))
    with pytest.raises(Refusal, match=r"account\.not_allowed"):
        named.issue_to("GA001", Excused(people.inspector, "证件丢失"))


# --- What is kept (R59) ---


def test_nothing_of_a_document_can_be_read_anywhere(
    named: Hall, people: Staff, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    issued = named.issue_to("GA001", resident(LI))
    named.issue_to("GA002", document(DocumentKind.PASSPORT, PASSPORT, TODAY))
    with named.ground.read() as work:
        tables = ("identities", "events", "tickets", "print_jobs")
        kept = repr([work.connection.exec_driver_sql(f"SELECT * FROM {t}").all() for t in tables])
    seen = [kept, repr(issued), repr(named.board()), repr(resident(LI)), caplog.text]
    for text in seen:
        for part in (LI, LI[:6], "19491231", LI[-4:], PASSPORT, PASSPORT[1:]):
            assert part not in text
    assert named.last_characters(issued.ticket.id, people.clerk) == "002X"
    assert events(named)[-1] == "identity.seen"
    with pytest.raises(Refusal, match=r"account\.not_allowed"):
        named.last_characters(issued.ticket.id, people.inspector)


def test_who_people_were_is_forgotten_and_that_is_told(
    named: Hall, people: Staff, clock: HandClock
) -> None:
    issued = named.issue_to("GA001", resident(LI))
    clock.move(days=29)
    assert named.purge_identities() == 0
    clock.move(days=1)
    written = count(named, "events")
    assert named.purge_identities(people.admin) == 1
    assert count(named, "identities") == 0
    assert events(named)[-1] == "identity.purged"
    assert count(named, "events") > written
    assert named.last_characters(issued.ticket.id, people.clerk) is None
    assert named.audit_verify() is None


def test_a_new_day_forgets_by_itself(named: Hall, clock: HandClock) -> None:
    """Nobody has to think of it."""
    named.issue_to("GA001", resident(LI))
    clock.move(days=31)
    named.issue_at_desk(CounterKind.ENQUIRY)
    assert count(named, "identities") == 0
    assert "identity.purged" in events(named)


class SimulatedReader:
    """A card reader whose cards are put on it by the test."""

    def __init__(self, *cards: str) -> None:
        self._cards = list(cards)

    def read(self, seconds: float) -> Document | None:
        return resident(self._cards.pop(0)) if self._cards else None


def test_a_card_is_put_on_the_reader(named: Hall) -> None:
    reader: CardReader = SimulatedReader(LI)
    card = reader.read(5)
    assert card is not None
    assert named.issue_to("GA001", card).ticket.number == "E001"
    assert reader.read(5) is None
