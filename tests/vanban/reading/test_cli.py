"""``vanban read``: one file, many files, a folder, what cannot be read, going on where a run was left."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.vanban.reading import papers
from vanban import cli
from vanban.reading import many
from vanban.reading.many import jobs, read_all


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    source = tmp_path / "in"
    (source / "sub").mkdir(parents=True)
    (source / "a.txt").write_text(papers.POLICE_LETTER, "utf-8")
    (source / "sub" / "b.txt").write_text(papers.DECREE, "utf-8")
    (source / "ignored.xyz").write_text("không đọc", "utf-8")
    return source


def test_one_file_as_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["read", str(folder / "a.txt"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["number"]["text"] == "2115/CAT-PC10"


def test_one_file_as_a_summary(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["read", str(folder / "a.txt")]) == 0
    shown = capsys.readouterr().out
    assert "Số, ký hiệu: 2115/CAT-PC10" in shown
    assert "Người ký: KT. PHÓ GIÁM ĐỐC Trần Văn Hùng" in shown


def test_a_folder_side_by_side_with_progress(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    assert cli.main(["read", str(folder), "--out", str(out), "--jobs", "2"]) == 0
    assert json.loads((out / "a.json").read_text("utf-8"))["type"]["code"] == "CV"
    assert json.loads((out / "sub" / "b.json").read_text("utf-8"))["type"]["code"] == "NĐ"
    assert sorted(path.name for path in out.rglob("*") if path.is_file()) == ["a.json", "b.json"]
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "[2/2]" in shown.err


def test_a_run_goes_on_where_it_was_left(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    cli.main(["read", str(folder), "--out", str(out), "--jobs", "1"])
    first = (out / "a.json").stat().st_mtime_ns
    os.utime(folder / "sub" / "b.txt", (2_000_000_000, 2_000_000_000))
    capsys.readouterr()
    assert cli.main(["read", str(folder), "--out", str(out), "--jobs", "1"]) == 0
    assert (out / "a.json").stat().st_mtime_ns == first
    assert "Bỏ qua 1 tệp đã đọc trước đó." in capsys.readouterr().err
    assert cli.main(["read", str(folder), "--out", str(out), "--jobs", "1", "--again"]) == 0
    assert (out / "a.json").stat().st_mtime_ns > first


def test_many_files_give_one_line_of_json_each(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.read([folder], as_json=True, processes=1) == 0
    lines = capsys.readouterr().out.splitlines()
    assert {json.loads(line)["type"]["code"] for line in lines} == {"CV", "NĐ"}


def test_each_file_that_cannot_be_read_says_why_and_the_rest_is_read(
    folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (folder / "c.pdf").write_bytes(b"%PDF-1.7 broken")
    out = tmp_path / "out"
    assert cli.main(["read", str(folder), str(tmp_path / "missing.txt"), "--out", str(out), "--jobs", "2"]) == 1
    said = capsys.readouterr().err
    assert "c.pdf: " in said
    assert "missing.txt: " in said
    assert "2 trên 4 tệp không đọc được." in said
    assert (out / "a.json").exists()
    assert not (out / "c.json").exists()


def test_a_secret_paper_is_refused_and_leaves_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "s.txt").write_text(papers.SECRET_REPORT, "utf-8")
    assert cli.main(["read", str(tmp_path / "s.txt"), "--out", str(tmp_path / "out")]) == 1
    shown = capsys.readouterr()
    assert "dấu độ mật" in shown.err
    assert "44/BC-PA02" not in shown.err + shown.out
    assert not list(tmp_path.rglob("*.json"))


def test_a_place_that_cannot_be_written_to_is_told(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "tep").write_text("không phải thư mục", "utf-8")
    assert cli.main(["read", str(folder), "--out", str(tmp_path / "tep")]) == 2
    assert capsys.readouterr().err.endswith("Hãy chọn thư mục khác cho --out.\n")
    (tmp_path / "out" / "a.json").mkdir(parents=True)
    os.utime(tmp_path / "out" / "a.json", (1, 1))
    assert cli.main(["read", str(folder), "--out", str(tmp_path / "out"), "--jobs", "1"]) == 1
    assert "a.txt: Không ghi được kết quả" in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "out").rglob("*") if path.is_file()] == ["b.json"]


def test_nothing_to_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["read", str(tmp_path)]) == 2
    assert "Không tìm thấy tệp nào" in capsys.readouterr().err


def test_sub_commands_stand_in_one_table() -> None:
    names = [command.name for command in cli.COMMANDS]
    assert "read" in names
    assert len(names) == len(set(names))
    assert all(command.help.endswith(".") for command in cli.COMMANDS)


def test_two_files_of_one_name_keep_their_kinds(tmp_path: Path) -> None:
    for name in ("ke-hoach.txt", "ke-hoach.md", "bao-cao.txt"):
        (tmp_path / name).write_text("KẾ HOẠCH\nTuyên truyền", "utf-8")
    targets = sorted(job.target.name for job in jobs([tmp_path], tmp_path / "out") if job.target)
    assert targets == ["bao-cao.json", "ke-hoach.md.json", "ke-hoach.txt.json"]


def _started(source: Path, out: Path) -> subprocess.Popen[str]:
    """A run of its own that was watched until two files were told."""
    command = [sys.executable, "-m", "vanban.cli", "read", str(source), "--out", str(out), "--jobs", "2"]
    run = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
    assert run.stderr
    run.stderr.readline()
    run.stderr.readline()
    return run


@pytest.mark.parametrize("group", [False, True])
def test_an_interrupted_run_stops_at_once_and_goes_on_later(group: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Interrupted alone, or with its processes as a terminal does it: nothing half written, nothing read that nobody waits for."""
    count, source, out = 200, tmp_path / "in", tmp_path / "out"
    source.mkdir()
    for number in range(count):
        (source / f"{number}.txt").write_text(papers.DECREE * 4, "utf-8")
    run, begun = _started(source, out), time.monotonic()
    (os.killpg if group else os.kill)(run.pid, signal.SIGINT)
    said = run.communicate(timeout=60)[1]
    assert run.returncode == 130
    assert "Traceback" not in said
    assert said.endswith("Đã dừng theo yêu cầu. Chạy lại lệnh này để đọc tiếp phần còn lại.\n")
    done = [path.name for path in out.rglob("*") if path.is_file()]
    assert 0 < len(done) < count, time.monotonic() - begun
    assert all(re.fullmatch(r"\d+\.json", name) for name in done)
    assert cli.main(["read", str(source), "--out", str(out), "--jobs", "1"]) == 0
    assert f"Bỏ qua {len(done)} tệp" in capsys.readouterr().err
    assert len(list(out.iterdir())) == count


def test_processes_end_with_a_run_that_is_killed(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    for number in range(200):
        (source / f"{number}.txt").write_text(papers.DECREE * 4, "utf-8")
    run = _started(source, tmp_path / "out")
    run.kill()
    run.wait()
    for _ in range(200):
        try:
            os.killpg(run.pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    pytest.fail("the readers outlived the run")


def test_a_file_that_kills_its_reader_is_refused_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(12):
        (tmp_path / f"{number}.txt").write_text("KẾ HOẠCH\nTuyên truyền", "utf-8")
    opened = many._open

    def dying(source: Path) -> dict[str, object]:
        return os._exit(9) if source.stem in {"3", "7"} else opened(source)

    monkeypatch.setattr(many, "_open", dying)
    outcomes = [(job.source.stem, outcome) for job, outcome in read_all(list(jobs([tmp_path], None)), 2)]
    assert sorted(stem for stem, _ in outcomes) == sorted(map(str, range(12)))
    refused = {stem: outcome.refusal for stem, outcome in outcomes if outcome.refusal}
    assert sorted(refused) == ["3", "7"]
    assert all("dừng đột ngột" in (refusal or "") for refusal in refused.values())
