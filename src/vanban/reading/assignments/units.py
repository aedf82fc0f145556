"""Where the name of a unit or person begins and ends in running words, and where its duty begins."""

from __future__ import annotations

from dataclasses import dataclass

from vanban.reading.assignments.tokens import Token
from vanban.reading.assignments.vocabulary import vocabulary

_LONGEST = 110
"""Tokens of one name, a list of many bodies included."""
_LOOK_AHEAD = 45
_LONGEST_INSIDE = 8
"""Tokens of a phrase that stands inside a name, from its first to the verb in question."""


@dataclass(frozen=True, slots=True)
class UnitFound:
    """Token indexes: the name is ``[start, end)``; ``duty`` where its duty begins, None where the text ends before one."""

    start: int
    end: int
    duty: int | None
    colon: bool = False


def begins_unit(tokens: list[Token], index: int) -> int:
    """How many tokens surely open the name of a unit at ``index``; 0 where none begins."""
    known = vocabulary()
    if index >= len(tokens) or tokens[index].low not in known.unit_words or not tokens[index].is_word:
        return 0
    quantified = known.quantifiers.at(tokens, index)
    if quantified:
        behind = index + quantified
        group = known.groups.at(tokens, behind) or known.alone.at(tokens, behind)
        excluded = known.not_units.at(tokens, behind)
        return quantified + group if group and (not excluded or tokens[behind].low == "tổ") else 0
    alone = known.alone.at(tokens, index) or (known.opening.at(tokens, index) if index == 0 else 0)
    excluded = known.not_units.at(tokens, index)
    if alone > excluded or excluded:
        return alone if alone > excluded else 0
    return _begins_proper_name(tokens, index)


def _begins_proper_name(tokens: list[Token], index: int) -> int:
    """``Sở``, ``Phòng``, ``Hội`` … before a capital letter, a territory, or a list of several (``Sở, ban, ngành``)."""
    known = vocabulary()
    named = known.named.at(tokens, index)
    if not named or index + named >= len(tokens):
        return 0
    following = tokens[index + named]
    if following.is_capital or known.territories.at(tokens, index + named):
        return named
    listed = following.low in {",", "và"} and tokens[index].is_capital and known.groups.at(tokens, index + named + 1)
    return named if listed else 0


def find_unit(tokens: list[Token], start: int) -> UnitFound | None:
    """The unit whose name begins at ``start``; None where none begins there or the words tell of something else."""
    length = begins_unit(tokens, start)
    if not length:
        return None
    known = vocabulary()
    index = start + length
    while index < min(len(tokens), start + _LONGEST):
        token = tokens[index]
        if token.text == "(":
            index = _behind_bracket(tokens, index)
            continue
        if token.text == ":":
            if not _opens_list(tokens, index):
                return UnitFound(start, index, index + 1, colon=True)
        elif token.text in '.!?…”“"':
            return None
        elif token.low in known.turning_words and token.is_word and token.text[0].islower():
            starts = max(known.hard.at(tokens, index), known.soft.at(tokens, index), known.activity.at(tokens, index))
            if known.stops.at(tokens, index) <= starts and _duty_begins(tokens, start, index):
                only_tells = _only_tells(tokens, start, start + length, index)
                return None if only_tells else UnitFound(start, _trimmed(tokens, start, index), index)
            if known.stops.at(tokens, index) and not _stays_inside(tokens, index):
                return None
            index += max(starts, 1)
            continue
        index += 1
    return UnitFound(start, len(tokens), None) if index >= len(tokens) else None


def find_party(tokens: list[Token], start: int) -> UnitFound | None:
    """The party of whom a letter speaks throughout (``Công ty``, ``Chủ đầu tư``), whose duty follows at once."""
    if start >= len(tokens) or not tokens[start].is_capital:
        return None
    behind = start + vocabulary().parties.at(tokens, start)
    if behind == start:
        return None
    if [token.low for token in tokens[behind : behind + 2]] == ["nêu", "trên"]:
        behind += 2
    if behind >= len(tokens):
        return None
    if tokens[behind].low in {"và", ","}:
        others = find_unit(tokens, behind + 1)
        return others and UnitFound(start, others.end, others.duty, others.colon)
    if tokens[behind].text == ":":
        return UnitFound(start, behind, behind + 1, colon=True)
    acts = tokens[behind].is_word and tokens[behind].text[0].islower() and tokens[behind].low not in vocabulary().no_duty
    return UnitFound(start, behind, behind) if acts else None


def _duty_begins(tokens: list[Token], start: int, index: int) -> bool:
    """Whether the verb or adverb at ``index`` begins the duty of the unit named from ``start`` on."""
    known = vocabulary()
    if tokens[index - 1].low in {"và", "hoặc"} or (_tells_where(tokens, index) and not known.sure.at(tokens, index)):
        return False
    if tokens[index].low in {"cần", "phải"} and tokens[min(index + 1, len(tokens) - 1)].low == "được":
        return False
    if known.hard.at(tokens, index):
        describes = tokens[index].low == "chủ" and (_in_described_chain(tokens, index) or _describes_group(tokens, start, index))
        return not describes and not _is_part_of_name(tokens, index, hard=True)
    if known.soft.at(tokens, index):
        return not _is_part_of_name(tokens, index, hard=False) and not _describes_group(tokens, start, index)
    return (
        bool(known.activity.at(tokens, index))
        and not known.quantifiers.at(tokens, start)
        and not _is_part_of_name(tokens, index, hard=False)
        and not _ends_in_group(tokens, start, index)
        and tokens[index - 1].text != ","
    )


def _tells_where(tokens: list[Token], index: int) -> bool:
    """``UBND cấp xã nơi đơn vị tổ chức lớp học``: the verb right behind who does something there, or the next of several in a row."""
    known = vocabulary()
    if index > 1 and tokens[index - 1].text == ",":
        verb = max(known.soft.before(tokens, index - 1), known.activity.before(tokens, index - 1))
        return verb > 0 and _tells_where(tokens, index - 1 - verb)
    taken = known.groups.before(tokens, index)
    return taken > 0 and index > taken and tokens[index - taken - 1].low in known.where


def _only_tells(tokens: list[Token], start: int, behind: int, duty: int) -> bool:
    """``Sở Y tế chưa tiếp nhận và thực hiện …`` tells of one body; behind ``các đơn vị`` the same words say which of them."""
    known = vocabulary()
    if known.quantifiers.at(tokens, start) or known.sure.at(tokens, duty):
        return False
    return any(
        token.low in known.told and tokens[place - 1].low not in known.not_denied for place, token in enumerate(tokens[behind:duty], behind)
    )


def _stays_inside(tokens: list[Token], index: int) -> bool:
    """``nhất là các Bộ``, ``chủ rừng là tổ chức``: a ``là`` that tells nothing but which; ``doanh nghiệp nhỏ và vừa``."""
    following = tokens[index + 1].low if index + 1 < len(tokens) else ""
    if tokens[index].low == "vừa":
        return [token.low for token in tokens[index - 2 : index]] == ["nhỏ", "và"]
    return tokens[index].low == "là" and (tokens[index - 1].low == "nhất" or following in vocabulary().kinds)


def _behind_bracket(tokens: list[Token], index: int) -> int:
    """The index behind the bracket that opens at ``index``; one further where it never closes."""
    depth = 0
    for place in range(index, min(len(tokens), index + 80)):
        depth += (tokens[place].text == "(") - (tokens[place].text == ")")
        if depth == 0:
            return place + 1
    return index + 1


def _opens_list(tokens: list[Token], index: int) -> bool:
    """``các Bộ: Quốc phòng, Công an``: a colon inside the name, before the names it lists."""
    behind, known = tokens[index + 1] if index + 1 < len(tokens) else None, vocabulary()
    return (
        tokens[index - 1].low in known.enumerates
        and behind is not None
        and behind.is_capital
        and not known.soft.at(tokens, index + 1)
        and not known.hard.at(tokens, index + 1)
    )


def _trimmed(tokens: list[Token], start: int, end: int) -> int:
    """``end`` without commas and conjunctions that lead over to the duty."""
    while end > start + 1 and tokens[end - 1].text in {",", ";", "-", "–"}:
        end -= 1
    return end


def _is_part_of_name(tokens: list[Token], index: int, *, hard: bool) -> bool:
    """Whether a verb stands inside a name or behind a word that makes a noun of it (``công tác kiểm tra``)."""
    known = vocabulary()
    if tokens[index].low == "tổ" and _is_nominal_group(tokens, index):
        return True
    if known.never_nominal.at(tokens, index):
        return False
    if _is_nominal(tokens, index) or _continues_name(tokens, index) or _stands_in_name(tokens, index):
        return True
    if hard:
        return tokens[index - 1].low in known.not_ordered
    return known.describing_before.before(tokens, index) > 0 or _in_described_chain(tokens, index)


def _is_nominal(tokens: list[Token], index: int) -> bool:
    """Whether the word before makes a noun of the verb (``công tác kiểm tra``, ``bầu cử``)."""
    known = vocabulary()
    if known.nouns.at(tokens, index) or (index and known.compounds.at(tokens, index - 1)):
        return True
    return bool(known.nominal_before.before(tokens, index)) and not known.nominal_in_names.before(tokens, index)


def _stands_in_name(tokens: list[Token], index: int) -> bool:
    """``Trung tâm Xúc tiến đầu tư``: the verb is a later word of a name that began with a capital letter."""
    known = vocabulary()
    for start in range(index, max(0, index - _LONGEST_INSIDE), -1):
        length = known.inside_names.at(tokens, start)
        if (
            length
            and start + length > index
            and (tokens[start].text[0].isupper() or tokens[start - 1].text[0].isupper() or _capital_before(tokens, start))
        ):
            return True
    return False


def _capital_before(tokens: list[Token], index: int) -> bool:
    """Whether a capitalised word stands within the three tokens before, with no comma between."""
    for place in range(index - 1, max(-1, index - 4), -1):
        if tokens[place].text in {",", ";"}:
            return False
        if tokens[place].text[0].isupper():
            return True
    return False


def _continues_name(tokens: list[Token], index: int) -> bool:
    """``Ban chỉ đạo``, ``Trưởng ban xây dựng Đảng``, ``Hội đồng đánh giá``: a verb right behind the head of a name."""
    before, known = tokens[index - 1], vocabulary()
    if before.low not in known.name_heads or known.never_in_names.at(tokens, index):
        return False
    if before.low == "đồng" and tokens[index - 2].low != "hội":  # tỉnh Lâm Đồng
        return False
    return before.text[0].isupper() or (index >= 2 and tokens[index - 2].text[0].isupper())


def _in_described_chain(tokens: list[Token], index: int) -> bool:
    """``chưa thực hiện báo cáo``, ``được phân công chủ trì thực hiện``: verbs in a row behind one that only describes."""
    known = vocabulary()
    place = index
    if not known.described_chain.at(tokens, index):
        return False
    for _ in range(4):
        length = known.described_chain.before(tokens, place)
        if not length:
            return False
        place -= length
        if known.describing_before.before(tokens, place):
            return True
    return False


def _is_nominal_group(tokens: list[Token], index: int) -> bool:
    """Whether ``tổ chức`` is the noun: ``các tổ chức``, ``cơ quan, tổ chức, cá nhân``, ``tổ chức chính trị``."""
    known = vocabulary()
    before = tokens[index - 1].low if index else ""
    after = tokens[index + 2].low if index + 2 < len(tokens) else ""
    if before in known.before_group:
        return True
    earlier = tokens[index - 2].low if index > 1 else ""
    if before == "quan" and earlier == "liên":
        return False
    if before in {",", "và", "hoặc"} and earlier in {"nhân", "nghiệp"}:
        return True
    if before in {",", "và"} and earlier in {"quan", "vị"} and tokens[index - 3].low in {"cơ", "đơn"} and known.hard.at(tokens, index + 2):
        return True
    return before in {",", "và", "quan", "vị", "/", "hoặc"} and (after in known.after_group or before == "quan")


def _describes_group(tokens: list[Token], start: int, index: int) -> bool:
    """Behind a group noun a soft verb may describe the group: a surer beginning of the duty follows."""
    known = vocabulary()
    taken = known.describing.at(tokens, index)
    if not taken or (tokens[index].low == "phối" and index + 2 < len(tokens) and tokens[index + 2].low in {"với", ","}):
        return False
    chained = known.describing_quantified.at(tokens, index) or known.describing_quantified.before(tokens, index)
    if not _ends_in_group(tokens, start, index) and not (chained and known.quantifiers.at(tokens, start)):
        return False
    for place in range(index + 1, min(len(tokens), index + _LOOK_AHEAD)):
        token = tokens[place]
        if token.text in {".", ";", ":"}:
            return False
        if token.low not in known.sure.first_words or not known.sure.at(tokens, place):
            continue
        if token.text[0].islower() and tokens[place - 1].low not in {"không", "chưa"}:
            return True
    return False


def _ends_in_group(tokens: list[Token], start: int, index: int) -> bool:
    """Whether the last noun before ``index`` is a group noun (``các đơn vị``, ``cơ quan``), not a proper name."""
    known = vocabulary()
    return any(known.groups.before(tokens, place) for place in (index, index - 1) if place > start)
