"""How fast and how well papers are read, as ratios within one run, so that the machine's speed drops out.

    python benchmarks/reading.py [--pages N] [--skip-scans]

Speed: pages a second of text, DOCX, PDF and scans against bare extraction by the libraries underneath (pypdfium2, python-docx,
tesserocr). Memory: the peak that reading adds, per page. Quality: F1 of date, number and signer on the papers of
``../shared`` (left out where they are absent) beside a naive regex, dateparser and underthesea (left out where not installed).
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import sys
import time
import tracemalloc
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
SHARED = ROOT.parent / "shared" / "corpus"

from tests.vanban.reading import papers  # noqa: E402

import vanban  # noqa: E402  after the path is set, so that the benchmark runs from anywhere

_ROUNDS = 60
"""Of each measure of speed; on a busy machine the least of fewer still holds what others cost."""

PARAGRAPH = (
    "Phòng PC10 chủ trì, phối hợp với Công an các xã, phường tổ chức tuyên truyền Quyết định số 758/2024/QĐ-CTN ngày 30/7/2024 "
    "của Chủ tịch nước về đặc xá năm 2024; trong 6 tháng đầu năm đã phát gần 100 lượt tin, bài và mở 15 lớp cho 1.204 lượt người; "
    "hoàn thành trước ngày 15/12/2024."
)


def long_paper(pages: int) -> str:
    """A letter of ours with as much text as fills this many pages, about 2,300 characters each."""
    head, closing = papers.POLICE_LETTER.split("1. Sở", 1)
    body = "\n".join(f"{number}. {PARAGRAPH}" for number in range(1, pages * 8))
    return f"{head}{body}\nNơi nhận:{closing.split('Nơi nhận:', 1)[1]}"


def seconds(act: Callable[[], object], times: int) -> float:
    """The least processor time of several runs: what is left when nobody else is in the way."""
    best = float("inf")
    for _ in range(times):
        begin = time.process_time()
        act()
        best = min(best, time.process_time() - begin)
    return best


def side_by_side(ours: Callable[[], object], bare: Callable[[], object], times: int) -> tuple[float, float]:
    """The least processor time of each, run in turns, so that what else the machine does weighs on both alike."""
    rounds = [(seconds(ours, 1), seconds(bare, 1)) for _ in range(times)]
    return min(own for own, _ in rounds), min(beside for _, beside in rounds)


def as_docx(text: str) -> bytes:
    from docx import Document

    document = Document()
    for line in text.split("\n"):
        document.add_paragraph(line)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def as_pdf(text: str) -> bytes:
    import typst

    lines = "\n\n".join(re.sub(r"([#$*_@<>\\`\[\]~/])", r"\\\1", line) for line in text.split("\n"))
    return bytes(typst.compile(f'#set page("a4")\n#set text(size: 13pt)\n{lines}'.encode()))


def bare_docx(data: bytes) -> str:
    from docx import Document

    return "\n".join(paragraph.text for paragraph in Document(BytesIO(data)).paragraphs)


def bare_pdf(data: bytes) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def bare_scan(pictures: list[Any], folder: str) -> None:
    from tesserocr import PyTessBaseAPI

    with PyTessBaseAPI(path=folder, lang="vie") as recogniser:
        for picture in pictures:
            recogniser.SetImage(picture)
            recogniser.GetUTF8Text()


def speed(pages: int) -> None:
    """Reading all fields beside extracting the bare text."""
    text = long_paper(pages)
    docx, pdf = as_docx(text), as_pdf(text)
    rows: list[tuple[str, Callable[[], object], Callable[[], object] | None]] = [
        ("text", lambda: vanban.read(text), None),
        ("docx", lambda: vanban.read(docx), lambda: bare_docx(docx)),
        ("pdf", lambda: vanban.read(pdf), lambda: bare_pdf(pdf)),
    ]
    print(f"speed ({pages} pages, {len(text)} characters)")
    vanban.read(text)
    for name, ours, bare in rows:
        own, beside = side_by_side(ours, bare, _ROUNDS) if bare else (seconds(ours, _ROUNDS), 0.0)
        line = f"  {name:6} {pages / own:7.1f} pages/s  {1000 * own / pages:6.1f} ms/page"
        if bare:
            line += f"   {own / beside:5.2f} × bare extraction"
        print(line)


def scans() -> None:
    """A scanned page beside bare recognition of the same picture."""
    import pypdfium2

    from vanban.sources.scan.engine import _MODEL

    picture = pypdfium2.PdfDocument(as_pdf(long_paper(1)))[0].render(scale=300 / 72).to_pil().convert("L")
    data = BytesIO()
    picture.save(data, "PNG", dpi=(300, 300))
    own = seconds(lambda: vanban.read(data.getvalue()), 2)
    bare = seconds(lambda: bare_scan([picture], str(_MODEL)), 2)
    print(f"scans\n  {1 / own:.2f} pages/s   {own / bare:.2f} × bare tesserocr")


def memory(pages: int) -> None:
    """The peak that reading adds, by page, of a paper of this length and of one ten times as long: what a page costs must not grow."""
    print("memory at the peak, KiB a page")
    for name, made in (("text", str), ("docx", as_docx), ("pdf", as_pdf)):
        peaks = [f"{peak(made(long_paper(count))) / count / 1024:6.0f} ({count} pages)" for count in (pages, 10 * pages)]
        print(f"  {name:6} {'  '.join(peaks)}")


def peak(source: str | bytes) -> int:
    """Bytes that Python holds at most while a paper is read, beyond what it held before; the libraries' own are not seen."""
    vanban.read(source)
    tracemalloc.start()
    vanban.read(source)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


def naive(text: str) -> dict[str, str | None]:
    """What one would write in an afternoon: the first date, the first number, the last line of a few capital words."""
    date = re.search(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", text)
    number = re.search(r"Số:\s*([\w/&-]+)", text)
    names = re.findall(r"^\s*((?:[^\W\d_]+ ){1,3}[^\W\d_]+)\s*$", text, re.MULTILINE)
    return {
        "date": f"{date[3]}-{int(date[2]):02d}-{int(date[1]):02d}" if date else None,
        "number": number[1] if number else None,
        "signer": names[-1] if names else None,
    }


def by_dateparser(text: str) -> dict[str, str | None]:
    from dateparser.search import search_dates

    found = search_dates(text[:3000], languages=["vi"])
    return {"date": found[0][1].date().isoformat() if found else None}


def by_underthesea(text: str) -> dict[str, str | None]:
    from underthesea import ner

    people = [word for word, _, _, tag in ner(text[-1500:]) if tag.endswith("PER")]
    return {"signer": people[-1] if people else None}


BASELINES: dict[str, tuple[str | None, Callable[[str], dict[str, str | None]]]] = {
    "naive regex": (None, naive),
    "dateparser": ("dateparser", by_dateparser),
    "underthesea": ("underthesea", by_underthesea),
}


def f1(gold: list[str | None], read: list[str | None], same: Callable[[str, str], bool]) -> float:
    hits = sum(left is not None and right is not None and same(left, right) for left, right in zip(gold, read, strict=True))
    said, wanted = sum(value is not None for value in read), sum(value is not None for value in gold)
    return 2 * hits / (said + wanted) if said + wanted else 0.0


def quality() -> None:
    """F1 of three fields on the real papers, ours beside the baselines, all on the same text."""
    golds = [json.loads(path.read_text("utf-8")) for path in sorted((SHARED / "dev" / "gold").glob("*.json"))]
    if not golds:
        print("quality\n  left out: there are no papers in ../shared")
        return
    documents = [vanban.read(_paper(gold)) for gold in golds]
    wanted = {
        "date": [gold.get("date") for gold in golds],
        "number": [(gold.get("number") or {}).get("text") for gold in golds],
        "signer": [(gold.get("signature") or {}).get("name") for gold in golds],
    }
    ours: dict[str, list[str | None]] = {
        "date": [document.date for document in documents],
        "number": [document.number.text if document.number else None for document in documents],
        "signer": [document.signature.name if document.signature else None for document in documents],
    }
    print(f"quality (F1 on {len(golds)} papers)          date   number  signer")
    print("  vanban        " + _scores(wanted, ours))
    for name, (module, act) in BASELINES.items():
        if module and importlib.util.find_spec(module) is None:
            print(f"  {name:13} not installed")
            continue
        found = [act(document.text) for document in documents]
        print(f"  {name:13} " + _scores(wanted, {field: [one.get(field) for one in found] for field in wanted if field in found[0]}))


def _paper(gold: dict[str, Any]) -> Path:
    places = (SHARED / "dev" / gold["file"], SHARED / gold["file"], SHARED / "dev" / "gold" / gold["file"])
    return next(place for place in places if place.exists())


def _scores(wanted: dict[str, list[str | None]], read: dict[str, list[str | None]]) -> str:
    cells = []
    for field, gold in wanted.items():
        cells.append(f"{f1(gold, read[field], vanban_same):7.3f}" if field in read else "      –")
    return " " * 16 + " ".join(cells)


def vanban_same(left: str, right: str) -> bool:
    from vanban.text import same

    return same(left, right)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--pages", type=int, default=4, help="pages of the paper that is read for speed")
    options.add_argument("--skip-scans", action="store_true", help="leave out what takes longest")
    chosen = options.parse_args()
    speed(chosen.pages)
    memory(chosen.pages)
    if not chosen.skip_scans:
        scans()
    quality()


if __name__ == "__main__":
    main()
