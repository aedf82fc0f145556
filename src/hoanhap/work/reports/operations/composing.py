"""What a draft says: the sections of the scheme's outline, sentences with figures, and what the records hold for each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from hoanhap.ground.organisations import queries as organisations
from hoanhap.kernel.actor import Actor
from hoanhap.work.activities import queries as activities
from hoanhap.work.activities.states import EntryState
from hoanhap.work.assignments import queries as assignments
from hoanhap.work.documents import queries as documents
from hoanhap.work.programmes import queries as programmes
from hoanhap.work.reports.models import Report
from hoanhap.work.reports.queries import collection_of, next_period, period_words, reporters, sections

Block = dict[str, Any]
_PLACE = re.compile(r"\{([a-z_.]+)\}")
OUTLOOK_LENGTH, STORIES_EACH, UNITS_NAMED = 8, 3, 12


def blocks_of(report: Report, actor: Actor) -> Iterator[Block]:
    """Every block of a draft, from the outline and the records as they are now."""
    unit = organisations.name_of(report.unit_id, on=report.period_until).name
    yield {"kind": "paragraph", "runs": [{"text": _opening(report, unit)}]}
    number = 0
    for section in sections(report.scheme):
        found = list(_section(section, report, actor, unit))
        if found:
            number += 1
            yield {"kind": "heading", "label": str(number), "text": section["heading"].replace("{next}", _following(report)).strip()}
            yield from found
    closing = _("Trên đây là báo cáo %(subject)s của %(unit)s.")
    yield {"kind": "paragraph", "runs": [{"text": closing % {"subject": _lower_first(report.title), "unit": unit}}]}


def _section(section: dict[str, Any], report: Report, actor: Actor, unit: str) -> Iterator[Block]:
    """What stands in a section; nothing where the records hold nothing and nobody is asked to write."""
    for sentence in section.get("sentences", ()):
        yield {"kind": "paragraph", "runs": runs_of(sentence.replace("{unit}", unit))}
    yield from _parts(section, unit, report.unit.kind)
    found = list(_RECORDS[section["records"]](report, actor)) if "records" in section else []
    yield from found
    if "ask" in section and not found:
        yield {"kind": "paragraph", "runs": [{"ask": section["ask"]}]}


def runs_of(text: str) -> list[dict[str, str]]:
    """Text with ``{code}`` places as runs."""
    runs: list[dict[str, str]] = []
    for index, piece in enumerate(_PLACE.split(text)):
        if piece:
            runs.append({"figure": piece} if index % 2 else {"text": piece})
    return runs


def _following(report: Report) -> str:
    following = next_period(report)
    return period_words(report.scheme, *following) if following else _("thời gian tới")


def _parts(section: dict[str, Any], unit: str, kind: str) -> Iterator[Block]:
    parts = [part for part in section.get("part", ()) if kind in part.get("kinds", (kind,))]
    for letter, part in zip("abcdđeghik", parts, strict=False):
        yield {"kind": "part", "label": letter, "text": part["heading"]}
        for sentence in part["sentences"]:
            yield {"kind": "paragraph", "runs": runs_of(sentence.replace("{unit}", unit))}


def _own_plans(actor: Actor) -> list[programmes.Plan]:
    return [plan for plan in programmes.visible(actor) if plan.unit_id == actor.unit_id]


def _directives(report: Report, actor: Actor) -> Iterator[Block]:  # noqa: ARG001  every record is asked in the same way
    for plan in _own_plans(actor)[:3]:
        sentence = _("Triển khai %(paper)s; giao %(n)d việc cho các đơn vị.")
        words = sentence % {"paper": _named(plan.paper), "n": len(assignments.of_plan(plan))}
        yield {"kind": "paragraph", "runs": [{"text": words}], "quoted": True}


def _contents(report: Report, actor: Actor) -> Iterator[Block]:
    """For each point of content of the plans, some of what was done for it: titles of accepted entries, their units and days."""
    units = actor.within
    for content in programmes.contents_open(actor=actor, on=report.period_until):
        entries = activities.Entry.objects.filter(
            content=content, unit_id__in=units, state=EntryState.ACCEPTED, day__gte=report.period_from, day__lte=report.period_until
        )
        told = list(entries.order_by("-day", "id")[:STORIES_EACH])
        if told:
            names = organisations.names_of({entry.unit_id for entry in told}, on=report.period_until)
            stories = "; ".join(f"“{entry.title}” ({names[entry.unit_id]}, {entry.day:%d/%m/%Y})" for entry in told)
            words = _("%(content)s: trong đó có %(stories)s.") % {"content": _first_sentence(content.text), "stories": stories}
            yield {"kind": "bullet", "runs": [{"text": words}], "quoted": True}


def _comparison(report: Report, actor: Actor) -> Iterator[Block]:  # noqa: ARG001  every record is asked in the same way
    yield {"kind": "table", "of": "targets"}
    yield {"kind": "table", "of": "comparison"}
    duties = [duty for plan in _own_plans(actor) for duty in assignments.of_plan(plan)]
    if duties:
        done = sum(not assignments.is_open(duty) for duty in duties)
        words = _("Nhiệm vụ được giao trong kế hoạch: đã xong %(done)d/%(all)d việc.") % {"done": done, "all": len(duties)}
        yield {"kind": "paragraph", "runs": [{"text": words}], "quoted": True}


def _shortcomings(report: Report, actor: Actor) -> Iterator[Block]:  # noqa: ARG001  every record is asked in the same way
    """What the records show by themselves: bodies of which nothing was accepted in the period."""
    rows = reporters(collection_of(report))
    silent = [row.name for row in rows if not _was_active(row.within, report.period_from, report.period_until)]
    if silent:
        names = "; ".join(silent[:UNITS_NAMED]) + ("; …" if len(silent) > UNITS_NAMED else "")
        sentence = _("Trong kỳ chưa có hoạt động nào được ghi và duyệt tại: %(names)s.") % {"names": names}
        yield {"kind": "paragraph", "runs": [{"text": sentence}], "quoted": True}


def _was_active(unit_ids: frozenset[Any], first: date, last: date) -> bool:
    return activities.Entry.objects.filter(unit_id__in=unit_ids, day__gte=first, day__lte=last, state=EntryState.ACCEPTED).exists()


def _outlook(report: Report, actor: Actor) -> Iterator[Block]:  # noqa: ARG001  every record is asked in the same way
    """Next tasks are the duties still open in the unit's plans, or given to it, in the words of the paper they come from."""
    duties = [duty for plan in _own_plans(actor) for duty in assignments.of_plan(plan) if assignments.is_open(duty)]
    duties = duties or list(dict.fromkeys(part.assignment for part in assignments.open_for(actor)))
    for duty in duties[:OUTLOOK_LENGTH]:
        sentence = _("%(duty)s (mục %(clause)s).") if duty.clause else "%(duty)s."
        words = sentence % {"duty": _first_sentence(duty.duty), "clause": duty.clause}
        yield {"kind": "bullet", "runs": [{"text": words}], "quoted": True}
    if not duties:
        yield {"kind": "paragraph", "runs": runs_of(_("Tiếp tục thực hiện chương trình theo kế hoạch; ghi nhận kết quả kèm minh chứng."))}


_RECORDS: dict[str, Callable[[Report, Actor], Iterator[Block]]] = {
    "directives": _directives,
    "contents": _contents,
    "comparison": _comparison,
    "shortcomings": _shortcomings,
    "outlook": _outlook,
}


def _opening(report: Report, unit: str) -> str:
    subject = _lower_first(report.title)
    if report.supersedes is not None and report.supersedes.paper is not None:
        before = report.supersedes.paper.number
        told = _("%(unit)s báo cáo %(subject)s. Báo cáo này thay thế Báo cáo số %(number)s; số thay đổi nêu tại phụ lục điều chỉnh.")
        return told % {"unit": unit, "subject": subject, "number": before}
    if report.basis is None:
        return _("%(unit)s báo cáo %(subject)s như sau:") % {"unit": unit, "subject": subject}
    return _("Thực hiện %(basis)s, %(unit)s báo cáo %(subject)s như sau:") % {
        "basis": _named(report.basis), "unit": unit, "subject": subject,
    }  # fmt: skip


def _named(paper: Any) -> str:
    """A paper as a report names it: type, number, day, issuer, subject, as far as they are known."""
    reading_type = (paper.reading or {}).get("type") or {}
    parts = [reading_type.get("name") or _("văn bản")]
    if paper.number:
        parts.append(_("số %(number)s") % {"number": paper.number})
    if documents.is_printed_date(paper.issued) and len(paper.issued) == len("2024-07-30"):
        parts.append(_("ngày %(day)s") % {"day": f"{date.fromisoformat(paper.issued):%d/%m/%Y}"})
    if paper.issuer_name:
        parts.append(_("của %(issuer)s") % {"issuer": paper.issuer_name})
    return " ".join([*parts, _("về %(subject)s") % {"subject": _lower_first(paper.subject)}])


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def _first_sentence(text: str) -> str:
    first = text.split(". ", 1)[0].rstrip(".;: ")
    return first[:1].upper() + first[1:]
