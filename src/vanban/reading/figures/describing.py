"""Bound and unit of a number that counts, and the words of the figure as printed."""

from __future__ import annotations

import re
from itertools import islice

from vanban.reading.figures.candidates import Candidate
from vanban.reading.figures.vocabulary import vocabulary

_SIGN = re.compile(r"([≥≤<>~≈])\s*$")
_TOKEN = re.compile(r"[^\W\d_]+|[^\w\s]")
_RUN = re.compile(r"\S+")
_NEAR = 50
"""Characters before a number that hold the longest bound and what may stand between."""
_UPWARDS = re.compile(r"[^.;:]{0,50}?\btrở lên\b")
_DOWNWARDS = re.compile(r"[^.;:]{0,50}?\btrở xuống\b")
_MONEY_UNIT = re.compile(r"\s?(?:đô la(?: Mỹ)?|[^\W\d_]+)(?:/[^\W\d_]+(?:/[^\W\d_]+)?)?")
_UNIT = re.compile(r"\s?[%‰]|\s?[^\W\d_][^.,;:!?()\[\]\d“”\"…]*(?:(?<=/)10[0.]* [^.,;:!?()\[\]\d“”\"…]*)?")
_MEASURE = re.compile(r"\s?(?:km|m)[23²³](?!\w)")
_PAIRED = re.compile(r",\s([^\W\d_]+(?:\s[^\W\d_]+)?)")
_LONGEST_UNIT = 6
_SYMBOLS = {"≥": "at_least", "≤": "at_most", ">": "above", "<": "below", "~": "about", "≈": "about"}


def bound_of(candidate: Candidate) -> tuple[str, int]:
    """The bound, and the offset in the text at which its words begin (the number's own where there are none)."""
    sign = _SIGN.search(candidate.before[-4:])
    if sign:
        return _SYMBOLS[sign[1]], candidate.start - len(sign[0])
    name, start = _bound_before(candidate)
    if candidate.place:
        return ("at_least" if candidate.place == "low" else "at_most"), start
    if name == "exact" and "trở " in candidate.after:
        if _UPWARDS.match(candidate.after):
            return "at_least", start
        if _DOWNWARDS.match(candidate.after):
            return "at_most", start
    return name, start


def _bound_before(candidate: Candidate) -> tuple[str, int]:
    """The nearest bound words before the number; words like ``đạt`` or ``gấp`` may stand between."""
    known = vocabulary()
    near = candidate.before[-_NEAR:]
    last = _last_token(near)
    if last not in known.bound_ends and last not in known.fillers:
        return "exact", candidate.start
    tokens = list(_TOKEN.finditer(near))
    skipped = 0
    while tokens and skipped < 2:
        for count in range(min(known.longest_bound, len(tokens)), 0, -1):
            words = " ".join(token[0].lower() for token in tokens[-count:])
            if words in known.bounds:
                return known.bounds[words], candidate.start - len(near) + tokens[-count].start()
        if tokens[-1][0].lower() not in known.fillers:
            break
        tokens.pop()
        skipped += 1
    return "exact", candidate.start


def _last_token(words: str) -> str:
    """The last that ``_TOKEN`` would find, in lower case; from behind, for most numbers have no bound before them."""
    end = len(words)
    while end and (words[end - 1].isspace() or words[end - 1].isdecimal() or words[end - 1] == "_"):
        end -= 1
    begin = end
    while begin and words[begin - 1].isalnum() and not words[begin - 1].isdecimal():
        begin -= 1
    return words[begin if begin < end else max(end - 1, 0) : end].lower()


def unit_of(candidate: Candidate) -> tuple[str | None, int]:
    """The unit as printed and the offset where it ends; None where the number stands alone."""
    measure = _MEASURE.match(candidate.after)
    if measure:
        return measure[0].strip(), candidate.end + measure.end()
    match = _UNIT.match(candidate.after)
    if match is None:
        return None, candidate.end
    if match[0].strip() in {"%", "‰"}:
        return match[0].strip(), candidate.end + match.end()
    kept = (_money(candidate) or _cut(match[0])).rstrip("/")
    end = candidate.end + len(kept)
    return (candidate.text[candidate.end : end + _paired(candidate.text, end)].strip() or None), end + _paired(candidate.text, end)


def _money(candidate: Candidate) -> str:
    """The name of the money alone: what it was spent on is no part of its unit."""
    match = _MONEY_UNIT.match(candidate.after)
    return match[0] if match and vocabulary().money.opens(candidate.words_after[:3]) else ""


def _paired(text: str, end: int) -> int:
    """How much longer the unit is because a second half follows its comma (``tin, bài``)."""
    match = _PAIRED.match(text, end)
    if match is None:
        return 0
    words = match[1].lower().split()
    known = vocabulary().pairs.words
    if " ".join(words) in known:
        return match.end() - end
    return match.start(1) + len(words[0]) - end if words[0] in known else 0


def _cut(words: str) -> str:
    """The words up to the first that no longer belongs to a unit."""
    end = 0
    known = vocabulary()
    tokens = list(islice(_RUN.finditer(words), _LONGEST_UNIT + 1))
    said = [token[0].lower() for token in tokens]
    for place, token in enumerate(tokens[:_LONGEST_UNIT]):
        if said[place].strip(",") in known.unit_ends or " ".join(said[place : place + 2]) in known.unit_end_pairs:
            break
        end = token.end()
    return words[:end].rstrip(", ") if end else ""
