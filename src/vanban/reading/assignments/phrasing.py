"""How sentences lead in, order, tell and enact, as patterns made of the lists of ``rules/phrasing.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from vanban.text.alternatives import words_of


@dataclass(frozen=True, slots=True)
class Phrasing:
    """All are matched where a sentence or duty begins, but for those that say otherwise."""

    leads_in: re.Pattern[str]
    overrides: re.Pattern[str]
    narrates: re.Pattern[str]
    recalls: re.Pattern[str]
    """With the number of the paper that is recalled."""
    difficulty: re.Pattern[str]
    """Searched: up to the one who is to speak up."""
    asks_above: re.Pattern[str]
    at_once: re.Pattern[str]
    adverbs: re.Pattern[str]
    """Any number of them, with the grounds of a duty among them."""
    only_says: re.Pattern[str]
    """Says that the following is to be done, and no more."""
    only_has: re.Pattern[str]
    """Says that a unit has the duties that follow, and none itself."""
    in_field: re.Pattern[str]
    in_bracket: re.Pattern[str]
    of_person: re.Pattern[str]
    """Searched: that a person is to do something, and not only holds a seat."""
    enacts: re.Pattern[str]
    """Searched, like the next: the article by which a decision is carried out."""
    closes: re.Pattern[str]
    in_force: re.Pattern[str]
    asked: re.Pattern[str]
    """Searched: somebody asks or gives, and a group or a name follows."""
    says_when: re.Pattern[str]
    """All of an item that only says where and when a report goes; whether it prints a date is asked apart."""
    above: re.Pattern[str]
    """A person before the name of the body to which a letter goes."""


@cache
def phrasing() -> Phrasing:
    """The patterns, made once."""
    return Phrasing(
        leads_in=_opening("openings", "leads_in"),
        overrides=_opening("openings", "overrides"),
        narrates=_opening("telling", "narrates"),
        recalls=re.compile(rf"(?:{_of('telling', 'recalls')})\b[^;]*?\bsố\s*[^\s;]+/"),
        difficulty=re.compile(rf"(?:{_of('difficulties', 'words')})(?:\s*\([^)]*\))?\s+(?=(?:{_of('difficulties', 'before')}) )"),
        asks_above=re.compile(
            rf"\s*(?:xem xét(?! ,? ?(?:có |cho )?(?:{_of('asks_above', 'unless')}))|{_of('asks_above', 'words')})\b",
        ),
        at_once=_opening("openings", "at_once"),
        adverbs=_adverbs(),
        only_says=re.compile(
            rf"(?:[\w\s,/]{{0,200}}?\b)?(?:{_of('said', 'verbs')})\b[\w\s,/]{{0,60}}?\b(?:{_of('said', 'nouns')})\b[\w\s,/()]{{0,90}}:\s*$",
            re.IGNORECASE,
        ),
        only_has=re.compile(
            rf"có\s+(?:các\s+|những\s+)?(?:{_of('said', 'has')})(?:(?:,|,? và)\s+(?:{_of('said', 'has')}))*"
            r"(?:\s+(?:như sau|sau đây|sau))?\s*[:.]?",
            re.IGNORECASE,
        ),
        in_field=_opening("openings", "in_field"),
        in_bracket=re.compile(rf"[\s,]*(?:{_of('openings', 'in_bracket')})\b"),
        of_person=re.compile(rf"\b(?:{_of('openings', 'of_person')})\b"),
        enacts=_enacts(),
        closes=re.compile(rf"(?:chịu|có) trách nhiệm thi hành (?:{_of('enacting', 'closed_with')})(?: này)?\s*[./]*$"),
        in_force=re.compile(rf"(?:{_of('enacting', 'in_force')}) này (?:có hiệu lực|thay thế)"),
        asked=re.compile(rf"(?:{_of('orders', 'givers')})\s+(?:{_of('orders', 'given')})\s+(?=các |[^\W\d_a-z])"),
        says_when=re.compile(
            rf"(?:(?:{_of('reporting', 'rules')})\b[^.;]*"
            rf"|(?:{_of('reporting', 'sent')})\b(?:(?!\bvà gửi\b)[^,.;:])*?\bgửi\b[^.;]*)[.;]?\s*$",
            re.IGNORECASE,
        ),
        above=re.compile(rf"(?:Các )?(?:[Đđ]ồng chí )?(?:[Ll]ãnh đạo |(?:Phó )?(?:{_of('above', 'posts')}) )?(?=[^\W\d_])"),
    )


def _of(*path: str) -> str:
    return words_of("phrasing", *path)


def _opening(*path: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{_of(*path)})\b")


def _adverbs() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?:{_of('openings', 'adverbs')})[\s,]+"
        r"|(?:theo|căn cứ|trên cơ sở|trong phạm vi)\b[^.;:]{0,160}?(?:,|được giao|được phân công|nhiệm vụ|quy định)\s+)*",
        re.IGNORECASE,
    )


def _enacts() -> re.Pattern[str]:
    return re.compile(
        r"(?:chịu trách nhiệm|có trách nhiệm|trách nhiệm)\s+(?:tổ chức\s+|triển khai\s+|và\s+)*(?:thi hành|thực hiện|triển khai)"
        rf"(?:\s+thực hiện|\s+thi hành)?\s+(?:{_of('enacting', 'enacted')})\b"
        r"|căn cứ\s+(?:nội dung\s+)?(?:Quyết định|Nghị quyết)(?:\s+này)?\s+(?:để\s+|chịu trách nhiệm\s+)?(?:tổ chức\s+)?thi hành\b",
        re.IGNORECASE,
    )
