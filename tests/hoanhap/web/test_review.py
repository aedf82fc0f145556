"""Reviewing on the pages: what is waived, what has changed since a return, many at once; and forms that lose nothing."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hoanhap.kernel import clock
from hoanhap.work.activities import operations as activities
from hoanhap.work.activities.models import Entry, Evidence, Quantity, Waiver
from hoanhap.work.activities.states import EntryState
from hoanhap.work.figures.models import Line
from hoanhap.work.figures.operations.catalogue import load_catalogue
from tests.factories import people, work
from tests.hoanhap.web.conftest import client_of
from tests.hoanhap.web.page import PageClient
from tests.hoanhap.web.test_entries import fields

pytestmark = pytest.mark.django_db
ASKED, GRANTED = "Máy ảnh hỏng, sổ bị ướt", "Đã gọi trưởng đài, có phát"


def test_a_waiver_from_asking_to_the_figure(client: PageClient, reviewer: PageClient, family: people.Family) -> None:
    sent = fields(url="", waiver=ASKED)
    client.send("/ghi-hoat-dong/moi/DTT/", sent)
    address = f"/ghi-hoat-dong/{sent['entry_id']}/"
    assert ASKED in client.page(address).main
    assert ASKED in reviewer.page("/duyet/").main
    reviewer.send("/duyet/nhieu/", {"chon": [sent["entry_id"]], "quyet": "duyet"})
    assert "hãy mở lượt ghi này và ghi vì sao" in reviewer.page("/duyet/").main
    decide = f"/duyet/{sent['entry_id']}/"
    assert ASKED in reviewer.page(decide).main
    for words, told in (("", "Hãy ghi vì sao bạn đồng ý miễn"), (ASKED, "bằng lời của bạn")):
        page = reviewer.send(decide, {"quyet": "duyet", "waiver": words}, expect=422)
        assert page.tree.xpath(f"//*[@id='error-summary']//a[@href='#id_waiver' and contains(., '{told}')]"), page.main
    assert not Line.objects.exists()
    reviewer.send(decide, {"quyet": "duyet", "waiver": GRANTED})
    page = client.page(address)
    assert f"Không có minh chứng, được miễn: {GRANTED}" in page.main
    assert "Trần Thị Duyệt" in page.main
    assert "CHƯA CÓ MINH CHỨNG" not in page.main
    assert "Đã duyệt, miễn minh chứng" in page.main
    assert f"/bao-cao/luot-ghi/{sent['entry_id']}/" in page.links()
    staff = people.official("STAFF", at=family.child)
    report = work.report(people.acting(staff))
    figure = client_of(staff).page(f"/so-lieu/{report.id}/cs.radio_airings/")
    assert "1 lượt không có minh chứng, được miễn" in figure.main
    assert GRANTED in figure.main


def test_a_waiver_is_asked_for_later_and_not_where_there_is_evidence(client: PageClient, officer: people.User) -> None:
    bare, proved = work.entry(people.acting(officer), url=""), work.entry(people.acting(officer))
    address = f"/ghi-hoat-dong/{bare.id}/mien-minh-chung/"
    assert "Hãy ghi vì sao không có minh chứng" in client.send(address, {"waiver": " "}, expect=422).main
    client.send(address, {"waiver": ASKED})
    assert Waiver.objects.get().reason == ASKED
    assert "Xin miễn" not in client.page(f"/ghi-hoat-dong/{proved.id}/").main


def test_nobody_accepts_what_nobody_asked_to_waive(reviewer: PageClient, officer: people.User) -> None:
    entry = work.entry(people.acting(officer), url="")
    page = reviewer.page(f"/duyet/{entry.id}/")
    assert not page.tree.xpath("//button[@value='duyet']")
    assert "đơn vị chưa xin miễn" in page.main


def test_who_reviews_again_sees_what_has_changed(client: PageClient, reviewer: PageClient, officer: people.User) -> None:
    entry = work.entry(people.acting(officer))
    reviewer.send(f"/duyet/{entry.id}/", {"quyet": "tra", "reason": "Thiếu số phút"})
    changed = fields(
        entry_id=str(entry.id), version="1", title="Bản tin thử", place="Thôn Hai", url="https://songthuong.example/moi",
        **{"cs.radio_airings": "8", "cs.radio_minutes": "30"},
    )  # fmt: skip
    client.send(f"/ghi-hoat-dong/{entry.id}/sua/", changed)
    for address in (f"/duyet/{entry.id}/", "/duyet/", f"/ghi-hoat-dong/{entry.id}/"):
        page = reviewer.page(address)
        (told,) = page.tree.xpath("//*[contains(@class, 'callout')][contains(., 'Lần trước trả lại vì')]")
        words = " ".join(told.text_content().split())
        assert "Thiếu số phút" in words
        assert "Trần Thị Duyệt" in words
        assert "Nơi thực hiện: Thôn Thử nay là Thôn Hai" in words
        assert "Số lượt phát: 6 nay là 8" in words
        assert "Minh chứng: thêm 1 minh chứng" in words
        assert "Tổng số phút" not in words


def test_a_return_after_which_nothing_changed_says_so(client: PageClient, reviewer: PageClient, officer: people.User) -> None:
    entry = work.entry(people.acting(officer))
    reviewer.send(f"/duyet/{entry.id}/", {"quyet": "tra", "reason": "Thiếu"})
    same = fields(
        entry_id=str(entry.id), version="1", title="Bản tin thử", place="Thôn Thử", url="",
        **{"cs.radio_airings": "6", "cs.radio_minutes": "30"},
    )  # fmt: skip
    client.send(f"/ghi-hoat-dong/{entry.id}/sua/", same)
    assert "Từ đó chưa đổi gì." in reviewer.page(f"/duyet/{entry.id}/").main


def test_many_go_back_with_one_reason(reviewer: PageClient, officer: people.User) -> None:
    made = [work.entry(people.acting(officer), title=f"Bản tin {number}") for number in range(3)]
    ticked = [f"{entry.id}@{entry.version}" for entry in made[:2]]
    page = reviewer.send("/duyet/nhieu/", {"chon": ticked, "quyet": "tra", "reason": "  "}, expect=422)
    assert page.tree.xpath("//*[@id='error-summary']//a[@href='#id_reason']")
    assert page.tree.xpath("//input[@name='chon'][@checked]/@value") == ticked
    assert page.tree.xpath("//textarea[@name='reason']/@form") == ["many"]
    activities.add_evidence(
        entry_id=made[1].id, urls=["https://songthuong.example/b"], sent=(), actor=people.acting(officer), now=clock.now()
    )  # changed since it was seen
    reviewer.send("/duyet/nhieu/", {"chon": ticked, "quyet": "tra", "reason": "Sai kỳ báo cáo"})
    page = reviewer.page("/duyet/")
    assert "Đã trả lại 1 lượt ghi." in page.main
    assert "Chưa trả lại được: Người khác vừa duyệt hoặc sửa" in page.main
    states = dict(Entry.objects.values_list("title", "state"))
    assert states == {"Bản tin 0": EntryState.RETURNED, "Bản tin 1": EntryState.SUBMITTED, "Bản tin 2": EntryState.SUBMITTED}
    assert Entry.objects.get(pk=made[0].id).reason == "Sai kỳ báo cáo"


def photo() -> SimpleUploadedFile:
    return SimpleUploadedFile("anh-doc.png", work.picture(7), "image/png")


def test_a_photo_is_kept_when_the_form_comes_back(client: PageClient) -> None:
    sent = fields(url="")
    page = client.send("/ghi-hoat-dong/moi/DTT/", sent | {"title": "", "photo": photo()}, expect=422)
    assert "Ảnh đã gửi được giữ lại" in page.main
    (kept,) = page.tree.xpath("//input[@name='kept']/@value")
    page = client.send("/ghi-hoat-dong/moi/DTT/", sent | {"title": "", "kept": kept}, expect=422)  # wrong once more
    assert page.tree.xpath("//input[@name='kept']/@value") == [kept]
    client.send("/ghi-hoat-dong/moi/DTT/", sent | {"kept": kept})
    assert Evidence.objects.get().kind == "PHOTO"
    assert Evidence.objects.get().entry_id == Entry.objects.get().id


def test_a_photo_is_kept_while_numbers_are_asked_about(client: PageClient, officer: people.User, family: people.Family) -> None:
    checker = people.acting(people.official("REVIEWER", at=family.own))
    for _ in range(6):
        activities.accept(entry_id=work.entry(people.acting(officer), airings=6).id, actor=checker, now=clock.now())
    sent = fields(url="", **{"cs.radio_airings": "6000"})
    page = client.send("/ghi-hoat-dong/moi/DTT/", sent | {"photo": photo()}, expect=422)
    (seen,), (kept,) = page.tree.xpath("//input[@name='seen']/@value"), page.tree.xpath("//input[@name='kept']/@value")
    client.send("/ghi-hoat-dong/moi/DTT/", sent | {"seen": seen, "kept": kept})
    assert Evidence.objects.filter(entry_id=sent["entry_id"], kind="PHOTO").count() == 1


@pytest.mark.parametrize("kept", ["PHOTO@khong", "PHOTO@", "x"])
def test_a_kept_photo_that_cannot_be_read_is_none(client: PageClient, kept: str) -> None:
    client.send("/ghi-hoat-dong/moi/DTT/", fields(url="", kept=kept))
    assert not Evidence.objects.exists()


def test_only_pictures_of_the_own_unit_are_kept_photos(client: PageClient, officer: people.User, family: people.Family) -> None:
    text = work.stored_file(people.acting(officer))
    page = client.send("/ghi-hoat-dong/moi/DTT/", fields(url="", kept=f"PHOTO@{text}"), expect=422)
    assert "Ảnh gửi trước đó không dùng được nữa" in page.main
    other = people.acting(people.official("OFFICER", at=family.sibling))
    (theirs,) = activities.keep_evidence(
        entry_id=uuid4(), sent=[activities.Sent("PHOTO", "a.png", [work.picture(3)])], actor=other, now=clock.now()
    )
    client.send("/ghi-hoat-dong/moi/DTT/", fields(url="", kept=f"PHOTO@{theirs.file.id}"), expect=404)
    assert not Entry.objects.exists()


def test_numbers_are_divided_in_the_folded_part(client: PageClient, reviewer: PageClient) -> None:
    page = client.page("/ghi-hoat-dong/moi/DTT/")
    folded = page.tree.xpath("//details[.//input[@name='cs.radio_airings:language:vi']]")
    assert len(folded) == 1
    assert not folded[0].get("open")
    parts: dict[str, Any] = {"cs.radio_airings": "18", "cs.radio_airings:language:vi": "12", "cs.radio_airings:language:minority": "5"}
    page = client.send("/ghi-hoat-dong/moi/DTT/", fields(**parts), expect=422)
    assert page.tree.xpath("//*[@id='error-summary']//a[contains(., 'cộng lại là 17, không phải 18')]")
    assert page.tree.xpath("//details[.//input[@name='cs.radio_airings:language:vi']]/@open")
    sent = fields(**parts) | {"cs.radio_airings:language:minority": "6"}
    client.send("/ghi-hoat-dong/moi/DTT/", sent)
    assert "18 (Tiếng dân tộc thiểu số: 6; Tiếng Việt: 12)" in client.page(f"/ghi-hoat-dong/{sent['entry_id']}/").main
    assert len(Quantity.objects.get(indicator_id="cs.radio_airings").parts) == 2
    reviewer.send(f"/duyet/{sent['entry_id']}/", {"quyet": "tra", "reason": "Sai"})
    form = client.page(f"/ghi-hoat-dong/{sent['entry_id']}/sua/")
    assert form.tree.xpath("//input[@name='cs.radio_airings:language:vi']/@value") == ["12"]
    again = sent | {"version": "1", "cs.radio_airings:language:vi": "10", "cs.radio_airings:language:minority": "8", "url": ""}
    client.send(f"/ghi-hoat-dong/{sent['entry_id']}/sua/", again)
    words = " ".join(reviewer.page(f"/duyet/{sent['entry_id']}/").main.split())
    assert "Số lượt phát, Tiếng Việt: 12 nay là 10" in words


def test_a_figure_is_told_by_its_parts(client: PageClient, reviewer: PageClient, family: people.Family) -> None:
    sent = fields(**{"cs.radio_airings": "18", "cs.radio_airings:language:vi": "12", "cs.radio_airings:language:minority": "6"})
    client.send("/ghi-hoat-dong/moi/DTT/", sent)
    reviewer.send(f"/duyet/{sent['entry_id']}/", {"quyet": "duyet"})
    staff = people.official("STAFF", at=family.child)
    report = work.report(people.acting(staff))
    page = client_of(staff).page(f"/so-lieu/{report.id}/cs.radio_airings/")
    (table,) = page.tree.xpath("//table[contains(., 'Theo ngôn ngữ')]")
    assert [[cell.text_content() for cell in row] for row in table.xpath(".//tr")] == [
        ["Theo ngôn ngữ", "Số"], ["Tiếng dân tộc thiểu số", "6"], ["Tiếng Việt", "12"],
    ]  # fmt: skip


def test_a_count_is_stated_by_its_parts(client: PageClient, family: people.Family) -> None:
    work.countable()
    page = client.page("/so-tong/moi/re.managed/")
    assert page.tree.xpath("//details//input[@name='re.managed:sex:F']")
    day = f"{clock.day_of(clock.now()):%d/%m/%Y}"
    sent = {"aggregate_id": str(uuid4()), "amount": "14", "period_until": day, "source": "Sổ số 3", "paper": "", "re.managed:sex:F": "5"}
    page = client.send("/so-tong/moi/re.managed/", sent, expect=422)
    assert page.tree.xpath("//*[@id='error-summary']//a[@href='#id_re.managed:sex:F']")
    answer = client.send("/so-tong/moi/re.managed/", sent | {"re.managed:sex:M": "9"})
    facts = client.page(answer.response.headers["Location"]).tree.xpath("//dl/div")
    told = {fact.xpath("string(dt)"): fact.xpath("string(dd)") for fact in facts}
    assert (told["Trong đó: Nữ"], told["Trong đó: Nam"]) == ("5", "9")


def test_the_money_beside_a_count_is_typed_and_shown(client: PageClient) -> None:
    load_catalogue(actor=people.SYSTEM, now=clock.now())
    page = client.page("/so-tong/moi/re.gifts/")
    assert "Kèm theo (đồng)" in page.main
    assert "Kèm theo" not in client.page("/so-tong/moi/re.managed/").main
    day = f"{clock.day_of(clock.now()):%d/%m/%Y}"
    sent = {
        "aggregate_id": str(uuid4()),
        "amount": "12",
        "second": "6.000.000",
        "period_from": day,
        "period_until": day,
        "source": "Sổ quỹ",
    }
    answer = client.send("/so-tong/moi/re.gifts/", sent)
    facts = client.page(answer.response.headers["Location"]).tree.xpath("//dl/div")
    assert {fact.xpath("string(dt)"): fact.xpath("string(dd)") for fact in facts}["Kèm theo"] == "6.000.000 đồng"
