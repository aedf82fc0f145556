"""Laws, codes, ordinances and the Constitution named by their name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from vanban import rules
from vanban.citing.mentions import Mention
from vanban.text import dates, fold

_WORD = re.compile(r"[^\W_]+(?:/[^\W_]+)?")
# The first letter comes first and what stands before it is asked then: that is much quicker than asking at every character.
_LAW = re.compile(
    r"(?P<kind>[BLP](?<!\w[BLP])(?:(?<=B)(?:ộ [Ll]uật|Ộ LUẬT)|(?<=L)(?:uật|UẬT)|(?<=P)(?:háp lệnh|HÁP LỆNH)))\s+(?=[^\W_])",
)
_CONSTITUTION = re.compile(
    r"(?<!\w)Hiến pháp(?:\s+nước\s+Cộng h(?:òa|oà) xã hội chủ nghĩa Việt Nam)?"
    r"(?:\s*,?\s*\(?(?:năm\s+|ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+)?(?P<year>(?:19|20)\d\d))?",
)
_KIND = re.compile(r"(?:Bộ [Ll]uật|Luật|luật|LUẬT|BỘ LUẬT|Pháp lệnh)\b\s*")
_AMENDING = re.compile(
    r"(?:[Ss]ửa? đổi|SỬA ĐỔI)\s*(?:,|và)?\s*(?:bổ sung|BỔ SUNG)?(?:\s*,?\s*(?:thay thế|bãi bỏ))?\s*"
    r"(?:một số điều|MỘT SỐ ĐIỀU|các điều|Điều \d+)?\s*(?:của|CỦA)?\s*(?:các\s+|\d{1,2}\s+)?(?=(?:Bộ [Ll]uật|Luật|luật|LUẬT|Pháp lệnh)\b)",
)
_NEXT_LAW = re.compile(r"\s*(?:,|và)\s+(?=(?:Bộ [Ll]uật|Luật|LUẬT|Pháp lệnh)\b)")
_AMENDING_NUMBER = re.compile(r"\s+số\s+\d{1,3}/\d{4}/QH")
_PLAIN_YEAR = re.compile(r"\s+(?P<year>(?:19|20)\d{2})(?![\d/.])")
_SHORT = re.compile(r"\(\s*(?:sau đây (?:gọi|viết) tắt là:?\s*|gọi tắt là\s*|viết tắt là\s*)?(?P<short>[A-ZĐƯƠ]{3,10})\s*\)")
_MERGED = re.compile(r"\s*\(\s*(?:sửa đổi|hợp nhất)[^)]{0,60}\)")
_DATED = re.compile(r"\s*,?\s*\(?(?:số\s+[\w/]+\s+)?(?=ngày|năm)")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(rules.load("citing")[name])


@cache
def _names() -> dict[str, list[tuple[str, ...]]]:
    """Known names by their first folded word, longest first."""
    data = rules.load("laws")
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in (*data["codes"], *data["laws"], *data["ordinances"]):
        words = tuple(fold(name).split())
        found.setdefault(words[0], []).append(words)
    for entries in found.values():
        entries.sort(key=len, reverse=True)
    return found


def find(text: str, abbreviations: Mapping[str, str]) -> Iterator[Mention]:
    """Every law, code, ordinance and the Constitution that a text names; ``abbreviations`` are the paper's own (BMNN)."""
    taken = 0
    for found in _LAW.finditer(text):
        if found.start() < taken or _is_other_word(text, found.start()):
            continue
        mention = _law(text, found, abbreviations)
        if mention:
            taken = mention.whole[1]
            yield mention
    if "Hiến pháp" not in text:
        return
    for found in _CONSTITUTION.finditer(text):
        yield Mention(found.span(), "Hiến pháp", date=found["year"], key="hiến pháp", whole=found.span())


def _is_other_word(text: str, start: int) -> bool:
    """Whether the word is the end of another one: ``KỶ LUẬT``, ``Đại học Luật``."""
    before = text[max(start - 10, 0) : start].split()
    return bool(before) and before[-1].casefold() in _words("law_not_after")


def _law(text: str, found: re.Match[str], abbreviations: Mapping[str, str]) -> Mention | None:
    """The law that begins at a match, with its date, or None where the word opens no name."""
    kind = {"l": "Luật", "b": "Bộ luật", "p": "Pháp lệnh"}[found["kind"][0].lower()]
    start = found.end()
    amending = _AMENDING.match(text, start)
    end = _amended_end(text, amending.end()) if amending else _name_end(text, start)
    if end is None:
        return None
    title = re.sub(r"\s+", " ", text[start:end])
    whole, date = _date(text, end)
    expanded = " ".join(abbreviations.get(word, word) for word in title.split())
    code = "PL" if kind == "Pháp lệnh" else kind
    key = f"{kind.casefold()} {fold(expanded)}"
    return Mention((found.start(), end), code, date=date, title=expanded, key=key, whole=(found.start(), whole))


def _date(text: str, end: int) -> tuple[int, str | None]:
    """Where the mention ends with its date, and the date: a day or a year, also behind a remark in brackets."""
    merged = _MERGED.match(text, end)
    after = merged.end() if merged else end
    mention = dates.date_after(text, after)
    if mention:
        return mention.span[1], mention.date
    year = dates.YEAR_AFTER.match(text, after) or _PLAIN_YEAR.match(text, after)
    return (year.end(), year["year"]) if year else (after, None)


def _name_end(text: str, start: int) -> int | None:
    """Where the name that begins at ``start`` ends: the longest known name, else capital and small words up to a stop."""
    return _known_end(text, start) or _grammar_end(text, start)


def _known_end(text: str, start: int) -> int | None:
    """The end of the longest known name at ``start``."""
    words = list(_WORD.finditer(text, start, min(start + 160, len(text))))[:24]
    if not words or words[0].start() != start:
        return None
    folded = [fold(word.group()) for word in words]
    for name in _names().get(folded[0], ()):
        if tuple(folded[: len(name)]) == name and _unbroken(text, start, words[len(name) - 1].end()):
            return words[len(name) - 1].end()
    return None


def _unbroken(text: str, start: int, end: int) -> bool:
    """Whether a stretch holds no full stop, colon, semicolon, bracket or quotation mark."""
    return not re.search(r"[.:;\n“”\"]", text[start:end])


def _grammar_end(text: str, start: int) -> int | None:
    """The end of a name that is not known: it opens with a capital and goes on in small words up to a stop."""
    if not text[start].isupper():
        return None
    end, before_and = None, None
    for word in _WORD.finditer(text, start, min(start + 120, len(text))):
        lower = word.group().casefold()
        if end is not None and text[end : word.start()].strip():
            break
        if lower in _words("law_stops") or lower.isdigit() or (before_and and _ends_after_and(word.group())):
            break
        before_and = end if lower == "và" else None
        end = word.end()
    return before_and or end


def _ends_after_and(word: str) -> bool:
    """Whether a word after ``và`` shows that the name has ended before it: another thing, or another name."""
    return word.casefold() in _words("after_and") or (word[0].isupper() and not word.isupper())


def _amended_end(text: str, start: int) -> int | None:
    """Where the list of laws that an amending law names in its title ends."""
    first: int | None = None
    position = start
    for _ in range(30):
        kind = _KIND.match(text, position)
        if not kind:
            break
        end = (_name_end(text, kind.end()) if kind.end() < len(text) else None) or kind.end()
        first = first or end
        if _closes_list(text, position, end):
            return end
        joined = _NEXT_LAW.match(text, end)
        if not joined or _AMENDING.match(text, joined.end() + len("Luật ")):
            break
        position = joined.end()
    return first


def _closes_list(text: str, start: int, end: int) -> bool:
    """Whether a law is the last of the amended ones: ``và`` stands before it, or the amending law's number behind it."""
    return text[max(start - 3, 0) : start] == "và " or _AMENDING_NUMBER.match(text, end) is not None


def abbreviations(text: str) -> dict[str, str]:
    """The short forms that a paper defines in brackets by initials: ``bảo vệ bí mật nhà nước (BMNN)`` gives BMNN."""
    found: dict[str, str] = {}
    for match in _SHORT.finditer(text):
        short = match["short"]
        words = _WORD.findall(text[max(match.start() - 160, 0) : match.start()])[-len(short) :]
        if len(words) == len(short) and all(fold(word)[0] == letter.casefold() for word, letter in zip(words, short, strict=True)):
            found.setdefault(short, " ".join(words))
    return found
