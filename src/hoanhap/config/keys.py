"""``hoanhap keys list | rotate | drop``: the keys that personal fields are sealed with, from a terminal."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date

from hoanhap.config.embedded.locks import held
from hoanhap.config.server.surroundings import var

Say = Callable[[str], None]


def options(parser: argparse.ArgumentParser) -> None:
    """What to do, and with which key."""
    parser.add_argument(
        "act", choices=["list", "rotate", "drop"], metavar="list|rotate|drop", help="xem; thay khóa và mã hóa lại; bỏ khóa cũ"
    )
    parser.add_argument("--key", metavar="MÃ", help="mã của khóa cần bỏ (16 chữ số hệ mười sáu)")


def run(chosen: argparse.Namespace, say: Say, *, today: date) -> int:
    """Do it. The exit status is 1 when nothing was done, with the reason said."""
    import django

    django.setup()
    with held(var() / "keys.lock"):
        if chosen.act == "rotate":
            return rotate(say, today=today)
        return drop(chosen.key or "", say) if chosen.act == "drop" else show(say)


def show(say: Say) -> int:
    """Every key with the number of values that stand on it; the keys themselves are never shown."""
    from hoanhap.kernel import key_ring, resealing

    ring, standing = key_ring.load(), resealing.values_by_key()
    for key in ring.keys:
        word = "đang dùng" if key == ring.current else "chỉ để đọc"
        say(f"  {key.id.hex()}  tạo ngày {key.made_on:%d/%m/%Y}, {word}: {standing[key.id]} giá trị")
    return 0


def rotate(say: Say, *, today: date) -> int:
    """A new key, and every value sealed anew under it. The old keys stay, for backups made before, until they are dropped."""
    from hoanhap.kernel import key_ring, resealing

    ring = key_ring.add(today)
    say(f"Khóa mới {ring.current.id.hex()} đã ở trong tệp khóa. Đang mã hóa lại …")
    say(f"Đã mã hóa lại {resealing.reseal_all()} giá trị. Khóa cũ còn giữ để đọc bản sao lưu cũ; hãy chép tệp khóa vào nơi giữ khóa.")
    return show(say)


def drop(name: str, say: Say) -> int:
    """Take an old key away, unless a value stands on it or it is the one in use."""
    from hoanhap.kernel import key_ring, resealing

    ring, standing = key_ring.load(), resealing.values_by_key()
    found = next((key for key in ring.keys if key.id.hex() == name.lower()), None)
    if found is None or found == ring.current:
        say("Không có khóa cũ nào mang mã này. Xem mã bằng: hoanhap keys list")
        return 1
    if standing[found.id]:
        say(f"Khóa này còn mở {standing[found.id]} giá trị. Hãy chạy hoanhap keys rotate trước khi bỏ.")
        return 1
    key_ring.drop(found.id)
    say(f"Đã bỏ khóa {name.lower()}. Bản sao lưu làm trước khi thay khóa từ nay không đọc được liên hệ đã mã hóa nữa.")
    return 0
