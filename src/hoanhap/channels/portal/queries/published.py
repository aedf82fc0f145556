"""What the public read. Whether a piece is public is decided here, when it is asked for: from ``shown_from`` until ``shown_until``.

So a worker that is down never leaves an expired piece up, nor a scheduled one out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from django.db.models import Min, Q, QuerySet
from django.utils.translation import gettext as _

from hoanhap.channels.portal.models import Column, Edition, Piece, Shelf, Words
from hoanhap.channels.portal.states import ADDRESSES, Kind
from hoanhap.ground.files import queries as files
from hoanhap.ground.legislation import queries as legislation
from hoanhap.kernel.errors import NotFound


@dataclass(frozen=True, slots=True)
class Shelved:
    """Which state of the public side this is, and when the next piece comes or goes by itself."""

    revision: int
    until: datetime | None


def live(now: datetime) -> QuerySet[Edition]:
    """Every edition that is public at this moment, newest first, without what only the search needs."""
    shown = Q(live_for__shown_from__lte=now) & (Q(live_for__shown_until__isnull=True) | Q(live_for__shown_until__gt=now))
    rows = Edition.objects.filter(shown).select_related("column", "live_for").defer("searchable", "numbers")
    return rows.order_by("-live_for__shown_from", "id")


def latest(kind: str, limit: int = 10, *, now: datetime) -> list[Edition]:
    """The newest published pieces of a kind."""
    return list(live(now).filter(kind=kind).defer("body", "searchable", "numbers")[:limit])


def popular_answers(limit: int = 5, *, now: datetime) -> list[Edition]:
    """Answers that an editor put forward, then the newest. Nobody counts readers here."""
    return list(live(now).filter(kind=Kind.ANSWER).order_by("-featured", "-live_for__shown_from", "column__position", "slug")[:limit])


def item(kind: str, slug: str, *, now: datetime) -> Edition:
    """One published piece.

    :raises NotFound: there is none at this address, or not at this moment
    """
    found = live(now).filter(kind=kind, slug=slug).first()
    if found is None:
        raise NotFound("PIECE_NOT_FOUND", _("Không có bài này ở đây: địa chỉ sai, hoặc bài chưa đăng, đã gỡ. Hãy tìm lại ở ô tìm kiếm."))
    return found


def columns(kind: str, *, now: datetime) -> list[Column]:
    """The columns of a kind in which something is published, in their order."""
    used = live(now).filter(kind=kind).order_by().values("column_id")
    return list(Column.objects.filter(kind=kind, id__in=used).order_by("position", "slug"))


def get_column(kind: str, slug: str) -> Column:
    """One column, whether or not anything stands in it yet.

    :raises NotFound: there is none such
    """
    found = Column.objects.filter(kind=kind, slug=slug).first()
    if found is None:
        raise NotFound("COLUMN_NOT_FOUND", _("Không có chuyên mục này. Hãy chọn trong danh sách chuyên mục."))
    return found


def in_column(column: Column | None, *, kind: str, now: datetime) -> QuerySet[Edition]:
    """Published pieces of a kind, of one column if it is named, newest first."""
    rows = live(now).filter(kind=kind)
    return rows.filter(column=column) if column else rows


def by_topic(kind: str, *, now: datetime, audience: str = "") -> list[tuple[Column | None, list[Edition]]]:
    """Published pieces of a kind under their topics, in the order of the topics; those without one last."""
    rows = live(now).filter(kind=kind).order_by("column__position", "-featured", "slug")
    topics: dict[UUID | None, tuple[Column | None, list[Edition]]] = {}
    for row in rows.filter(audiences__contains=[audience]) if audience else rows:
        topics.setdefault(row.column_id, (row.column, []))[1].append(row)
    return sorted(topics.values(), key=lambda pair: (pair[0] is None, pair[0].position if pair[0] else 0))


def answers_for(audience: str, *, now: datetime) -> list[Edition]:
    """Published answers written for one audience."""
    return list(live(now).filter(kind=Kind.ANSWER, audiences__contains=[audience]).order_by("column__position", "-featured", "slug"))


def related(edition: Edition, limit: int = 4, *, now: datetime) -> list[Edition]:
    """Others of the same column, then others of the kind."""
    rows = live(now).filter(kind=edition.kind).exclude(pk=edition.pk)
    near = list(rows.filter(column_id=edition.column_id)[:limit]) if edition.column_id else []
    return near or list(rows[:limit])


def why_due(words: Words, *, on: date) -> list[str]:
    """Sentences on why a text has to be held against the law again: the day set for it has come, or a text that it cites has changed
    since it was checked. Asked when it is read, too, so that a reader sees it although no job has run."""
    told = []
    if words.review_due and words.review_due <= on:
        told.append(_("Đến hạn rà soát ngày %(day)s.") % {"day": f"{words.review_due:%d/%m/%Y}"})
    if words.checked_on:
        changes = legislation.changed_since([row["text"] for row in words.citations], since=words.checked_on, on=on)
        told += [change.sentence for change in changes]
    return told


def unwatched(words: Words) -> list[str]:
    """Sentences on cited texts that the register of law does not hold: nobody is told when one of them changes."""
    numbers = legislation.unlisted([row["text"] for row in words.citations])
    told = _("%(number)s chưa có trong sổ văn bản pháp luật: khi văn bản này đổi, hệ thống không báo. Hãy kiểm tra số và tự theo dõi.")
    return [told % {"number": number} for number in numbers]


def cited(words: Words) -> list[str]:
    """What a text cites, as it is printed: ``Luật Đặc xá 30/2018/QH14, Điều 11``."""
    return [legislation.Citation(row["text"], row.get("article", "")).words for row in words.citations]


def addresses(*, now: datetime) -> list[tuple[str, datetime]]:
    """Path and last change of every published piece, for the site's map."""
    rows = live(now).order_by("kind", "slug").values_list("kind", "slug", "published_at", "live_for__shown_from")
    return [(ADDRESSES[kind].format(slug=slug), max(made, shown or made)) for kind, slug, made, shown in rows]


def picture_file(file_id: UUID, *, now: datetime) -> tuple[Path, str]:
    """Where a picture of something public lies, and its media type.

    :raises NotFound: no published piece shows it now
    """
    either = Q(pictures__contains=[{"large": str(file_id)}]) | Q(pictures__contains=[{"small": str(file_id)}])
    if not live(now).filter(either).exists():
        raise NotFound("PICTURE_NOT_FOUND", _("Không có ảnh này."))
    return files.path_to(file_id), "image/webp"


def shelf(*, now: datetime) -> Shelved:
    """Asked about once a second by each process that keeps pages."""
    revision = Shelf.objects.values_list("revision", flat=True).first() or 0
    coming = Piece.objects.filter(shown_from__gt=now).aggregate(at=Min("shown_from"))["at"]
    going = Piece.objects.filter(shown_until__gt=now).aggregate(at=Min("shown_until"))["at"]
    return Shelved(revision, min((moment for moment in (coming, going) if moment), default=None))
