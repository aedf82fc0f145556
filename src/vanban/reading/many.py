"""Reading many files: side by side in processes, one outcome a file, going on where a run was left."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import Counter, deque
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vanban.errors import Secret, VanbanError

SUFFIXES = frozenset({".txt", ".md", ".html", ".htm", ".docx", ".doc", ".odt", ".rtf", ".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff"})

_AHEAD = 4
"""Files a process that are handed out or read and not yet told, so that thousands do not wait in memory."""


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
    """Outcomes as they come; one file is read here, several side by side.

    Whoever stops listening, or is interrupted, stops the processes too. Where one of them dies, the files that were being read
    are read again, each alone, so that only the one that kills its reader is refused.
    """
    count = min(processes or os.cpu_count() or 1, len(work))
    if count <= 1:
        yield from ((job, read_one(job.source)) for job in work)
        return
    waiting = deque(work)
    while waiting:
        suspects: list[Job] = []
        yield from _side_by_side(waiting, count, suspects)
        for job in suspects:
            yield job, _alone(job)


def _side_by_side(waiting: deque[Job], count: int, suspects: list[Job]) -> Iterator[tuple[Job, Outcome]]:
    """Outcomes of ``waiting`` until it is empty or a process dies; what was being read then goes to ``suspects``."""
    running: dict[Future[Outcome], Job] = {}
    with _pool(count) as pool:
        try:
            while waiting or running:
                while waiting and len(running) < _AHEAD * count:
                    running[pool.submit(read_one, waiting[0].source)] = waiting[0]
                    waiting.popleft()
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    outcome = future.result()
                    yield running.pop(future), outcome
        except BrokenProcessPool:
            suspects += running.values()


def _alone(job: Job) -> Outcome:
    """Read one file in a process of its own, which it may kill."""
    with _pool(1) as pool:
        try:
            return pool.submit(read_one, job.source).result()
        except BrokenProcessPool:
            return Outcome(job.source, refusal="Tiến trình đọc dừng đột ngột, có thể do hết bộ nhớ. Hãy đọc riêng tệp này với --jobs 1.")


@contextmanager
def _pool(count: int) -> Iterator[ProcessPoolExecutor]:
    """Processes that end with the block: in order, or at once where something broke it off."""
    others = set(multiprocessing.active_children())
    pool = ProcessPoolExecutor(count, initializer=_begin)
    try:
        yield pool
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        for child in set(multiprocessing.active_children()) - others:
            child.terminate()
        raise
    pool.shutdown()


def _begin() -> None:
    """One thread for recognition in each process: the processes are what runs side by side. Their parent alone is interrupted."""
    os.environ["OMP_THREAD_LIMIT"] = "1"
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    """End this process when its parent is gone, however it went: it would wait for work forever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


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
