"""Check a report's bundle without Hòa Nhập, database or network: ``python verify.py`` in its folder, or with the zip, the folder or a
``ledger.json`` as argument. Needs Python 3.8 or later and nothing else. The same file lies in every bundle and behind ``hoanhap verify``.
"""

from __future__ import annotations

import hashlib
import json
import sys
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import Any
from uuid import UUID, uuid5
from xml.etree import ElementTree as ET

LEDGER, SUMS, WORD = "ledger.json", "SHA256SUMS", "report.docx"
CUTS = UUID("5f1f8a3c-4a6b-5d0e-9b57-2f6b1f5c7a11")
"""What ids of parts (a language, a topic) are made from, together with their values."""
MOST = 400 << 20
"""Bytes that a bundle may unpack to."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def main(arguments: list[str]) -> int:
    """Check what was given and say what was found. The status: 0 when everything holds, 1 when something does not."""
    place = Path(arguments[0]) if arguments else Path(__file__).resolve().parent
    try:
        content = files_in(place)
        ledger = json.loads(content[LEDGER].decode("utf-8"))
        found = faults_of_files(content) + faults(ledger) + faults_of_word(content.get(WORD), ledger)
        count, told = len(ledger["figures"]), waivers(ledger)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, zipfile.BadZipFile, ET.ParseError, RecursionError):
        sys.stdout.write(f"{place} không phải bộ chứng cứ hoặc sổ cái số liệu. Hãy chọn tệp .zip hoặc ledger.json đi cùng báo cáo.\n")
        return 1
    sys.stdout.write(("\n".join(found) or f"{count} số liệu đều khớp với các dòng, lượt ghi và minh chứng đứng sau.") + "\n")
    sys.stdout.write("".join(f"{line}\n" for line in told))
    return 1 if found else 0


def files_in(place: Path) -> dict[str, bytes]:
    """The files of a bundle by name: of a zip, of the folder it was unpacked to, or a ledger alone.

    :raises ValueError: it unpacks to more than the cap
    """
    if place.is_dir():
        return {path.name: path.read_bytes() for path in sorted(place.iterdir()) if path.is_file()}
    raw = place.read_bytes()
    if not zipfile.is_zipfile(BytesIO(raw)):
        return {LEDGER: raw}
    with zipfile.ZipFile(BytesIO(raw)) as bundle:
        if sum(row.file_size for row in bundle.infolist()) > MOST:
            raise ValueError(place)
        return {row.filename: bundle.read(row) for row in bundle.infolist() if not row.is_dir()}


def faults_of_files(content: Mapping[str, bytes]) -> list[str]:
    """Files that are not what the list of hashes says, that are missing, or that nobody listed."""
    if SUMS not in content:
        return []
    listed = dict(_listed(line) for line in content[SUMS].decode("utf-8").splitlines())
    told = [
        f"{name}: tệp bị thiếu." if name not in content else f"{name}: tệp đã bị sửa so với khi kết xuất."
        for name, wanted in listed.items()
        if name not in content or hashlib.sha256(content[name]).hexdigest() != wanted
    ]
    return told + [f"{name}: tệp không có trong danh sách {SUMS}." for name in content if name not in listed and name != SUMS]


def _listed(line: str) -> tuple[str, str]:
    """A line of the list of hashes: name and hash."""
    sha256, _space, name = line.partition("  ")
    return name, sha256


def faults(ledger: dict[str, Any]) -> list[str]:
    """Every way in which a ledger contradicts itself, in sentences; none when it holds."""
    found = [fault for sheet in ledger["figures"] for fault in _figure(sheet, ledger["entries"], ledger.get("counts", {}))]
    return found + list(_words(ledger))


def faults_of_word(docx: bytes | None, ledger: dict[str, Any]) -> list[str]:
    """Figures that the Word file no longer says as the ledger has them: each is named with what stands there now."""
    paper = ledger.get("paper")
    if docx is None or not paper:
        return []
    said = said_in(docx)
    told = []
    for figure in paper["figures"]:
        wanted = Counter(place["text"].strip() for place in figure["places"])
        now = Counter(said.get(figure["id"], ()))
        lost, new = list((wanted - now).elements()), list((now - wanted).elements())
        name = f"{figure['id']} “{figure['name']}”"
        for position, old in enumerate(lost):
            if position < len(new):
                told.append(f"{name}: sổ cái ghi “{old}”, tệp Word nay ghi “{new[position]}”.")
            else:
                told.append(f"{name}: số “{old}” không còn trong tệp Word hoặc đã mất liên kết.")
        told += [f"{name}: tệp Word có thêm số “{words}”." for words in new[len(lost) :]]
    return told


def said_in(docx: bytes) -> dict[str, list[str]]:
    """What stands in each tagged content control of a Word file, by tag."""
    with zipfile.ZipFile(BytesIO(docx)) as package:
        if package.getinfo("word/document.xml").file_size > MOST:
            raise ValueError("document.xml")
        raw = package.read("word/document.xml")
    if b"<!DOCTYPE" in raw or b"<!ENTITY" in raw:
        raise ValueError("document.xml")
    root = ET.fromstring(raw)  # noqa: S314  no other parser on a bare Python; entities were refused above
    found: dict[str, list[str]] = {}
    for control in root.iter(f"{_W}sdt"):
        tag = control.find(f"{_W}sdtPr/{_W}tag")
        content = control.find(f"{_W}sdtContent")
        if tag is not None and content is not None:
            words = "".join(piece.text or "" for piece in content.iter(f"{_W}t"))
            found.setdefault(tag.get(f"{_W}val", ""), []).append(words.strip())
    return found


def digest(content: dict[str, Any]) -> str:
    """SHA-256 of a JSON object in one canonical form (sorted keys, no spaces, UTF-8)."""
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def root_of(digests: Iterable[str]) -> str:
    """Root of the binary hash tree over the sorted digests; an odd last one goes up as it is; of none, the hash of nothing."""
    level = sorted(digests)
    if not level:
        return hashlib.sha256(b"").hexdigest()
    while len(level) > 1:
        pairs = [level[i : i + 2] for i in range(0, len(level), 2)]
        level = [hashlib.sha256(f"node {pair[0]} {pair[1]}".encode()).hexdigest() if len(pair) == 2 else pair[0] for pair in pairs]
    return level[0]


def _figure(sheet: dict[str, Any], entries: dict[str, Any], counts: dict[str, Any]) -> Iterator[str]:
    name, lines = f"{sheet['code']} “{sheet['label']}”", sheet["lines"]
    for line in lines:
        if digest(line["content"]) != line["digest"]:
            yield f"{name}: dòng {line['content']['id']} không khớp mã băm của nó."
    if root_of(line["digest"] for line in lines) != sheet["root"]:
        yield f"{name}: mã băm gốc không khớp với các dòng."
    working = sheet.get("working") or {}
    yield from _parts(name, lines, working)
    total = _worked_out(lines, working)
    if total != Decimal(str(sheet["value"])):
        how = "tính lại từ các dòng" if working else "các dòng cộng lại"
        yield f"{name}: ghi {sheet['value']} nhưng {how} là {total.normalize():f}."
    codes = {version: part["indicator"] for part in working.get("parts", ()) for version in part["versions"]}
    for line in lines:
        content = line["content"]
        yield from _entry(name, codes.get(content["indicator"], sheet["indicator"]), content, entries)
        yield from _count(name, codes.get(content["indicator"], sheet["indicator"]), content, counts)


def _worked_out(lines: list[dict[str, Any]], working: dict[str, Any]) -> Decimal:
    """The value that follows from the lines: their sum; of a stock, only a part of statements that heirs divided; the rate of two numbers
    in percent; the middle of all."""
    quantities = {line["content"]["id"]: Decimal(line["content"]["quantity"]) for line in lines}
    if working.get("of") == "RATIO":
        parts = [_worked_out(_of(part, lines), part["working"]) for part in working.get("parts", ())]
        return _rounded(parts[0] * 100 / parts[1]) if len(parts) == 2 and parts[1] else Decimal(0)
    if working.get("of") == "MEDIAN":
        return _rounded(median(quantities.values())) if quantities else Decimal(0)
    total = sum(quantities.values(), Decimal(0))
    for group in working.get("divided", ()):
        whole = sum((quantities.get(line, Decimal(0)) for line in group["lines"]), Decimal(0))
        if not 0 <= Decimal(group["part"]) <= whole:
            return Decimal("NaN")
        total += Decimal(group["part"]) - whole
    return total


def _parts(name: str, lines: list[dict[str, Any]], working: dict[str, Any]) -> Iterator[str]:
    """The two numbers of a rate: each is what its lines say, and every line belongs to one of them."""
    parts = working.get("parts", ())
    for part in parts:
        total = _worked_out(_of(part, lines), part["working"])
        if total != Decimal(part["value"]):
            yield f"{name}: “{part['label']}” ghi {part['value']} nhưng tính lại từ các dòng là {total}."
    versions = [version for part in parts for version in part["versions"]]
    if parts and Counter(versions) != Counter({line["content"]["indicator"] for line in lines}):
        yield f"{name}: có dòng không thuộc tử số hay mẫu số."


def _of(part: dict[str, Any], lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [line for line in lines if line["content"]["indicator"] in part["versions"]]


def _rounded(value: Decimal) -> Decimal:
    return Decimal(value).quantize(Decimal("0.01"), ROUND_HALF_UP)


def _count(name: str, indicator: str, line: dict[str, Any], counts: dict[str, Any]) -> Iterator[str]:
    """A number that a unit stated from a paper it holds: what it said then, and which paper."""
    kind, source = line["source"]
    if kind != "aggregate":
        return
    stated = counts.get(source)
    if stated is None:
        yield f"{name}: thiếu số {source} mà đơn vị nêu từ văn bản."
        return
    paper = digest({"source": stated["source"], "paper": stated["paper"]})
    if digest(stated) != line["proof"]["digest"]:
        yield f"{name}: số {source} nêu từ văn bản “{stated['source']}” không khớp với dòng."
    elif not any(_same(row, indicator, line) for row in _stated_parts(stated, indicator, line["indicator"])):
        yield f"{name}: văn bản “{stated['source']}” không nêu số này."
    elif ["PAPER", paper] not in line["proof"]["evidence"]:
        yield f"{name}: văn bản nguồn của số {source} không khớp mã băm."


def _stated_parts(stated: dict[str, Any], indicator: str, version: str) -> list[list[Any]]:
    """What a count states of an indicator, as rows like those of an entry: the whole, its parts where it is divided, or the number that
    goes with it."""
    second = stated.get("second")
    if second and second["indicator"] == indicator:
        return [[indicator, second["amount"], stated["estimated"]]]
    if stated["indicator"] != version:
        return []
    parts = [[indicator, part["amount"], stated["estimated"], part["cut"]] for part in stated.get("parts", ())]
    return parts or [[indicator, stated["amount"], stated["estimated"]]]


def _entry(name: str, indicator: str, line: dict[str, Any], entries: dict[str, Any]) -> Iterator[str]:
    kind, source = line["source"]
    if kind != "entry":
        return
    kept = entries.get(source)
    if kept is None:
        yield f"{name}: thiếu lượt ghi {source}."
        return
    stated = kept["stated"]
    if digest(stated) != line["proof"]["digest"] or stated["evidence"] != line["proof"]["evidence"]:
        yield f"{name}: lượt ghi {source} không khớp với dòng."
    if not any(_same(row, indicator, line) for row in stated["quantities"]):
        yield f"{name}: lượt ghi {source} không nêu số này."
    if _waiver_faulty(stated, line["proof"]):
        yield f"{name}: lượt ghi {source} không có minh chứng và việc miễn không khớp với dòng."
    if any(digest({"url": url}) != sha256 for sha256, url in kept["links"].items()):
        yield f"{name}: lượt ghi {source} có đường dẫn không khớp mã băm."


def _waiver_faulty(stated: dict[str, Any], proof: dict[str, Any]) -> bool:
    """An entry without evidence counts only by a waiver, and the line holds the digest of exactly that one."""
    waiver = stated.get("waiver")
    return proof.get("waiver") != (digest(waiver) if waiver else None) or not (stated["evidence"] or waiver)


def waivers(ledger: dict[str, Any]) -> list[str]:
    """What counts without evidence, figure by figure: who granted that, when and why. No fault, but something to know."""
    told = []
    for sheet in ledger["figures"]:
        sources = sorted({line["content"]["source"][1] for line in sheet["lines"] if line["content"]["proof"].get("waiver")})
        kept = [ledger["entries"].get(source, {}).get("stated", {}) for source in sources]
        for stated in kept:
            waiver = stated.get("waiver") or {}
            told.append(
                f"{sheet['code']} “{sheet['label']}”: lượt ghi “{stated.get('title', '')}” ngày {stated.get('day', '')} "
                f"không có minh chứng, được miễn: {waiver.get('granted', '')} ({waiver.get('by', '')}, {waiver.get('at', '')[:10]})."
            )
    return told


def _same(row: list[Any], indicator: str, line: dict[str, Any]) -> bool:
    """Whether an entry states this: indicator, quantity, whether it is estimated, and of which part where it is divided."""
    cut = _cut_id(row[3]) if len(row) > 3 else None
    return [row[0], row[1], row[2], cut] == [indicator, line["quantity"], line["estimated"], line.get("cut")]


def _cut_id(values: dict[str, str]) -> str:
    """The id of a part: made from its values."""
    return str(uuid5(CUTS, json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))))


def _words(ledger: dict[str, Any]) -> Iterator[str]:
    """The digest of the filing covers its words, its tables, the roots of its figures, and how those that are no sums were worked out."""
    kept = ledger["report"].get("digest")
    if kept:
        roots = {sheet["indicator"]: sheet["root"] for sheet in ledger["figures"]}
        workings = {sheet["indicator"]: sheet["working"] for sheet in ledger["figures"] if sheet.get("working")}
        covered = {"blocks": ledger["blocks"], "tables": ledger["tables"], "roots": roots}
        if digest(dict(covered, workings=workings) if workings else covered) != kept:
            yield "Lời văn hoặc bảng của báo cáo không khớp mã băm khi nộp, ban hành."


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
