"""Whether a number counts a result or a target. The conventions are those of ``design/reading.md``, *Figures*."""

from __future__ import annotations

import re
from functools import cache

from vanban import rules
from vanban.reading.figures.candidates import Candidate
from vanban.reading.figures.surroundings import surroundings
from vanban.reading.figures.vocabulary import vocabulary
from vanban.text import fold
from vanban.text.dates import LIKELY_YEARS
from vanban.text.letters import UPPER

_INSIDE_SYMBOL = re.compile(r"\s?/\s?(?:\d|[A-ZĐ]{2})|[-–](?=[A-ZĐ]{2})|\s?:\d|h\d|[’']|\s?[×xX]\s?\d|\.\d|\]")
_OVER = re.compile(r"[^.;]{0,60}?\btrở (?:lên|xuống)\b")
_FROM = re.compile(r"\btừ(?: đủ| mức)?\s*$")
_ENDS = re.compile(r"\s*(?:[,;.)\]]|$|\()")
_ENUMERATED = re.compile(r"(?:^|[;:.,(\[]\s*)$")
_SECOND_ITEM = re.compile(rf"\.\s+[{UPPER}][^\n]{{0,300}}?;\s*2\.\s")
_PERCENT = ("%", " %", "‰", " ‰")
_STREET_NAME = re.compile(rf"[A-Z]?\s+(?P<first>[{UPPER}][^\W\d_{UPPER}]+)(?:\s+[{UPPER}][^\W\d_{UPPER}]+){{1,3}}(?![\w])")


def counts(candidate: Candidate) -> bool:
    """Whether the number is to be told as a figure."""
    if _is_symbol(candidate) or _is_label(candidate):
        return False
    around = surroundings()
    if _is_percent(candidate):
        return not (
            around.strength.search(candidate.before)
            or around.humidity.search(candidate.before)
            or _is_threshold(candidate)
            or around.injury.search(candidate.before[-60:])
        )
    if _is_money(candidate):
        return not around.penalty.search(candidate.before)
    if _is_attached(candidate):
        return not _is_weather(candidate)
    if not candidate.next_word:
        return _stands_for_a_count(candidate)
    return _has_countable_unit(candidate)


def _is_symbol(candidate: Candidate) -> bool:
    """Whether the figures are a piece of a date, a time, a document number, a list label, a telephone number."""
    text, start, figures = candidate.text, candidate.start, candidate.figures
    if _INSIDE_SYMBOL.match(text, candidate.figures_end) and candidate.end <= candidate.figures_end:
        return True
    before = text[max(0, start - 2) : start]
    if before.endswith("[") or (before[:1].isdigit() and before.endswith("+")) or (candidate.value is None and not _is_money(candidate)):
        return True
    if figures.isdigit() and len(figures) >= 8 and not _is_money(candidate):
        return True
    follows = text[candidate.end : candidate.end + 1]
    if follows == "." and figures == "1" and _ENUMERATED.search(candidate.before) and _SECOND_ITEM.match(text, candidate.end):
        return True
    return (follows == ")" and text[start - 1 : start] == "(") or bool(follows == ")" and _ENUMERATED.search(candidate.before))


def _is_label(candidate: Candidate) -> bool:
    """Whether the word before makes the number a name (``khoản 2``, ``nhóm 3``), a year, or a rank."""
    known = vocabulary()
    if _is_percent(candidate):
        return False
    words = candidate.words_before
    if _is_year(candidate) or _is_titled(candidate) or _is_referred_to(candidate):
        return True
    if words and words[-1] in {"đến", "tới", "từ", "-", "và"} and candidate.place == "high":
        return False
    taken = 0 if candidate.before.rstrip().endswith(",") else known.labels.closes(words)
    if not taken or ("." in candidate.figures and words[-1] not in known.always_labels):
        return False
    before = words[-taken - 1] if len(words) > taken else ""
    if before.isdigit():
        return words[-1] in known.always_labels
    return not (before in known.counting_before or before in known.bounds)


def _is_referred_to(candidate: Candidate) -> bool:
    """``khoản 2 và 3``, ``xếp thứ 5``. The words are asked first: a search from every character takes longer than all the rest."""
    words, before = candidate.words_before, candidate.before
    around = surroundings()
    refers = not around.reference_words.isdisjoint(words) and around.reference.search(before) is not None
    return refers or (not around.rank_words.isdisjoint(words) and around.rank.search(before) is not None)


def _is_titled(candidate: Candidate) -> bool:
    """``Đề án 06``, ``đề án 06``: the number names a paper, as the capital letter of its type shows, or a zero before it."""
    known = vocabulary()
    taken = known.titles.closes(candidate.words_before)
    if not taken:
        return False
    printed = candidate.before.split()[-taken:]
    return bool(printed) and (
        printed[0].lstrip("(“\"'").istitle() or (candidate.figures.startswith("0") and candidate.next_word in known.paper_numbers)
    )


def _is_year(candidate: Candidate) -> bool:
    """Four bare digits between 1900 and 2100, unless a bound and a unit make them a count (``hơn 2000 tờ rơi``)."""
    if not (candidate.figures.isdigit() and len(candidate.figures) == 4 and candidate.value in LIKELY_YEARS) or _is_money(candidate):
        return False
    if candidate.place or not candidate.next_word:
        return True
    bounded = candidate.words_before[-1:] and candidate.words_before[-1] in vocabulary().bounds
    return not (bounded or surroundings().leads.search(candidate.before))


def _is_percent(candidate: Candidate) -> bool:
    return candidate.text.startswith(_PERCENT, candidate.end)


def _is_money(candidate: Candidate) -> bool:
    words = candidate.words_after[:3]
    if candidate.scaled and not words:
        return True
    if candidate.next_word == "Yên" and words[1:2] != ["nhật"]:  # a place, no currency
        return False
    return vocabulary().money.opens(words) or bool(surroundings().short_money.match(candidate.text, candidate.end))


def _is_attached(candidate: Candidate) -> bool:
    """Whether a unit stands against the figures (``50ha``); any other letter there makes a symbol (``5G``)."""
    return bool(vocabulary().attached.match(candidate.text, candidate.end)) if candidate.end == candidate.figures_end else False


def _is_weather(candidate: Candidate) -> bool:
    known = vocabulary()
    if not known.lengths.isdisjoint((*candidate.words_after[:1], candidate.next_word.lower())):
        return bool(known.weather_before.search(candidate.before))
    return known.weather.opens(candidate.words_after[:2]) or bool(surroundings().weather.match(candidate.text, candidate.end))


def _is_threshold(candidate: Candidate) -> bool:
    """``từ 02 tiền án trở lên`` defines a group; ``đạt từ 90% trở lên`` is a target."""
    opens = _FROM.search(candidate.before) or candidate.place
    return bool(opens) and _defines_group(candidate)


def _defines_group(candidate: Candidate) -> bool:
    """Whether ``trở lên`` or ``trở xuống`` follows, and no word before the number makes it a target."""
    over = "trở " in candidate.after and _OVER.match(candidate.after)
    return bool(over) and not surroundings().targets.search(candidate.before[-50:])


def _stands_for_a_count(candidate: Candidate) -> bool:
    """A bare number behind ``số … được tiếp nhận:`` or ``là``, with a stop behind it."""
    around = surroundings()
    if not _ENDS.match(candidate.after) or not around.leads.search(candidate.before) or around.contact.search(candidate.before):
        return False
    head = candidate.before.rstrip(" :=")
    return bool(head) and (head[-1].isalpha() or head[-1] in ')”"')


def _has_countable_unit(candidate: Candidate) -> bool:
    known, words = vocabulary(), candidate.words_after
    if candidate.text[candidate.end : candidate.end + 1].isalpha() or not words:
        return False
    if known.duration.opens(words) or known.not_units.opens(words) or known.level.opens(words) or _is_weather(candidate):
        return False
    if known.slogan.opens(words) and isinstance(candidate.value, int) and candidate.value <= known.slogan_most:
        return False
    if words[0] == "lần":
        return bool(surroundings().times.search(candidate.before))
    if words[0] in known.copied and surroundings().copies.search(candidate.before):
        return False
    return not _defines_group(candidate) and not _names_a_place(candidate) and not _is_address(candidate)


def _is_address(candidate: Candidate) -> bool:
    """A house: the kind of street behind it (``126 phố Xốm``, ``24 - 26 đường Lê Lợi``) or a name that streets bear (``45 Lê Lợi``)."""
    if not candidate.figures.isdigit():
        return False
    if surroundings().street.match(candidate.after):
        return True
    if candidate.place:
        return False
    named = _STREET_NAME.match(candidate.after)
    return named is not None and fold(named["first"]) in _surnames() and not vocabulary().bounds.keys() & set(candidate.words_before[-1:])


@cache
def _surnames() -> frozenset[str]:
    names = rules.load("names")
    return frozenset(map(fold, (*names["surnames"], *names["streets"]))) - frozenset(map(fold, names["not_streets"]))


def _names_a_place(candidate: Candidate) -> bool:
    """``Phú Hòa 1 Xã …``, ``Công ty TNHH Sao Mai 68 Sơn Hà``: a number in a proper name, with another name behind it."""
    if not candidate.next_word[:1].isupper():
        return False
    if len(candidate.figures) != 1:
        return candidate.figures.isdigit() and surroundings().firm.search(candidate.before) is not None
    last = re.search(r"([^\W\d_]+)\s*$", candidate.before)
    return last is not None and last[1][0].isupper() and not last[1].isupper()
