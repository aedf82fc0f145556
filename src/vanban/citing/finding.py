"""Mentions become citations: one entry a document, with every place that names it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from vanban import numbering
from vanban.citing import laws, numbered
from vanban.citing.mentions import Mention
from vanban.citing.parting import Parted
from vanban.model import Citation, Document, Span
from vanban.text import fold
from vanban.text.alternatives import words_of
from vanban.zoning import marks
from vanban.zoning.script import Script
from vanban.zoning.zones import Zones

_REACH = 2000
"""How many characters before a mention may tell that the paper stands on it: a long list of bases, never a whole book."""
_LIST = re.compile(r"[\s,;và]*(?:và|,|;)[\s,;]*(?:số\s*)?")
_NUMBER_AFTER = re.compile(r"\s*(?:\([^)]{0,40}\))?\s*,?\s*(?:\(\s*)?(?:[Ll]uật\s+)?(?:số:?\s*)(?=\d)")


@cache
def _stands_on() -> re.Pattern[str]:
    """Words by which a paper says that it rests on another; or a day, on which the other was issued."""
    return re.compile(rf"(?:{words_of('frame', 'bases', 'stands_on')}|Ngày \d)")


def find(script: Script, zones: Zones, frame: Document) -> tuple[Citation, ...]:
    """Every other document that the paper names, in the order of first mention. ``frame`` holds head and closing."""
    areas = _areas(script, zones, frame)
    mentions = sorted(_mentions(script, areas, frame), key=lambda mention: mention.span)
    groups = _grouped(mentions)
    first_section = _first_section(script, zones)
    entries = [_citation(script, group, first_section) for group in groups]
    return tuple(sorted(entries, key=lambda entry: entry.spans[0]))


def _areas(script: Script, zones: Zones, frame: Document) -> list[Span]:
    """The stretches of text that are the paper's own words: subject, body, attached plan, footnotes."""
    areas = [frame.spans["subject"]] if "subject" in frame.spans else []
    areas += [script.span(part) for part in zones.parts]
    return sorted(area for area in areas if area[1] > area[0])


def _mentions(script: Script, areas: list[Span], frame: Document) -> Iterable[Mention]:
    """Mentions of other documents within the areas, laws inside an amending law's title and the paper itself left out."""
    text = script.flow
    own = numbering.key(frame.number.text) if frame.number and frame.number.serial else None
    shorts = laws.abbreviations(text)
    by_number = [mention for mention in numbered.find(text) if _inside(mention.span, areas) and mention.key != own]
    itself = f"{frame.type.name.casefold()} {fold(frame.subject)}" if frame.type and frame.subject else ""
    amended = [(mention.span[1], mention.whole[1]) for mention in by_number if (mention.title or "").casefold().startswith("sửa đổi")]
    by_name = [mention for mention in laws.find(text, shorts) if _inside(mention.span, areas) and mention.key != itself]
    by_name = [mention for mention in by_name if not any(begin <= mention.span[0] < end for begin, end in amended)]
    yield from _shared_dates(text, by_number)
    yield from _without_numbered(by_name, by_number, text)


def _inside(span: Span, areas: list[Span]) -> bool:
    """Whether a span lies in one of the sorted areas."""
    index = bisect_right(areas, (span[0], 1 << 60)) - 1
    return index >= 0 and span[1] <= areas[index][1]


def _shared_dates(text: str, mentions: list[Mention]) -> list[Mention]:
    """``số 008/CĐ-UBND và số 009/CĐ-UBND ngày …``: what follows the last of a list says the same of those before it."""
    ordered = sorted(mentions, key=lambda mention: mention.span)
    for index in range(len(ordered) - 2, -1, -1):
        mention, following = ordered[index], ordered[index + 1]
        between = text[mention.span[1] : following.span[0]]
        alike = mention.type == following.type and (";" not in between or following.span[0] == following.whole[0])
        if alike and mention.date is None and mention.issuer is None and len(between) < 12 and _LIST.fullmatch(between):
            issuer, title = mention.issuer or following.issuer, mention.title or following.title
            ordered[index] = replace(mention, date=following.date, issuer=issuer, title=title)
    return ordered


def _without_numbered(by_name: list[Mention], by_number: list[Mention], text: str) -> Iterable[Mention]:
    """Laws by name, those whose number follows the name (``Luật Đặc xá số 30/2018/QH14``) joined to that number's entry."""
    starts = {mention.span[0]: mention for mention in by_number}
    for mention in by_name:
        joined = _NUMBER_AFTER.match(text, mention.span[1])
        numbered_mention = None
        if joined:
            numbered_mention = starts.get(joined.end()) or next((m for m in by_number if m.span[0] <= joined.end() < m.span[1]), None)
        if numbered_mention:
            yield replace(mention, number=numbered_mention.number, date=numbered_mention.date or mention.date, key=numbered_mention.key)
        else:
            yield mention


def _grouped(mentions: list[Mention]) -> list[list[Mention]]:
    """Mentions of one document together: the same key, and no two different full dates."""
    named = _law_numbers(mentions)
    by_key: dict[str, Parted] = {}
    for mention in mentions:
        by_key.setdefault(named.get(mention.key, mention.key), Parted()).add(mention)
    merged = _bare_to_full({key: parted.groups for key, parted in by_key.items()})
    _shorts_to_laws(merged)
    return [group for groups in merged.values() for group in _undated_last(groups)]


def _law_numbers(mentions: list[Mention]) -> dict[str, str]:
    """Keys of laws by name whose number the paper gives somewhere, to the key of that number."""
    found: dict[str, str] = {}
    for mention in mentions:
        if mention.number and mention.title and mention.type in {"Luật", "Bộ luật", "PL"}:
            kind = {"PL": "pháp lệnh"}.get(mention.type, mention.type.casefold())
            found[f"{kind} {fold(mention.title)}"] = mention.key
    return found


def _bare_to_full(by_key: dict[str, list[list[Mention]]]) -> dict[str, list[list[Mention]]]:
    """A number without symbol (``Nghị quyết 57``) joined to the only paper of that type and serial that has one."""
    for key in [key for key in by_key if " " in key and key.split()[-1].replace("/", "").isdigit()]:
        code, serial = key.rsplit(" ", 1)
        named = re.compile(rf"{re.escape(serial)}[-/A-Z]")
        full = [other for other in by_key if other != key and named.match(other) and by_key[other][0][0].type == code]
        if len(full) == 1:
            by_key[full[0]][-1].extend(mention for group in by_key.pop(key) for mention in group)
    return by_key


def _shorts_to_laws(by_key: dict[str, list[list[Mention]]]) -> None:
    """A law by the first words of its name (``Luật bầu cử``) joined to the only law of the paper whose name begins so."""
    names = [key for key in by_key if key.startswith(("luật ", "bộ luật "))]
    for key in names:
        longer = [other for other in names if other != key and other in by_key and other.startswith(f"{key} ")]
        if len(longer) == 1 and key in by_key:
            by_key[longer[0]][0].extend(mention for group in by_key.pop(key) for mention in group)


def _undated_last(groups: list[list[Mention]]) -> list[list[Mention]]:
    """Undated mentions join the dated group that stands before them; a law of several years leaves open which is meant."""
    undated = [group for group in groups if all(mention.date is None for mention in group)]
    dated = [group for group in groups if group not in undated]
    if not dated or not undated or (len(dated) > 1 and undated[0][0].number is None):
        return groups
    # what joins a group counts as its latest mention from then on; the spans are kept in order, so that none is walked through again
    spans = [sorted(mention.span for mention in group) for group in dated]
    for mention in (mention for group in undated for mention in group):
        before = [place for place, group in enumerate(dated) if group[0].span < mention.span]
        nearest = max(before, key=lambda place: spans[place][bisect_left(spans[place], mention.span) - 1], default=0)
        dated[nearest].append(mention)
        insort(spans[nearest], mention.span)
    return dated


def _first_section(script: Script, zones: Zones) -> int:
    """The offset of the first numbered section of the body; its end where it has none."""
    for number in zones.body:
        text = script.lines[number].text
        if marks.BODY_LABEL.match(text) or (text.endswith(":") and marks.heading_type(text)):
            return script.starts[number]
    return script.span(zones.body)[1] if zones.body else 0


def _citation(script: Script, group: list[Mention], first_section: int) -> Citation:
    """One entry of all mentions: the fullest print of each part."""
    ordered = sorted(group, key=lambda mention: mention.span)
    numbers = [mention.number for mention in ordered if mention.number]
    dated = sorted((mention.date for mention in ordered if mention.date), key=len, reverse=True)
    return Citation(
        type=next((mention.type for mention in ordered if mention.type), None),
        number=max(numbers, key=_lowered) if numbers else None,
        date=dated[0] if dated else None,
        issuer=_best(ordered, "issuer"),
        title=_best(ordered, "title"),
        basis=any(_is_basis(script, mention, first_section) for mention in ordered),
        spans=tuple(dict.fromkeys(mention.span for mention in ordered)),
    )


def _lowered(number: str) -> tuple[int, bool]:
    """Prefers the longer print and the one with small letters (``CT-TTg``) to one in a line of capitals."""
    return (len(number), any(char.islower() for char in number))


def _best(ordered: list[Mention], part: str) -> str | None:
    """The first print of a part that is not in capitals; else the first."""
    found = [value for mention in ordered if isinstance(value := getattr(mention, part), str)]
    return next((value for value in found if not marks.is_capitals(value)), found[0] if found else None)


def _is_basis(script: Script, mention: Mention, first_section: int) -> bool:
    """Whether a mention stands before the first section, in a sentence that says the paper rests on it."""
    if mention.span[0] >= first_section:
        return False
    nearest = max(mention.span[0] - _REACH, 0)
    begin = max(script.flow.rfind("\n", nearest, mention.span[0]) + 1, nearest)
    if mention.number is None and _within_title(script, mention, begin):
        return False
    return _stands_on().search(script.flow, begin, mention.span[0] + 4) is not None


def _within_title(script: Script, mention: Mention, begin: int) -> bool:
    """Whether a law is named only inside the title of another paper: a number stands before it in the same clause."""
    before = script.flow[begin : mention.span[0]].rsplit(";", 1)[-1]
    return next(numbering.find(before), None) is not None or re.search(r"\d/\d{4}/", before) is not None
