"""Pictures come out of the confined child without place, camera or author, small, and upright; what was sent is kept nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest
from PIL import Image

from hoanhap.channels.portal import operations as portal
from hoanhap.channels.portal.models import Picture
from hoanhap.ground.files.models import StoredFile
from hoanhap.kernel import clock, storage
from hoanhap.kernel.errors import Invalid
from hoanhap.kernel.pictures import LARGE, LARGE_BYTES, SMALL, SMALL_BYTES
from tests.factories import people, work
from tests.factories import portal as pieces

pytestmark = pytest.mark.django_db
AUTHOR, CAMERA, LATITUDE = "Canary Photographer", "CanaryCam 9", 21.123456


@pytest.fixture
def desk(db: None) -> pieces.Desk:
    return pieces.desk(people.family().own)


def photograph(width: int, height: int, *, orientation: int = 1) -> bytes:
    """A noisy JPEG (the worst to compress) with EXIF as a phone writes it, the place included."""
    picture = Image.effect_noise((width, height), 60).convert("RGB")
    exif = Image.Exif()
    exif[0x013B], exif[0x0110], exif[0x0112] = AUTHOR, CAMERA, orientation
    exif.get_ifd(0x8825).update({1: "N", 2: (21.0, 7.0, 24.44), 3: "E", 4: (105.0, 50.0, 0.0)})
    out = BytesIO()
    picture.save(out, "JPEG", quality=95, exif=exif)
    assert AUTHOR.encode() in out.getvalue()
    return out.getvalue()


def contents() -> Iterator[bytes]:
    return (storage.path_of(sha256).read_bytes() for sha256 in storage.kept())


@pytest.mark.parametrize(("width", "height"), [(3000, 2000), (900, 2400), (640, 480)])
def test_a_photograph_is_made_anew_small_and_without_what_it_said_of_its_maker(desk: pieces.Desk, width: int, height: int) -> None:
    before = set(storage.kept())
    sent = photograph(width, height)
    row = pieces.picture(pieces.piece(desk).id, desk.writer, content=sent)
    made = {row.large.sha256: (LARGE, LARGE_BYTES), row.small.sha256: (SMALL, SMALL_BYTES)}
    assert set(storage.kept()) - before == set(made), "what was sent is not kept"
    for sha256, (side, most) in made.items():
        content = storage.path_of(sha256).read_bytes()
        assert len(content) <= most
        with Image.open(BytesIO(content)) as picture:
            assert picture.format == "WEBP"
            assert max(picture.size) <= side
            assert not picture.getexif()
            assert abs(picture.width / picture.height - width / height) < 0.02
        assert not any(mark in content for mark in (AUTHOR.encode(), CAMERA.encode(), b"EXIF", b"Exif"))
    with Image.open(storage.path_of(row.large.sha256)) as picture:
        assert picture.size == (row.width, row.height)
    assert not any(AUTHOR.encode() in content for content in contents())


def test_a_photograph_taken_sideways_stands_upright(desk: pieces.Desk) -> None:
    row = pieces.picture(pieces.piece(desk).id, desk.writer, content=photograph(400, 200, orientation=6))
    assert (row.width, row.height) == (200, 400)


@pytest.mark.parametrize("content", [b"khong phai anh", b"%PDF-1.7", b"<svg xmlns='http://www.w3.org/2000/svg'/>"])
def test_what_is_no_picture_is_refused_and_leaves_nothing(desk: pieces.Desk, content: bytes) -> None:
    before = (set(storage.kept()), StoredFile.objects.count())
    with pytest.raises(Invalid) as refused:
        pieces.picture(pieces.piece(desk).id, desk.writer, content=content)
    assert refused.value.code == "PICTURE_REFUSED"
    assert (set(storage.kept()), StoredFile.objects.count()) == before
    assert not list(Path(storage.path_of("0" * 64)).parents[1].glob("incoming-*"))


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"alternative": " "}, "alternative"),
        ({"recognisable": None}, "recognisable"),
        ({"recognisable": True}, "consent_note"),
        ({"caption": "Anh Nguyễn Văn Tám, từng phạm tội trộm cắp tài sản"}, "caption"),
    ],
)
def test_what_was_not_said_of_a_picture_keeps_it_out(desk: pieces.Desk, said: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        pieces.picture(pieces.piece(desk).id, desk.writer, **said)
    assert list(refused.value.fields) == [field]
    assert not Picture.objects.exists()


def test_the_same_picture_sent_twice_is_there_once(desk: pieces.Desk) -> None:
    piece, picture_id = pieces.piece(desk), uuid4()
    for _again in range(2):
        sent = portal.Sent("a.png", [work.picture()], alternative="Hội trường", recognisable=False)
        portal.add_picture(piece_id=piece.id, picture_id=picture_id, sent=sent, actor=desk.writer, now=clock.now())
    assert Picture.objects.count() == 1
