"""The incoming stamp (ĐẾN) of whoever received the paper; stamps of digital signatures and gazettes are none."""

from __future__ import annotations

import re

from vanban.model import Span, Stamp
from vanban.reading.casing import Casing
from vanban.text import dates
from vanban.zoning import marks
from vanban.zoning.script import Script
from vanban.zoning.zones import Zones

_ARRIVED = re.compile(r"\b(?:CÔNG VĂN\s+)?(?:ĐẾN|ĐÊN|ĐỀN)\b")
_NUMBER = re.compile(r"(?:Số|SỐ|Sô)\s*[:.]?\s*(?P<number>[\d.\s]{1,14}\d|\d)")
_DATE = re.compile(r"(?:Ngày|NGÀY)\s*[:.]?\s*(?P<date>\d[\d\s/.\-–]{3,14}\d)")
_FORWARDED = re.compile(r"(?:Chuyển|Chuyên|CHUYỂN)\s*[:.]?\s*(?P<rest>.*)$")
_FILE = re.compile(r"(?:Lưu hồ sơ số|Số và ký hiệu HS|Số và ký hiệu hồ sơ)\s*[:.]?\s*(?P<rest>.*)$")
_DOTS = re.compile(r"[.…_\s:]+")


def read(script: Script, zones: Zones) -> Stamp | None:
    """The stamp in or above the head: the line with ĐẾN, the receiver above it, number and date beside or below it."""
    for number in range(zones.head.stop):
        text = script.lines[number].text
        if len(text) < 80 and _ARRIVED.search(text) and not marks.is_number_line(text):
            lines = _lines(script, number, zones)
            stamp = _of(script, number, lines)
            if stamp.number or stamp.date or stamp.file_reference is not None or len(lines) > 1:
                return stamp
    return None


def _lines(script: Script, first: int, zones: Zones) -> range:
    """The lines of a stamp: from ĐẾN to the last of its labels within the next six."""
    stop = first + 1
    for number in range(first + 1, min(first + 7, zones.head.stop)):
        text = script.lines[number].text
        if marks.is_state_title(text) or marks.heading_type(text) or ("/" in text and re.search(r"/[A-ZĐ]{2}", text)):
            break
        if any(pattern.match(text) for pattern in (_NUMBER, _DATE, _FORWARDED, _FILE)):
            stop = number + 1
    return range(first, stop)


def _of(script: Script, first: int, lines: range) -> Stamp:
    """The stamp that these lines print."""
    texts = [script.lines[number].text for number in lines]
    number = next((found for text in texts if not _FILE.search(text) and (found := _NUMBER.search(text))), None)
    date = next((found for text in texts if (found := _DATE.search(text))), None)
    receiver, receiver_span = _receiver(script, first)
    begin = receiver_span[0] if receiver_span else script.starts[first]
    return Stamp(
        receiver=receiver,
        number=_DOTS.sub("", number["number"]) if number else None,
        date=_date(date["date"]) if date else None,
        forwarded_to=_rest(_FORWARDED, texts),
        file_reference=_rest(_FILE, texts),
        span=(begin, script.end(lines.stop - 1)),
    )


def _date(printed: str) -> str | None:
    found = dates.FULL_DATE.search(re.sub(r"\s", "", printed).rstrip(".-/"))
    return dates.of_match(found) if found else None


def _rest(label: re.Pattern[str], texts: list[str]) -> str | None:
    """What is written after a label of the stamp; None where only dots follow."""
    for text in texts:
        found = label.match(text)
        if found and _DOTS.sub("", found["rest"]):
            return found["rest"].strip(" .…_:")
    return None


def _receiver(script: Script, first: int) -> tuple[str | None, Span | None]:
    """The receiving body: the lines in capitals above ĐẾN, or what stands before it on its own line."""
    text = script.lines[first].text
    before = text[: _found_start(text)].strip(" -–:|")
    casing = Casing(script.flow)
    if marks.is_capitals(before):
        return casing.sentence(before), (script.starts[first], script.starts[first] + len(before))
    above = [number for number in range(max(first - 5, 0), first) if script.lines[number].text]
    while above and not all(_names_receiver(script.lines[number].text) for number in above):
        above.pop(0)
    if not above:
        return None, None
    lines = range(above[0], above[-1] + 1)
    return casing.sentence(script.joined(lines)), script.span(lines)


def _found_start(text: str) -> int:
    found = _ARRIVED.search(text)
    return found.start() if found else 0


def _names_receiver(text: str) -> bool:
    if not text or len(text) >= 90 or not marks.is_capitals(text):
        return False
    return not marks.is_state_title(text) and not marks.is_number_line(text)
