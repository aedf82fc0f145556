"""Reading many files: side by side in processes, one outcome a file, going on where a run was left."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vanban.errors import Secret, VanbanError

SUFFIXES = frozenset({".txt", ".md", ".html", ".htm", ".docx", ".doc", ".odt", ".rtf", ".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff"})


@dataclass(frozen=True, slots=True)
class Job:
    """A file to read and where its JSON goes (None: to standard output)."""

    source: Path
    target: Path | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: what was read, or the sentence that says why not."""

    source: Path
    document: dict[str, Any] | None = None
    refusal: str | None = None


def jobs(paths: list[Path], out: Path | None) -> Iterator[Job]:
    """Every file once, folders with all that is in them; a path that does not exist is a job too, so that it gets its message.

    ``ke-hoach.pdf`` goes to ``ke-hoach.json``; where ``ke-hoach.docx`` is read too, both keep their kind (``ke-hoach.pdf.json``).
    """
    names = {file: file.relative_to(path) if path.is_dir() else Path(file.name) for path in reversed(paths) for file in _inside(path)}
    stems = Counter(name.with_suffix("") for name in names.values())
    for file in dict.fromkeys(file for path in paths for file in _inside(path)):
        name = names[file]
        target = name.with_suffix(".json") if stems[name.with_suffix("")] == 1 else name.with_name(f"{name.name}.json")
        yield Job(file, out / target if out else None)


def _inside(path: Path) -> list[Path]:
    """The files of a folder that are of a kind that is read; any other path as it is."""
    if not path.is_dir():
        return [path]
    return sorted(found for found in path.rglob("*") if found.suffix.lower() in SUFFIXES and found.is_file())


def is_done(job: Job) -> bool:
    """Whether the result of a file stands already and is no older than the file."""
    try:
        return job.target is not None and job.target.stat().st_mtime >= job.source.stat().st_mtime
    except OSError:
        return False


def read_all(work: list[Job], processes: int | None) -> Iterator[tuple[Job, Outcome]]:
    """Outcomes as they come; one file is read here, several side by side."""
    count = min(processes or os.cpu_count() or 1, len(work))
    if count <= 1:
        yield from ((job, read_one(job.source)) for job in work)
        return
    with ProcessPoolExecutor(count, initializer=_begin) as pool:
        running = {pool.submit(read_one, job.source): job for job in work}
        for future in as_completed(running):
            yield running[future], _outcome(future, running[future])


def _begin() -> None:
    """One thread for recognition in each process: the processes are what runs side by side."""
    os.environ["OMP_THREAD_LIMIT"] = "1"


def _outcome(future: Future[Outcome], job: Job) -> Outcome:
    try:
        return future.result()
    except BrokenProcessPool:
        return Outcome(job.source, refusal="Tiến trình đọc dừng đột ngột, có thể do hết bộ nhớ. Hãy đọc riêng tệp này với --jobs 1.")


def read_one(source: Path) -> Outcome:
    """Read one file; a secret paper is refused and nothing of it is given back."""
    try:
        return Outcome(source, _open(source))
    except VanbanError as error:
        return Outcome(source, refusal=error.message)
    except OSError as error:
        return Outcome(source, refusal=f"Không mở được tệp ({error.strerror or error}). Hãy kiểm tra đường dẫn và quyền đọc.")
    except Exception as error:  # noqa: BLE001  a run over thousands of files goes on past a defect of ours, and says so
        return Outcome(source, refusal=f"Lỗi của chương trình ({type(error).__name__}). Hãy gửi tệp này cho nhóm phát triển.")


def _open(source: Path) -> dict[str, Any]:
    """What a file says; opening is imported here, for the libraries behind it are heavy.

    :raises Secret: the paper carries a secrecy mark
    """
    from vanban.reading import read_source
    from vanban.reading.secrecy import is_secret
    from vanban.sources import open_source

    document = read_source(open_source(source))
    if is_secret(document):
        raise Secret("Văn bản có dấu độ mật nên không được đọc hay lưu trên máy này. Hãy xử lý trên giấy hoặc mạng LAN độc lập.")
    return document.to_json()
