"""Grey pictures made fit for recognition: colour dropped, light evened out, skew taken out. numpy and Pillow only."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

Grey: TypeAlias = npt.NDArray[np.uint8]

DPI = 200
"""Recognition is as good at 200 dots an inch as at 300 and a third faster."""
_INK = 150
_COLOURED = 70
_LEAST_COLOUR = 0.0004
"""Share of the page: a short word in thin red letters."""
_STRIPS = 48
_WIDEST_SKEW = 4.0
_LEAST_SKEW = 0.12
"""Degrees; less is not worth the blur of turning."""


def grey_of(pixels: npt.NDArray[np.uint8]) -> Grey:
    """Grey from rows × columns × 3 channels: the brightest channel, so that red seals and blue ink pale and black stays."""
    if pixels.ndim == 2:
        return np.ascontiguousarray(pixels)
    brightest = np.maximum(pixels[..., 0], pixels[..., 1])
    return np.maximum(brightest, pixels[..., 2])


def tint_of(pixels: npt.NDArray[np.uint8]) -> Grey | None:
    """Coloured ink alone, dark on white; ``None`` where there is hardly any. Stamps (ĐẾN, MẬT, HỎA TỐC) are read from it."""
    if pixels.ndim == 2:
        return None
    brightest = np.maximum(np.maximum(pixels[..., 0], pixels[..., 1]), pixels[..., 2])
    darkest = np.minimum(np.minimum(pixels[..., 0], pixels[..., 1]), pixels[..., 2])
    colour = brightest - darkest
    if np.count_nonzero(colour[::4, ::4] > _COLOURED) < _LEAST_COLOUR * colour[::4, ::4].size:
        return None
    return np.asarray(255 - np.minimum(colour, 115).astype(np.uint16) * 255 // 115).astype(np.uint8)


def resized(grey: Grey, scale: float) -> Grey:
    """``grey`` scaled by ``scale``."""
    height, width = grey.shape
    size = max(1, round(width * scale)), max(1, round(height * scale))
    return np.asarray(Image.fromarray(grey).resize(size, Image.Resampling.LANCZOS))


def evened(grey: Grey) -> Grey:
    """Noise and uneven light taken out: median, then division by the paper's own brightness."""
    image = Image.fromarray(grey).filter(ImageFilter.MedianFilter(3))
    height, width = grey.shape
    small = image.resize((max(1, width // 16), max(1, height // 16)), Image.Resampling.BOX)
    paper = small.filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.GaussianBlur(4)).resize((width, height), Image.Resampling.BILINEAR)
    even = np.asarray(image, dtype=np.float32) * (255.0 / np.maximum(np.asarray(paper, dtype=np.float32), 1.0))
    return np.clip(even, 0, 255).astype(np.uint8)


def straightened(grey: Grey) -> Grey:
    """``grey`` turned so that its lines lie level."""
    angle = skew_of(grey)
    if abs(angle) < _LEAST_SKEW:
        return grey
    paper = int(np.percentile(grey[::8, ::8], 80))
    return np.asarray(Image.fromarray(grey).rotate(angle, Image.Resampling.BICUBIC, fillcolor=paper))


def skew_of(grey: Grey) -> float:
    """By how many degrees the picture must be turned anticlockwise so that its rows of ink are sharpest."""
    ink = ink_of(grey)
    height, width = ink.shape
    step = width // _STRIPS
    if not step or not height:
        return 0.0
    strips = ink[:, : step * _STRIPS].reshape(height, _STRIPS, step).sum(axis=2, dtype=np.int32).T.astype(np.float32)
    middles = (np.arange(_STRIPS) - (_STRIPS - 1) / 2) * step
    coarse = max(np.arange(-_WIDEST_SKEW, _WIDEST_SKEW + 0.01, 0.25), key=lambda angle: _sharpness(strips, middles, float(angle)))
    fine = max(np.arange(coarse - 0.25, coarse + 0.26, 0.05), key=lambda angle: _sharpness(strips, middles, float(angle)))
    return round(float(fine), 2)


def ink_of(grey: Grey) -> npt.NDArray[np.bool_]:
    """Where there is ink: clearly darker than the paper."""
    paper = float(np.percentile(grey[::8, ::8], 80)) if grey.size else 255.0
    return np.asarray(grey < _INK * paper / 255.0)


def _sharpness(strips: npt.NDArray[np.float32], middles: Any, angle: float) -> float:
    """How much the ink of neighbouring rows differs when each strip is moved by the slope."""
    height = strips.shape[1]
    shifts = np.rint(np.tan(np.radians(angle)) * middles).astype(int)
    reach = int(np.abs(shifts).max())
    total = np.zeros(height + 2 * reach, dtype=np.float32)
    for strip, shift in zip(strips, shifts, strict=True):
        total[reach - shift : reach - shift + height] += strip
    steps = np.diff(total)
    return float((steps * steps).sum())
