"""Reading order of a page's pieces: the order of writing, mended, with the head and the foot of a paper read by columns.

Word processors write a page in logical order (a table cell by cell), so that order is kept. Three things are mended:
blocks written late though they stand above (text boxes), the two columns of the head (issuer beside motto), and the
two columns of the foot (recipients beside signature), which come out left column first, then right.
"""

from __future__ import annotations

import re

from vanban.sources.pdf.pieces import Piece

_MOTTO = re.compile(r"^(?:CỘNG\s+H(?:ÒA|OÀ)|ĐẢNG\s+CỘNG\s+SẢN|Độc\s+lập\s*[-–])")
_ADDRESS = re.compile(r"^\W{0,3}Kính\s+gửi")
_RECIPIENTS = re.compile(r"^\W{0,3}N[ơo]i\s+nh[ậâ]n", re.IGNORECASE)
_STAMP = re.compile(r"^(?:Ký bởi|Người ký|Cơ quan:|Thời gian ký|Ngày ký|Email:|Tổ chức:|Signed|Signature)|@|[+-]\d\d:\d\d$")


def ordered(pieces: list[Piece], width: float, *, first: bool) -> tuple[list[Piece], list[Piece]]:
    """The page's pieces in reading order, and apart from them what digital signatures' stamps say."""
    stamps = [piece for piece in pieces if piece.words[0].added and piece.added]
    said = [piece for piece in stamps if not _is_stamp(piece, stamps)]
    body = _mended([piece for piece in pieces if piece not in stamps] + said if stamps else pieces)
    if first:
        body = _head(body, width)
    return _foot(body, width), [piece for piece in stamps if piece not in said]


def _is_stamp(piece: Piece, stamps: list[Piece]) -> bool:
    """Added text is a stamp's when it or a neighbour within three lines speaks of signing."""
    near = [other for other in stamps if abs(other.top - piece.top) < 4 * max(piece.size, other.size)]
    return any(_STAMP.search(other.text) for other in near)


def _mended(pieces: list[Piece]) -> list[Piece]:
    """Blocks that were written late but stand wholly above earlier ones go before them."""
    blocks: list[list[Piece]] = []
    for piece in pieces:
        if blocks and piece.top >= blocks[-1][-1].top - 2 and not piece.shares_line(blocks[-1][-1]):
            blocks[-1].append(piece)
        else:
            blocks.append([piece])
    placed: list[list[Piece]] = []
    for block in blocks:
        bottom = max(piece.bottom for piece in block)
        at = next((i for i, other in enumerate(placed) if min(piece.top for piece in other) >= bottom - 2), len(placed))
        placed.insert(at, block)
    return [piece for block in placed for piece in block]


def _head(pieces: list[Piece], width: float) -> list[Piece]:
    """The first page's head: everything above the first line that crosses the gutter."""
    mottoes = [piece for piece in pieces[:40] if _MOTTO.match(piece.text) and piece.left > 0.25 * width]
    if not mottoes:
        return pieces
    gutter = min(piece.left for piece in mottoes) - 1
    right_edge = max(piece.right for piece in mottoes)
    start = min(piece.top for piece in mottoes)
    crossing = [piece.top for piece in pieces if piece.top > start and (_crosses(piece, gutter) or _ADDRESS.match(piece.text))]
    end = min(crossing, default=float("inf"))
    zone = [piece for piece in pieces if start - 40 < piece.top < end]
    left = [piece for piece in zone if piece.right <= gutter + 1 or piece.left < gutter - 0.1 * width]
    right = [piece for piece in zone if piece not in left]
    if not left or right_edge <= gutter:
        return pieces
    last = max(piece.bottom for piece in left)
    below = [piece for piece in right if piece.top > last and piece.left > gutter + 0.06 * width and not _date(piece)]
    right = [piece for piece in right if piece not in below]
    rest = [piece for piece in pieces if piece not in zone]
    above = [piece for piece in rest if piece.bottom < start]
    return above + _column(left) + _column(right) + below + [piece for piece in rest if piece not in above]


def _date(piece: Piece) -> bool:
    return bool(re.search(r"ngày|tháng|năm\s+\d", piece.text))


def _crosses(piece: Piece, gutter: float) -> bool:
    return piece.left < gutter - 2 and piece.right > gutter + 14


def _foot(pieces: list[Piece], width: float) -> list[Piece]:
    """Recipients on the left, then the signature on the right."""
    found = [i for i, piece in enumerate(pieces) if _RECIPIENTS.match(piece.text) and piece.left < 0.4 * width]
    if not found:
        return pieces
    mark = pieces[found[-1]]
    top = mark.top - 2.2 * mark.size
    zone = [piece for piece in pieces if piece.top >= mark.top - 2 or (piece.top >= top and piece.left > 0.42 * width)]
    right = [piece for piece in zone if piece.left > max(0.38 * width, mark.left + 0.2 * width)]
    if not right:
        return pieces
    left = [piece for piece in zone if piece not in right]
    until = max(piece.bottom for piece in right) + 4 * mark.size
    column, end = [], mark.bottom
    for piece in _downward(left):
        if piece.top > max(end + 2.5 * mark.size, until) or (piece.top > end + 3 * mark.size):
            break
        column.append(piece)
        end = piece.bottom
    after = [piece for piece in left if piece not in column]
    lowest = max(piece.bottom for piece in column) if column else mark.bottom
    far = [piece for piece in right if after and piece.top > max(lowest, min(other.top for other in after) - 2)]
    signed = [piece for piece in right if piece not in far]
    before = [piece for piece in pieces if piece not in zone]
    tail = [piece for piece in pieces if piece in after or piece in far]
    return before + _column(column) + _column(signed) + tail


def _column(pieces: list[Piece]) -> list[Piece]:
    for piece in pieces:
        piece.column = True
    return _downward(pieces)


def _downward(pieces: list[Piece]) -> list[Piece]:
    """Top to bottom, pieces of one line left to right."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: (p.top + p.bottom) / 2):
        if rows and rows[-1][0].shares_line(piece):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [piece for row in rows for piece in sorted(row, key=lambda p: p.left)]
