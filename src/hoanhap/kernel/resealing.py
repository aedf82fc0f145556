"""Sealing every value anew under the current key, row by row, while the site runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from django.apps import apps
from django.db import models, transaction

from hoanhap.kernel import key_ring, sealing
from hoanhap.kernel.sealing import SealedField


def columns() -> Iterator[tuple[type[models.Model], SealedField]]:
    """Every sealed column there is."""
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, SealedField):
                yield model, field


def reseal_all() -> int:
    """Seal under the current key what is sealed under an older one, and say how many values those were.

    Each row is a transaction of its own: stopped half-way, the rest is done by the next call, and every value opens meanwhile.
    """
    count = 0
    for model, field in columns():
        for row_id, value in _values(model, field):
            if sealing.key_of(value) != key_ring.load().current.id:
                count += _reseal(model, field, row_id)
    return count


def values_by_key() -> Counter[bytes]:
    """How many values stand on each key."""
    return Counter(sealing.key_of(value) for model, field in columns() for _row_id, value in _values(model, field))


def _values(model: type[models.Model], field: SealedField) -> Iterator[tuple[object, bytes]]:
    rows = model._default_manager.order_by("pk").values_list("pk", field.attname)
    for row_id, value in rows.iterator(chunk_size=2000):
        if value:
            yield row_id, bytes(value)


@transaction.atomic
def _reseal(model: type[models.Model], field: SealedField, row_id: object) -> bool:
    """One value, under the row's lock: it may have been erased or sealed anew meanwhile."""
    row = model._default_manager.select_for_update().filter(pk=row_id).first()
    value = bytes(getattr(row, field.attname)) if row is not None else b""
    if not value or sealing.key_of(value) == key_ring.load().current.id:
        return False
    text = sealing.open_(value, purpose=field.purpose, context=str(row_id))
    anew = sealing.seal(text, purpose=field.purpose, context=str(row_id))
    return bool(model._default_manager.filter(pk=row_id).update(**{field.attname: anew}))
