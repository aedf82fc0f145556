"""The demonstration's portal: the answers and fact-checks that come with the system, and some news of the invented province."""

from __future__ import annotations

from datetime import datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from hoanhap.channels.portal import operations as portal
from hoanhap.channels.portal import queries
from hoanhap.channels.portal.states import Kind, PieceState
from hoanhap.config.demonstration import province
from hoanhap.config.demonstration.pictures import page
from hoanhap.kernel import clock
from hoanhap.kernel.actor import Actor


def load_portal(*, writer: str, checker: str, now: datetime) -> int:
    """Bring the texts in as ``writer``, check and publish them as ``checker``. Says how many pieces are public now."""
    day = clock.day_of(now)
    author, reviewer = province.actor(writer, day), province.actor(checker, day)
    portal.load_content(actor=author, now=now)
    columns = {row.slug: row.id for row in queries.all_columns(Kind.ARTICLE)}
    for row in province.data("news")["article"]:
        _write(row, columns, author, now=now)
    waiting = list(queries.listed(author, state=PieceState.SUBMITTED))
    for piece in waiting:
        piece = portal.check(piece_id=piece.id, version=piece.version, actor=reviewer, now=now)  # noqa: PLW2901  the same, a step on
        portal.publish(piece_id=piece.id, version=piece.version, actor=reviewer, now=now)
    return len(waiting)


def _write(row: dict[str, str], columns: dict[str, UUID], author: Actor, *, now: datetime) -> None:
    piece_id = uuid5(NAMESPACE_URL, f"https://songthuong.example/tin/{row['title']}")
    words = portal.Draft(title=row["title"], summary=row["summary"], body=row["body"].strip(), column_id=columns[row["column"]])
    piece = portal.draft(piece_id=piece_id, kind=Kind.ARTICLE, words=words, actor=author, now=now)
    if "picture" in row:
        sent = portal.Sent("anh.png", [page(row["picture"], row["alternative"].split("; "))], alternative=row["alternative"],
                           recognisable=False)  # fmt: skip
        portal.add_picture(piece_id=piece_id, picture_id=uuid5(piece_id, "picture"), sent=sent, actor=author, now=now)
        piece = queries.get_piece(piece_id, actor=author)
    portal.submit(piece_id=piece.id, version=piece.version, acknowledged=True, actor=author, now=now)
