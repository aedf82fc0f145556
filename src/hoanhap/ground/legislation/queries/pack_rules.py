"""The rules of a complete pack: thresholds, crimes, conditions and exclusions, each with its article."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from itertools import product

from hoanhap.ground.legislation.queries.reading import Table, unique
from hoanhap.ground.legislation.queries.rounds import (
    Advice,
    Band,
    Basis,
    Circumstance,
    Condition,
    Crime,
    Exclusion,
    Group,
    Listed,
    Minimum,
    Priority,
    Rules,
)

ARTICLE = re.compile(r"Điều \d+( khoản \d+( điểm [a-zđ])?)?")
CONDITION_RULES = frozenset({"category", "rating", "time", "fine", "restitution_full", "restitution", "authority", "suspended_conduct"})
EXCLUSION_RULES = frozenset({
    "crimes", "question", "records", "remaining", "gravity", "circumstances", "remaining_by_sentence", "count", "record_and_intent", "past",
})  # fmt: skip
QUESTIONS = frozenset({"protest", "prosecuted", "amnestied", "leader", "drug_use"})
"""What a person is asked yes or no; each is a field of ``answers.Answers``."""


def read_rules(top: Table, default: Basis) -> Rules:
    """Every rule of a complete pack, sound among themselves."""
    time = top.table("time")
    named = [_group_of_crimes(row) for row in top.tables("groups")]
    unique(top, "groups", (id_ for id_, _, _ in named))
    groups = {id_: name for id_, name, _ in named}
    crimes, plain = _crimes(top, groups)
    found = Rules(
        counted_until=time.day("counted_until"), counted_article=article(time), reductions_article=article(time, "reductions_article"),
        minimums=_minimums(time), listed=tuple(_listed(row) for row in time.tables("listed")),
        priorities=tuple(_priority(row) for row in top.tables("priority")), groups=groups,
        closed=frozenset(id_ for id_, _, closed in named if closed), crimes=crimes,
        conditions=tuple(_condition(row, default) for row in top.tables("conditions")),
        exclusions=tuple(_exclusion(row, default) for row in top.tables("exclusions")),
    )  # fmt: skip
    time.finish()
    _sound(top, found, plain)
    return found


def article(row: Table, key: str = "article") -> str:
    """An article in the form ``Điều 3 khoản 1 điểm b``: a rule without one is refused."""
    words = row.words(key)
    if not ARTICLE.fullmatch(words):
        row.refuse(key, f"“{words}” không đúng dạng. Hãy ghi như “Điều 3 khoản 1 điểm b”.")
    return words


def _group_of_crimes(row: Table) -> tuple[str, str, bool]:
    found = (row.words("id"), row.words("name"), row.flag("closed"))
    row.finish()
    return found


def _crimes(top: Table, groups: dict[str, str]) -> tuple[tuple[Crime, ...], frozenset[str]]:
    """The crimes, and those that the decision does not name and that are only there to be told apart."""
    found, plain = [], set()
    for row in top.tables("crimes"):
        crime = Crime(row.words("id"), row.words("name"), row.words("group"))
        if crime.group not in groups:
            row.refuse("group", f"“{crime.group}” không phải nhóm tội đã khai. Hãy thêm nhóm ấy vào [[groups]] hoặc sửa lại tên.")
        if row.flag("plain"):
            plain.add(crime.id)
        row.finish()
        found.append(crime)
    unique(top, "crimes", (crime.id for crime in found))
    return tuple(found), frozenset(plain)


def _minimums(time: Table) -> dict[tuple[Group, bool], Minimum]:
    found: dict[tuple[Group, bool], Minimum] = {}
    for row in time.tables("minimum"):
        one = Minimum(_group(row), row.flag("listed"), _fraction(row), row.number_or_none("life_years"), article(row))
        row.finish()
        if (one.group, one.listed) in found:
            row.refuse("group", f"nhóm {one.group} đã có một mức như vậy. Hãy bỏ mức trùng.")
        found[one.group, one.listed] = one
    for group, listed in product(Group, (False, True)):
        if (group, listed) not in found:
            time.refuse("minimum", f"thiếu mức cho nhóm {group}, listed = {str(listed).lower()}. Hãy thêm một mục [[time.minimum]].")
    for group in Group:
        if found[group, True].fraction < found[group, False].fraction:
            time.refuse("minimum", f"mức của các tội bị tính cao hơn (listed) ở nhóm {group} lại thấp hơn mức thường. Hãy kiểm tra lại.")
    return found


def _group(row: Table) -> Group:
    value = row.words("group")
    if value not in set(Group):
        row.refuse("group", f"“{value}” không phải nhóm người. Hãy chọn {', '.join(Group)}.")
    return Group(value)


def _fraction(row: Table) -> Fraction:
    value = row.words("fraction")
    if not re.fullmatch(r"[1-9]/[2-9]", value) or not 0 < Fraction(value) < 1:
        row.refuse("fraction", f"“{value}” không phải phân số nhỏ hơn 1. Hãy ghi như “1/2”.")
    return Fraction(value)


def _listed(row: Table) -> Listed:
    found = Listed(row.number("years"), frozenset(row.all_words("crimes")), article(row))
    row.finish()
    return found


def _priority(row: Table) -> Priority:
    found = Priority(row.words("id"), row.words("text"), article(row), row.words("paper"))
    row.finish()
    return found


def _advice(row: Table) -> Advice:
    return Advice(row.words("ask"), row.words("whom"), row.words("paper"))


def _basis(row: Table, default: Basis) -> Basis:
    return Basis(article(row), row.status() if row.has("status") else default.status, row.words_or("source", default.source))


def _rule(row: Table, rules: Iterable[str]) -> str:
    value = row.words("rule")
    if value not in rules:
        row.refuse("rule", f"“{value}” không phải quy tắc mà hệ thống biết. Hãy chọn {', '.join(sorted(rules))}.")
    return value


def _condition(row: Table, default: Basis) -> Condition:
    found = Condition(
        row.words("id"), _rule(row, CONDITION_RULES), row.words("title"), row.words("text"), _basis(row, default),
        article(row, "suspended_article") if row.has("suspended_article") else "", frozenset(row.all_words("crimes")),
        row.flag("spares_juveniles"), _advice(row),
    )  # fmt: skip
    row.finish()
    return found


def _exclusion(row: Table, default: Basis) -> Exclusion:
    rule = _rule(row, EXCLUSION_RULES)
    found = Exclusion(
        number=row.number("number"), rule=rule, title=row.words("title"), text=row.words("text"), basis=_basis(row, default),
        crimes=frozenset(row.all_words("crimes")),
        question=_question(row) if rule == "question" else "", caps=_caps(row) if rule == "remaining" else {},
        bands=_bands(row) if rule == "remaining_by_sentence" else (),
        circumstances=tuple(_circumstance(one) for one in row.tables("circumstances")) if rule == "circumstances" else (),
        advice=_advice(row),
    )  # fmt: skip
    row.finish()
    if rule in ("crimes", "gravity", "remaining_by_sentence", "past") and not found.crimes:
        row.refuse("crimes", f"thiếu. Quy tắc {rule} cần danh sách tội; hãy thêm các tội mà khoản này nêu.")
    return found


def _question(row: Table) -> str:
    value = row.words("question")
    if value not in QUESTIONS:
        row.refuse("question", f"“{value}” không phải câu hỏi mà trang tự xem có. Hãy chọn {', '.join(sorted(QUESTIONS))}.")
    return value


def _caps(row: Table) -> dict[Group, int]:
    caps = row.table("caps")
    found = {group: caps.number(group) for group in Group}
    caps.finish()
    return found


def _bands(row: Table) -> tuple[Band, ...]:
    bands = tuple(_band(one) for one in row.tables("bands"))
    for years in range(31):
        if sum(holds(band, years) for band in bands) > 1:
            row.refuse("bands", f"hai khung mức án chồng lên nhau ở mức {years} năm. Hãy sửa from, to, below, over.")
    return bands


def _band(row: Table) -> Band:
    found = Band(row.number("years"), *(row.number_or_none(key) for key in ("from", "to", "below", "over")))
    row.finish()
    if (found.from_, found.to, found.below, found.over) == (None, None, None, None):
        row.refuse("from", "thiếu. Hãy ghi cho mỗi khung mức án ít nhất một trong from, to, below, over.")
    return found


def holds(band: Band, years: int) -> bool:
    """Whether a sentence of whole years lies in the band."""
    return not (
        (band.from_ is not None and years < band.from_) or (band.to is not None and years > band.to)
        or (band.below is not None and years >= band.below) or (band.over is not None and years <= band.over)
    )  # fmt: skip


def _circumstance(row: Table) -> Circumstance:
    found = Circumstance(row.words("id"), row.words("text"), frozenset(row.all_words("crimes")))
    row.finish()
    return found


def _sound(top: Table, found: Rules, plain: frozenset[str]) -> None:
    """What only all rules together show: names that lead nowhere, crimes that no rule names, clauses that are missing."""
    unique(top, "conditions", (one.id for one in found.conditions))
    unique(top, "priority", (one.id for one in found.priorities))
    unique(top, "exclusions.circumstances", (one.id for one in found.circumstances()))
    numbers = [one.number for one in found.exclusions]
    if numbers != list(range(1, len(numbers) + 1)):
        top.refuse("exclusions", "số khoản không liền nhau từ 1. Hãy xếp theo đúng thứ tự các khoản, không bỏ sót.")
    used = {
        *(crime for one in found.listed for crime in one.crimes), *(crime for one in found.conditions for crime in one.crimes),
        *(crime for one in found.exclusions for crime in one.crimes), *(crime for one in found.circumstances() for crime in one.crimes),
    }  # fmt: skip
    if strangers := sorted(used - found.crime_ids()):
        top.refuse("crimes", f"“{strangers[0]}” được một quy tắc nhắc tới mà không có trong danh sách tội. Hãy thêm tội ấy hoặc sửa tên.")
    if idle := sorted(found.crime_ids() - used - plain):
        top.refuse("crimes", f"“{idle[0]}” không được quy tắc nào nhắc tới. Hãy ghi plain = true nếu cố ý, hoặc thêm vào đúng khoản.")
    _once(top, found)


def _once(top: Table, found: Rules) -> None:
    rules = [one.rule for one in found.conditions]
    for rule in CONDITION_RULES - {"authority"}:
        if rules.count(rule) != 1:
            top.refuse("conditions", f"quy tắc {rule} có {rules.count(rule)} lần. Hãy để mỗi quy tắc đúng một lần.")
    questions = [one.question for one in found.exclusions if one.question]
    unique(top, "exclusions.question", questions)
