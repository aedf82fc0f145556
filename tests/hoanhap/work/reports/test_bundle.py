"""The export of a report is checked on a machine that has neither database nor network nor Hòa Nhập; a changed digit is named."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hoanhap.config import verifying
from hoanhap.kernel import clock, proofs
from hoanhap.kernel.actor import Role
from hoanhap.work.activities import operations as activities
from hoanhap.work.reports import queries
from tests.factories import people, work

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=8
)


@pytest.fixture(scope="module")
def exported(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> dict[str, bytes]:
    """The files of a bundle, with the zip itself as ``zip``; made once, the database left as it was."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        work.catalogue()
        unit = people.unit("Sở Thử")
        staff, reviewer, officer = (people.acting(people.official(role, at=unit)) for role in (Role.STAFF, Role.REVIEWER, Role.OFFICER))
        activities.accept(entry_id=work.entry(officer, airings=97).id, actor=reviewer, now=clock.now())
        report = work.issued_report(staff)
        day = clock.day_of(clock.now())
        found = queries.bundle_files(report, on=day)
        raw = queries.bundle_zip(report, on=day)
        assert raw == queries.bundle_zip(report, on=day)
        transaction.set_rollback(True)
    return {**found, "zip": raw}


def unpacked(exported: dict[str, bytes], folder: Path) -> Path:
    zipfile.ZipFile(io.BytesIO(exported["zip"])).extractall(folder)
    return folder


def alone(folder: Path) -> subprocess.CompletedProcess[str]:
    """The program of the bundle by itself: no path, no installed packages, another working folder."""
    return subprocess.run(
        [sys.executable, "-I", "-S", str(folder / "verify.py"), str(folder)], capture_output=True, text=True, cwd="/", check=False
    )


def test_a_bundle_as_it_was_exported_holds(exported: dict[str, bytes], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = unpacked(exported, tmp_path / "bundle")
    assert sorted(path.name for path in folder.iterdir()) == [
        "README.txt", "SHA256SUMS", "ledger.json", "report.docx", "report.pdf", "verify.py",
    ]  # fmt: skip
    told = alone(folder)
    assert (told.returncode, told.stderr) == (0, "")
    assert "đều khớp" in told.stdout
    packed = tmp_path / "bundle.zip"
    packed.write_bytes(exported["zip"])
    for given_ in (packed, folder, folder / "ledger.json"):
        assert verifying.run(given_) == 0, given_
    assert capsys.readouterr().out.count("đều khớp") == 3


def test_a_digit_changed_in_word_is_named_with_what_it_was(
    exported: dict[str, bytes], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = unpacked(exported, tmp_path)
    path = folder / "report.docx"
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    changed, count = re.subn(rb"(<w:t[^>]*>)97(</w:t>)", rb"\g<1>79\2", parts["word/document.xml"], count=1)
    assert count == 1
    with zipfile.ZipFile(path, "w") as package:
        for name, content in {**parts, "word/document.xml": changed}.items():
            package.writestr(name, content)
    told = alone(folder)
    assert told.returncode == 1
    assert re.search(r"HN-\w{4}-\w{4} “Lượt phát .*sổ cái ghi “97”, tệp Word nay ghi “79”", told.stdout)
    assert "report.docx: tệp đã bị sửa" in told.stdout
    assert verifying.run(folder) == 1
    assert "nay ghi “79”" in capsys.readouterr().out


def test_a_value_changed_in_the_ledger_is_named(exported: dict[str, bytes], tmp_path: Path) -> None:
    folder = unpacked(exported, tmp_path)
    text = (folder / "ledger.json").read_text("utf-8")
    ledger = json.loads(text)
    sheet = next(row for row in ledger["figures"] if row["value"] == 97)
    sheet["value"] = 970
    (folder / "ledger.json").write_text(json.dumps(ledger, ensure_ascii=False), "utf-8")
    told = alone(folder).stdout
    assert f"{sheet['code']} “{sheet['label']}”: ghi 970 nhưng các dòng cộng lại là 97." in told
    assert "ledger.json: tệp đã bị sửa" in told


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda ledger: ledger["blocks"][0]["runs"].append({"text": " thêm"}), "Lời văn hoặc bảng"),
        (lambda ledger: ledger["tables"].update(comparison=[]), "Lời văn hoặc bảng"),
        (lambda ledger: ledger["figures"].pop(), "Lời văn hoặc bảng"),
    ],
)
def test_words_tables_and_figures_left_out_are_noticed(exported: dict[str, bytes], change: object, says: str) -> None:
    ledger = json.loads(exported["ledger.json"])
    assert verifying.faults(ledger) == []
    change(ledger)  # type: ignore[operator]
    assert any(says in fault for fault in verifying.faults(ledger))


def test_files_missing_added_or_not_ours_are_said_in_a_sentence(exported: dict[str, bytes], tmp_path: Path) -> None:
    folder = unpacked(exported, tmp_path / "a")
    (folder / "report.pdf").unlink()
    (folder / "them.txt").write_text("x")
    told = alone(folder).stdout
    assert "report.pdf: tệp bị thiếu." in told
    assert "them.txt: tệp không có trong danh sách" in told
    for content in (b"", b"{}", b"[1]", b"PK\x03\x04", b'{"figures": 1}', b"\xff"):
        path = tmp_path / "ledger.json"
        path.write_bytes(content)
        assert verifying.run(path) == 1
    assert verifying.run(tmp_path / "khong-co") == 1


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=40)
@given(st.dictionaries(st.text(), JSON), st.lists(st.text(alphabet="0123456789abcdef", min_size=64, max_size=64)))
def test_the_program_hashes_as_the_ledger_does(content: dict[str, object], digests: list[str]) -> None:
    try:
        wanted = proofs.digest(content)
    except UnicodeEncodeError:
        return
    assert verifying.program().digest(content) == wanted
    assert verifying.program().root_of(digests) == proofs.root(digests)
