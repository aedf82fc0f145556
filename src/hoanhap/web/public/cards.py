"""What a public page says of itself to machines: its address, a card for who shares it, and structured data (schema.org)."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings

from hoanhap.channels.portal.queries import Edition, plain
from hoanhap.channels.portal.states import ADDRESSES, RATINGS, Kind, Verdict

_NEVER_IN_SCRIPTS = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


class Structured(str):
    """Data for a ``script`` block that is read and never run: JSON in which nothing can end the block."""

    __slots__ = ()

    @classmethod
    def of(cls, data: dict[str, Any]) -> Structured:
        """The data as JSON, every character that means something to HTML written as an escape."""
        return cls(json.dumps(data, ensure_ascii=False).translate(_NEVER_IN_SCRIPTS))

    def __html__(self) -> str:
        return str(self)


@dataclass(frozen=True, slots=True)
class Card:
    """What is shown where a page is shared. ``image`` is an address or empty."""

    title: str
    description: str
    address: str
    kind: str = "website"
    image: str = ""
    structured: Structured | None = field(default=None)


def absolute(path: str) -> str:
    """A path of the site as an address."""
    return settings.SITE_ADDRESS.rstrip("/") + path


def path_of(edition: Edition) -> str:
    """Where a published piece stands."""
    return ADDRESSES[edition.kind].format(slug=edition.slug)


def card_of(edition: Edition) -> Card:
    """The card of a published piece, with its structured data."""
    image = absolute(picture_path(edition.pictures[0]["large"])) if edition.pictures else ""
    shape = {Kind.ARTICLE: _article, Kind.ANSWER: _answer, Kind.FACT: _fact}[Kind(edition.kind)]
    data = {"@context": "https://schema.org", "inLanguage": "vi", "url": absolute(path_of(edition)), **shape(edition)}
    if image:
        data["image"] = image
    return Card(
        title=edition.title, description=description_of(edition), address=absolute(path_of(edition)), kind="article", image=image,
        structured=Structured.of(data),
    )  # fmt: skip


def description_of(edition: Edition, most: int = 200) -> str:
    """A sentence or two on a piece."""
    said = edition.summary or plain(edition.body)
    return said if len(said) <= most else said[:most].rsplit(" ", 1)[0] + " …"


def picture_path(file_id: str) -> str:
    """Where a picture of a published piece is handed out."""
    return f"/tin/anh/{file_id}.webp"


def _days(edition: Edition) -> dict[str, Any]:
    shown = edition.live_for.shown_from or edition.published_at
    changed = max(shown, edition.published_at)
    return {"datePublished": shown.isoformat(), "dateModified": changed.isoformat(), "publisher": _publisher(edition)}


def _publisher(edition: Edition) -> dict[str, str]:
    return {"@type": "GovernmentOrganization", "name": edition.publisher}


def _article(edition: Edition) -> dict[str, Any]:
    said = {"headline": edition.title, "description": edition.summary, "author": _publisher(edition)}
    return {"@type": "NewsArticle", **said, **_days(edition)}


def _answer(edition: Edition) -> dict[str, Any]:
    answer = {"@type": "Answer", "text": plain(edition.body)}
    return {"@type": "FAQPage", "mainEntity": [{"@type": "Question", "name": edition.title, "acceptedAnswer": answer}], **_days(edition)}


def _fact(edition: Edition) -> dict[str, Any]:
    rating = {
        "@type": "Rating", "ratingValue": RATINGS[edition.verdict], "bestRating": 5, "worstRating": 1,
        "alternateName": str(Verdict(edition.verdict).label),
    }  # fmt: skip
    claim = {"@type": "Claim", "name": edition.title}  # without an author: a fact-check is never about who said it
    return {
        "@type": "ClaimReview", "claimReviewed": edition.title, "reviewBody": plain(edition.body), "reviewRating": rating,
        "itemReviewed": claim, "author": _publisher(edition), **_days(edition),
    }  # fmt: skip
