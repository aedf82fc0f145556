"""Every component of the site, for every template: see ``/kieu-dang/`` for how each looks.

A component shows what it is given (``hoanhap.web.parts``) and asks nothing of the database.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.templatetags.l10n import unlocalize
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from hoanhap.web.parts import (
    ChainRow,
    FeedRow,
    FigureChip,
    FindingRow,
    Link,
    Mark,
    PagerLinks,
    PaperLine,
    Progress,
    Step,
    Tab,
    TreeRow,
    WorkRow,
)  # fmt: skip
from hoanhap.web.templatetags import desk, fields

register = template.Library()
register.filter("unlocalize", unlocalize)  # ids and attributes must never be grouped (1.234)
for room in (fields.register, desk.register):
    register.tags.update(room.tags)


@register.filter
def printed_date(value: str | None) -> str:
    """A date as a paper states it, kept as ISO: ``2026-03-05`` → ``05/03/2026``, ``2026-03`` → ``03/2026``. Anything else as it is."""
    text = str(value or "")
    return "/".join(reversed(text.split("-"))) if re.fullmatch(r"\d{4}(-\d{2}){0,2}", text) else text


_ICON_OF_STATE = {"ok": "check", "warn": "alert", "now": "alert", "go": "clock", "off": "stop"}
_ICON_OF_WEIGHT = {"gap": "alert", "note": "info", "fine": "check"}


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    """An icon of the sprite, invisible to screen readers: the word beside it speaks. ``size`` is empty or ``small``."""
    classes = f"icon {size}".strip()
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}#{}"/></svg>', classes, static("icons.svg"), name)


@register.simple_tag
def state(kind: str | Mark, word: str = "", icon_name: str = "") -> SafeString:
    """A state mark: always a word and an icon. Takes a ``Mark``, or a kind and a word."""
    mark = kind if isinstance(kind, Mark) else Mark(kind, word, icon_name)
    return format_html('<span class="state {}">{}{}</span>', mark.kind, icon(mark.icon or _ICON_OF_STATE[mark.kind]), mark.word)


@register.simple_tag
def finding_icon(weight: str) -> SafeString:
    """The icon of a finding's weight."""
    return icon(_ICON_OF_WEIGHT[weight])


@register.simple_block_tag
def heading(content: str, title: str, crumbs: Iterable[Link] = (), facts: Iterable[str] = ()) -> SafeString:
    """The head of a page: path, the one h1, facts in one line; what is inside are its acts, at the right."""
    return render_to_string(
        "components/heading.html", {"title": title, "crumbs": crumbs, "facts": [fact for fact in facts if fact], "acts": content}
    )


@register.simple_block_tag
def section(content: str, id: str, title: str, note: str = "") -> SafeString:  # noqa: A002  the attribute's own name in templates
    """A section under a heavy rule. ``id`` names it in the address; the heading is an h2."""
    return render_to_string("components/section.html", {"id": id, "title": title, "note": note, "content": content})


@register.simple_block_tag
def callout(content: str, kind: str = "info") -> SafeString:
    """Something to know: ``info``, ``warn`` (harm) or ``legal`` (the law)."""
    return render_to_string("components/callout.html", {"kind": kind, "content": content})


@register.simple_block_tag
def nothing_here(content: str, title: str) -> SafeString:
    """Nothing here yet: what the thing is for, and the first step."""
    return render_to_string("components/empty.html", {"title": title, "content": content})


@register.inclusion_tag("components/work.html")
def worklist(rows: Iterable[WorkRow]) -> dict[str, Any]:
    """Things to do, one a row."""
    return {"rows": rows}


@register.inclusion_tag("components/feed.html")
def feed(rows: Iterable[FeedRow]) -> dict[str, Any]:
    """What happened, newest first."""
    return {"rows": rows}


@register.inclusion_tag("components/findings.html")
def findings(rows: Iterable[FindingRow]) -> dict[str, Any]:
    """What is missing or was noticed, in order of weight."""
    return {"rows": rows}


@register.inclusion_tag("components/path.html")
def paper_path(steps: Iterable[Step]) -> dict[str, Any]:
    """The path of a paper as a line with where it stands now."""
    return {"steps": steps}


@register.inclusion_tag("components/tree.html")
def tree(rows: Iterable[TreeRow]) -> dict[str, Any]:
    """A plan as a tree."""
    return {"rows": rows}


@register.inclusion_tag("components/chain.html")
def chain(rows: Iterable[ChainRow]) -> dict[str, Any]:
    """From a figure to its entries and their evidence."""
    return {"rows": rows}


@register.simple_tag
def figure(chip: FigureChip) -> SafeString:
    """A number in a report as a door to its proof. Made here and not in a template: in running text no space may stand around it."""
    kind = "" if chip.kind == "proved" else chip.kind
    code = format_html("<sup>{}</sup>", chip.code) if chip.code else ""
    current = format_html(' aria-current="{}"', "true") if chip.open else ""
    told = format_html(' title="{}"', chip.sum_text) if chip.sum_text else ""
    return format_html('<a class="fig {}" href="{}"{}{}>{}{}</a>', kind, chip.href, current, told, chip.text, code)


@register.inclusion_tag("components/sheet.html")
def sheet(lines: Iterable[PaperLine], label: str) -> dict[str, Any]:
    """A paper's text on a sheet, what was found in it underlined by kind."""
    return {"lines": lines, "label": label}


@register.inclusion_tag("components/tabs.html")
def tabs(items: Iterable[Tab], label: str) -> dict[str, Any]:
    """Several views of one thing, as links."""
    return {"items": items, "label": label}


@register.inclusion_tag("components/pager.html")
def pager(links: PagerLinks) -> dict[str, Any]:
    """Earlier and later pages of a long list."""
    return {"links": links}


@register.inclusion_tag("components/progress.html")
def progress(work: Progress) -> dict[str, Any]:
    """Long work that can be left: asks again by itself with JavaScript, by a link without."""
    return {"work": work}
