"""Pictures that come with a question, one at a time a process: looking at them costs much, and nobody knows who sends them."""

from __future__ import annotations

import threading
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from hoanhap.kernel import clock
from hoanhap.kernel.errors import Invalid, TooMany
from hoanhap.people.feedback import operations
from hoanhap.web.public.feedback import throttle
from hoanhap.web.public.feedback.carrying import Carried

_ONE_AT_A_TIME = threading.Semaphore(1)
SECONDS_TO_WAIT = 10


def take_pictures(request: HttpRequest, kept: Carried) -> Carried:
    """What is carried, with the pictures of this page.

    :raises Invalid: one of them is no picture, or there are too many
    :raises TooMany: others are being looked at, or too many came from this source
    """
    sent: list[Any] = request.FILES.getlist("picture")
    if len(sent) + len(kept.many.get("pictures", [])) > operations.MOST_PICTURES:
        sentence = _("Mỗi câu hỏi gửi kèm tối đa 3 ảnh. Hãy bỏ bớt.")
        raise Invalid("TOO_MANY_PICTURES", sentence, fields={"picture": sentence})
    return kept.with_pictures([_take(request, kept.secret, upload) for upload in sent])


def _take(request: HttpRequest, secret: str, upload: Any) -> str:
    throttle.picture(request)
    if not _ONE_AT_A_TIME.acquire(timeout=SECONDS_TO_WAIT):
        raise TooMany("PICTURES_BUSY", _("Máy chủ đang xem ảnh của người khác. Hãy chờ một phút rồi gửi lại."), retry_after=30)
    try:
        return operations.take_picture(secret=secret, chunks=upload.chunks(), now=clock.now())
    finally:
        _ONE_AT_A_TIME.release()
