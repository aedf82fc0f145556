"""A picture is known again after it was made smaller, saved anew or turned by its label; another picture is not taken for it."""

from __future__ import annotations

import random
from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from hoanhap.kernel.pictures import mark_of, taken_on

ORIENTATION, TAKEN, CAMERA = 0x0112, 36867, 0x8769


def scene(seed: int, size: tuple[int, int] = (800, 600)) -> Image.Image:
    """Something like a photograph: a sky, and things before it."""
    dice = random.Random(seed)
    picture = Image.new("RGB", size, (dice.randint(120, 220),) * 3)
    pen = ImageDraw.Draw(picture)
    for _ in range(14):
        left, top = dice.randint(0, size[0]), dice.randint(0, size[1])
        colour = tuple(dice.randint(0, 255) for _ in range(3))
        pen.ellipse((left, top, left + dice.randint(40, 300), top + dice.randint(40, 300)), fill=colour)
    return picture


def saved(picture: Image.Image, kind: str = "JPEG", **options: object) -> Image.Image:
    out = BytesIO()
    picture.save(out, kind, **options)
    return Image.open(BytesIO(out.getvalue()))


def apart(one: str, other: str) -> int:
    return (int(one, 16) ^ int(other, 16)).bit_count()


def copied(picture: Image.Image, seed: int) -> Image.Image:
    """Made smaller and saved anew, as messengers do."""
    dice = random.Random(seed)
    width = dice.randint(320, picture.width)
    return saved(picture.resize((width, width * 3 // 4), Image.Resampling.LANCZOS), quality=dice.randint(40, 95))


def test_copies_made_smaller_and_saved_anew_are_known_again() -> None:
    scenes = {seed: scene(seed) for seed in range(200)}
    marked = {seed: mark for seed, picture in scenes.items() if (mark := mark_of(picture))}
    known = [apart(mark, mark_of(copied(scenes[seed], seed)) or "0") <= 3 for seed, mark in marked.items()]
    assert len(known) > 190
    assert sum(known) >= 0.99 * len(known)


def test_other_pictures_are_told_apart() -> None:
    marks = [mark for mark in (mark_of(scene(seed)) for seed in range(300)) if mark]
    assert len(marks) > 200
    close = sum(apart(one, other) <= 3 for at, one in enumerate(marks) for other in marks[:at])
    assert close == 0


def test_a_picture_on_its_side_with_a_label_is_the_upright_one() -> None:
    whole = scene(7)
    label = Image.Exif()
    label[ORIENTATION] = 6
    aside = saved(whole.rotate(90, expand=True), quality=95, exif=label)
    assert apart(mark_of(whole), mark_of(aside)) <= 3


@pytest.mark.parametrize("colour", ["white", "black", "#779911"])
def test_a_wall_has_no_mark(colour: str) -> None:
    assert mark_of(Image.new("RGB", (640, 480), colour)) == ""


@pytest.mark.parametrize(
    ("written", "day"),
    [("2026:03:05 14:20:11", "2026-03-05"), ("2026:02:31 00:00:00", ""), ("0000:00:00 00:00:00", ""), ("hôm qua", ""), ("", ""),
     ("1980:01:01 00:00:00", "")],
)  # fmt: skip
def test_the_day_that_the_camera_wrote(written: str, day: str) -> None:
    label = Image.Exif()
    label.get_ifd(CAMERA)[TAKEN] = written
    assert taken_on(saved(scene(1), exif=label)) == day


def test_a_picture_without_a_label_has_no_day() -> None:
    assert taken_on(saved(scene(1), "PNG")) == ""
