"""What a password must be, by NIST SP 800-63B: long, not a known one, not made of the person's own name. No rules on characters."""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Iterable
from functools import cache

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.utils.translation import gettext as _

from hoanhap.kernel.errors import Invalid
from vanban.text import unaccent

LEAST, MOST = 15, 200
"""Characters. Fifteen, because a password is the only factor (SP 800-63B-4, 3.1.1.2)."""
_OWN = 6
"""Letters and digits that must remain when names and words that everybody would try are taken away."""
_EXPECTED = ("matkhau", "password", "hoanhap", "dacxa", "congan", "vietnam", "xinchao", "quantri", "admin", "taikhoan")
_ROWS = ("01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm")
_SYMBOLS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Of passwords made here: nothing that is taken for something else on paper (i, l, o, 0, 1)."""


def plain_password(password: str) -> str:
    """The same password typed on a phone and on a desk is the same text (NIST SP 800-63B 3.1.1.2: NFKC)."""
    return unicodedata.normalize("NFKC", password)


def first_password() -> str:
    """A password made at random (79 bits), to be shown once: ``k7mv-x2rt-d9wp-hn4q``."""
    return "-".join("".join(secrets.choice(_SYMBOLS) for _ in range(4)) for _ in range(4))


def require_strong(password: str, *, names: Iterable[str]) -> None:
    """Refuse a password that a guesser would try.

    :param names: what the person is called: the sign-in name, the full name
    :raises Invalid: says why, at the field ``password``
    """
    said = _objection(plain_password(password), [_core(name) for name in names])
    if said:
        raise Invalid("WEAK_PASSWORD", said, fields={"password": said})


def _objection(plain: str, names: list[str]) -> str:
    core = _core(plain)
    if len(plain) < LEAST:
        return _("Mật khẩu phải có ít nhất 15 ký tự. Một câu ngắn dễ nhớ là tốt nhất, dấu cách và dấu tiếng Việt đều được.")
    if len(plain) > MOST:
        return _("Mật khẩu dài quá 200 ký tự. Hãy chọn câu ngắn hơn.")
    if _runs(core) or core in _common():
        return _("Mật khẩu này dễ đoán vì lặp lại hoặc theo hàng phím. Hãy chọn một câu khác.")
    for word in sorted((name for name in {*names, *_EXPECTED} if len(name) > 2), key=len, reverse=True):
        core = core.replace(word, "")
    if len(core) < _OWN or core in _common():
        return _("Mật khẩu chỉ ghép từ tên bạn hoặc từ ai cũng đoán được. Hãy chọn một câu khác.")
    return ""


def _core(text: str) -> str:
    """Letters and digits without marks and case."""
    return re.sub(r"[^a-z0-9]", "", unaccent(plain_password(text)).lower())


def _runs(core: str) -> bool:
    """A few characters over and over, or a row of keys, of the alphabet or of digits, there or back."""
    repeated = any(core == (core[:length] * len(core))[: len(core)] for length in range(1, len(core) // 2 + 1))
    return repeated or any(core in (row * 3) or core in (row * 3)[::-1] for row in _ROWS)


@cache
def _common() -> frozenset[str]:
    """The 20,000 passwords used most, as Django has them."""
    return frozenset(CommonPasswordValidator().passwords)
