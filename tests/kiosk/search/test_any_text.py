"""Whatever is typed, pasted or scanned: an answer, always the same, never a fault."""

from __future__ import annotations

import string

from hypothesis import given
from hypothesis import strategies as st

from kiosk.catalogue import Catalogue
from kiosk.search import Hit, Index, Match
from kiosk.search.letters import LONGEST, fold
from tests.bench.search import in_letters, initials

LANGUAGES = st.sampled_from(["zh", "en"])
TYPED = st.text("abcdefghijklmnopqrstuvwxyz过户证登记身份0 ", max_size=12)
ANY = st.one_of(st.text(max_size=200), TYPED)


@given(ANY, st.integers(0, 12), LANGUAGES)
def test_any_text_is_answered(
    index: Index, sample: Catalogue, text: str, most: int, language: str
) -> None:
    hits = index.find(text, most, language)
    assert len(hits) <= most
    assert len({hit.id for hit in hits}) == len(hits)
    assert hits == index.find(text, most, language)
    assert index.letters(text, language) == index.letters(text, language)
    bundles = {bundle.id: bundle for bundle in sample.bundles}
    for hit in hits:
        shown = (sample.services | bundles)[hit.id].title(language)
        assert hit.span is None or 0 <= hit.span[0] < hit.span[1] <= len(shown)


@given(ANY, st.integers(0, 12))
def test_more_is_the_same_and_more(index: Index, text: str, most: int) -> None:
    assert index.find(text, most) == index.find(text, most + 4)[:most]


@given(ANY, LANGUAGES)
def test_a_letter_that_leads_on_finds_something(index: Index, text: str, language: str) -> None:
    for letter in index.letters(text, language):
        hits = index.find(text + letter, language=language)
        assert hits
        if language == "zh":  # others are shown parts of English names before pinyin
            assert hits[0].match in {Match.EXACT, Match.BEGINNING, Match.INITIALS}


@given(TYPED)
def test_a_letter_that_does_not_lead_on_begins_nothing(index: Index, text: str) -> None:
    for letter in sorted(set(string.ascii_lowercase) - index.letters(text))[:5]:
        ways = {hit.match for hit in index.find(text + letter) if not _in_english(hit)}
        assert not {Match.BEGINNING, Match.INITIALS} & ways


def _in_english(hit: Hit) -> bool:
    """Found by an English name or a code, which the pad for pinyin does not lead to."""
    return hit.by.isascii()


def test_the_way_through_the_pad_never_ends_too_soon(index: Index, sample: Catalogue) -> None:
    """Every folk word can be typed in full pinyin with letters that are not greyed out."""
    for service in sample.services.values():
        for alias in service.aliases:
            for text in (in_letters(fold(alias).plain), initials(fold(alias).plain)):
                for length, letter in enumerate(text):
                    assert letter in index.letters(text[:length]), (alias, text[:length])


def test_endless_text_is_cut(index: Index) -> None:
    assert index.find("guohu" * 10_000) == index.find(("guohu" * 10_000)[:LONGEST])
    assert index.letters("g" * 10_000) == frozenset()
