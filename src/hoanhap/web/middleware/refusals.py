"""A refusal becomes a page with its status; a database that is away becomes a 503 that says when to come back."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from psycopg_pool import PoolTimeout

from hoanhap.kernel.errors import Refused
from hoanhap.web.errors import refused_page, unavailable_page

log = logging.getLogger(__name__)


class Refusals:
    """Answers a refusal that no view turned into a form error."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page of a ``Refused``; anything else goes on."""
        return refused_page(request, exception) if isinstance(exception, Refused) else None


class Unavailable:
    """503 with Retry-After while the database is away, wherever in the request that shows; nothing needs a restart."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            return self.get_response(request)
        except (OperationalError, InterfaceError, PoolTimeout):
            log.warning("the database is away")
            return unavailable_page(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Seen here before Django's own handler makes a 500 of it."""
        if isinstance(exception, OperationalError | InterfaceError | PoolTimeout):
            log.warning("the database is away")
            return unavailable_page(request)
        return None
