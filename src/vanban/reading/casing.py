"""Names printed in capitals in sentence case: as the paper itself writes them elsewhere, else as Decree 30/2020 App. II does."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache, cached_property

from vanban import rules
from vanban.reading.marks import is_capitals

_WORD = re.compile(r"[^\W_]+")
_VOWEL = re.compile(r"[aeiouyăâêôơưáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ]", re.IGNORECASE)
_ROMAN = re.compile(r"[IVX]{1,6}")
_TONES = "áàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵăâêôơưđ"
_BREAKS = frozenset(".:;!?\n“\"-–")


class Casing:
    """How a text writes its words: asked for a phrase in capitals, it gives the phrase back as the text would have it."""

    def __init__(self, text: str) -> None:
        self._text = text

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
            out.append(printed[last:place.start()])
            out.append(known.get(index) or self._word(words, index))
            last = place.end()
        text = "".join([*out, printed[last:]])
        first = next((index for index, char in enumerate(text) if char.isalpha()), None)
        return text if first is None else text[:first] + text[first].upper() + text[first + 1:]

    def _word(self, words: list[str], index: int) -> str:
        """One word by its neighbours: both, then the next, then the one before; else small or an abbreviation."""
        word = words[index].lower()
        before = words[index - 1].lower() if index else ""
        after = words[index + 1].lower() if index + 1 < len(words) else ""
        for context in ((before, word, after), ("", word, after), (before, word, "")):
            seen = self._seen.get(context) if before or after else None
            if seen:
                return seen.most_common(1)[0][0]
        return words[index] if _is_abbreviation(words[index]) else word

    @cached_property
    def _seen(self) -> dict[tuple[str, str, str], Counter[str]]:
        """Each word of the text that is not printed in capitals, by its neighbours; words that open a sentence are left out."""
        found: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
        for line in self._text.split("\n"):
            if is_capitals(line):
                continue
            places = list(_WORD.finditer(line))
            lower = [place.group().lower() for place in places]
            for index, place in enumerate(places):
                if index == 0 or line[max(place.start() - 2, 0)] in _BREAKS or line[place.start() - 1] in _BREAKS:
                    continue
                before, after = lower[index - 1], lower[index + 1] if index + 1 < len(lower) else ""
                for context in ((before, lower[index], after), ("", lower[index], after), (before, lower[index], "")):
                    found[context][place.group()] += 1
        return found


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
        match = next((entry for entry in _known().get(words[index], ()) if tuple(word.lower() for word in entry) == words[index:index + len(entry)]), None)
        if match and len(match) > 1 or (match and index == 0):
            found.update({index + offset: word for offset, word in enumerate(match or ())})
            index += len(match or ())
        else:
            index += 1
    return found


def _is_abbreviation(word: str) -> bool:
    """Whether a word in capitals is a short form or a Roman number: no Vietnamese syllable reads so."""
    if any(char.isdigit() for char in word) or _ROMAN.fullmatch(word):
        return True
    lower = word.lower()
    return not _VOWEL.search(lower) or (len(word) > 1 and lower in _SHORT_FORMS)


_SHORT_FORMS = frozenset({"ubnd", "ubmttq", "cand", "ctn", "hđnd", "vphđnd", "asean", "apec", "un", "ai", "ict", "oda", "fdi", "kcn", "tand", "vksnd", "btv", "bch", "bcđ", "ubkt", "atvslđ", "atgt", "tnhh", "mtv", "pccc", "cnch", "dqtv", "bhyt", "bhxh", "ocop", "iuu", "covid"})
