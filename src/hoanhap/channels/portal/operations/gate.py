"""The dignity gate before anything goes further: what it blocks is refused, what it remarks has to be answered for by a person."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from hoanhap.channels.portal.models import Piece, Words
from hoanhap.channels.portal.operations.words import Draft, columns_of
from hoanhap.channels.portal.states import Kind
from hoanhap.kernel.errors import Invalid
from vanban.checking import dignity


@dataclass(frozen=True, slots=True)
class Remark:
    """What the gate says of a text: ``code``, whether it blocks, a sentence, and words to write instead."""

    code: str
    blocks: bool
    sentence: str
    rewrite: str = ""

    @property
    def whole(self) -> str:
        """The sentence with its rewrite."""
        return f"{self.sentence} {_('Nên viết: %(words)s') % {'words': self.rewrite}}" if self.rewrite else self.sentence


def remarks_on(words: Words) -> list[Remark]:
    """What the gate says of everything that a reader would see."""
    kind = "answer" if words.kind == Kind.ANSWER else "article"
    return examine("\n\n".join([words.title, words.summary, words.body, *words.ask]), kind=kind)


def remarks_on_draft(kind: str, words: Draft) -> list[Remark]:
    """What the gate says of words that are not saved yet: shown beside them while they are written."""
    return remarks_on(Piece(kind=kind, **columns_of(words)))


def examine(text: str, *, kind: str = "article") -> list[Remark]:
    """What the gate says of some text, each thing once."""
    found = dignity.examine(text, kind=kind)
    return list(dict.fromkeys(Remark(one.code, one.severity is dignity.Severity.BLOCK, one.message, one.suggestion) for one in found))


def require_passed(words: Words, *, acknowledged: bool) -> list[dict[str, str]]:
    """Refuse a text that the gate blocks, and one whose remarks nobody has answered for.

    :returns: the remarks answered for, for the trail
    """
    remarks = remarks_on(words)
    blocking = [remark.whole for remark in remarks if remark.blocks]
    if blocking:
        raise Invalid("DIGNITY_BLOCKED", " ".join(blocking), fields={"body": " ".join(blocking)})
    if remarks and not acknowledged:
        sentence = " ".join(remark.whole for remark in remarks)
        told = _("Hãy sửa, hoặc đánh dấu “Tôi đã đọc các lưu ý” nếu vẫn giữ cách viết này.")
        raise Invalid("DIGNITY_REMARKED", f"{sentence} {told}", fields={"acknowledged": told})
    return [{"code": remark.code, "sentence": remark.sentence} for remark in remarks]
