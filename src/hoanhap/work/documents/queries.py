"""Finding papers that the actor may see: those of the actor's unit and of the units below it."""

from __future__ import annotations

import re
from uuid import UUID

from django.contrib.postgres.search import SearchQuery
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import NotFound
from hoanhap.work.documents.models import Paper, Register
from hoanhap.work.documents.states import Direction, PaperState
from vanban.text import unaccent

__all__ = ["Paper", "Register", "get_paper", "incoming", "same_content", "search", "visible", "waiting_for_clerk"]

SHOWN = 200


def visible(actor: Actor) -> QuerySet[Paper]:
    """Every paper that the actor may see, newest first."""
    return Paper.objects.filter(unit_id__in=actor.within).order_by("-created_at", "id")


def get_paper(paper_id: UUID, *, actor: Actor) -> Paper:
    """One paper.

    :raises NotFound: there is none such for this actor
    """
    paper = visible(actor).filter(pk=paper_id).select_related("file", "register").first()
    if paper is None:
        raise NotFound("PAPER_NOT_FOUND", _("Không tìm thấy văn bản này, hoặc văn bản không thuộc đơn vị của bạn."))
    return paper


def incoming(actor: Actor, *, states: tuple[str, ...] = ()) -> QuerySet[Paper]:
    """Incoming papers of the actor's own unit, newest first, without the text of what was read."""
    papers = visible(actor).filter(direction=Direction.IN, unit_id=actor.own_unit).select_related("register").defer("reading", "folded")
    return papers.filter(state__in=states) if states else papers


def waiting_for_clerk(actor: Actor) -> QuerySet[Paper]:
    """Papers of the unit that wait for a person: to be confirmed, or to be given a number."""
    return incoming(actor, states=(PaperState.READ, PaperState.UNREADABLE, PaperState.CONFIRMED))


def same_content(paper: Paper) -> QuerySet[Paper]:
    """Other papers of the same unit that came with the very same file."""
    if paper.file is None or not paper.file.sha256:
        return Paper.objects.none()
    return Paper.objects.filter(unit_id=paper.unit_id, file__sha256=paper.file.sha256).exclude(pk=paper.pk).defer("reading", "folded")


def search(words: str, *, actor: Actor) -> list[Paper]:
    """Papers that hold all the words, or a number that holds them; marks, case and tone placement do not matter.

    Papers that hold the words with the marks as typed stand first. At most ``SHOWN`` are looked at.
    """
    folded = unaccent(words)
    number = fold_number(words)
    if not folded:
        return []
    found = visible(actor).filter(
        Q(searchable=SearchQuery(folded, config="simple", search_type="plain")) | (Q(folded_number__contains=number) if number else Q())
    )
    papers = list(found.defer("reading").select_related("register")[:SHOWN])
    exact = words.casefold().strip()
    return sorted(papers, key=lambda paper: exact not in f"{paper.subject} {paper.number} {paper.issuer_name}".casefold())


def fold_number(text: str) -> str:
    """A number-symbol as it is compared: no spaces, no marks, lower case."""
    return re.sub(r"[^0-9a-z/&-]", "", unaccent_keep(text))


def unaccent_keep(text: str) -> str:
    """Lower case without marks, punctuation kept."""
    return "".join(unaccent(char) or char for char in text)
