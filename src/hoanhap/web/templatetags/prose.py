"""Published texts: their little markup as elements, every word escaped."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from hoanhap.channels.portal.queries import Block, Span, parse

register = template.Library()


@register.simple_tag
def prose(text: str) -> SafeString:
    """A text with paragraphs, lists and links (``hoanhap.channels.portal.queries.prose``)."""
    return format_html_join("\n", "{}", ((_block(block),) for block in parse(text)))


def _block(block: Block) -> SafeString:
    if block.listed:
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((_line(line),) for line in block.lines)))
    return format_html_join("", "<p>{}</p>", ((_line(line),) for line in block.lines))


def _line(spans: Iterable[Span]) -> SafeString:
    return format_html_join("", "{}", ((_span(span),) for span in spans))


def _span(span: Span) -> SafeString | str:
    if not span.href:
        return span.text
    if span.href.startswith("/"):
        return format_html('<a href="{}">{}</a>', span.href, span.text)
    return format_html('<a href="{}" rel="noopener noreferrer">{}</a>', span.href, span.text)
