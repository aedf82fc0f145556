"""What a person may say about themselves in the self-check. Every answer may be "I do not know"; nothing names anybody.

Values are what a page sends; nothing here is ever stored.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hoanhap.ground.legislation.queries.spans import Span


class Sentence(StrEnum):
    """The main punishment."""

    FIXED = "tu-co-thoi-han"
    LIFE_REDUCED = "chung-than-da-giam"
    LIFE = "chung-than-chua-giam"
    UNKNOWN = "khong-biet"


class Place(StrEnum):
    """Where the person is on the day that counts."""

    SERVING = "dang-chap-hanh"
    SUSPENDED = "tam-dinh-chi"
    POSTPONED = "duoc-hoan"
    CONDITIONAL = "tha-co-dieu-kien"
    UNKNOWN = "khong-biet"


class Age(StrEnum):
    """Age on the day that counts."""

    UNDER_18 = "duoi-18"
    ADULT = "18-den-69"
    FROM_70 = "tu-70"
    UNKNOWN = "khong-biet"


class Count(StrEnum):
    """Of how many crimes the person was convicted, all judgments that were joined included."""

    ONE = "mot"
    TWO = "hai"
    """Two, of which at most one on purpose."""
    TWO_INTENDED = "hai-co-y"
    THREE = "ba-tro-len"
    UNKNOWN = "khong-biet"


class YesNo(StrEnum):
    """Yes, no, or not known."""

    YES = "co"
    NO = "khong"
    UNKNOWN = "khong-biet"


class Rating(StrEnum):
    """How serving the sentence was rated."""

    GOOD = "kha-tot"
    BELOW = "co-ky-thap-hon"
    UNKNOWN = "khong-biet"


class Fine(StrEnum):
    """Additional fine and court fee."""

    PAID = "da-nop-du"
    NONE = "khong-phai-nop"
    EXEMPT = "duoc-mien"
    OWED = "con-thieu"
    UNKNOWN = "khong-biet"


class Civil(StrEnum):
    """Returning property, compensation, other civil duties."""

    NONE = "khong-co"
    DONE = "da-xong"
    PART_PROVEN = "mot-phan-co-giay"
    """In part, and the enforcement office has confirmed that there is nothing to go on with."""
    PART = "mot-phan"
    NOTHING = "chua-lam"
    UNKNOWN = "khong-biet"


class Owner(StrEnum):
    """To whom the rest is owed."""

    STATE = "nha-nuoc"
    AGREED = "nguoi-khac-dong-y"
    NOT_AGREED = "nguoi-khac-chua-dong-y"
    UNKNOWN = "khong-biet"


class Records(StrEnum):
    """Prior convictions that are not expunged (tiền án)."""

    NONE = "khong"
    ONE = "mot"
    SEVERAL = "tu-hai"
    UNKNOWN = "khong-biet"


@dataclass(frozen=True, slots=True)
class Answers:
    """Everything that was said; what is not asked or not known keeps its default. None is "I do not know"."""

    sentence: Sentence = Sentence.UNKNOWN
    place: Place = Place.UNKNOWN
    age: Age = Age.UNKNOWN
    crimes: frozenset[str] | None = None
    """Ids of the pack; empty: none of those that the decision names."""
    count: Count = Count.UNKNOWN
    term: Span | None = None
    """The sentence as the court gave it, joined sentences together; only for a fixed term."""
    start: date | None = None
    """First day of custody or prison."""
    away: Span | None = None
    """Time between ``start`` and the day that counts that is no time served: bail, postponement, earlier suspensions, flight."""
    suspended: date | None = None
    """First day of the suspension that still goes on."""
    reduced: Span | None = None
    """All reductions of a fixed term together."""
    end: date | None = None
    """Last day of the sentence as the papers have it; asked where life has become a fixed term."""
    rating: Rating = Rating.UNKNOWN
    conduct: YesNo = YesNo.UNKNOWN
    fine: Fine = Fine.UNKNOWN
    civil: Civil = Civil.UNKNOWN
    owner: Owner = Owner.UNKNOWN
    priorities: frozenset[str] | None = None
    protest: YesNo = YesNo.UNKNOWN
    prosecuted: YesNo = YesNo.UNKNOWN
    amnestied: YesNo = YesNo.UNKNOWN
    records: Records = Records.UNKNOWN
    intent: YesNo = YesNo.UNKNOWN
    gravity: YesNo = YesNo.UNKNOWN
    circumstances: frozenset[str] | None = None
    leader: YesNo = YesNo.UNKNOWN
    drug_use: YesNo = YesNo.UNKNOWN
    past: YesNo = YesNo.UNKNOWN

    @property
    def single(self) -> bool:
        """Whether one crime is all there was, so that the sentence is the sentence for it."""
        return self.count is Count.ONE and (self.crimes is None or len(self.crimes) <= 1)
