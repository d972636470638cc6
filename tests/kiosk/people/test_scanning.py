"""What the scanner reads: a paper, an appointment, a number, and of ten thousand others nothing."""

from __future__ import annotations

import random
import string
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk import tokens
from kiosk.people.scanning import AppointmentCode, Link, Number, scan

LONGEST = 64
URL = "https://hall.example/queue"
# Fixed: workers that run tests side by side must find the same ones.
TICKET = "zcOPjez4PC76aEbhDfPtwJXrey7DyieM"
APPOINTMENT = "11kdtiV7Dj1L2oO23UZTPg"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"{URL}/s/{TICKET}", Link(TICKET)),
        (f"{URL}/a/{APPOINTMENT}", AppointmentCode(APPOINTMENT)),
        ("12345678", AppointmentCode("12345678")),
        ("YY202603020001", AppointmentCode("YY202603020001")),
        ("A012", Number("A012")),
        ("b1", Number("B1")),
        ("A1000", Number("A1000")),
        ("", None),
        (f"{URL}/s/{TICKET}x", None),
        (f"{URL}/s/{TICKET[:-1]}", None),
        (f"{URL}/a/{TICKET}", None),
        (f"{URL}/s/{TICKET}?x=1", None),
        (f"{URL}/../s/{TICKET}", None),
        (f"https://evil.example/s/{TICKET}", None),
        (f"{URL}.evil.example/s/{TICKET}", None),
        (TICKET, None),
        ("O012", None),
        ("I012", None),
        ("A", None),
        ("012", None),
        ("A012345678901234567", None),
        ("430181199001011239", None),
        ("A０１２", None),
        ("A012\n", None),
        ("\x02A012\x03", None),
        ("A012 ", None),
        ("' OR 1=1 --", None),
        ("12345678" * 9, None),
    ],
)
def test_what_is_scanned(text: str, found: object) -> None:
    assert scan(text, URL) == found


def test_a_long_address_of_the_hall_itself_is_read() -> None:
    """R57 allows 64 characters, and a link is longer as soon as the hall has a long name."""
    address = f"https://{'government-service-hall.' * 4}example"
    assert len(f"{address}/s/{TICKET}") > LONGEST
    assert scan(f"{address}/s/{TICKET}", address) == Link(TICKET)


@given(st.text())
def test_any_text_at_all_is_read_without_a_fault(text: str) -> None:
    found = scan(text, URL)
    if found is not None:
        assert len(text) <= LONGEST
        assert not any(unicodedata.category(each).startswith("C") for each in text)


def test_ten_thousand_codes_of_other_people_do_nothing() -> None:
    """R57: codes as they stand on tickets, parcels, cards and bottles, and plain noise."""
    dice = random.Random(57)
    noise = string.printable + "号预约．\u200b\ufeff"
    makers = [
        lambda: "".join(dice.choices(noise, k=dice.randint(1, 90))),
        lambda: f"https://{dice.choice(['a.cn', 'hall.example', 'u.wechat.com'])}/{tokens.new()}",
        lambda: f"{URL}/{dice.choice('bcdxyz')}/{tokens.new(dice.choice([16, 24]))}",
        lambda: "".join(dice.choices("0123456789", k=dice.choice([1, 2, 3, 4, 5, 17, 18, 30]))),
        lambda: chr(dice.randint(0, 31)) + f"A{dice.randint(1, 999):03d}",
        lambda: f"A{dice.randint(1, 999):03d}" + chr(dice.randint(0, 31)),
        lambda: dice.choice("IOio") + f"{dice.randint(1, 999):03d}",
        lambda: f"WIFI:S:{dice.random()};T:WPA;P:{dice.random()};;",
        lambda: "\x1b@" + "".join(dice.choices(string.ascii_letters, k=10)),
        lambda: "".join(dice.choices("0123456789", k=dice.randint(65, 4000))),
    ]
    read = [text for n in range(10_000) if scan(text := makers[n % len(makers)](), URL) is not None]
    # Noise of few characters may be a number by chance, which is then one that somebody could type.
    assert all(len(text) <= 6 for text in read), read
    assert len(read) < 10
