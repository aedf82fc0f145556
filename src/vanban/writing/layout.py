"""Measures of the page: what the law bounds, and what this paper takes within the bounds."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from vanban import rules
from vanban.errors import VanbanError

SIGNING_ROOM = 62
"""Points left for a hand signature and a seal between post and name."""
ADDRESSEES_AT = 0.2
"""Where a list of addressees begins, as a share of the text's width (cell 9a)."""


class OutOfBounds(VanbanError):
    """A measure was asked for that the law does not allow."""

    code = "LAYOUT_OUT_OF_BOUNDS"


@dataclass(frozen=True, slots=True)
class Element:
    """How one element of a paper is set. ``size`` in points; ``reference`` is the clause of the law."""

    size: float
    bold: bool
    italic: bool
    upper: bool
    reference: str


@dataclass(frozen=True, slots=True)
class Layout:
    """The measures of one paper: margins in millimetres, sizes in points by element (``layout.toml``), line spacing in lines.

    What is left out takes the usual value of ``vanban/rules/layout.toml``.

    :raises OutOfBounds: a measure lies outside Appendix I of Decree 30/2020
    """

    top: float = 20
    bottom: float = 20
    left: float = 30
    right: float = 15
    first_line: float = 12.7
    line_spacing: float = 1.15
    paragraph_space: float = 6
    sizes: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        known = rules.load("layout")
        for side in ("top", "bottom", "left", "right"):
            _hold(f"Lề {side}", getattr(self, side), known["margins"][side], known["margins"]["reference"])
        body = known["body"]
        _hold("Giãn dòng", self.line_spacing, body["line_spacing"], body["reference"])
        _hold("Khoảng cách đoạn", self.paragraph_space, body["paragraph_space"], body["reference"])
        if self.first_line not in body["first_line"]["allowed"]:
            raise OutOfBounds(f"Thụt đầu dòng {self.first_line} mm không hợp lệ; chọn 10 hoặc 12,7 mm ({body['reference']}).")
        for name, size in self.sizes.items():
            _hold(f"Cỡ chữ “{name}”", size, known["elements"][name], known["elements"][name]["reference"])

    @property
    def text_width(self) -> float:
        """Width of the text in millimetres, portrait."""
        return float(rules.load("layout")["page"]["width"]) - self.left - self.right

    def element(self, name: str) -> Element:
        """How the element ``name`` of ``layout.toml`` is set in this paper."""
        known = rules.load("layout")["elements"][name]
        size = self.sizes.get(name, known["usual"])
        return Element(float(size), known["bold"], known["italic"], known["case"] == "upper", known["reference"])


def _hold(what: str, value: float, bounds: dict[str, Any], reference: str) -> None:
    """Refuse ``value`` outside ``bounds``."""
    least, most = bounds.get("least", value), bounds.get("most", value)
    if not least <= value <= most:
        raise OutOfBounds(f"{what} {value:g} nằm ngoài khoảng {least:g} đến {most:g} ({reference}); hãy chọn trị số trong khoảng này.")


@cache
def usual() -> Layout:
    """The layout of a paper for which nobody asked for another."""
    return Layout()


def rule_share(name: str) -> float:
    """How long the rule under an element is, as a share of the words above it."""
    return float(rules.load("layout")["rules"][name]["usual"])
