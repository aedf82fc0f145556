"""``vanban`` in a terminal. Sub-commands stand in one table, so that each brings its own arguments and its own act."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vanban.checking import cli as checking
from vanban.reading.many import Job, Outcome, is_done, jobs, read_all
from vanban.writing import cli as verifying

_UNWRITTEN = "Không ghi được kết quả ({}). Hãy kiểm tra thư mục --out và chỗ trống trên đĩa."


@dataclass(frozen=True, slots=True)
class Command:
    """A sub-command: its name, one sentence of help, what it takes, what it does (giving the exit code)."""

    name: str
    help: str
    arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


def read(
    paths: Sequence[Path | str],
    *,
    as_json: bool = False,
    out: Path | str | None = None,
    processes: int | None = None,
    again: bool = False,
) -> int:
    """Read files and folders; print what was read, or write one JSON file each into ``out``. Returns the exit code.

    :param as_json: print JSON instead of a summary; several files give one line of JSON each
    :param out: write ``<file name>.json`` there instead of printing; files that are newer than their source are skipped
    :param processes: how many run side by side; one a processor core otherwise
    :param again: read also what stands in ``out`` already
    :return: 0 all were read, 1 some could not be (each with a sentence on standard error), 2 there was nothing to read or ``out`` is no
        folder that can be written to
    """
    if out is not None and not _is_folder(Path(out)):
        return 2
    work = list(jobs([Path(path) for path in paths], Path(out) if out is not None else None))
    if not work:
        _tell("Không tìm thấy tệp nào để đọc. Hãy kiểm tra lại đường dẫn.")
        return 2
    due = work if again else [job for job in work if not is_done(job)]
    if len(due) < len(work):
        _tell(f"Bỏ qua {len(work) - len(due)} tệp đã đọc trước đó.")
    failed = 0
    for count, (job, outcome) in enumerate(read_all(due, processes), start=1):
        told = _report(job, outcome, as_json=as_json, progress=f"[{count}/{len(due)}] " if len(due) > 1 else "")
        failed += not told
    if failed:
        _tell(f"{failed} trên {len(due)} tệp không đọc được.")
    return 1 if failed else 0


def _is_folder(out: Path) -> bool:
    """Whether results can go to ``out``, which is made where it is not there; says why not before anything is read."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        _tell(f"Không tạo được thư mục “{out}” ({error.strerror or error}). Hãy chọn thư mục khác cho --out.")
        return False
    return True


def _report(job: Job, outcome: Outcome, *, as_json: bool, progress: str) -> bool:
    """Print or write one outcome; whether there is a result."""
    if outcome.document is None:
        _tell(f"{progress}{job.source}: {outcome.refusal}")
        return False
    if job.target is not None:
        try:
            _write(job.target, outcome.document)
        except OSError as error:
            _tell(f"{progress}{job.source}: {_UNWRITTEN.format(error.strerror or error)}")
            return False
        _tell(f"{progress}{job.source}")
    else:
        if progress:
            _tell(f"{progress}{job.source}")
        print(_as_json(outcome.document, indent=None if progress else 2) if as_json else summary(job.source, outcome.document))
    return True


def _as_json(document: dict[str, Any], indent: int | None) -> str:
    return json.dumps(document, ensure_ascii=False, indent=indent)


def _write(target: Path, document: dict[str, Any]) -> None:
    """Write whole or not at all, so that a run that was cut off is gone on with safely."""
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        unfinished.write_text(_as_json(document, indent=1), "utf-8")
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def summary(source: Path, document: dict[str, Any]) -> str:
    """What a person wants to see at a glance: head, signature, counts, remarks."""

    def part(name: str, key: str) -> str | None:
        value = document.get(name)
        return value.get(key) if isinstance(value, dict) else None

    signature = document.get("signature") or {}
    signer = " ".join(filter(None, (signature.get("authority"), signature.get("position"), signature.get("name"))))
    rows = [
        ("Loại", part("type", "name")),
        ("Số, ký hiệu", part("number", "text")),
        ("Cơ quan", part("issuer", "name")),
        ("Cơ quan chủ quản", part("issuer", "parent")),
        ("Địa danh", document.get("place")),
        ("Ngày", document.get("date")),
        ("Trích yếu", document.get("subject")),
        ("Độ khẩn", document.get("urgency")),
        ("Kính gửi", "; ".join(document["addressees"]) or None),
        ("Người ký", signer or None),
        ("Viện dẫn", str(len(document["citations"]))),
        ("Nhiệm vụ", str(len(document["assignments"]))),
        ("Số liệu", str(len(document["figures"]))),
    ]
    lines = [f"{name}: {value}" for name, value in rows if value]
    return "\n".join([str(source), *(f"  {line}" for line in lines), *(f"  ! {finding['message']}" for finding in document["findings"])])


def _tell(message: str) -> None:
    """To a person, beside the results."""
    print(message, file=sys.stderr, flush=True)


def _read_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="TỆP", help="tệp hoặc thư mục cần đọc")
    parser.add_argument("--json", action="store_true", help="in JSON thay cho bản tóm tắt")
    parser.add_argument("--out", type=Path, metavar="THƯ_MỤC", help="ghi mỗi văn bản một tệp JSON vào đây; tệp đã đọc rồi thì bỏ qua")
    parser.add_argument("--jobs", type=int, metavar="SỐ", help="số tiến trình chạy song song (mặc định bằng số nhân)")
    parser.add_argument("--again", action="store_true", help="đọc lại cả những tệp đã có kết quả trong thư mục --out")


def _read_command(arguments: argparse.Namespace) -> int:
    return read(arguments.files, as_json=arguments.json, out=arguments.out, processes=arguments.jobs, again=arguments.again)


COMMANDS: tuple[Command, ...] = (
    Command("read", "Đọc văn bản hành chính: tệp hoặc cả thư mục.", _read_arguments, _read_command),
    Command("check", checking.HELP, checking.arguments, checking.run),
    Command("verify", verifying.HELP, verifying.arguments, verifying.run),
)


def parser() -> argparse.ArgumentParser:
    """The parser of all sub-commands."""
    whole = argparse.ArgumentParser(prog="vanban", description="Đọc, kiểm tra và soạn văn bản hành chính Việt Nam.")
    commands = whole.add_subparsers(dest="command", required=True, metavar="LỆNH")
    for command in COMMANDS:
        command.arguments(commands.add_parser(command.name, help=command.help, description=command.help))
    return whole


def main(argv: Sequence[str] | None = None) -> int:
    """Run a sub-command; returns the exit code."""
    arguments = parser().parse_args(argv)
    chosen = next(command for command in COMMANDS if command.name == arguments.command)
    try:
        return chosen.run(arguments)
    except BrokenPipeError:
        # whoever read our output (head, less) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("Đã dừng theo yêu cầu. Chạy lại lệnh này để đọc tiếp phần còn lại.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
