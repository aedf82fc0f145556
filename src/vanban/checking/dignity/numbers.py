"""Numbers and addresses that find a person: papers, telephones, accounts, e-mail; also spaced out, spelled or with letters for digits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from vanban.checking.dignity.objections import Objection, instead, objection
from vanban.checking.dignity.page import Cover, Page, lower
from vanban.checking.dignity.words import any_of, data, listed
from vanban.model import Span
from vanban.text.alternatives import words_of

_GAP = r"[ .\-–_/·•,()]{0,3}"
_DIGITS = re.compile(rf"(?<![\w/])(?:\+?\(?\d|[OoIlSBZ](?=[ .-]?[\dOo]))(?:{_GAP}[\dOoliISBZq]){{5,22}}(?![\w])")
_PASSPORT = re.compile(rf"(?<!\w)[B-EG-NPQS]{_GAP}\d(?:{_GAP}\d){{6,7}}(?!\w)")
_EMAIL = re.compile(
    r"(?<![\w.])(?P<local>[A-Za-z0-9][\w.+-]{1,40})\s*(?:@|\(at\)|\[at\]|\{at\}|\(a còng\)|\[a còng\]|\sa còng\s|\s+at\s+)\s*"
    r"(?P<domain>[A-Za-z0-9-]{2,30}(?:\s*(?:\.|\(dot\)|\[dot\]|\schấm\s|\sdot\s|\(chấm\)|\[chấm\])\s*[A-Za-z]{2,12}){1,4})",
    re.IGNORECASE,
)
_DATE = re.compile(r"^\d{1,2}[/.-]\d{1,2}[/.-]\d{4}(?:$|\D)")
_MOBILE = re.compile(r"(?:0|84)(?:3|5|7|8|9)\d{8}$")
_LANDLINE = re.compile(r"(?:0|84)2\d{8,9}$")
_SERVICE = re.compile(r"(?:1[89]00\d{4,6}|069\d{5,8})$")
# Province 001–096, century and sex 0–9, two digits of the year, six of the serial.
_CITIZEN = re.compile(r"0(?:0[1-9]|[1-8]\d|9[0-6])\d\d{2}\d{6}$")
_NEAR = 70


@cache
def _official_mail() -> re.Pattern[str]:
    return re.compile(rf"\.?(?:{words_of('dignity', 'numbers', 'official_domains')})(?:\.vn)?$")


@cache
def _account_after() -> re.Pattern[str]:
    return re.compile(rf"[\s,(–-]*(?:tại\s+)?(?:{words_of('dignity', 'numbers', 'account_after')}|\w*bank\b|mb\b)")


def find(page: Page) -> Iterator[Objection]:
    """Every number or address of a person, in any spelling that a reader would still understand."""
    cover = Cover(page)
    for found in (*_emails(page), *_passports(page), *_digit_rows(page), *_spelled(page)):
        if cover.take(found.span):
            yield found


def _said(code: str, page: Page, span: Span, kind: str) -> Objection:
    return objection(code, span, page.flow[slice(*span)], instead(kind))


def _emails(page: Page) -> Iterator[Objection]:
    for match in _EMAIL.finditer(page.flow):
        domain = re.sub(r"\s*(?:\(dot\)|\[dot\]|\(chấm\)|\[chấm\]|chấm|dot)\s*", ".", lower(match["domain"])).replace(" ", "")
        free = any(name in domain for name in data()["numbers"]["free_mail"])
        if _official_mail().search(domain) and not free:
            continue
        if not _is_office(page, match.span()):
            yield _said("EMAIL", page, match.span(), "email")


def _passports(page: Page) -> Iterator[Objection]:
    for match in _PASSPORT.finditer(page.flow):
        if _before(page, match.start(), "passport"):
            yield _said("IDENTITY_NUMBER", page, match.span(), "identity")


def _digit_rows(page: Page) -> Iterator[Objection]:
    """Rows of digits, spaced or with letters for some of them."""
    for match in _DIGITS.finditer(page.flow):
        span = _trimmed(match)
        digits = _digits(page.flow[slice(*span)])
        if digits and not _is_amount(page, span):
            code = _kind(page, span, digits)
            if code:
                yield _said(code, page, span, {"IDENTITY_NUMBER": "identity", "PHONE": "phone", "BANK_ACCOUNT": "account"}[code])


def _trimmed(match: re.Match[str]) -> Span:
    text = match.group()
    return match.start(), match.start() + len(text.rstrip(" .,-–_/()"))


def _digits(text: str) -> str:
    """The digits of a row, letters read for the digits they are like; empty where too few are digits."""
    alike = data()["numbers"]["alike"]
    signs = [char for char in text if char.isalnum()]
    if sum(char.isdigit() for char in signs) * 10 < len(signs) * 6 or _DATE.match(text):
        return ""
    return "".join(alike.get(char, char) for char in signs)


@cache
def _amounts() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{any_of(data()['numbers']['money'])})(?!\w)")


def _is_amount(page: Page, span: Span) -> bool:
    """Whether the row is money, a count or the number of a document."""
    text = page.flow[slice(*span)]
    if _before(page, span[0], "identity") or _before(page, span[0], "account"):
        return _amounts().match(page.low, span[1]) is not None
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", text) and not text.startswith("0"):
        return True
    return _amounts().match(page.low, span[1]) is not None or page.flow[span[1] : span[1] + 2].startswith("/")


def _kind(page: Page, span: Span, digits: str) -> str | None:
    """What a row of digits is; None where it is nobody's."""
    size = len(digits)
    several = {len(re.sub(r"\D", "", word)) for word in page.flow[slice(*span)].split()}
    if (size in {9, 12} or (size > 12 and several <= {9, 12})) and _before(page, span[0], "identity"):
        return "IDENTITY_NUMBER"
    accounted = _before(page, span[0], "account") or (size > 8 and _account_after().match(page.low, span[1]) is not None)
    if 6 <= size <= 19 and accounted and not _before(page, span[0], "phone", reach=15):
        return None if _is_office(page, span) else "BANK_ACCOUNT"
    if _SERVICE.match(digits) or _before(page, span[0], "codes", reach=20):
        return None
    if _MOBILE.match(digits):
        return None if _is_office(page, span) else "PHONE"
    if _LANDLINE.match(digits):
        return "PHONE" if _side(page, span) == "private" else None
    return "IDENTITY_NUMBER" if size == 12 and _CITIZEN.match(digits) else None


def _before(page: Page, start: int, group: str, reach: int = 45) -> bool:
    """Whether a word of the group stands shortly before ``start`` in the same sentence."""
    sentence = page.sentences[page.sentence_at(start)]
    return listed("numbers", group).has(page, (max(sentence.start, start - reach), start), plain=sentence.plain)


def _is_office(page: Page, span: Span) -> bool:
    return _side(page, span) == "office"


def _side(page: Page, span: Span) -> str | None:
    """Whose the number is: ``office`` or ``private``, by the nearest word before it in reach; None where nothing is said."""
    sentence = page.sentences[page.sentence_at(span[0])]
    first = max(sentence.start, span[0] - _NEAR)
    text = page.bare if sentence.plain else page.low
    nearest: dict[str, int] = {}
    for group in ("office", "private"):
        words = listed("numbers", group)
        pattern = words.bare if sentence.plain else words.marked
        nearest[group] = max((match.end() for match in pattern.finditer(text, first, span[0])), default=-1)
    if max(nearest.values()) < 0:
        after = listed("numbers", "office").marked.search(text, span[1], min(sentence.end, span[1] + 40))
        return "office" if after and re.match(r"\s*[(,–-]", text[span[1] : span[1] + 3]) else None
    return max(nearest, key=lambda group: nearest[group])


@cache
def _spelled_row() -> re.Pattern[str]:
    word = any_of(data()["numbers"]["spelled"])
    return re.compile(rf"(?<!\w)(?:{word})(?:[\s,.-]+(?:{word}|\d)){{7,14}}(?!\w)")


def _spelled(page: Page) -> Iterator[Objection]:
    """Telephone numbers in words: ``không chín một hai …``."""
    if "không" not in page.low:
        return
    for match in _spelled_row().finditer(page.low):
        words = re.findall(r"\w+", match.group())
        digits = "".join(data()["numbers"]["spelled"].get(word, word) for word in words)
        if _MOBILE.match(digits) or (len(digits) >= 9 and digits.startswith("0")):
            code = "IDENTITY_NUMBER" if len(digits) == 12 else "PHONE"
            if not _is_office(page, match.span()):
                yield _said(code, page, match.span(), "identity" if len(digits) == 12 else "phone")
