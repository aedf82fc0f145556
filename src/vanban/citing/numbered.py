"""Documents named by number and symbol, or by type and number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from vanban import numbering, rules
from vanban.citing.mentions import Mention
from vanban.text import dates, fold
from vanban.text.alternatives import words_of

_BEFORE_WORDS = 46
_PRINTED = re.compile(r"[^\W_]+")
_PLAIN = re.compile(r"[^\W_]+(?:\s+[^\W_]+)*")
_JOINED = re.compile(r"\s+(?:và|cùng)(?:\s+[A-ZĐ]\w+(?:\s\w+){0,2}\ssố\s.*)?\s*$|\s+$")
"""What leads from an issuer over to the next paper: ``của Ban Thường vụ và Hướng dẫn số …``."""
_NEXT_PAPER = re.compile(r"“?[A-ZĐ]\w+(?:\s\w+){0,3}\ssố\s*\d")
_DATED = re.compile(
    r"số:?\s*(?:(?P<number>[A-Z]{0,6}-?\d[\w./&-]{0,24}?)(?=,?\s+ngày\s+\d{1,2}\s?[/.-]\s?\d)"
    r"|(?P<pointed>\d{1,4}\.\d{1,3}/[A-ZĐƯ]{2}[\w&-]{1,16})(?![\w/]))"
)
"""Begins with a plain word, which is looked for fast; that no letter stands before it is asked afterwards."""
_UNIT = re.compile(r"[\s,:]*(?:ban hành\s+)?(?:của|do)\s+(?P<issuer>[^\W\d_][^,;:.()“”\"\n]{1,120})")


def _any(name: str, *, either: bool = False) -> str:
    """The words of a list as alternatives, longest first; ``either`` with a small or a capital first letter."""
    return words_of("citing", name, either=either)


@cache
def _for_another() -> re.Pattern[str]:
    """A body that works for the one that issues: ``Bộ Y tế đã tham mưu Chính phủ ban hành Nghị định``."""
    return re.compile(rf"\s+(?:đã\s+)?(?:{_any('for_another')})\s+(?=[A-ZĐ])")


@cache
def _numbered_bare() -> frozenset[str]:
    """Types of which a bare number with a day names a paper; the empty code is that of ``Văn bản``."""
    return frozenset(("", *rules.load("citing")["numbered_bare"]))


@cache
def _bare_number() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?P<type>{_any('bare_types')})\s+(?P<label>số[\s:]*)?(?P<number>\d{{2,5}}(?:/(?:19|20)\d\d)?)"
        r"(?![\d.,]\d|\d|\s?/\s?\w|\s?-\s?[A-ZĐ]|\s[A-ZĐ]{2,4}/[A-ZĐ]|\s?[-–]\s?\d|\s?%)"
        rf"(?!\s*(?:{_any('counted')})\b(?!\s+\d{{1,2}}\s?(?:[/.-]\s?\d|tháng)))",
    )


@cache
def _labelled_type() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<type>{_any('labelled_types', either=True)})(?:\s+[^\W\d_]+){{0,6}}\s*$")


@cache
def _issuer_stop() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{_any('issuer_stops', either=True)})\b")


@cache
def _title_start() -> re.Pattern[str]:
    return re.compile(rf"[\s,]*(?P<title>“?(?:{_any('title_openers', either=True)})\b[^;\n]{{3,600}})")


@cache
def _title_end() -> re.Pattern[str]:
    return re.compile(
        r"(?:\.(?:\s|$)|\s*\((?:sau đây|gọi tắt|viết tắt|gọi là)"
        rf"|,\s+(?=[A-ZĐÂÁ][^,;]{{2,80}}?\s(?:{_any('acts')})\b)|,\s*(?=[A-ZĐ]\w+\s(?:\w+\s){{0,3}}số\s)"
        r"|,?\s+(?=QUYẾT ĐỊNH\b|QUYẾT NGHỊ\b|NGHỊ QUYẾT:))",
    )


@cache
def _issuer_ahead() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<issuer>(?:{_any('issuers_before')})[^,;:.()\n]{{0,80}}?)\s+(?:đã\s+)?(?:tại|có|ban hành|ký ban hành|ký)\s+$",
    )


@cache
def _type_codes() -> dict[str, str]:
    """The code of every type by its folded name; ``Văn bản`` says nothing and has an empty one."""
    names = {name: entry["code"] for entry in rules.load("types")["type"] for name in (entry["name"], *entry.get("aliases", ()))}
    return {**{fold(name): code for name, code in names.items()}, fold("Văn bản"): ""}


@cache
def _first_words() -> frozenset[str]:
    """The words that names of types begin with: others are asked no further."""
    return frozenset(name.split(" ", 1)[0] for name in _type_codes())


_folded = lru_cache(maxsize=1 << 14)(fold)


class _Word(NamedTuple):
    """The word for a type before a number: as printed, where it begins, its code."""

    text: str
    start: int
    code: str


def _word_before(before: str) -> _Word | None:
    """The word for a type that ends ``before``, a label (``số``) between it and the number left out."""
    end = len(before.rstrip(" :."))
    for label in ("số", "số", "này", "trên"):
        head = before[:end]
        if head.casefold().endswith(label) and not head[: -len(label)][-1:].isalnum():
            end = len(head[: -len(label)].rstrip(" :."))
    words = list(_PRINTED.finditer(before, 0, end))
    opens = _first_words()
    for count in (4, 3, 2, 1):
        run = words[-count:]
        if len(run) == count and run[-1].end() == end and _folded(run[0].group()) in opens:
            text = before[run[0].start() : end]
            code = _type_codes().get(fold(text)) if _PLAIN.fullmatch(text) else None
            # one small word names no type: “pháp luật 12/…” is no Luật
            if code is not None and not (count == 1 and text.islower()):
                return _Word(text, run[0].start(), code)
    return None


def find(text: str) -> Iterator[Mention]:
    """Every number and symbol that a text names, with the words around it: type, date, issuer, title."""
    for symbol in numbering.find(text):
        mention = _around(text, symbol)
        if mention:
            yield mention
    for found in _bare_number().finditer(text):
        loose = found["type"] in rules.load("citing")["with_label"] and not found["label"]
        year = found["number"].startswith(("19", "20")) and len(found["number"]) == 4 and not found["label"]
        if not (loose or year):
            yield _bare(text, found)
    yield from _dated(text)


def _dated(text: str) -> Iterator[Mention]:
    """Papers whose number follows no grammar (``Văn bản số 01-GCN-MT ngày 21/4/2026``): type, ``số`` and day tell them."""
    for found in _DATED.finditer(text) if "số" in text else ():
        number = found["number"] or found["pointed"]
        if text[max(found.start() - 1, 0) : found.start()].isalnum() or next(numbering.find(f"số {number}"), None) is not None:
            continue
        before = text[max(found.start() - _BEFORE_WORDS, 0) : found.start()].rsplit("\n", 1)[-1]
        word = _labelled_type().search(before)
        if word is None or (number.isdigit() and _type_codes().get(fold(word["type"])) not in _numbered_bare()):
            continue
        date, after = _date(text, found.end())
        issuer, after = _issuer(text, after)
        code = _type_codes().get(fold(word["type"])) or "Văn bản"
        key = f"{code} {number.lstrip('0')}" if number.isdigit() else numbering.key(number)
        begin = found.start() - len(before) + word.start()
        yield Mention((begin, found.end()), code, number, date, issuer, None, key, (begin, after))


def _around(text: str, symbol: numbering.Symbol) -> Mention | None:
    """A number and symbol with what stands before and after it; None where it is no document's number."""
    start, end = symbol.span
    before = text[max(start - _BEFORE_WORDS, 0) : start].rsplit("\n", 1)[-1]
    word = _word_before(before) if symbol.family != "standard" else None
    labelled = bool(word) or before.rstrip(" :").casefold().endswith("số")
    if symbol.family == "letter" and not labelled and "-" not in symbol.symbol:
        return None
    begin = start - len(before) + word.start if word else start
    kind = _type(symbol, word.code if word else None, plain=word is None or word.text[0].islower())
    date, after = _date(text, end)
    issuer, after = _issuer(text, after)
    issuer = issuer or _issuer_before(text[max(begin - 110, 0) : begin])
    title, after = _title(text, after)
    if symbol.family == "standard":
        kind, date = symbol.type, None
    return Mention((begin, end), kind, symbol.text, date, issuer, title, numbering.key(symbol.text), (begin, after))


def _type(symbol: numbering.Symbol, word: str | None, *, plain: bool) -> str | None:
    """The code of a mention: the word before the number, unless it is ``Văn bản`` or a verb in small letters; else the symbol's."""
    shown = "CV" if symbol.family == "letter" else symbol.type
    if plain or not word:
        return (shown if symbol.family != "letter" or not word else word) or word or None
    return word


def _bare(text: str, found: re.Match[str]) -> Mention:
    """A type with a number that has no symbol (``Quyết định 843``)."""
    date, after = _date(text, found.end())
    issuer, after = _issuer(text, after)
    title, after = _title(text, after)
    code = _type_codes()[fold(found["type"])]
    key = f"{code} {found['number'].lstrip('0')}"
    return Mention(found.span(), code, found["number"], date, issuer, title, key, (found.start(), after))


def _date(text: str, end: int) -> tuple[str | None, int]:
    mention = dates.date_after(text, end)
    return (mention.date, mention.span[1]) if mention else (None, end)


def _issuer(text: str, end: int) -> tuple[str | None, int]:
    """The body after ``của``, up to the first word of a title or clause."""
    found = _UNIT.match(text, end, end + 140)
    if not found:
        return None, end
    stop = _issuer_stop().search(found["issuer"])
    issuer = found["issuer"][: stop.start()] if stop else found["issuer"]
    bare = _JOINED.sub("", issuer)
    if len(bare.split()) > 16 or not bare:
        return None, end
    return re.sub(r"\s+", " ", bare), found.start("issuer") + len(bare)


def _issuer_before(text: str) -> str | None:
    """The body that a sentence names before the paper (``Chính phủ tại Tờ trình số …``)."""
    found = _issuer_ahead().search(text) if text.rstrip().endswith(("tại", "có", "ban hành", "ký")) else None
    return re.sub(r"\s+", " ", _for_another().split(found["issuer"])[-1]) if found else None


def _title(text: str, end: int) -> tuple[str | None, int]:
    """The words that tell what a document is about, up to the end of the clause."""
    found = _title_start().match(text, end, end + 640)
    if not found or _NEXT_PAPER.match(found["title"]):
        return None, end
    stop = _title_end().search(found["title"])
    title = found["title"][: stop.start()] if stop else found["title"]
    return re.sub(r"\s+", " ", title).strip(" .,;:"), found.start("title") + len(title)
