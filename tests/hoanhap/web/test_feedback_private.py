"""Checks N5 and P5: a code that cannot be guessed and is kept nowhere, and an asker of whom nothing is left behind."""

from __future__ import annotations

import io
import logging
import math
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from PIL import Image

from hoanhap.kernel import clock, codes, storage
from hoanhap.people.feedback import queries
from hoanhap.people.feedback.models import Attachment, Question
from hoanhap.web.public.feedback import throttle
from tests.factories import feedback, people
from tests.factories.feedback import PHONE
from tests.hoanhap.web.conftest import client_of
from tests.hoanhap.web.page import PageClient
from tests.hoanhap.web.test_feedback_public import ASK, DONE, TRACK, form_of, sent

pytestmark = pytest.mark.django_db
ADDRESS, AGENT = "203.0.113.77", "Chim-Bao-Bao/9.9"
FILE_NAME, SERIAL, AUTHOR = "don-cua-toi-chim-gia.jpg", "SERIAL-4477-CHIM", "Tac Gia Chim Cat"


@pytest.fixture(autouse=True)
def _nobody_came_before() -> None:
    for buckets in (throttle.ASKING, throttle.ASKING_TOGETHER, throttle.PICTURES, throttle.GUESSING, throttle.GUESSING_TOGETHER):
        buckets._held.clear()


@pytest.fixture
def office(family: people.Family) -> feedback.Office:
    feedback.indicators()
    return feedback.office(family.own)


@pytest.fixture
def said() -> Iterator[io.StringIO]:
    """Everything that is logged when somebody turns the level all the way down."""
    stream, root = io.StringIO(), logging.getLogger()
    listener, before = logging.StreamHandler(stream), root.level
    root.setLevel(logging.DEBUG)
    root.addHandler(listener)
    yield stream
    root.removeHandler(listener)
    root.setLevel(before)


def photograph() -> bytes:
    """A picture that says who took it, with what and where."""
    exif = Image.Exif()
    exif[0x010F], exif[0x013B], exif[0xA431] = "Máy ảnh", AUTHOR, SERIAL
    exif.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    Image.new("RGB", (320, 240), (90, 120, 60)).save(out, "JPEG", exif=exif, comment=AUTHOR.encode())
    assert SERIAL.encode() in out.getvalue()
    return out.getvalue()


PHOTOGRAPH = photograph()
"""Made before anybody listens: Pillow itself tells the tags that it writes."""


def database() -> str:
    """Every row of every table."""
    rows: list[str] = []
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (name,) in cursor.fetchall():
            cursor.execute(f'SELECT t::text FROM "{name}" t')  # noqa: S608  names out of the catalogue itself
            rows += [row[0] for row in cursor.fetchall()]
    assert len(rows) > 30
    return "\n".join(rows)


def kept_files() -> bytes:
    """The content of everything in storage."""
    return b"".join(storage.path_of(sha256).read_bytes() for sha256 in storage.kept())


def asker() -> PageClient:
    return PageClient(REMOTE_ADDR=ADDRESS, HTTP_USER_AGENT=AGENT, HTTP_X_FORWARDED_FOR=ADDRESS, HTTP_REFERER="https://vidu.vn/chim-nguon")


def send_with_picture(client: PageClient, words: str) -> str:
    """Through the whole form with a picture and a contact; gives back the code."""
    page = client.page(ASK)
    page = client.send(ASK, {**form_of(page), "kind": "REMARK", "go": "next"}, expect=200)
    upload = SimpleUploadedFile(FILE_NAME, PHOTOGRAPH, content_type="image/jpeg")
    page = client.send(ASK, {**form_of(page), "words": words, "picture": upload, "go": "next"}, expect=200)
    for typed in ({"place": ""}, {"contact": PHONE, "purposes": ["NOTIFY"]}):
        page = client.send(ASK, {**form_of(page), **typed, "go": "next"}, expect=200)
    return sent(client, page)


def test_n5_ten_thousand_codes_are_different_and_none_can_be_guessed() -> None:
    drawn = {codes.new_code() for _ in range(10_000)}
    assert len(drawn) == 10_000
    assert codes.DRAWN * math.log2(len(codes.ALPHABET)) >= 80
    assert not set("IOLU") & set(codes.ALPHABET), "0 and 1 stand alone: I, L and O are read as them"
    assert all(codes.normalise(code) for code in drawn)
    # 10 wrong ones a minute, from a thousand sources, the whole year, at a million questions:
    guesses = 10 * 60 * 24 * 365 * 1000
    assert guesses * 1_000_000 / len(codes.ALPHABET) ** codes.DRAWN < 1e-9


def test_n5_only_a_keyed_hash_of_the_code_is_kept_and_it_is_said_nowhere(office: feedback.Office, said: io.StringIO) -> None:
    client = asker()
    code = send_with_picture(client, "Bác ở xã bên nhờ hỏi")
    page = client.send(TRACK, {"code": code}, expect=200)
    client.send(TRACK, {"code": codes.new_code()}, expect=422)
    plain = code.replace("-", "")
    kept = database()
    for form in (code, plain, code.lower(), plain.encode().hex()):
        assert form not in kept
        assert form not in said.getvalue()
    digest = codes.digest(code, purpose=queries.PURPOSE, key=settings.CODE_KEY)
    assert digest.hex() in kept
    assert codes.digest(code, purpose=queries.PURPOSE, key=b"whoever has the tables has no key").hex() not in kept
    assert not [href for href in page.links() if plain in href or code in href]
    assert page.response.headers["Referrer-Policy"] == "no-referrer"


def test_n5_wrong_guesses_run_out(office: feedback.Office) -> None:
    """In one process five a minute and source; two processes make ten."""
    client = asker()
    answers = [client.post(TRACK, {"code": codes.new_code()}).status_code for _ in range(50)]
    assert answers.count(422) == 5
    assert answers.count(429) == 45


def test_n5_the_hash_of_an_address_is_gone_with_its_day() -> None:
    salt = throttle.Salt()
    first = salt.of(86_400.0)
    assert salt.of(86_400.0 * 2 - 1) == first
    second = salt.of(86_400.0 * 2)
    assert second != first
    assert salt.of(86_400.0) not in (first, second), "yesterday's bytes cannot be had again"


def test_n5_the_code_of_another_room_opens_no_question(office: feedback.Office) -> None:
    code, row = feedback.asked()
    Question.objects.filter(pk=row.pk).update(code_digest=codes.digest(code, purpose="slip", key=settings.CODE_KEY))
    assert PageClient().send(TRACK, {"code": code}, expect=422).heading == "Tra cứu câu trả lời"


def test_p5_nothing_is_left_of_who_asked(office: feedback.Office, said: io.StringIO) -> None:
    before = set(Path(tempfile.gettempdir()).iterdir())
    client = asker()
    words = "Tên tôi là Chim Vành Khuyên, nhà số 12"
    code = send_with_picture(client, words)
    for data in ({"act": "add", "words": "Thêm lời Chim Sơn Ca"}, {"act": "erase"}):
        client.send(TRACK, {"code": code, **data}, expect=200)
    left = database()
    marks = (ADDRESS, AGENT, "chim-nguon", FILE_NAME, "don-cua-toi", SERIAL, AUTHOR, words, "Vành Khuyên", "Sơn Ca", PHONE, "0987654321")
    for mark in marks:
        assert mark not in left, mark
        assert mark.encode().hex() not in left, mark
        assert mark not in said.getvalue(), mark
        assert mark.encode() not in kept_files(), mark
    assert Attachment.objects.count() == 1
    with Image.open(storage.path_of(Attachment.objects.get().file.sha256)) as kept:
        assert not dict(kept.getexif())
    new = {path for path in Path(tempfile.gettempdir()).iterdir() if path not in before}
    assert not [path for path in new if path.name.startswith(("hoanhap-", "tmp")) and path.suffix == ".upload"]
    assert not list(Path(settings.FILES_ROOT).glob("incoming-*"))


def test_p5_no_session_no_cookie_and_a_day_instead_of_an_hour(office: feedback.Office) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM django_session")
        (before,) = cursor.fetchone()
        client = asker()
        code = send_with_picture(client, "Hỏi giờ tiếp dân")
        client.send(TRACK, {"code": code}, expect=200)
        cursor.execute("SELECT count(*) FROM django_session")
        assert cursor.fetchone() == (before,)
        assert not client.cookies
        cursor.execute("SELECT sent_at FROM files_storedfile WHERE sent_by_id IS NULL")
        assert {row[0].astimezone(clock.VIETNAM).strftime("%H:%M:%S.%f") for row in cursor.fetchall()} == {"00:00:00.000000"}
    question = Question.objects.get()
    desk = client_of(people.official("CLERK", at=office.unit)).page(f"/cau-hoi/{question.id}/")
    assert f"{question.received_on:%d/%m/%Y}" in desk.main
    assert not [word for word in desk.main.split() if ":" in word.strip(":") and word[:1].isdigit()], "no hour on the desk either"


def test_p5_a_picture_that_is_none_is_told_and_leaves_nothing(office: feedback.Office) -> None:
    client = asker()
    page = client.page(ASK)
    page = client.send(ASK, {**form_of(page), "kind": "REMARK", "go": "next"}, expect=200)
    upload = SimpleUploadedFile(FILE_NAME, b"%PDF-1.7 " + AUTHOR.encode() * 20, content_type="image/jpeg")
    page = client.send(ASK, {**form_of(page), "words": "Xem ảnh", "picture": upload, "go": "next"}, expect=422)
    assert form_of(page)["words"] == ["Xem ảnh"]
    assert AUTHOR.encode() not in kept_files()
    assert AUTHOR not in database()


def test_p5_pictures_of_another_form_cannot_be_taken_along(office: feedback.Office) -> None:
    send_with_picture(asker(), "Một")
    (taken,) = [attachment.file.sha256 for attachment in Attachment.objects.select_related("file")]
    page = PageClient().page(ASK)
    data: dict[str, Any] = {**form_of(page), "kind": "QUESTION", "words": "Hai", "pictures": [taken]}
    PageClient().send(DONE, data, expect=201)
    assert Attachment.objects.count() == 1
