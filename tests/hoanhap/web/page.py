"""A client that checks every page a test fetches, so that no test has to ask whether the page is whole.

Whole means: the status that the test expects, one h1, a language, a title of our pattern, a label for every control, ids that stand
once, no inline style or script, links that lead somewhere, nothing left of a template, and errors said in the same words twice.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve
from lxml import html

VOID_TEXT = re.compile(r"\{\{|\{%|\bNone\b|\bTrue\b|\bFalse\b|&lt;|object at 0x|<[a-z]+ ")
"""What shows that a value or a template came through raw."""

CONTROLS = "//input[not(@type='hidden') and not(@type='submit')] | //select | //textarea"


class Page:
    """A page that was fetched and found whole: ``tree`` to look into, ``text`` as people read it."""

    def __init__(self, response: HttpResponse) -> None:
        self.response = response
        self.source = response.content.decode()
        self.tree = html.document_fromstring(self.source)

    @property
    def text(self) -> str:
        """What people read, spaces evened."""
        return " ".join(self.tree.text_content().split())

    @property
    def main(self) -> str:
        """What people read in the main part."""
        return " ".join(self.tree.xpath("string(//main)").split())

    @property
    def heading(self) -> str:
        """The one h1."""
        return " ".join(self.tree.xpath("string(//h1)").split())

    def links(self) -> list[str]:
        """Where the page's own links lead."""
        return [str(href) for href in self.tree.xpath("//a/@href")]

    def form(self, action: str) -> dict[str, str]:
        """The values that the form posting to ``action`` would send, untouched."""
        (form,) = self.tree.xpath(f"//form[@action='{action}']")
        return {key: value or "" for key, value in form.form_values()}


class PageClient(Client):
    """Django's test client whose pages are checked. ``expect`` is the status; a redirect is not followed unless told."""

    def page(self, path: str, *, expect: int = 200, **extra: Any) -> Page:
        """Fetch a page and check it."""
        return checked(self.get(path, **extra), expect=expect)

    def send(self, path: str, data: dict[str, Any] | None = None, *, expect: int = 302, **extra: Any) -> Page:
        """Send a form. ``expect`` 302 means that it was taken; anything else must be a whole page."""
        return checked(self.post(path, data or {}, **extra), expect=expect)


def checked(response: Any, *, expect: int) -> Page:
    """The response as a page, every check passed."""
    assert response.status_code == expect, f"{response.request['PATH_INFO']}: {response.status_code}, expected {expect}\n{_gist(response)}"
    if response.status_code in (204, 301, 302, 304) or "text/html" not in response.headers.get("Content-Type", ""):
        return _bare(response)
    page = Page(response)
    faults = list(faults_of(page, whole="<!doctype" in page.source[:20].lower()))
    assert not faults, f"{response.request['PATH_INFO']}:\n  " + "\n  ".join(faults)
    return page


def faults_of(page: Page, *, whole: bool = True) -> list[str]:
    """Everything wrong with a page; ``whole`` False for a part that HTMX puts into one."""
    found = [*_ids(page), *_labels(page), *_inline(page), *_links(page), *_remains(page), *_errors(page)]
    return [*found, *_frame(page)] if whole else found


def _frame(page: Page) -> list[str]:
    tree, found = page.tree, []
    if len(tree.xpath("//h1")) != 1:
        found.append(f"{len(tree.xpath('//h1'))} h1 instead of one")
    if len(tree.xpath("//main")) != 1:
        found.append("no single main")
    if tree.get("lang") not in ("vi", "en"):
        found.append("no lang")
    title = tree.xpath("string(//title)").strip()
    if not re.fullmatch(r".+ – Hòa Nhập", title):
        found.append(f"title “{title}” is not “… – Hòa Nhập”")
    if tree.xpath("//*[@aria-invalid='true']") and not title.startswith(("Lỗi: ", "Error: ")) and not page.tree.xpath("//*[@id='s-wrong']"):
        found.append("errors on the page, but the title does not start with “Lỗi:”")
    levels = [int(heading.tag[1]) for heading in tree.xpath("//h1|//h2|//h3|//h4")]
    found += [f"heading h{after} after h{before}" for before, after in pairwise(levels) if after > before + 1]
    return found


def _ids(page: Page) -> list[str]:
    counts = Counter(page.tree.xpath("//@id"))
    return [f"id “{name}” stands {count} times" for name, count in counts.items() if count > 1]


def _labels(page: Page) -> list[str]:
    tree = page.tree
    named = set(tree.xpath("//label/@for"))
    return [
        f"control {control.get('name') or control.get('id')} has no label"
        for control in tree.xpath(CONTROLS)
        if control.get("id") not in named and not control.get("aria-label") and not control.get("aria-labelledby")
        and not control.xpath("ancestor::label")
    ]  # fmt: skip


def _inline(page: Page) -> list[str]:
    tree = page.tree
    found = [f"inline style on {element.tag}" for element in tree.xpath("//*[@style]")]
    found += ["style element without nonce" for _ in tree.xpath("//style[not(@nonce)]")]
    data = "@type='application/ld+json'"  # a data block: no browser runs it, so the policy does not speak of it
    found += ["script without src or nonce" for _ in tree.xpath(f"//script[not(@src) and not(@nonce) and not({data})]")]
    handlers = {name for element in tree.iter() for name in getattr(element, "attrib", {}) if name.startswith("on")}
    return found + [f"handler {name}" for name in handlers]


def _links(page: Page) -> list[str]:
    tree, found = page.tree, []
    ids = set(tree.xpath("//@id"))
    for attribute in ("href", "action", "hx-get", "hx-post"):
        for address in tree.xpath(f"//a/@{attribute} | //form/@{attribute} | //*[starts-with('{attribute}', 'hx-')]/@{attribute}"):
            parts = urlsplit(address)
            if parts.scheme or address.startswith("/static/"):
                continue
            if not parts.path:
                if parts.fragment and parts.fragment not in ids:
                    found.append(f"link to #{parts.fragment}, which is not on the page")
                continue
            try:
                resolve(parts.path)
            except Resolver404:
                found.append(f"{attribute} “{address}” leads nowhere")
    return found


def _remains(page: Page) -> list[str]:
    words = [text for text in page.tree.xpath("//body//text()[not(ancestor::script) and not(ancestor::style)]") if VOID_TEXT.search(text)]
    return [f"raw “{' '.join(text.split())[:80]}”" for text in words]


def _errors(page: Page) -> list[str]:
    """What stands at a field stands in the summary, in the same words, and leads to the field."""
    tree = page.tree
    items = tree.xpath("//*[@id='error-summary']//li")
    summary = {" ".join(item.text_content().split()): item.xpath("string(.//a/@href)") for item in items}
    at_fields = {" ".join(error.text_content().split()) for error in tree.xpath("//*[contains(concat(' ', @class, ' '), ' error ')]")}
    found = [f"error “{message}” is at its field only" for message in at_fields - set(summary)]
    return found + [f"error “{message}” is in the summary only" for message, href in summary.items() if href and message not in at_fields]


def _bare(response: Any) -> Page:
    page = Page.__new__(Page)
    page.response, page.source = response, ""
    return page


def _gist(response: Any) -> str:
    """Enough of an unexpected answer to see why."""
    if response.status_code in (301, 302):
        return f"→ {response.headers['Location']}"
    try:
        return " ".join(html.document_fromstring(response.content).xpath("string(//main)").split())[:400]
    except (ValueError, html.etree.ParserError):
        return repr(response.content[:200])
