"""Handing out stored files: only accepted ones, to who may see them, as something a browser shows or saves but never runs."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.utils.translation import gettext as _

from hoanhap.ground.files import queries
from hoanhap.kernel.errors import NotFound
from hoanhap.web.desk.door import DeskRequest, desk

SHOWN = ("image/jpeg", "image/png", "image/webp")


@desk()
def file(request: DeskRequest, file_id: UUID) -> HttpResponse:
    """The content of an accepted file; a photograph in the page, anything else as a download."""
    row = queries.get(file_id, actor=request.actor)
    if row.state != queries.FileState.ACCEPTED:
        raise NotFound("FILE_NOT_ACCEPTED", _("Tệp này chưa được nhận hoặc đã bị từ chối nên không mở được."))
    picture = row.media_type in SHOWN
    content = queries.path_to(row.id).open("rb")
    response: Any = FileResponse(
        content, as_attachment=not picture, filename=row.name, content_type=row.media_type if picture else "application/octet-stream"
    )
    # Instead of the pages' policy: whatever this is, it runs nothing and loads nothing.
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, no-store"
    return cast("HttpResponse", response)
