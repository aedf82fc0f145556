"""Names printed in capitals in sentence case: as the paper itself writes them elsewhere, else as Decree 30/2020 App. II does."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache, cached_property

from vanban import rules
from vanban.text.alternatives import words_of
from vanban.zoning.marks import is_capitals

_WORD = re.compile(r"[^\W_]+")
_VOWEL = re.compile(r"[aeiouyăâêôơưáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ]", re.IGNORECASE)
_ROMAN = re.compile(r"[IVX]{1,6}")
_BREAKS = frozenset('.:;!?\n“"-–')


class Casing:
    """How a text writes its words: asked for a phrase in capitals, it gives the phrase back as the text would have it."""

    def __init__(self, text: str, *names: str | None) -> None:
        """:param names: names that are known to be written right, such as the place in the head"""
        self._text = text
        self._names = {word.lower(): word for name in names if name for word in _WORD.findall(name)}

    def sentence(self, printed: str) -> str:
        """``printed`` in sentence case where it is in capitals; as it is otherwise."""
        return self.recased(printed) if is_capitals(printed) else printed

    def recased(self, printed: str) -> str:
        """Every word as it is most often written beside its neighbours; the first letter stays a capital."""
        places = list(_WORD.finditer(printed))
        words = [place.group() for place in places]
        known = _phrases(tuple(word.lower() for word in words))
        out, last = [], 0
        for index, place in enumerate(places):
            out.append(printed[last : place.start()])
            written = self._word(words, index) or known.get(index) or self._names.get(words[index].lower())
            out.append(written or _unseen(words[index]))
            last = place.end()
        text = "".join([*out, printed[last:]])
        first = next((index for index, char in enumerate(text) if char.isalpha()), None)
        return text if first is None else text[:first] + text[first].upper() + text[first + 1 :]

    def body(self, printed: str) -> str:
        """The name of a body in sentence case: the word behind its kind (Phòng, Sở, Trung tâm) begins with a capital."""
        text = self.sentence(printed)
        if text == printed:
            return text
        found = _kinds().match(text)
        return text if not found else text[: found.end()] + text[found.end()].upper() + text[found.end() + 1 :]

    def _word(self, words: list[str], index: int) -> str | None:
        """One word by its neighbours in the text: both, then the next, then the one before; None where it never stands so."""
        word = words[index].lower()
        before = words[index - 1].lower() if index else ""
        after = words[index + 1].lower() if index + 1 < len(words) else ""
        for left, right in ((before, after), ("", after), (before, "")):
            seen = self._seen(left, word, right) if left or right else None
            if seen:
                return seen
        return None

    def _seen(self, before: str, word: str, after: str) -> str | None:
        """How the text most often writes a word between these neighbours, capitals throughout and sentence openings left out."""
        phrase = " ".join(part for part in (before, word, after) if part)
        offset = len(before) + 1 if before else 0
        votes: Counter[str] = Counter()
        start = self._lower.find(phrase)
        while start >= 0 and votes.total() < 9:
            place = slice(start + offset, start + offset + len(word))
            if self._counts(start, start + len(phrase), place.start):
                votes[self._text[place]] += 1
            start = self._lower.find(phrase, start + len(phrase))
        return votes.most_common(1)[0][0] if votes else None

    def _counts(self, start: int, end: int, word: int) -> bool:
        """Whether a place tells how a word is written: whole words, not in capitals throughout, not at the head of a sentence."""
        text = self._text
        if (start and text[start - 1].isalnum()) or text[end : end + 1].isalnum() or text[start:end].isupper():
            return False
        return word > 1 and text[word - 1] not in _BREAKS and text[word - 2] not in _BREAKS

    @cached_property
    def _lower(self) -> str:
        """The text in small letters, of the same length."""
        lower = self._text.lower()
        return lower if len(lower) == len(self._text) else "".join(char.lower() if len(char.lower()) == 1 else char for char in self._text)


@cache
def _kinds() -> re.Pattern[str]:
    """The word for a kind of body that opens a name, with the space before its own name."""
    return re.compile(rf"(?:{words_of('bodies', 'casing', 'kinds')})\s(?!đồng\b|đại biểu\b|ty\b)(?=[^\W\d_])")


@cache
def _short_forms() -> frozenset[str]:
    return frozenset(word.lower() for word in rules.load("bodies")["casing"]["short_forms"])


@cache
def _known() -> dict[str, list[list[str]]]:
    """Fixed phrases by their first word, longest first."""
    data = rules.load("bodies")
    phrases: dict[str, list[list[str]]] = defaultdict(list)
    for phrase in (*data["casing"]["phrases"], *data["places"]["provinces"]):
        words = _WORD.findall(phrase)
        phrases[words[0].lower()].append(words)
    for entries in phrases.values():
        entries.sort(key=len, reverse=True)
    return phrases


def _phrases(words: tuple[str, ...]) -> dict[int, str]:
    """The words of fixed phrases, by index."""
    found: dict[int, str] = {}
    index = 0
    while index < len(words):
        known = _known().get(words[index], ())
        match = next((entry for entry in known if _same_words(entry, words[index : index + len(entry)])), [])
        if len(match) > 1 or (match and index == 0):
            found.update({index + offset: word for offset, word in enumerate(match)})
            index += len(match)
        else:
            index += 1
    return found


def _same_words(entry: list[str], words: tuple[str, ...]) -> bool:
    return tuple(word.lower() for word in entry) == words


def _unseen(word: str) -> str:
    """A word that the text tells nothing of: small, unless it is an abbreviation."""
    return word if _is_abbreviation(word) else word.lower()


def _is_abbreviation(word: str) -> bool:
    """Whether a word in capitals is a short form or a Roman number: no Vietnamese syllable reads so."""
    if any(char.isdigit() for char in word) or _ROMAN.fullmatch(word):
        return True
    lower = word.lower()
    return not _VOWEL.search(lower) or (len(word) > 1 and lower in _short_forms())
