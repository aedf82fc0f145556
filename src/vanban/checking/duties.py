"""Remarks on duties: no deadline, no owner, no date for the report, budget in the wrong section, recipients that disagree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from vanban import rules
from vanban.checking.remarks import remark
from vanban.model import Document, Finding, OutlineNode, Span
from vanban.text import fold
from vanban.text.alternatives import folded, words_of
from vanban.zoning.script import Script
from vanban.zoning.zones import Zones

_PARTNER = re.compile(r"phối hợp với[^.;]{0,120}", re.IGNORECASE)
_CODE = re.compile(r"\b[A-ZĐ]{1,5}\d{2,3}\b")


def _of(name: str) -> str:
    return words_of("remarks", "duties", name)


@cache
def _report() -> re.Pattern[str]:
    """A report that is to go to somebody."""
    return re.compile(rf"báo cáo\s+(?:{_of('reports')})[^.;\n]{{0,200}}?\s(?:{_of('to')})\s", re.IGNORECASE)


@cache
def _when() -> re.Pattern[str]:
    return re.compile(rf"{_of('when')}|(?:{_of('when_dated')}) \d", re.IGNORECASE)


@cache
def _receiver_name() -> re.Pattern[str]:
    """To whom a report goes: the name of a body, with the unit that takes it in brackets (``về Công an tỉnh (qua Phòng PC10)``)."""
    return re.compile(
        rf"(?<=\s)(?:gửi về|{_of('to')})\s+(?=[A-ZĐ])[^,;.:()\n]{{2,90}}?(?:\s\((?:qua|thông qua)[^)\n]{{2,60}}\))?"
        r"(?=[,;.:]|\s(?:để|theo|nhằm|và|đồng thời|tổng hợp)\s|\s*$)",
    )


@cache
def _titled(name: str) -> re.Pattern[str]:
    """A list of words in the title of a section."""
    return re.compile(_of(name), re.IGNORECASE)


@cache
def _task() -> re.Pattern[str]:
    return re.compile(rf"(?:{_of('verbs')})\s")


@cache
def _informed() -> re.Pattern[str]:
    """A recipient that only gets to know, or that points to the text."""
    return re.compile(rf"\((?:để\s+)?(?:{_of('informed')})|^lưu|{_of('pointing')}", re.IGNORECASE)


def find(document: Document, script: Script, zones: Zones) -> Iterator[Finding]:
    """Every remark on duties."""
    if not document.type or document.type.code not in rules.load("remarks")["duties"]["types"]:
        return
    yield from _no_deadline(document)
    yield from _no_report_due(script, zones)
    yield from _budget(document.outline, None)
    if document.assignments:
        yield from _no_owner(document, script)
        yield from _lists(document)


def _no_deadline(document: Document) -> Iterator[Finding]:
    """Duties without a date or period, all in one remark."""
    open_ended = [duty.span for duty in document.assignments if duty.due is None]
    if open_ended:
        yield remark("NO_DEADLINE", open_ended, count=len(open_ended))


def _no_report_due(script: Script, zones: Zones) -> Iterator[Finding]:
    """Sentences that ask for a report on results and name neither day nor rhythm, in their paragraph or the next."""
    text = script.flow
    for begin, end in (script.span(part) for part in zones.parts):
        for found in _report().finditer(text, begin, end):
            start = text.rfind("\n", begin, found.start()) + 1
            stop = text.find("\n", found.end(), end)
            stop = end if stop < 0 else stop
            if start >= begin and not _when().search(text, max(start, begin), stop) and not text[start:stop].startswith("Trên đây"):
                yield remark("NO_REPORT_DUE", [(found.start(), stop)], to=_receiver(text[found.start() : stop]))


def _receiver(words: str) -> str:
    """`` về Công an tỉnh (qua Phòng PC10)``: to whom the words say that the report goes; nothing where no body is named."""
    found = _receiver_name().search(words)
    return f" {' '.join(found.group().split())}" if found else ""


def _budget(nodes: tuple[OutlineNode, ...], section: OutlineNode | None) -> Iterator[Finding]:
    """A heading on funds below one that divides duties."""
    for node in nodes:
        if section and section.title and node.title and _titled("budget").match(node.title) and _titled("dividing").search(section.title):
            span = (node.span[0], node.span[0] + len(f"{node.label}. {node.title}"))
            yield remark("BUDGET_IN_WRONG_SECTION", [span], title=node.title, section=section.title)
        yield from _budget(node.children, node)


def _no_owner(document: Document, script: Script) -> Iterator[Finding]:
    """Items of the section on carrying out that open with what is to be done and give it to nobody."""
    taken = [duty.span for duty in document.assignments]
    found: list[Span] = []
    for section in document.outline:
        if section.title and _titled("doing").search(section.title):
            found += [node.span for node in _leaves(section.children) if _opens_with_verb(node, script) and not _touches(node.span, taken)]
    if found:
        yield remark("TASK_WITHOUT_OWNER", found, count=len(found))


def _leaves(nodes: tuple[OutlineNode, ...]) -> Iterator[OutlineNode]:
    for node in nodes:
        if node.children:
            yield from _leaves(node.children)
        else:
            yield node


def _opens_with_verb(node: OutlineNode, script: Script) -> bool:
    text = re.sub(r"^\s*(?:[\w.]{1,6}[.)]|[-+])\s*", "", script.flow[node.span[0] : node.span[0] + 60])
    return _task().match(text) is not None


def _touches(span: Span, others: list[Span]) -> bool:
    return any(span[0] < other[1] and other[0] < span[1] for other in others)


def _lists(document: Document) -> Iterator[Finding]:
    """Units with a duty that are no recipients, and recipients to carry out that have no duty."""
    if not document.recipients:
        return
    receiving = [*document.recipients, *document.addressees, *((document.issuer.name,) if document.issuer else ())]
    lacking = {unit for unit in {duty.unit for duty in document.assignments} if not all(_covered(part, receiving) for part in _parts(unit))}
    without = [duty for duty in document.assignments if duty.unit in lacking]
    partners = _partners(document, receiving)
    names = list(dict.fromkeys([*(duty.unit for duty in without), *partners]))
    without += [duty for duty in document.assignments if any(code in duty.duty for code in partners)]
    if names and not _points_elsewhere(document.recipients):
        yield remark("TASK_WITHOUT_RECIPIENT", [duty.span for duty in without], units="; ".join(names))
    yield from _idle(document)


def _partners(document: Document, receiving: list[str]) -> list[str]:
    """Codes of units that a duty names as partners (``phối hợp với Phòng PH10``), where such codes are recipients but these are not."""
    known = {code for entry in receiving for code in _CODE.findall(entry)}
    if len(known) < 2:
        return []
    named = (code for duty in document.assignments for part in _PARTNER.findall(duty.duty) for code in _CODE.findall(part))
    return [code for code in dict.fromkeys(named) if code not in known]


def _parts(unit: str) -> list[str]:
    """The units that a list of units names, each by itself where it begins with a capital."""
    return [part for part in re.split(r"[;,]\s+(?=[A-ZĐ])|\s+và\s+(?=[A-ZĐ])", unit) if part]


def _covered(unit: str, receiving: list[str]) -> bool:
    return _generic(unit) or any(_covers(entry, unit) for entry in receiving)


def _idle(document: Document) -> Iterator[Finding]:
    """Codes of units among the recipients (``PC10``) that no duty names, where the paper gives duties by such codes."""
    duties = " ".join(f"{duty.unit} {duty.duty}" for duty in document.assignments)
    given = set(_CODE.findall(duties))
    received = [code for entry in document.recipients if not _informed().search(entry) for code in _CODE.findall(entry)]
    idle = [code for code in dict.fromkeys(received) if code not in given]
    if len(given & set(received)) >= 2 and idle and "recipients" in document.spans:
        yield remark("RECIPIENT_WITHOUT_TASK", [document.spans["recipients"]], units="; ".join(idle))


def _points_elsewhere(recipients: tuple[str, ...]) -> bool:
    """Whether the list points to the text for who receives (``Như Điều 3``, ``Các cơ quan tại mục …``)."""
    pointing = re.compile(r"(?:Như|Các cơ quan tại|Các đơn vị tại)\s+(?!trên\b)")
    return any(pointing.match(entry) for entry in recipients)


def _generic(unit: str) -> bool:
    """Whether a unit is a group or a person that no recipient need spell out, or no unit at all (a heading in capitals)."""
    return fold(unit).startswith(tuple(folded("remarks", "recipients", "groups"))) or (unit.isupper() and " " in unit)


def _covers(entry: str, unit: str) -> bool:
    """Whether a recipient's line covers a unit: it names its code, most of its words, its initials, or its group."""
    codes = _codes(unit)
    if codes:
        return not codes.isdisjoint(_codes(entry))
    wanted, given = _words(unit), _words(entry)
    if not wanted or len(wanted & given) >= 0.7 * len(wanted):
        return True
    first, listed = fold(unit).split(), fold(entry).split()
    if listed[:1] == [fold("các")] or (listed[:1] == first[:1] and "ban" in listed[:3]):
        return first[0] in given
    initials = "".join(word[0] for word in first)
    return listed[:2] == first[:2] or any(len(word) > 1 and word.isupper() and fold(word) in initials for word in re.findall(r"\w+", entry))


@lru_cache(maxsize=4096)
def _codes(text: str) -> frozenset[str]:
    """The codes of units that a text names (``PC10``)."""
    return frozenset(_CODE.findall(text))


@lru_cache(maxsize=4096)
def _words(text: str) -> frozenset[str]:
    """The telling words of a name, short forms written out."""
    spelled = text.replace("UBND", "Ủy ban nhân dân").replace("CAT", "Công an tỉnh")
    return frozenset(fold(spelled).split()) - folded("remarks", "recipients", "empty")
