"""Sealing the few personal fields there are: AES-256-GCM under a key that lies outside the database (``key_ring``).

A sealed value is ``version (1) · key id (8) · nonce (12) · ciphertext and tag``. Each purpose has a key of its own, derived from the
ring's. The purpose and the context (the row's id) are bound to the value, so that one copied to another row or column does not open.

By agreement the purpose of a column is ``table.column`` and its context the row's id: ``SealedField`` says so, and rotation finds
every such column by itself.
"""

from __future__ import annotations

import secrets
from functools import lru_cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.db import models
from django.utils.translation import gettext as _

from hoanhap.kernel import key_ring
from hoanhap.kernel.errors import Refused

_VERSION = b"\x01"
_NONCE_BYTES = 12
_HEAD = 1 + key_ring.ID_BYTES + _NONCE_BYTES


class Damaged(Refused):
    """A sealed value does not open: it was changed, or belongs to another row, column or purpose."""

    status = 500


class SealedField(models.BinaryField):  # type: ignore[type-arg]
    """A column whose values are sealed with the purpose ``table.column`` and the row's id as context. Empty bytes mean nothing there."""

    @property
    def purpose(self) -> str:
        """What values of this column are sealed for."""
        return f"{self.model._meta.db_table}.{self.column}"


def field_of(model: type[models.Model], name: str) -> SealedField:
    """The sealed column of that name.

    :raises TypeError: it is not one
    """
    field = model._meta.get_field(name)
    if not isinstance(field, SealedField):
        raise TypeError(f"{model.__name__}.{name} is not sealed")
    return field


def seal_for(model: type[models.Model], name: str, row_id: object, text: str) -> bytes:
    """``text`` sealed for one row's column; nothing for an empty text."""
    return seal(text, purpose=field_of(model, name).purpose, context=str(row_id)) if text else b""


def open_of(row: models.Model, name: str) -> str:
    """What is sealed in a row's column; "" when there is nothing.

    :raises Damaged: it does not belong there
    :raises KeyMissing: the ring does not hold its key
    """
    value = bytes(getattr(row, name))
    return open_(value, purpose=field_of(type(row), name).purpose, context=str(row.pk)) if value else ""


def seal(text: str, *, purpose: str, context: str) -> bytes:
    """``text`` sealed under the current key for one purpose and one context. The same text seals differently each time.

    :raises KeyMissing: there is no ring
    """
    key, nonce = key_ring.load().current, secrets.token_bytes(_NONCE_BYTES)
    sealed = _cipher(key.secret, purpose).encrypt(nonce, text.encode(), _bound(purpose, context))
    return _VERSION + key.id + nonce + sealed


def open_(value: bytes, *, purpose: str, context: str) -> str:
    """The text that ``seal`` was given, with the same purpose and context.

    :raises Damaged: the value was changed, or was sealed for something else
    :raises KeyMissing: the ring does not hold its key
    """
    if value[:1] != _VERSION or len(value) <= _HEAD:
        raise _damaged()
    key = key_ring.load().named(key_of(value))
    try:
        return _cipher(key.secret, purpose).decrypt(value[_HEAD - _NONCE_BYTES : _HEAD], value[_HEAD:], _bound(purpose, context)).decode()
    except InvalidTag as error:
        raise _damaged() from error


def key_of(value: bytes) -> bytes:
    """The id of the key that a value is sealed with."""
    return value[1 : 1 + key_ring.ID_BYTES]


@lru_cache(maxsize=64)
def _cipher(secret: bytes, purpose: str) -> AESGCM:
    derived: Any = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=f"hoanhap sealing {purpose}".encode())
    return AESGCM(derived.derive(secret))


def _bound(purpose: str, context: str) -> bytes:
    return f"{purpose}\0{context}".encode()


def _damaged() -> Damaged:
    return Damaged(
        "SEAL_BROKEN", _("Thông tin mã hóa này không mở được: dữ liệu đã bị thay đổi. Hãy báo quản trị để khôi phục từ bản sao lưu.")
    )
