"""What a duty says: its words without the phrase that leads over to it, its role, its date."""

from __future__ import annotations

import re

from vanban.reading.assignments.phrasing import phrasing
from vanban.reading.assignments.tokens import tokens_of
from vanban.reading.assignments.units import find_unit
from vanban.reading.assignments.vocabulary import vocabulary
from vanban.text import dates

_PARTNERS = re.compile(
    r"(?:chủ trì|làm đầu mối)?[\s,]*(?:(?:chủ động|chặt chẽ)\s+)*phối hợp\s+(?:chặt chẽ\s+)?(?:với\s+|cùng\s+)?", re.IGNORECASE
)
_LEADS_OVER = re.compile(r"[\s,:;–-]*(?:(?:có trách nhiệm|có nhiệm vụ)\b(?!\s+và)[\s:,]*)?(?:(?:như sau|sau đây)\s*:\s*)?")
_LONGEST_SAYING = 36
_SHORTEST_SAYING = 12
"""Words of what only says that the following is to be done, behind a long list of partners."""
_FEWEST_WORDS = 2
_BY_DATE = re.compile(
    r"(?:trước|chậm nhất|muộn nhất|hạn cuối|hoàn thành|xong|đến hết|hết|trong|vào)\s+(?:là\s+|đến\s+|vào\s+|trước\s+|trong\s+)*"
    r"(?:\d{1,2}(?:h|g|:|\s+giờ)\s*(?:\d{1,2}(?:\s+phút|’|')?)?[\s,]+)?(?:ngày\s+)?(?P<day>\d{1,2})(?:[/.-]|\s+tháng\s+)(?P<month>\d{1,2})(?:[/.-]|\s+năm\s+)(?P<year>\d{4})",
)
"""Of small letters, like the two below: a search that lets both pass asks at every character."""
_BY_MONTH = re.compile(
    r"(?:trước|trong|đến hết|hết|xong trong|hoàn thành trong)\s+tháng\s+(?P<month>\d{1,2})(?:/|\s+năm\s+|-)(?P<year>\d{4})"
)
_IN_WORDS = re.compile(
    r"(?:(?:trước|chậm nhất|muộn nhất)\s+(?:là\s+|vào\s+|đến\s+)?(?:\d{1,2}(?:h|g| giờ)[\d’']*\s*)?"
    r"(?:ngày|thứ|tháng|quý|hằng|hàng|\d{1,2}[/.]\d)[^.,;:()]{0,50}"
    r"|\d{1,2}\s+lần/(?:ngày|tuần|tháng|quý|năm)(?:\s*\([^)]{0,40}\))?"
    r"|(?:trong|hoàn thành trong)\s+(?:quý|tháng|năm)\s+[\divx]+[^.,;:()]{0,20})",
)
_YEAR = re.compile(r"\d{4}")
_DAY = re.compile(r"\d{1,2}(?:[/.-]|\s+tháng\s+)\d{1,2}(?:[/.-]|\s+năm\s+)\d{4}")
_LEAD = 160
"""Characters before a day in which the words that lead to it begin."""
_MAY_DATE = re.compile(r"\d|quý|hằng|hàng")
_WHOLE_DATE = re.compile(r"\D{0,40}(?P<day>\d{1,2})(?:[/.-]|\s+tháng\s+)(?P<month>\d{1,2})(?:[/.-]|\s+năm\s+)(?P<year>\d{4})\D{0,3}")


def duty_start(text: str, start: int) -> int:
    """The offset of the first word of the duty at or behind ``start``: ``có trách nhiệm:`` and stops are passed over."""
    match = _LEADS_OVER.match(text, start)
    return match.end() if match else start


def states_duty(duty: str) -> bool:
    """Whether the words say what to do; ``thực hiện các nhiệm vụ sau:`` does not."""
    words = duty.split()
    if len(words) < _FEWEST_WORDS or phrasing().only_has.fullmatch(duty.strip()):
        return False
    if not duty.rstrip().endswith(":"):
        return True
    if leaves_duty_open(duty):
        return False
    return len(words) > 6 and not (len(words) <= _LONGEST_SAYING and phrasing().only_says.fullmatch(duty.strip()))


def leaves_duty_open(duty: str) -> bool:
    """``chủ trì, phối hợp với Công an tỉnh và các đơn vị liên quan:`` leaves the duty to the items that follow."""
    partners = _PARTNERS.match(duty)
    if partners is None:
        return False
    tokens = tokens_of(duty[partners.end() :].rstrip(" :"))
    unit = find_unit(tokens, 0)
    if unit is None or unit.duty is None:
        return unit is not None
    rest = duty[partners.end() + tokens[unit.duty].start :] if unit.duty < len(tokens) else ""
    return (
        len(rest.split()) <= _SHORTEST_SAYING and rest.rstrip().endswith(":") and phrasing().only_says.fullmatch(rest.strip()) is not None
    )


def names_a_thing(words: str) -> bool:
    """Whether an item opens with a noun that is no work: ``Kinh phí …``, ``Bản sao …``, ``Chi tiết liên hệ …``."""
    tokens = tokens_of(words[:80])
    return bool(tokens) and vocabulary().not_duties.at(tokens, 0) > 0 and not vocabulary().duties_after_all.at(tokens, 0)


def role_of(duty: str) -> str:
    """``coordinate`` or ``advise`` where the duty begins so, behind adverbs and grounds; else ``lead``."""
    opening = phrasing().adverbs.match(duty)
    rest = duty[opening.end() if opening else 0 :].lower()
    if rest.startswith("phối hợp"):
        return "coordinate"
    if re.match(r"(?:cân đối, )?tham mưu", rest):
        return "advise"
    return "lead"


def due_in(text: str) -> str | None:
    """The date or period by which something is due: ISO where a day or month is printed, else the printed words."""
    if not _MAY_DATE.search(text):
        return None
    small = text.lower()
    if len(small) != len(text):  # a few letters of other languages become two
        small = "".join(char.lower()[:1] for char in text)
    has_year = _YEAR.search(small)
    day = _DAY.search(small) if has_year else None
    match = _BY_DATE.search(small, max(0, day.start() - _LEAD)) if day else None
    month = _BY_MONTH.search(small) if has_year and match is None else None
    date = next((dates.of_match(found) for found in (match, month) if found), None)
    if date:
        return date
    words = _IN_WORDS.search(small)
    return text[words.start() : words.end()].strip() if words else None


def due_of_field(words: str) -> str | None:
    """The value of a field like ``Thời gian thực hiện:``: ISO where it is one day, else as printed."""
    words = words.strip(" .;,")
    match = _WHOLE_DATE.fullmatch(words)
    return (dates.of_match(match) if match else None) or words or None
