"""The grammar of number and symbol (Decree 30/2020 Appendix I and III; Guidance 36-HD/VPTW for Party papers).

==========  =============================  ======================================
family      pattern                        examples
==========  =============================  ======================================
normative   serial/year/TYPE-ISSUER        49/2020/NĐ-CP, 30/2018/QH14
party       serial-TYPE/ISSUER             04-CT/TU, 36-HD/VPTW
typed       serial/TYPE-ISSUER[-DRAFTER]   36/KH-STTTT, 406/KH-BCA-C10
letter      serial/ISSUER[-DRAFTER]        1509/CAT-CSTHAHS&HTTP
standard    QCVN number:year[/ISSUER]      QCVN03:2023/BCA
==========  =============================  ======================================
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from vanban import rules
from vanban.model import Span
from vanban.text.alternatives import words_of

_UPPER = "A-ZĐƯƠĂÂÊÔ"
# A group of a symbol: a capital, then letters and digits; & and . join parts of one (THAHS&HTTP, P.TCHC).
_ORG = rf"[{_UPPER}][{_UPPER}a-zđịạ0-9]{{0,13}}(?:[.&+][{_UPPER}a-z0-9]{{1,12}}){{0,3}}"
# A hyphen; a space beside it only before a group of capitals (CAT- CSTHAHS), as hurried typists and line ends leave it.
_GROUP = rf"[{_UPPER}][{_UPPER}0-9&]{{1,14}}[gr]?(?!\w)"
_JOIN = rf"(?:[-–—]{_ORG}|\s?[-–—]\s{_GROUP}|\s[-–—]{_GROUP})"
# A unit in brackets right behind the group it belongs to (CAT-PV01(PC10)).
_CHAIN = rf"{_ORG}{_JOIN}{{0,6}}(?:\([{_UPPER}]{{1,4}}\d{{1,3}}\))?"
_END = r"(?!\w)"
# The digit comes first and what stands before it is asked then: that is much quicker than asking at every character.
# Since 2025 resolutions that mend laws share one serial and count behind a point (66.3/2025/NQ-CP): only there has a serial one.
_SERIAL = r"(?P<serial>\d(?:(?<![\w/.,:–-]\d)|(?<=[Ss]ố\d))\d{0,5}(?:[a-zA-Z]|\.\d{1,2}(?=/20\d\d/))?)"
_SYMBOL = re.compile(
    rf"{_SERIAL}(?:"
    rf"\s?/\s?(?P<year>(?:19|20)\d{{2}})\s?/\s?(?P<normative>(?:QH|UBTVQH)\s?\d{{1,2}}|{_ORG}(?:\s?/\s?{_ORG}|{_JOIN}){{0,8}}){_END}"
    rf"|(?P<party_join>\s?[-–—]\s?|\s(?=[A-ZĐ]{{2}}))(?P<party_type>[A-ZĐ][A-Za-zĐđ]{{0,4}})\s?/\s?(?P<party>{_CHAIN}){_END}"
    rf"|\s{{0,2}}/\s?(?P<plain>{_CHAIN}){_END})",
)
_SPACE = re.compile(r"\s+")
_OWN_NORMATIVE = re.compile(
    r"(?P<serial>[^/]{0,24}?)\s*/\s*(?P<year>(?:19|20)\d{2})\s*/\s*"
    rf"(?P<symbol>(?:QH|UBTVQH)\s?\d{{1,2}}|{_ORG}(?:\s?/\s?{_ORG}|\s?[-–—]\s?{_ORG}){{0,8}})",
)
_OWN_PARTY = re.compile(
    rf"(?P<serial>[^/]{{0,24}}?)\s*[-–—]\s*(?P<type>[A-ZĐ][A-Za-zĐđ]{{0,4}})\s*/\s*(?P<symbol>{_ORG}(?:\s?[-–—]\s?{_ORG}){{0,4}})",
)
_OWN_PLAIN = re.compile(
    rf"(?P<serial>[^/]{{0,24}}?)\s*/\s*(?P<symbol>{_ORG}(?:\s[{_UPPER}]{{2,8}}(?=[-–]))?(?:\s?[-–—]\s?{_ORG}){{0,6}})",
)
_SERIAL_FILLED = re.compile(r"\d{1,6}(?:[a-zA-Z]|\.\d{1,2})?")
_POINTED = re.compile(r"\d{1,4}\.\d{1,2}")


class Symbol(NamedTuple):
    """A number and symbol as printed, without spaces. ``type`` is the code that the symbol shows, None for a letter."""

    text: str
    serial: str | None
    symbol: str
    family: str
    type: str | None
    issuer: str | None
    """The issuer's abbreviation (``UBND``, ``CP``), the first group after the type."""
    span: Span


def key(number: str) -> str:
    """What two prints of one number share: no spaces, capitals, no zeros in front.

    >>> key("04-CT/TU") == key("4 - CT/TU")
    True
    """
    return _compact(number).upper().lstrip("0")


@cache
def _codes() -> dict[str, str]:
    """Type codes by every group of a symbol that shows them, in capitals; without the stroke of Đ too, as scans lose it."""
    found: dict[str, str] = {}
    unshown = rules.load("citing")["not_in_symbols"]
    for entry in rules.load("types")["type"]:
        shown = () if entry["code"] in unshown or " " in entry["code"] else (entry["code"],)
        for code in (*entry.get("symbols", ()), *shown):
            found.setdefault(code.upper(), entry["code"])
    for code in [code for code in found if "Đ" in code]:
        found.setdefault(code.replace("Đ", "D"), found[code])
    found["CV"] = "CV"
    return found


@cache
def type_names() -> Mapping[str, str]:
    """The name of every type by its code (``KH``: ``Kế hoạch``)."""
    return {entry["code"]: entry["name"] for entry in rules.load("types")["type"]}


def type_of_symbol(symbol: str) -> str | None:
    """The type that a symbol shows in its first group (``KH-STTTT`` → ``KH``); None where it shows none.

    >>> type_of_symbol("KH-STTTT"), type_of_symbol("UBND-KT"), type_of_symbol("QH15")
    ('KH', None, 'Luật')
    """
    first = re.split(r"[-–—/]", symbol, maxsplit=1)[0].upper().replace(" ", "")
    if re.fullmatch(r"QH\d{1,2}", first):
        return "Luật"
    if first.startswith("UBTVQH"):
        return "NQ"
    return _codes().get(first)


@cache
def _standard() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?P<kind>{words_of('citing', 'standards')})"
        r"\s{0,2}(?P<body>(?:ISO(?:/IEC)?\s)?\d{1,5}[A-Z]?(?:-\d{1,3}){0,2})\s?:\s?"
        rf"(?P<year>(?:19|20)\d{{2}})(?:\s?/\s?(?P<issuer>{_ORG}))?",
    )


def find(text: str) -> Iterator[Symbol]:
    """Every number and symbol with a serial in a text, in order of place within each of the two kinds (papers, standards)."""
    for found in _SYMBOL.finditer(text):
        symbol = _of_match(found)
        if symbol:
            yield symbol
    if "QC" not in text and "TC" not in text:
        return
    for found in _standard().finditer(text):
        body = _SPACE.sub("", found["body"])
        issuer = f"/{found['issuer']}" if found["issuer"] else ""
        printed = f"{found['kind']}{body}:{found['year']}{issuer}"
        yield Symbol(printed, body, printed, "standard", found["kind"], found["issuer"], found.span())


def _of_match(found: re.Match[str]) -> Symbol | None:
    serial = found["serial"]
    if found["normative"]:
        rest = _compact(found["normative"])
        groups = re.split(r"[-/]", rest)
        kind = type_of_symbol(rest)
        issuer = groups[1] if len(groups) > 1 else None
        return Symbol(f"{serial}/{found['year']}/{rest}", serial, f"{found['year']}/{rest}", "normative", kind, issuer, found.span())
    if found["party"]:
        kind = _codes().get(found["party_type"].upper())
        if kind is None:
            return None
        rest = f"{found['party_type']}/{_compact(found['party'])}"
        # a hyphen that was left out stays out: ``33 CT/TU``
        join = "-" if found["party_join"].strip() else " "
        return Symbol(f"{serial}{join}{rest}", serial, rest, "party", kind, _compact(found["party"]), found.span())
    rest = _compact(found["plain"])
    if sum(char.isupper() for char in rest) < 2:
        return None
    return _plain(serial, rest, found.span())


def _plain(serial: str | None, rest: str, span: Span) -> Symbol:
    """A typed or a letter symbol."""
    groups = rest.split("-")
    kind = type_of_symbol(rest)
    family = "typed" if kind else "letter"
    issuer = groups[1] if kind and len(groups) > 1 else None if kind else groups[0]
    return Symbol(f"{serial or ''}/{rest}", serial, rest, family, kind, issuer, span)


def _compact(text: str) -> str:
    return _SPACE.sub("", text).replace("–", "-").replace("—", "-")


@cache
def _own_label() -> re.Pattern[str]:
    types = f"{words_of('frame', 'number_line', 'types')}|{words_of('frame', 'number_line', 'also')}"
    return re.compile(rf"(?:(?:{types})\s+số|Số\s*hiệu|SỐ|Số|Sô|Só|Sổ|So(?=\s*:)|số)\s*[:;.]{{0,2}}\s*")


def parse_own(line: str) -> Symbol | None:
    """The paper's own number from its number line (``Số: /BC-STTTT``); a blank or unreadable serial is None.

    >>> parse_own("Số: 36/KH-STTTT").text, parse_own("Số:      /BC-STTTT").text, parse_own("Số: 04-CT/TU").symbol
    ('36/KH-STTTT', '/BC-STTTT', 'CT/TU')
    """
    label = _own_label().match(line)
    start = label.end() if label else 0
    for pattern, family in ((_OWN_NORMATIVE, "normative"), (_OWN_PARTY, "party"), (_OWN_PLAIN, "plain")):
        found = pattern.match(line, start, start + 120)
        if found and (family != "party" or found["type"].upper() in _codes()):
            return _own(found, family)
    return None


def _own(found: re.Match[str], family: str) -> Symbol | None:
    pointed = _POINTED.fullmatch(found["serial"].strip()) if family == "normative" else None
    printed = pointed[0] if pointed else re.sub(r"[\s.…_·]", "", found["serial"])
    serial = printed if _SERIAL_FILLED.fullmatch(printed) else None
    rest = _compact(found["symbol"])
    if family == "plain":
        return _plain(serial, rest, found.span()) if sum(char.isupper() for char in rest) >= 2 else None
    if family == "party":
        rest = f"{found['type']}/{rest}"
        kind = _codes().get(found["type"].upper())
        return Symbol(f"{serial or ''}-{rest}", serial, rest, family, kind, rest.split("/")[1], found.span())
    groups = re.split(r"[-/]", rest)
    full = f"{found['year']}/{rest}"
    issuer = groups[1] if len(groups) > 1 else None
    return Symbol(f"{serial or ''}/{full}", serial, full, family, type_of_symbol(rest), issuer, found.span())
