"""Who may sign a unit's paper on a day, and what then stands under it: the title decides in whose place the person signs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from hoanhap.ground.accounts import queries as accounts
from hoanhap.ground.organisations import queries as organisations
from vanban.model import paper as written

_FOR = re.compile(r"(?P<mark>TL|TUQ)\.\s*(?P<post>[^,;/]+)[,;/]\s*(?P<own>.+)", re.IGNORECASE)
_ACTING = re.compile(r"(?:quyền|q\.)\s+(?P<post>.+)", re.IGNORECASE)
_DEPUTY = re.compile(r"phó\s+(?P<post>.+)", re.IGNORECASE)
_CHAIR = re.compile(r"(?:(?:phó|quyền|q\.)\s+)?chủ tịch\b.*", re.IGNORECASE)


def signers(unit_id: UUID, *, on: date) -> list[tuple[UUID, dict[str, Any]]]:
    """Those who lead the unit on that day, by title: the person, and what stands under a paper that they sign."""
    unit = organisations.name_of(unit_id, on=on).name
    return [(row.user_id, signer(row.title, row.user.full_name, unit=unit)) for row in accounts.leaders_of(unit_id, on)]


def signer_of(unit_id: UUID, *, on: date, chosen: UUID | None) -> dict[str, Any]:
    """What stands under a paper of the unit on that day: of the person chosen, else of the first; empty where that one leads it no more."""
    found = [block for user_id, block in signers(unit_id, on=on) if chosen in (None, user_id)]
    return found[0] if found else {"name": "", "position": "", "authorities": []}


def signer(title: str, name: str, *, unit: str) -> dict[str, Any]:
    """A signature as plain JSON, to be kept with what was signed: the chair of a people's committee and the deputies sign for the body
    (TM.), a deputy for the head (KT.), an acting head as such (Q.), whoever signs by order or by delegation says so in the title
    (``TL. Giám đốc, Chánh Văn phòng``)."""
    collective = unit.startswith(organisations.COMMITTEE) and _CHAIR.fullmatch(title.strip())
    body = [("TM.", organisations.COMMITTEE.strip())] if collective else []
    *authorities, (_own, position) = [*body, *_posts(title.strip())]
    return {"name": name, "position": position, "authorities": [list(row) for row in authorities]}


def _posts(title: str) -> Iterator[tuple[str, str]]:
    """In whose place, from above to below; last, without a mark, the own post (empty where the one before says it all)."""
    if found := _FOR.fullmatch(title):
        yield found["mark"].upper() + ".", _capital(found["post"])
        yield from _posts(found["own"].strip())
    elif found := _ACTING.fullmatch(title):
        yield "Q.", _capital(found["post"])
        yield "", ""
    elif found := _DEPUTY.fullmatch(title):
        yield "KT.", _capital(found["post"])
        yield "", title
    else:
        yield "", title


def signing_of(signer: dict[str, Any]) -> written.Signing:
    """A kept signature as the paper prints it. One that was kept before authorities were is a deputy's or the head's."""
    kept = signer.get("authorities")
    if kept is None:
        found = _DEPUTY.fullmatch(signer["position"])
        kept = [("KT.", _capital(found["post"]))] if found else []
    authorities = tuple(written.Authority(mark, post) for mark, post in kept)
    return written.Signing(name=signer["name"], position=signer["position"] or None, authorities=authorities)


def signed_as(signer: dict[str, Any]) -> list[str]:
    """The lines above a signature: ``KT. Giám đốc``, ``Phó Giám đốc``."""
    signing = signing_of(signer)
    return [*(f"{row.mark} {row.post}" for row in signing.authorities), *([signing.position] if signing.position else [])]


def _capital(post: str) -> str:
    return post.strip()[:1].upper() + post.strip()[1:]
