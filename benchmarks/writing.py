"""How fast papers are written, as ratios in one run.

    python benchmarks/writing.py [REPORTS] [--memory N]

A half-year report of eight pages with a table of 200 rows, written as DOCX (against docxtpl) and as PDF (against WeasyPrint and
LibreOffice, where they are installed). ``--memory N`` writes N papers and prints the resident memory along the way.
"""

from __future__ import annotations

import argparse
import gc
import importlib.util
import resource
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import pypdfium2
from docxtpl import DocxTemplate

from vanban.model.paper import Authority, Cell, FigureRun, Heading, LedgerFigure, Paper, Paragraph, Signing, Table, Text
from vanban.writing import write_docx, write_html, write_pdf

ROWS = 200
SENTENCE = (
    "Sở hướng dẫn các xã, phường duy trì chuyên mục hằng tuần, chọn giờ phát vào sáng sớm và chiều tối để người lao động dễ theo dõi; "
    "mỗi nội dung đều dẫn văn bản gốc và có địa chỉ để người dân hỏi thêm. "
)


def figures(number: int) -> tuple[LedgerFigure, ...]:
    """Twelve figures of report ``number``."""
    evidence = ("a" * 64,)
    return tuple(
        LedgerFigure(
            f"f-{number}-{place}", f"Chỉ tiêu {place}", number + place, "lượt", "Theo nhật ký", "6 tháng", "2026-06-15", 3, evidence
        )
        for place in range(12)
    )


def table(number: int) -> Table:
    """The long table of report ``number``."""
    header = ("TT", "Đơn vị", "Số lượng", "Ghi chú")
    rows = ((str(row), f"Xã thứ {row} của lần {number}", str(row * 7), "Đủ") for row in range(ROWS))
    made = [tuple(Cell((Text(words),)) for words in row) for row in (header, *rows)]
    return Table((made[0],), tuple(made[1:]), (1, 5, 2, 2))


def report(number: int = 0) -> Paper:
    """One report; ``number`` makes its words and figures its own."""
    counted = figures(number)
    said = (
        Paragraph((Text(f"{SENTENCE}Đã thực hiện "), FigureRun(figure.id, str(figure.value)), Text(f" lượt. {SENTENCE}")))
        for figure in counted
    )
    return Paper(
        type="BC",
        issuer="Sở Văn hóa, Thể thao và Du lịch",
        parent="Ủy ban nhân dân tỉnh Sơn Hà",
        symbol="BC-SVHTTDL",
        serial=str(number + 1),
        place="Sơn Hà",
        date="2026-06-15",
        subject=f"Kết quả truyền thông 6 tháng đầu năm 2026, bản {number}",
        blocks=(Heading("I", "Công tác chỉ đạo"), Paragraph((Text(SENTENCE * 4),)), Heading("II", "Kết quả"), *said, table(number)),
        figures=counted,
        recipients=("Như trên", "Lưu: VT"),
        signings=(Signing("Nguyễn Thị Ví Dụ", "Phó Giám đốc", (Authority("KT.", "Giám đốc"),)),),
    )


def template() -> bytes:
    """The same report as a docxtpl template: paragraphs and one table with a row loop."""
    document = docx.Document()
    document.add_paragraph("{{ subject }}")
    document.add_paragraph("{%p for words in paragraphs %}")
    document.add_paragraph("{{ words }}")
    document.add_paragraph("{%p endfor %}")
    table = document.add_table(rows=4, cols=4)
    for cell, words in zip(table.rows[0].cells, ("TT", "Đơn vị", "Số lượng", "Ghi chú"), strict=True):
        cell.text = words
    table.rows[1].cells[0].text = "{%tr for row in rows %}"
    for place, cell in enumerate(table.rows[2].cells):
        cell.text = f"{{{{ row[{place}] }}}}"
    table.rows[3].cells[0].text = "{%tr endfor %}"
    out = BytesIO()
    document.save(out)
    return out.getvalue()


TEMPLATE = template()


def with_docxtpl(number: int) -> bytes:
    """The report through docxtpl."""
    paper = report(number)
    long = paper.blocks[-1]
    assert isinstance(long, Table)
    words = ["".join(run.text for run in block.runs) for block in paper.blocks if isinstance(block, Paragraph)]
    rows = [["".join(run.text for run in cell.runs) for cell in row] for row in long.rows]
    document = DocxTemplate(BytesIO(TEMPLATE))
    document.render({"subject": paper.subject, "paragraphs": words, "rows": rows}, autoescape=True)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def with_weasyprint(number: int) -> bytes:
    """The report's web page printed by WeasyPrint."""
    import weasyprint

    return bytes(weasyprint.HTML(string=write_html(report(number))).write_pdf())


def with_libreoffice(number: int) -> bytes:
    """The report's DOCX printed by LibreOffice."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "x.docx").write_bytes(write_docx(report(number)))
        command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", folder, f"{folder}/x.docx"]
        subprocess.run(command, check=True, capture_output=True)
        return (Path(folder) / "x.pdf").read_bytes()


def measured(write: Callable[[int], bytes], times: int) -> float:
    """Median seconds a report, the first left out."""
    write(10_000)
    spent = []
    for number in range(times):
        begun = time.perf_counter()
        write(number)
        spent.append(time.perf_counter() - begun)
    return statistics.median(spent)


def compare(times: int) -> None:
    """Print seconds a report and the ratios."""
    pages = len(pypdfium2.PdfDocument(write_pdf(report())))
    print(f"reports: {times}, pages each: {pages}, rows: {ROWS}")
    seconds = {
        "vanban DOCX": measured(lambda number: write_docx(report(number)), times),
        "docxtpl DOCX": measured(with_docxtpl, times),
        "vanban PDF": measured(lambda number: write_pdf(report(number)), times),
    }
    few = max(2, times // 20)
    if importlib.util.find_spec("weasyprint"):
        seconds["WeasyPrint PDF"] = measured(with_weasyprint, few)
    if shutil.which("soffice"):
        seconds["LibreOffice PDF"] = measured(with_libreoffice, few)
    for name, spent in seconds.items():
        print(f"{name:16} {spent * 1000:9.1f} ms a report")
    print(f"DOCX: vanban takes {seconds['vanban DOCX'] / seconds['docxtpl DOCX']:.2f} of docxtpl's time (wanted: at most 2)")
    for other, wanted in (("WeasyPrint", " (wanted: at least 10)"), ("LibreOffice", "")):
        if f"{other} PDF" in seconds:
            print(f"PDF: {other} takes {seconds[f'{other} PDF'] / seconds['vanban PDF']:.1f} times vanban's{wanted}")
        else:
            print(f"PDF: {other} is not installed here")


def memory(papers: int) -> None:
    """Print the resident memory while ``papers`` different papers are written both ways."""
    for number in range(papers + 1):
        write_docx(report(number))
        write_pdf(report(number))
        if number % max(1, papers // 10) == 0:
            gc.collect()
            print(f"after {number:5} papers: {resident():7.1f} MB now")


def resident() -> float:
    """Resident memory in MB."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 1e6


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", nargs="?", type=int, default=100)
    parser.add_argument("--memory", type=int, default=0)
    chosen = parser.parse_args()
    if chosen.memory:
        memory(chosen.memory)
    else:
        compare(chosen.reports)
