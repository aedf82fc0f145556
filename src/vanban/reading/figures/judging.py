"""Whether a number counts a result or a target. The conventions are those of ``design/reading.md``, *Figures*."""

from __future__ import annotations

import re
from functools import cache

from vanban import rules
from vanban.reading.figures.candidates import Candidate
from vanban.reading.figures.vocabulary import vocabulary
from vanban.reading.outline.labels import UPPER
from vanban.text import fold

_INSIDE_SYMBOL = re.compile(r"\s?/\s?(?:\d|[A-ZĐ]{2})|[-–](?=[A-ZĐ]{2})|\s?:\d|h\d|[’']|\s?[×xX]\s?\d|\.\d|\]")
_YEARS = range(1900, 2101)
_OVER = re.compile(r"[^.;]{0,60}?\btrở (?:lên|xuống)\b")
_FROM = re.compile(r"\btừ(?: đủ| mức)?\s*$")
_AIMS = re.compile(r"\b(?:đạt|phấn đấu|bảo đảm|đảm bảo|duy trì|tăng|giảm|mục tiêu|chỉ tiêu|hoàn thành)\b", re.IGNORECASE)
_INJURY = re.compile(r"\b(?:thương tật|thương tích|suy giảm|tổn thương)\b", re.IGNORECASE)
_STRENGTH = re.compile(r"\b(?:nồng độ|dung dịch|cồn|pha loãng|hàm lượng|hoạt chất|chloramin b|cloramin b|clo)\s*$", re.IGNORECASE)
_HUMIDITY = re.compile(r"\bđộ (?:ẩm|mặn)\b[^.,;]{0,30}$", re.IGNORECASE)
_PENALTY = re.compile(r"\b(?:phạt tiền từ|mức phạt|khung hình phạt|bị phạt|phạt tù|án phạt)\b", re.IGNORECASE)
_REFERENCE = re.compile(r"(?:[Đđ]iều|[Kk]hoản|[Đđ]iểm|[Mm]ục|[Cc]hương|[Pp]hụ lục)\s+[\w, và]{0,24}$")
_TIMES = re.compile(r"\b(?:gấp|tăng|giảm|cao hơn|hơn|bằng)(?:\s+\S+){0,2}\s*$", re.IGNORECASE)
_CONTACT = re.compile(
    r"(?:điện thoại|số máy|đt|sđt|fax|hotline|tài khoản|stk|mã số|cccd|cmnd|số hiệu|zalo|lúc|số)\s*(?:\([^)]*\))?\s*[:.]?\s*$",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"(?:\b(?:là|đạt|còn|có|được|tổng số|số lượng|tăng|giảm|thêm|gồm|nam|nữ|trong đó|lên|xuống|ước|bằng|chiếm)"
    r"|(?<!\d):|:(?=\s)|=)\s*(?:thêm\s*)?$",
    re.IGNORECASE,
)
_ENDS = re.compile(r"\s*(?:[,;.)\]]|$|\()")
_ENUMERATED = re.compile(r"(?:^|[;:.,(\[]\s*)$")
_SECOND_ITEM = re.compile(rf"\.\s+[{UPPER}][^\n]{{0,300}}?;\s*2\.\s")
_FIRM = re.compile(
    r"\b(?:[Cc]ông ty|TNHH|CTCP|[Dd]oanh nghiệp|[Hh]ợp tác xã|HTX)\b(?:(?!\b(?:có|là|gồm|nộp|được|đã|bị|với|cho|trả|đạt|tại|ở|về|của"
    r"|ban hành|tổ chức|tiếp nhận|thực hiện|phạt|thuê|sử dụng)\b)[^,;.:()]){0,60}$"
)
_NO_UNIT = frozenset({"", "phát", "về", "của", "trên", "tại", "này", "và", "đã", "được", "trong", "từ", "ngày", "theo", "để", "cho"})
"""Behind a number that names a paper; a noun there would be what it counts (``dự án 01 bộ hồ sơ``)."""
_RANK = re.compile(r"\b(?:đứng|xếp|vị trí|thứ hạng|hạng|thứ)(?:\s+\S+){0,3}\s*$", re.IGNORECASE)
_PERCENT = ("%", " %", "‰", " ‰")
_SHORT_MONEY = re.compile(r"\s?(?:trđ|tr\.?đ|tr\.? đồng|đ\b)")
_WEATHER = re.compile(r"\s?(?:mm|°|o?C\b|km/h|m/s)")
_STREET = re.compile(rf"[a-zA-Z]?(?:/\d+)*\s+(?:phố|đường|ngõ|ngách|hẻm|kiệt|đại lộ|quốc lộ)\s+(?:số\s+\d|\d|[{UPPER}])", re.NOFLAG)
_STREET_NAME = re.compile(rf"[A-Z]?\s+(?P<first>[{UPPER}][^\W\d_{UPPER}]+)(?:\s+[{UPPER}][^\W\d_{UPPER}]+){{1,3}}(?![\w])")
_REFERS = frozenset({"điều", "khoản", "điểm", "mục", "chương", "lục"})
_RANKS = frozenset({"đứng", "xếp", "trí", "hạng", "thứ"})
_COPIES = re.compile(r"\b(?:gửi|nộp|lập|lập thành|sao|in|lưu|hồ sơ gồm|gồm)\s+(?:\w+\s+)?$", re.IGNORECASE)


def counts(candidate: Candidate) -> bool:
    """Whether the number is to be told as a figure."""
    if _is_symbol(candidate) or _is_label(candidate):
        return False
    if _is_percent(candidate):
        return not (
            _STRENGTH.search(candidate.before)
            or _HUMIDITY.search(candidate.before)
            or _is_threshold(candidate)
            or _INJURY.search(candidate.before[-60:])
        )
    if _is_money(candidate):
        return not _PENALTY.search(candidate.before)
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
    refers = not _REFERS.isdisjoint(words) and _REFERENCE.search(before) is not None
    return refers or (not _RANKS.isdisjoint(words) and _RANK.search(before) is not None)


def _is_titled(candidate: Candidate) -> bool:
    """``Đề án 06``, ``đề án 06``: the number names a paper, as the capital letter of its type shows, or a zero before it."""
    taken = vocabulary().titles.closes(candidate.words_before)
    if not taken:
        return False
    printed = candidate.before.split()[-taken:]
    return bool(printed) and (
        printed[0].lstrip("(“\"'").istitle() or (candidate.figures.startswith("0") and candidate.next_word in _NO_UNIT)
    )


def _is_year(candidate: Candidate) -> bool:
    """Four bare digits between 1900 and 2100, unless a bound and a unit make them a count (``hơn 2000 tờ rơi``)."""
    if not (candidate.figures.isdigit() and len(candidate.figures) == 4 and candidate.value in _YEARS) or _is_money(candidate):
        return False
    if candidate.place or not candidate.next_word:
        return True
    bounded = candidate.words_before[-1:] and candidate.words_before[-1] in vocabulary().bounds
    return not (bounded or _LEADS.search(candidate.before))


def _is_percent(candidate: Candidate) -> bool:
    return candidate.text.startswith(_PERCENT, candidate.end)


def _is_money(candidate: Candidate) -> bool:
    words = candidate.words_after[:3]
    if candidate.scaled and not words:
        return True
    if candidate.next_word == "Yên" and words[1:2] != ["nhật"]:  # a place, no currency
        return False
    return vocabulary().money.opens(words) or bool(_SHORT_MONEY.match(candidate.text, candidate.end))


def _is_attached(candidate: Candidate) -> bool:
    """Whether a unit stands against the figures (``50ha``); any other letter there makes a symbol (``5G``)."""
    return bool(vocabulary().attached.match(candidate.text, candidate.end)) if candidate.end == candidate.figures_end else False


def _is_weather(candidate: Candidate) -> bool:
    known = vocabulary()
    if candidate.words_after[:1] in (["m"], ["mét"], ["km"]) or candidate.next_word.lower() in {"m", "mét", "km"}:
        return bool(known.weather_before.search(candidate.before))
    return known.weather.opens(candidate.words_after[:2]) or bool(_WEATHER.match(candidate.text, candidate.end))


def _is_threshold(candidate: Candidate) -> bool:
    """``từ 02 tiền án trở lên`` defines a group; ``đạt từ 90% trở lên`` is a target."""
    opens = _FROM.search(candidate.before) or candidate.place
    return bool(opens and "trở " in candidate.after and _OVER.match(candidate.after)) and not _AIMS.search(candidate.before[-50:])


def _stands_for_a_count(candidate: Candidate) -> bool:
    """A bare number behind ``số … được tiếp nhận:`` or ``là``, with a stop behind it."""
    if not _ENDS.match(candidate.after) or not _LEADS.search(candidate.before) or _CONTACT.search(candidate.before):
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
        return bool(_TIMES.search(candidate.before))
    if words[0] in {"bộ", "bản"} and _COPIES.search(candidate.before):
        return False
    defines = "trở " in candidate.after and _OVER.match(candidate.after) and not _AIMS.search(candidate.before[-50:])
    return not defines and not _names_a_place(candidate) and not _is_address(candidate)


def _is_address(candidate: Candidate) -> bool:
    """A house: the kind of street behind it (``126 phố Xốm``, ``24 - 26 đường Lê Lợi``) or a name that streets bear (``45 Lê Lợi``)."""
    if not candidate.figures.isdigit():
        return False
    if _STREET.match(candidate.after):
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
        return candidate.figures.isdigit() and _FIRM.search(candidate.before) is not None
    last = re.search(r"([^\W\d_]+)\s*$", candidate.before)
    return last is not None and last[1][0].isupper() and not last[1].isupper()
