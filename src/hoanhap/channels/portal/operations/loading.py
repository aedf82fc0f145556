"""Bringing in the texts that come with the system: columns, answers, fact-checks. They enter as pieces that wait for a person's check."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from hoanhap.channels.portal.models import Column, Piece
from hoanhap.channels.portal.operations.reviewing import submit
from hoanhap.channels.portal.operations.words import Citation, Draft
from hoanhap.channels.portal.operations.writing import change, draft
from hoanhap.channels.portal.states import WRITABLE, Kind, LawStatus, PieceState
from hoanhap.ground.audit.operations import record
from hoanhap.kernel import proofs
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import Invalid

FOLDERS = {"answers": Kind.ANSWER, "facts": Kind.FACT}
_NAMES = {
    Kind.ANSWER: {"question", "answer", "audiences", "citations", "ask", "review_due", "featured"},
    Kind.FACT: {"claim", "verdict", "facts", "citations", "ask", "review_due", "audiences", "scam"},
}
_SHARED = {"slug", "checked", "status", "topic", "summary", "note"}
"""``note`` is for editors of the file: what is not certain and why. It is not shown."""
_SCAMS, _MISTAKES = "canh-bao-lua-dao", "hieu-cho-dung"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A text of the files: where it stands, what it says, and a digest of that."""

    kind: str
    slug: str
    words: Draft
    topic: str
    digest: str


@transaction.atomic
def load_columns(*, actor: Actor, now: datetime) -> int:
    """Make the columns that come with the system; those that stand are left as they are. Says how many are new."""
    made = 0
    for position, row in enumerate(_toml("data", "columns.toml")["column"]):
        _column, new = Column.objects.get_or_create(
            kind=row["kind"], slug=row["slug"], defaults={"title": row["title"], "summary": row["summary"], "position": position}
        )
        made += new
    if made:
        record(act="column.load", actor=actor, now=now, object_kind="column", object_id=None, detail={"columns": made})
    return made


def load_content(*, actor: Actor, now: datetime) -> int:
    """Bring in the answers and fact-checks that come with the system, as pieces of the actor's unit that wait for a check.

    Again it changes nothing. A file that has changed since changes its piece only while that is being written and nobody has touched
    it: an editor's own words are never overwritten.

    :returns: how many pieces are new or changed
    :raises NotAllowed: the actor writes for no unit
    :raises Invalid: a file says something that cannot be; the sentence names it
    """
    load_columns(actor=actor, now=now)
    columns = {(row.kind, row.slug): row.id for row in Column.objects.all()}
    return sum(_load(text, columns, actor=actor, now=now) for text in texts())


@cache
def texts() -> tuple[Loaded, ...]:
    """Every text of the files.

    :raises Invalid: a file has an unknown key, lacks one, or two have the same address
    """
    found = [text for folder, kind in FOLDERS.items() for text in _of_folder(folder, kind)]
    addresses = [(text.kind, text.slug) for text in found]
    if twice := {address for address in addresses if addresses.count(address) > 1}:
        slugs = ", ".join(sorted(slug for _kind, slug in twice))
        raise Invalid("CONTENT_TWICE", _("Có hai tệp cùng địa chỉ: %(slugs)s.") % {"slugs": slugs})
    return tuple(found)


@transaction.atomic
def _load(text: Loaded, columns: dict[tuple[str, str], UUID], *, actor: Actor, now: datetime) -> bool:
    words = _in_column(text, columns)
    piece_id = uuid5(NAMESPACE_URL, f"hoanhap:{actor.own_unit}:{text.kind}:{text.slug}")
    piece = Piece.objects.filter(Q(pk=piece_id) | Q(kind=text.kind, slug=text.slug)).first()
    if piece is None:
        piece = draft(piece_id=piece_id, kind=text.kind, words=words, loaded_digest=text.digest, actor=actor, now=now)
    elif piece.loaded_digest == text.digest or piece.state not in WRITABLE or piece.version > 1 or piece.id != piece_id:
        return False
    else:
        piece = change(piece_id=piece.id, version=piece.version, words=words, actor=actor, now=now)
        Piece.objects.filter(pk=piece.id).update(loaded_digest=text.digest)
    if piece.state == PieceState.DRAFT:
        submit(piece_id=piece.id, version=piece.version, acknowledged=True, actor=actor, now=now)
    return True


def _of_folder(folder: str, kind: Kind) -> Iterator[Loaded]:
    root = files("hoanhap.channels.portal").joinpath("content", folder)
    if not root.is_dir():
        return
    for path in sorted(root.iterdir(), key=lambda path: path.name):
        if path.name.endswith(".toml"):
            yield read(kind, path.name, path.read_text("utf-8"))


def read(kind: str, name: str, content: str) -> Loaded:
    """A text out of a file.

    :raises Invalid: it is no TOML, has an unknown key or lacks one
    """
    try:
        row: dict[str, Any] = tomllib.loads(content)
        unknown = set(row) - _NAMES[Kind(kind)] - _SHARED
        if unknown:
            raise Invalid("CONTENT_KEY", _("Tệp %(name)s có khóa lạ: %(keys)s.") % {"name": name, "keys": ", ".join(sorted(unknown))})
        words = _answer(row) if kind == Kind.ANSWER else _fact(row)
    except (tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError) as error:
        raise Invalid("CONTENT_MALFORMED", _("Tệp %(name)s sai cấu trúc: %(why)s.") % {"name": name, "why": error}) from error
    topic = row.get("topic", "") if kind == Kind.ANSWER else _SCAMS if row.get("scam") else _MISTAKES
    return Loaded(kind, row["slug"], words, topic, proofs.digest({"content": content}))


def _answer(row: dict[str, Any]) -> Draft:
    return Draft(
        title=row["question"], summary=row.get("summary", ""), body=row["answer"], audiences=tuple(row["audiences"]),
        citations=_citations(row["citations"]), ask=tuple(row["ask"]), law_status=row.get("status", LawStatus.VERIFIED),
        checked_on=_day(row["checked"]), review_due=_day(row["review_due"]), featured=row.get("featured", False), slug=row["slug"],
    )  # fmt: skip


def _fact(row: dict[str, Any]) -> Draft:
    return Draft(
        title=row["claim"], summary=row.get("summary", ""), body=row["facts"], audiences=tuple(row.get("audiences", ())),
        citations=_citations(row["citations"]), ask=tuple(row.get("ask", ())), verdict=row["verdict"],
        law_status=row.get("status", LawStatus.VERIFIED), checked_on=_day(row["checked"]), review_due=_day(row.get("review_due")),
        slug=row["slug"],
    )  # fmt: skip


def _citations(rows: list[dict[str, str]]) -> tuple[Citation, ...]:
    return tuple(Citation(row["text"], row.get("article", "")) for row in rows)


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None


def _in_column(text: Loaded, columns: dict[tuple[str, str], UUID]) -> Draft:
    return replace(text.words, column_id=columns.get((text.kind, text.topic))) if text.topic else text.words


def _toml(*path: str) -> dict[str, Any]:
    return tomllib.loads(files("hoanhap.channels.portal").joinpath(*path).read_text("utf-8"))
