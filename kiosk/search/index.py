"""The index of a catalogue: asked at every touch, it answers within a frame."""

from __future__ import annotations

import string
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from kiosk.catalogue import Bundle, Catalogue, Language, Service
from kiosk.search.english import English
from kiosk.search.hits import Hit, Match, Way
from kiosk.search.letters import LONGEST, fold, is_latin, readings, spelt, words
from kiosk.search.slips import Slips, at_least, shared
from kiosk.search.tape import Style, Tape, ones

_FEWEST_LETTERS = 3
"""Who types pinyin is not shown English words, or words that sound alike, before so many."""
_FEWEST_CHARACTERS = 2
"""Single characters sound like too many others."""

_SPARED = {
    Match.WORDS: {Match.EXACT, Match.BEGINNING},
    Match.FUZZY: {Match.EXACT, Match.BEGINNING, Match.WORDS},
}
"""Guesses, and what must have been found for them not to be shown: they would be in the way."""


class Index:
    """What can be found in a catalogue.

    `asked` says how often each id was asked for: of two that match alike the more popular comes
    first, then the one that comes first in the catalogue, services before bundles. To build one
    takes a second for 2,000 services: off the glass's thread. It never changes.
    """

    def __init__(self, catalogue: Catalogue, asked: Mapping[str, int] | None = None) -> None:
        often = asked or {}
        every: list[Service | Bundle] = [*catalogue.services.values(), *catalogue.bundles]
        self._entries = sorted(every, key=lambda entry: -often.get(entry.id, 0))
        self._phrases: list[str] = []
        self._entry_of: list[int] = []
        for number, entry in enumerate(self._entries):
            for phrase in dict.fromkeys((entry.name, *entry.aliases)):
                self._phrases.append(phrase)
                self._entry_of.append(number)
        plains = [fold(phrase).plain for phrase in self._phrases]
        read = [readings(plain) for plain in plains]
        self._tape = Tape(read, plains)
        self._english = English(
            [entry.name_en for entry in self._entries], [_codes(entry) for entry in self._entries]
        )
        pairs = list(zip(plains, self._entry_of, strict=True))
        self._letter_slips = Slips(zip(map(spelt, read), self._entry_of, strict=True))
        self._english_slips = Slips(self._english.ends)
        self._words = pairs
        self._characters = [frozenset[str]()] * len(self._entries)
        for plain, number in pairs:
            self._characters[number] |= frozenset(plain)

    def find(self, text: str, most: int = 8, language: Language = "zh") -> tuple[Hit, ...]:
        """What `text` may mean, the likeliest first; names are shown in `language`."""
        typed = fold(text).plain[:LONGEST]
        found: dict[int, Hit] = {}
        ways: set[Match] = set()
        if typed and most > 0:
            for way in self._ways(typed, words(text[:LONGEST]), language):
                if not ways.isdisjoint(_SPARED.get(way.match, ())):
                    break
                if way.entry not in found:
                    found[way.entry] = self._hit(way, language)
                    ways.add(way.match)
                    if len(found) == most:
                        break
        return tuple(found.values())

    def letters(self, text: str, language: Language = "zh") -> frozenset[str]:
        """Which letters, a to z, lead on from `text` to the name or folk word of something.

        For who reads Chinese by pinyin and its initials, for others by English names as well; none
        when `text` itself is not the beginning of anything.
        """
        typed = fold(text).plain
        if len(typed) >= LONGEST:
            return frozenset()
        found = self._tape.next_letters(typed, string.ascii_lowercase)
        if language != "zh":
            found |= self._english.next_letters(typed, string.ascii_lowercase)
        return found

    def _ways(self, typed: str, parts: list[str], language: Language) -> Iterator[Way]:
        """All ways to what was typed, the best first; the dear ones only when they are asked."""
        for entry, whole in self._english.codes(typed):
            yield Way(entry, Match.EXACT if whole else Match.BEGINNING)
        english = self._by_english(typed) if is_latin(typed) else iter(())
        chinese = chain(self._by_beginning(typed), self._by_part(typed))
        if language == "zh":
            yield from chinese
            if len(typed) >= _FEWEST_LETTERS:
                yield from english
        else:
            yield from english
            yield from chinese
        yield from self._by_words(typed, parts)
        yield from self._by_slips(typed, parts)

    def _by_beginning(self, typed: str) -> Iterator[Way]:
        tape = self._tape
        spelt = tape.reach(typed, tape.starts, tape.spelt)
        yield from self._reached(spelt.whole & tape.ends, Match.EXACT, typed, tape.spelt)
        yield from self._reached(spelt.begun, Match.BEGINNING, typed, tape.spelt)
        short = tape.reach(typed, tape.starts, tape.short)
        yield from self._reached(short.begun & tape.ends, Match.INITIALS, typed, tape.short)
        yield from self._reached(short.begun, Match.INITIALS, typed, tape.short)

    def _by_part(self, typed: str) -> Iterator[Way]:
        if len(typed) == 1 and is_latin(typed):
            return
        tape = self._tape
        for style in (tape.spelt, tape.short):
            inside = tape.reach(typed, tape.anywhere, style)
            yield from self._reached(inside.begun, Match.PART, typed, style)

    def _by_english(self, typed: str) -> Iterator[Way]:
        for found in self._english.find(typed):
            match = Match.BEGINNING if found.start == 0 else Match.PART
            folded = self._english.folded(found.entry)
            yield Way(
                found.entry,
                Match.EXACT if found.whole else match,
                self._entries[found.entry].name_en,
                folded.span(found.start, found.end),
                "en",
            )

    def _by_words(self, typed: str, parts: list[str]) -> Iterator[Way]:
        """Several words, or several characters, in any order."""
        found: set[int] = set()
        if len(parts) > 1:
            found = set.intersection(*map(self._with_word, parts))
        if not is_latin(typed) and len(typed) > 1:
            wanted = set(typed)
            found |= {e for e, has in enumerate(self._characters) if wanted <= has}
        yield from (Way(entry, Match.WORDS) for entry in sorted(found))

    def _with_word(self, word: str) -> set[int]:
        tape = self._tape
        found = {hit.entry for hit in self._english.find(word)} if is_latin(word) else set()
        style = tape.short if len(word) > 1 else tape.spelt
        reached = tape.reach(word, tape.anywhere, style).begun
        return found.union(self._at(reached))

    def _by_slips(self, typed: str, parts: list[str]) -> Iterator[Way]:
        tape = self._tape
        latin = is_latin(typed)
        # A wrong character is mostly one that sounds the same.
        heard = typed if latin else spelt(readings(typed))
        if len(typed) >= (_FEWEST_LETTERS if latin else _FEWEST_CHARACTERS):
            for start in (tape.starts, tape.anywhere):
                reached = tape.reach(heard, start, tape.alike)
                for bits in (reached.begun & tape.ends, reached.begun):
                    yield from self._fuzzy(self._at(bits))
        if latin:
            yield from self._fuzzy(self._letter_slips.one_letter(heard))
            every = [
                self._with_word(word) | set(self._english_slips.one_letter(word))
                for word in parts or [typed]
            ]
            yield from self._fuzzy(sorted(set.intersection(*every)))
        elif len(typed) >= _FEWEST_CHARACTERS:
            wanted, least = set(typed), at_least(typed)
            some = [len(wanted & has) >= least for has in self._characters]
            yield from self._fuzzy(shared(typed, (word for word in self._words if some[word[1]])))

    def _at(self, bits: int) -> Iterator[int]:
        """The entries of the places reached; each may come more than once."""
        return (self._entry_of[self._tape.phrase_at[place]] for place in ones(bits))

    def _fuzzy(self, entries: Iterable[int]) -> Iterator[Way]:
        return (Way(entry, Match.FUZZY) for entry in entries)

    def _reached(self, bits: int, match: Match, typed: str, style: Style) -> Iterator[Way]:
        """The entries of the places reached, each once, with what was typed of its name."""
        tape = self._tape
        while bits:
            end = (bits & -bits).bit_length() - 1
            phrase = tape.phrase_at[end]
            entry = self._entry_of[phrase]
            span = None
            if phrase == 0 or self._entry_of[phrase - 1] != entry:  # its name comes first
                first = tape.firsts[phrase]
                start = tape.start_of(typed, end, style) - first
                span = fold(self._phrases[phrase]).span(start, end - first)
            yield Way(entry, match, self._phrases[phrase], span, "zh")
            while phrase < len(self._entry_of) and self._entry_of[phrase] == entry:
                phrase += 1
            if phrase == len(self._entry_of):
                return
            bits = bits >> tape.firsts[phrase] << tape.firsts[phrase]

    def _hit(self, way: Way, language: Language) -> Hit:
        entry = self._entries[way.entry]
        shown = entry.title(language)
        span = way.span if way.in_name == ("en" if shown == entry.name_en else "zh") else None
        if span is None and way.phrase and (start := shown.find(way.phrase)) >= 0:
            span = (start, start + len(way.phrase))
        return Hit(
            id=entry.id,
            kind="service" if isinstance(entry, Service) else "bundle",
            match=way.match,
            by=way.phrase,
            span=span,
        )


def _codes(entry: Service | Bundle) -> list[str]:
    if isinstance(entry, Service):
        return [entry.id, entry.base_code, entry.impl_code]
    return [entry.id]
