"""Articles 2 and 3: what each condition finds in the answers. Each function is one ``rule`` of the packs; None: it does not apply."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext
from django.utils.translation import gettext as _

from hoanhap.ground.legislation.queries import wording
from hoanhap.ground.legislation.queries.answers import Answers, Civil, Fine, Owner, Place, Rating, Sentence, YesNo
from hoanhap.ground.legislation.queries.rounds import Condition, Group, Minimum, Rules
from hoanhap.ground.legislation.queries.served import Served, minimums, needed, served
from hoanhap.ground.legislation.queries.spans import Days
from hoanhap.ground.legislation.queries.verdicts import Case, Finding, Mark

Rule = Callable[[Case[Condition]], Finding | None]


def category(case: Case[Condition]) -> Finding:
    """Article 2."""
    if case.answers.sentence is Sentence.LIFE:
        return Finding(Mark.NOT_YET, _("Bạn chọn tù chung thân chưa được giảm xuống tù có thời hạn. Đợt này chỉ xét khi đã được giảm."))
    if case.answers.place is Place.POSTPONED:
        return Finding(Mark.NOT_YET, _("Bạn chọn đang được hoãn. Đợt này xét người đang chấp hành án hoặc đang tạm đình chỉ."))
    if case.answers.place is Place.CONDITIONAL:
        return Finding(
            Mark.NOT_YET, _("Bạn chọn đã được tha tù trước thời hạn có điều kiện. Quyết định của đợt này không nêu trường hợp ấy.")
        )
    if Sentence.UNKNOWN is case.answers.sentence or Place.UNKNOWN is case.answers.place:
        return Finding(Mark.UNCLEAR, _("Bạn chưa biết hình phạt hoặc tình trạng hiện nay. Bản án và quyết định thi hành án ghi điều này."))
    return Finding(Mark.MAY, _("Theo câu trả lời, người này thuộc đối tượng mà Quyết định nêu."))


def rating(case: Case[Condition]) -> Finding:
    """Point a: rated fair or good."""
    article = case.about.suspended_article if case.answers.place is Place.SUSPENDED else ""
    if case.answers.rating is Rating.GOOD:
        return Finding(
            Mark.MAY,
            _("Bạn chọn xếp loại khá hoặc tốt. Số quý phải đạt do Hội đồng tư vấn đặc xá hướng dẫn; hãy hỏi lại cho chắc."),
            article,
        )
    if case.answers.rating is Rating.BELOW:
        return Finding(Mark.NOT_YET, _("Bạn chọn có kỳ xếp loại thấp hơn khá. Quyết định đòi xếp loại khá hoặc tốt."), article)
    return Finding(Mark.UNCLEAR, _("Bạn chọn “không biết”. Cơ sở giam giữ giữ bảng xếp loại từng quý."), article)


def time(case: Case[Condition]) -> Finding:
    """Point b, clauses 3 and 4: long enough served."""
    if case.answers.sentence is Sentence.LIFE:
        return Finding(Mark.NOT_YET, _("Mức thời gian chỉ đặt ra khi tù chung thân đã được giảm xuống tù có thời hạn."))
    so_far, possible = served(case.answers, case.rules), minimums(case.answers, case.rules)
    wanted = [(one, needed(one, case.answers, case.rules)) for one in possible]
    if so_far is None or not wanted or any(days is None for _one, days in wanted):
        return Finding(
            Mark.UNCLEAR, _("Chưa đủ thông tin để tính: cần hình phạt, mức án và ngày bắt đầu bị giam giữ."), _articles(possible, case)
        )
    bounds = [(one, days) for one, days in wanted if days is not None]
    low, high = min(bounds, key=lambda one: one[1].low), max(bounds, key=lambda one: one[1].high)
    article = _articles(possible, case)
    if so_far.days.low >= high[1].high:
        return Finding(Mark.MAY, _told(case.rules, case.answers, so_far, high, _("Như vậy là đã đủ mức của đợt này.")), article)
    if so_far.days.high < low[1].low:
        return Finding(Mark.NOT_YET, _told(case.rules, case.answers, so_far, low, _("Như vậy là chưa đủ mức của đợt này.")), article)
    return Finding(Mark.UNCLEAR, _why_unclear(case.rules, case.answers, so_far, high), article)


def _articles(possible: tuple[Minimum, ...], case: Case[Condition]) -> str:
    """Where the thresholds stand, and clause 2 for who is suspended."""
    suspended = [case.about.suspended_article] if case.answers.place is Place.SUSPENDED else []
    return "; ".join(dict.fromkeys([*suspended, *(one.article for one in possible)]))


def _told(rules: Rules, answers: Answers, so_far: Served, bound: tuple[Minimum, Days], ending: str) -> str:
    """The computation in words: so much served, so much wanted. The days are those on which the verdict rests."""
    days = so_far.days.low if so_far.days.low >= bound[1].high else so_far.days.high
    return " ".join((
        _("Tính đến %(day)s đã chấp hành khoảng %(length)s (%(days)s ngày).") % {
            "day": wording.on(rules.counted_until), "length": wording.days_up_to(rules.counted_until, days),
            "days": wording.grouped(days),
        },
        threshold(bound[0], answers, bound[1]), ending, *_papers(rules, answers, bound[0]),
    ))  # fmt: skip


def _papers(rules: Rules, answers: Answers, minimum: Minimum) -> list[str]:
    """The papers by which a priority group is shown; without them the ordinary threshold holds."""
    if minimum.group is not Group.PRIORITY:
        return []
    chosen = [one.paper for one in rules.priorities if one.id in (answers.priorities or ())]
    told = _("Mức này chỉ dành cho nhóm ưu tiên và cần giấy chứng minh: %(papers)s.")
    return [told % {"papers": "; ".join(chosen)}] if chosen else []


def threshold(minimum: Minimum, answers: Answers, days: Days) -> str:
    """What must have been served, in words."""
    if answers.sentence is Sentence.LIFE_REDUCED:
        return _("Mức áp dụng: %(years)d năm đối với tù chung thân đã được giảm.") % {"years": minimum.life_years}
    return _("Mức áp dụng: %(part)s của %(term)s, tức %(days)s ngày.") % {
        "part": wording.spoken(minimum.fraction), "term": wording.length(answers.term) if answers.term else "",
        "days": wording.grouped(days.high),
    }  # fmt: skip


def _why_unclear(rules: Rules, answers: Answers, so_far: Served, high: tuple[Minimum, Days]) -> str:
    if answers.away is None or (answers.place is Place.SUSPENDED and answers.suspended is None) or answers.place is Place.UNKNOWN:
        return _("Chưa biết khoảng thời gian nào không được tính (tại ngoại, hoãn, tạm đình chỉ, bỏ trốn) nên chưa nói được.")
    if len(minimums(answers, rules)) > 1:
        return _("Tùy tội danh, tuổi hoặc nhóm ưu tiên mà mức khác nhau; với câu trả lời hiện có thì chưa biết mức nào áp dụng.")
    return _("Số ngày sát mức (%(days)s so với %(wanted)s); đổi năm, tháng ra ngày có thể lệch vài ngày. Hãy hỏi cơ sở giam giữ.") % {
        "days": wording.grouped(so_far.days.high), "wanted": wording.grouped(high[1].high),
    }  # fmt: skip


def fine(case: Case[Condition]) -> Finding:
    """Point c: additional fine and court fee."""
    return {
        Fine.PAID: Finding(Mark.MAY, _("Bạn chọn đã nộp đủ. Giữ lại biên lai.")),
        Fine.NONE: Finding(Mark.MAY, _("Bạn chọn không phải nộp khoản nào.")),
        Fine.EXEMPT: Finding(Mark.AUTHORITY, _("Bạn chọn được miễn. Quyết định chỉ nói “đã nộp”; nơi xét hồ sơ xem giấy miễn của Tòa án.")),
        Fine.OWED: Finding(Mark.NOT_YET, _("Bạn chọn còn thiếu. Nộp đủ rồi giữ biên lai thì điều này thay đổi.")),
        Fine.UNKNOWN: Finding(Mark.UNCLEAR, _("Bạn chọn “không biết”. Cơ quan thi hành án dân sự trả lời được.")),
    }[case.answers.fine]  # fmt: skip


def restitution_full(case: Case[Condition]) -> Finding | None:
    """Point d: after corruption everything must have been returned."""
    if case.answers.crimes is not None and not case.answers.crimes & case.about.crimes:
        return None
    if case.answers.civil in (Civil.NONE, Civil.DONE):
        return Finding(Mark.MAY, _("Bạn chọn không có nghĩa vụ nào hoặc đã thi hành xong. Giữ giấy xác nhận."))
    if case.answers.crimes is None or case.answers.civil is Civil.UNKNOWN:
        return Finding(
            Mark.UNCLEAR, _("Nếu là tội phạm tham nhũng thì phải thi hành xong toàn bộ. Cần biết tội danh và số còn phải thi hành.")
        )
    return Finding(Mark.NOT_YET, _("Với tội phạm tham nhũng, phải thi hành xong toàn bộ; thi hành một phần chưa đủ."))


def restitution(case: Case[Condition]) -> Finding | None:
    """Point đ: after other crimes, done, or in part and nothing to go on with."""
    if case.answers.crimes and case.answers.crimes <= case.about.crimes:
        return None
    if case.answers.civil in (Civil.NONE, Civil.DONE):
        return Finding(Mark.MAY, _("Bạn chọn không có nghĩa vụ nào hoặc đã thi hành xong. Giữ giấy xác nhận."))
    if case.answers.civil is Civil.UNKNOWN:
        return Finding(Mark.UNCLEAR, _("Bạn chọn “không biết”. Cơ quan thi hành án dân sự trả lời được."))
    return _in_part(case.answers)


def _in_part(answers: Answers) -> Finding:
    """Something is still owed: how much was done, and to whom the rest is owed."""
    if answers.civil is Civil.NOTHING and answers.owner in (Owner.STATE, Owner.NOT_AGREED):
        return Finding(
            Mark.NOT_YET,
            _("Bạn chọn chưa thi hành phần nào. Quyết định đòi thi hành xong, hoặc được một phần mà chưa có điều kiện làm tiếp."),
        )
    if answers.owner is Owner.NOT_AGREED:
        return Finding(Mark.NOT_YET, _("Phần còn lại không phải của Nhà nước và người được thi hành án chưa đồng ý hoãn hoặc bỏ yêu cầu."))
    if answers.civil is Civil.PART_PROVEN and answers.owner in (Owner.STATE, Owner.AGREED):
        return Finding(Mark.MAY, _("Bạn chọn đã thi hành một phần và có giấy xác nhận chưa có điều kiện thi hành tiếp."))
    told = _("Cần giấy của cơ quan thi hành án dân sự, và của người được thi hành án nếu phần còn lại không phải của Nhà nước.")
    return Finding(Mark.UNCLEAR, told)


def authority(_: Case[Condition]) -> Finding:
    """Point e and whatever else only an authority can judge."""
    return Finding(Mark.AUTHORITY, gettext("Điều này do cơ quan có thẩm quyền đánh giá. Trang này không tính."))


def suspended_conduct(case: Case[Condition]) -> Finding | None:
    """Clause 2 point d: lawful conduct while suspended."""
    if case.answers.place is not Place.SUSPENDED:
        return None
    return {
        YesNo.YES: Finding(Mark.MAY, _("Bạn chọn đã chấp hành nghiêm pháp luật khi tạm đình chỉ. Cần giấy xác nhận nơi cư trú.")),
        YesNo.NO: Finding(Mark.NOT_YET, _("Bạn chọn có vi phạm trong thời gian tạm đình chỉ.")),
        YesNo.UNKNOWN: Finding(Mark.UNCLEAR, _("Bạn chọn “không biết”. Nơi cư trú xác nhận điều này.")),
    }[case.answers.conduct]  # fmt: skip


RULES: dict[str, Rule] = {
    "category": category, "rating": rating, "time": time, "fine": fine, "restitution_full": restitution_full,
    "restitution": restitution, "authority": authority, "suspended_conduct": suspended_conduct,
}  # fmt: skip
