"""Keeping public pages: a page that one reader has just asked for is not made again for the next.

A view marked ``kept`` says that its page is the same for every reader who is not signed in. The middleware keeps the bytes for a minute
in the memory of the process, by path and language, and hands them out before sessions, database and templates are touched. About once a
second it asks which revision of the public side there is: what is published or withdrawn shows everywhere within that second, and so
does what begins or ends by the clock. Nothing about a reader is kept: pages with a query, of somebody signed in, or that set a cookie
are never taken in.
"""

from __future__ import annotations

import gzip
import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date
from psycopg_pool import PoolTimeout

from hoanhap.channels.portal import queries as portal
from hoanhap.kernel import clock
from hoanhap.web.errors import unavailable_page
from hoanhap.web.middleware.language import COOKIE

P = ParamSpec("P")
Page = Callable[Concatenate[HttpRequest, P], HttpResponse]
MARK = "X-Kept-Page"
"""Set by the decorator for the middleware, which takes it off again: no reader sees it."""
MOST = 400
"""Pages at most; the one asked for longest ago goes first."""
_NO_PAGES = ("/static/", "/livez", "/readyz")
"""Nobody keeps these, and what says whether the process lives may not wait for the database."""
CHECK_SECONDS = 1.0
BROWSER_SECONDS = 60


def kept(view: Page[P]) -> Page[P]:
    """Mark a page of the public side as the same for every reader: it may be kept, here and on the way to the reader."""

    @wraps(view)
    def page(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if response.status_code == 200:
            response.headers[MARK] = "1"
        return response

    return page


@dataclass(frozen=True, slots=True)
class Kept:
    """A page as it goes out, plain and compressed, with the headers that go with both."""

    body: bytes
    packed: bytes
    headers: tuple[tuple[str, str], ...]
    etag: str
    modified: int
    until: float

    def response(self, request: HttpRequest) -> HttpResponse:
        """The page for this reader: all of it, or that it has not changed since they last had it."""
        packed = "gzip" in request.headers.get("Accept-Encoding", "")
        response = HttpResponse(self.packed if packed else self.body)
        for name, value in self.headers:
            response.headers[name] = value
        if packed:
            response.headers["Content-Encoding"] = "gzip"
        response.headers["Content-Length"] = str(len(response.content))
        found = get_conditional_response(request, etag=self.etag, last_modified=self.modified, response=response)
        return found if isinstance(found, HttpResponse) else response


class KeptPages:
    """The middleware. It stands far outside, so that a kept page costs a look into a dictionary."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.pages: OrderedDict[tuple[str, str], Kept] = OrderedDict()
        self.lock, self.asking = threading.Lock(), threading.Lock()
        self.shelf = portal.Shelved(-1, None)
        self.asked = 0.0

    def __call__(self, request: HttpRequest) -> HttpResponse:
        seconds = settings.KEPT_SECONDS
        if not (seconds and _for_anybody(request)):
            return _unmarked(self.get_response(request))
        request.get_host()  # a name that is not ours is refused here as elsewhere
        key = (request.path, "en" if request.COOKIES.get(COOKIE) == "en" else "vi")
        answered = time.monotonic() - self.asked <= CHECK_SECONDS or self._ask()
        found = self._look(key)
        if found is None:
            if not answered:  # the reader has waited for the database once: the page itself would wait as long again
                return unavailable_page(request)
            revision = self.shelf.revision
            response = self.get_response(request)
            found = self._take(key, response, seconds=seconds, revision=revision)
            if found is None:
                return _unmarked(response)
        return found.response(request)

    def _look(self, key: tuple[str, str]) -> Kept | None:
        with self.lock:
            found = self.pages.get(key)
            if found is None or found.until < time.monotonic():
                return None
            self.pages.move_to_end(key)
            return found

    def _ask(self) -> bool:
        """Let go of everything when the public side has changed. One thread asks; the others go on with what there is.

        :returns: False when the database did not answer
        """
        if not self.asking.acquire(blocking=False):
            return True
        try:
            now = clock.now()
            shelf = portal.shelf(now=now)
            passed = self.shelf.until is not None and self.shelf.until <= now
            if shelf.revision != self.shelf.revision or passed:
                with self.lock:
                    self.pages.clear()
            self.shelf = shelf
        except (OperationalError, InterfaceError, PoolTimeout):
            return False  # what is kept may be read for the rest of its minute
        else:
            return True
        finally:
            self.asked = time.monotonic()
            self.asking.release()

    def _take(self, key: tuple[str, str], response: HttpResponse, *, seconds: int, revision: int) -> Kept | None:
        if MARK not in response.headers or response.streaming or response.cookies or response.status_code != 200:
            return None
        found = _keep(response, seconds=seconds)
        with self.lock:
            if revision == self.shelf.revision:  # else something was published while this page was being made
                self.pages[key] = found
                if len(self.pages) > MOST:
                    self.pages.popitem(last=False)
        return found


def _for_anybody(request: HttpRequest) -> bool:
    """Whether nothing in the request tells one reader from another."""
    plain = request.method in ("GET", "HEAD") and not request.META.get("QUERY_STRING") and not request.path.startswith(_NO_PAGES)
    return plain and settings.SESSION_COOKIE_NAME not in request.COOKIES


def _keep(response: HttpResponse, *, seconds: int) -> Kept:
    body = response.content
    mark = hashlib.sha256(body).hexdigest()[:32]
    modified = int(clock.now().timestamp())
    del response.headers[MARK]
    patch_vary_headers(response, ("Cookie", "Accept-Encoding"))
    response.headers["Cache-Control"] = f"public, max-age={BROWSER_SECONDS}"
    response.headers["ETag"] = f'W/"{mark}"'
    response.headers["Last-Modified"] = http_date(modified)
    return Kept(
        body=body, packed=gzip.compress(body, 6, mtime=0), headers=tuple(response.headers.items()), etag=f'W/"{mark}"', modified=modified,
        until=time.monotonic() + seconds,
    )  # fmt: skip


def _unmarked(response: HttpResponse) -> HttpResponse:
    """A page that is not kept here goes out for this reader alone, unless it may be kept on the way."""
    if MARK in response.headers:
        del response.headers[MARK]
        if "Cache-Control" not in response.headers and not response.cookies:
            patch_vary_headers(response, ("Cookie",))
            response.headers["Cache-Control"] = f"public, max-age={BROWSER_SECONDS}"
    return response
