"""As much of a page's styling as tells bold, italic, size, alignment, hidden text and old Vietnamese fonts."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from vanban.text import legacy

_RULE = re.compile(r"([^{}]{1,2000})\{([^{}]{0,5000})\}")
_SELECTOR = re.compile(r"^([a-z][a-z0-9]*)?(?:\.([\w-]+))?$", re.IGNORECASE)
_PROPERTIES = "font-weight|font-style|font-size|font-family|text-align|display|mso-hide|font"
_DECLARATION = re.compile(rf"(?:^|;)\s*({_PROPERTIES})\s*:\s*([^;]{{1,300}})", re.IGNORECASE)
_SIZE = re.compile(r"([\d.]{1,8})\s*(pt|px)")
_ALIGN = {"left": "left", "right": "right", "center": "center", "middle": "center", "justify": "justify"}
_BOLD_TAGS = frozenset({"b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"})
_ITALIC_TAGS = frozenset({"i", "em", "cite", "dfn"})


@dataclass(frozen=True, slots=True)
class Style:
    """How text stands at one place of the page."""

    bold: bool = False
    italic: bool = False
    size: float | None = None
    align: str | None = None
    hidden: bool = False
    preformatted: bool = False
    font: str | None = None
    """Set only for fonts whose name tells an old Vietnamese encoding."""

    def decoded(self, text: str) -> str:
        """``text`` as the font shows it."""
        return legacy.from_font(text, self.font) if self.font else text


class Styles:
    """What the page's own ``style`` elements say of tags and classes."""

    def __init__(self, rules: dict[str, dict[str, str]]) -> None:
        self.rules = rules

    @classmethod
    def of(cls, root: Any) -> Styles:
        """Read the style sheets inside the page; none is fetched."""
        rules: dict[str, dict[str, str]] = {}
        for sheet in root.iter("style"):
            for selectors, body in _RULE.findall(re.sub(r"/\*.*?\*/|<!--|-->", "", (sheet.text or "")[:500_000], flags=re.DOTALL)):
                said = _declarations(body)
                for selector in selectors.split(",") if said else ():
                    match = _SELECTOR.match(selector.strip())
                    if match:
                        rules.setdefault(f"{(match[1] or '').lower()}.{match[2] or ''}", {}).update(said)
        return cls(rules)

    def inherited(self, element: Any, tag: str, outer: Style) -> Style:
        """The style inside ``element`` that stands in text of style ``outer``."""
        said = self._said(element, tag)
        if not said and tag not in _BOLD_TAGS and tag not in _ITALIC_TAGS and tag != "pre":
            return outer
        size = _SIZE.search(said.get("font-size", ""))
        font = said.get("font-family", "")
        return replace(
            outer,
            bold=_bold(said.get("font-weight"), default=outer.bold or tag in _BOLD_TAGS),
            italic="italic" in said["font-style"] if "font-style" in said else outer.italic or tag in _ITALIC_TAGS,
            size=_points(size) if size else outer.size,
            align=_ALIGN.get(said.get("text-align", "").strip(), outer.align),
            hidden=said.get("display", "").strip() == "none" or said.get("mso-hide", "").strip() == "all",
            preformatted=outer.preformatted or tag == "pre",
            font=(font if legacy.is_legacy_font(font) else None) if font else outer.font,
        )

    def _said(self, element: Any, tag: str) -> dict[str, str]:
        said: dict[str, str] = {}
        if self.rules:
            said |= self.rules.get(f"{tag}.", {})
            for name in (element.get("class") or "").split():
                said |= self.rules.get(f".{name}", {}) | self.rules.get(f"{tag}.{name}", {})
        align, style = element.get("align"), element.get("style")
        if align and tag != "table":
            said["text-align"] = align.lower()
        if tag == "center":
            said["text-align"] = "center"
        if tag == "font" and element.get("face"):
            said["font-family"] = element.get("face")
        if style:
            said |= _declarations(style)
        return said


def _declarations(body: str) -> dict[str, str]:
    found = {name.lower(): value.strip().lower() for name, value in _DECLARATION.findall(body)}
    if "bold" in found.pop("font", ""):
        found.setdefault("font-weight", "bold")
    return found


def _bold(weight: str | None, *, default: bool) -> bool:
    if weight is None or weight == "inherit":
        return default
    return weight.startswith("bold") or (weight[:3].isdigit() and int(weight[:3]) >= 600)


def _points(size: re.Match[str]) -> float | None:
    try:
        number = float(size[1])
    except ValueError:
        return None
    return round(number * (0.75 if size[2] == "px" else 1.0), 1)
