"""Article 4: whether one of its clauses stands against it. Each function is one ``rule`` of the packs; «có thể» means: not this clause."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from hoanhap.ground.legislation.queries import wording
from hoanhap.ground.legislation.queries.answers import Answers, Count, Records, Sentence, YesNo
from hoanhap.ground.legislation.queries.rounds import Band, Exclusion, Rules
from hoanhap.ground.legislation.queries.served import end, groups, left_over
from hoanhap.ground.legislation.queries.spans import Span
from hoanhap.ground.legislation.queries.verdicts import Case, Finding, Mark, agreed

Rule = Callable[[Case[Exclusion]], Finding]


def _not_this() -> Finding:
    return Finding(Mark.MAY, _("Theo câu trả lời thì không rơi vào trường hợp này."))


def _crime_unknown() -> Finding:
    return Finding(Mark.UNCLEAR, _("Chưa biết tội danh nên chưa nói được. Bản án ghi tội danh và điều luật."))


def _by(said: YesNo, reason: str) -> Finding:
    """Yes excludes, no does not, not knowing leaves it open."""
    if said is YesNo.YES:
        return Finding(Mark.NOT_YET, reason)
    if said is YesNo.NO:
        return _not_this()
    return Finding(Mark.UNCLEAR, _("Bạn chọn “không biết”. Hãy hỏi theo gợi ý bên dưới."))


def crimes(case: Case[Exclusion]) -> Finding:
    """Convicted of one of the crimes."""
    if case.answers.crimes is None:
        return _crime_unknown()
    if not case.answers.crimes & case.about.crimes:
        return _not_this()
    return Finding(Mark.NOT_YET, _("Tội bạn chọn nằm trong danh sách không được đề nghị đặc xá."))


def question(case: Case[Exclusion]) -> Finding:
    """Asked outright."""
    return _by(getattr(case.answers, case.about.question), _("Bạn chọn “có”. Quyết định không cho đề nghị đặc xá trong trường hợp này."))


def records(case: Case[Exclusion]) -> Finding:
    """Prior convictions."""
    if case.answers.records is Records.UNKNOWN:
        return Finding(Mark.UNCLEAR, _("Chưa biết có mấy tiền án. Án cũ đã được xóa án tích thì không tính là tiền án."))
    if case.answers.records is Records.SEVERAL:
        return Finding(Mark.NOT_YET, _("Bạn chọn có từ hai tiền án trở lên."))
    return _not_this()


def remaining(case: Case[Exclusion]) -> Finding:
    """Clause 6: too much is left, by the group of Article 3."""
    return _left(case.rules, case.answers, {case.about.caps[group] for group in groups(case.answers)})


def remaining_by_sentence(case: Case[Exclusion]) -> Finding:
    """Clauses 9 and 10: too much is left, for some crimes, by the length of the sentence."""
    if case.answers.crimes is not None and not case.answers.crimes & case.about.crimes:
        return _not_this()
    bands = possible_bands(case.answers, case.about.bands)
    caps = {band.years for band in bands if band is not None}
    found = _left(case.rules, case.answers, caps) if caps else _not_this()
    if found.mark is Mark.NOT_YET and (case.answers.crimes is None or None in bands):
        return Finding(
            Mark.UNCLEAR, _("Tùy tội danh và mức án của riêng tội ấy mà khoản này áp dụng hay không; câu trả lời hiện có chưa đủ.")
        )
    return found


def possible_bands(answers: Answers, bands: tuple[Band, ...]) -> frozenset[Band | None]:
    """The bands in which the sentence for the crime may lie; None stands for none of them.

    Where several crimes were joined, the sentence for one is somewhere up to the whole.
    """
    life = answers.sentence is Sentence.LIFE_REDUCED
    if answers.sentence is Sentence.UNKNOWN or (answers.term is None and not life) or (life and not answers.single):
        return frozenset(bands) | _none_of(bands)
    if life or answers.term is None:
        return frozenset(band for band in bands if band.to is None and band.below is None)
    if answers.single:
        return frozenset({_band_of(answers.term, bands)})
    return frozenset(band for band in bands if _begins_by(answers.term, band)) | _none_of(bands)


def _band_of(term: Span, bands: tuple[Band, ...]) -> Band | None:
    return next((band for band in bands if within(term, band)), None)


def _none_of(bands: tuple[Band, ...]) -> frozenset[Band | None]:
    """None, where short sentences lie in no band."""
    return frozenset() if any(band.below is not None for band in bands) else frozenset({None})


def _begins_by(term: Span, band: Band) -> bool:
    if band.over is not None:
        return term.over(band.over)
    return band.from_ is None or term.at_least(band.from_)


def within(term: Span, band: Band) -> bool:
    """Whether a sentence lies in a band, to the day."""
    if band.below is not None and term.at_least(band.below):
        return False
    return _begins_by(term, band) and not (band.to is not None and term.over(band.to))


def _left(rules: Rules, answers: Answers, caps: set[int]) -> Finding:
    """What is left against every cap that may apply."""
    over = agreed(left_over(answers, rules, cap) for cap in caps)
    last, shown = end(answers, rules), max(caps) if over else min(caps)
    if over is None:
        return Finding(
            Mark.UNCLEAR, _("Chưa tính chắc được thời hạn còn lại: cần mức án, ngày bắt đầu, các lần giảm án, và số ngày có thể sát mức.")
        )
    day = last.low if over else last.high
    told = _("Tính ra hết án khoảng %(day)s, còn lại %(than)s %(years)d năm kể từ %(until)s.") % {
        "day": wording.on(day) if day else "", "than": _("trên") if over else _("không quá"), "years": shown,
        "until": wording.on(rules.counted_until),
    }  # fmt: skip
    return Finding(Mark.NOT_YET if over else Mark.MAY, told)


def gravity(case: Case[Exclusion]) -> Finding:
    """Clause 7: very or especially serious crimes against national security, other than those of clause 1."""
    if case.answers.crimes is not None and not case.answers.crimes & case.about.crimes:
        return _not_this()
    if case.answers.crimes is None:
        return _crime_unknown()
    return _by(case.answers.gravity, _("Bạn chọn tội thuộc loại rất nghiêm trọng hoặc đặc biệt nghiêm trọng."))


def circumstances(case: Case[Exclusion]) -> Finding:
    """Clause 8: some crimes, and others under some circumstances."""
    if case.answers.crimes is None:
        return _crime_unknown()
    if case.answers.crimes & case.about.crimes:
        return Finding(Mark.NOT_YET, _("Tội bạn chọn được khoản này nêu đích danh."))
    asked = [one for one in case.about.circumstances if one.crimes & case.answers.crimes]
    if not asked:
        return _not_this()
    if case.answers.circumstances is None:
        return Finding(Mark.UNCLEAR, _("Chưa biết bản án có ghi tình tiết nào của khoản này không."))
    chosen = [one.text for one in asked if one.id in case.answers.circumstances]
    if chosen:
        return Finding(Mark.NOT_YET, _("Bạn chọn: %(circumstances)s.") % {"circumstances": "; ".join(chosen)})
    return _not_this()


def count(case: Case[Exclusion]) -> Finding:
    """Clause 13: three crimes, or two on purpose."""
    several = len(case.answers.crimes or ())
    if case.answers.count in (Count.THREE, Count.TWO_INTENDED):
        return Finding(Mark.NOT_YET, _("Bạn chọn bị kết án từ ba tội trở lên, hoặc từ hai tội do cố ý trở lên."))
    if case.answers.count is Count.UNKNOWN or several > (1 if case.answers.count is Count.ONE else 2):
        return Finding(
            Mark.UNCLEAR, _("Chưa chắc số tội trong bản án, kể cả bản án được tổng hợp. Hãy đọc lại phần quyết định của bản án.")
        )
    return _not_this()


def record_and_intent(case: Case[Exclusion]) -> Finding:
    """Clause 14: one prior conviction and now a crime on purpose."""
    if case.answers.records is Records.NONE or case.answers.intent is YesNo.NO:
        return _not_this()
    if case.answers.records is Records.UNKNOWN or case.answers.intent is YesNo.UNKNOWN:
        return Finding(Mark.UNCLEAR, _("Chưa biết có tiền án không, hoặc tội lần này có phải do cố ý không."))
    return Finding(Mark.NOT_YET, _("Bạn chọn có tiền án và lần này bị kết án về tội do cố ý."))


def past(case: Case[Exclusion]) -> Finding:
    """Clause 15: imprisoned or sent to an institution before, and now one of the crimes it names."""
    if case.answers.past is YesNo.NO or (case.answers.crimes is not None and not case.answers.crimes & case.about.crimes):
        return _not_this()
    if case.answers.past is YesNo.UNKNOWN or case.answers.crimes is None:
        return Finding(
            Mark.UNCLEAR, _("Chưa biết tội danh, hoặc trước đây đã từng bị phạt tù, vào cơ sở giáo dục bắt buộc, trường giáo dưỡng chưa.")
        )
    return Finding(Mark.NOT_YET, _("Bạn chọn trước đây đã từng bị phạt tù hoặc vào cơ sở như vậy, và lần này là tội mà khoản này nêu."))


RULES: dict[str, Rule] = {
    "crimes": crimes, "question": question, "records": records, "remaining": remaining, "remaining_by_sentence": remaining_by_sentence,
    "gravity": gravity, "circumstances": circumstances, "count": count, "record_and_intent": record_and_intent, "past": past,
}  # fmt: skip
